"""`nennep admin create`, `nennep admin slip NAME`: what only whoever has the server can do; the journal says so."""

import getpass
import sys
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from nennep.accounts.actions.office import First, NewOffice, found_office
from nennep.accounts.actions.resets import slip_from_the_server
from nennep.accounts.actions.users import Person
from nennep.accounts.models import User
from nennep.accounts.rules import USERNAME_HINT, is_username
from nennep.lib.errors import RuleBroken
from nennep.lib.text import nfc, one_line


class Command(BaseCommand):
    help = "Lập cơ quan và người quản trị đầu tiên, hoặc cấp lại phiếu khi không còn ai vào được."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        create = verbs.add_parser("create", help="lập cơ quan và người quản trị đầu tiên")
        create.add_argument("--office", required=True, help="tên cơ quan")
        create.add_argument("--username", required=True)
        create.add_argument("--full-name", required=True)
        create.add_argument("--clerk", action="store_true", help="cũng là chuyên viên tổng hợp")
        slip = verbs.add_parser("slip", help="bỏ mật khẩu và lớp xác nhận của một người, in phiếu kích hoạt mới")
        slip.add_argument("username")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["verb"] == "create":
                self.create(options)
            else:
                self.slip(options["username"])
        except RuleBroken as error:
            raise CommandError(str(error)) from error

    def create(self, options: dict[str, Any]) -> None:
        if not is_username(options["username"]):
            raise CommandError(f"Tên đăng nhập không hợp lệ. {USERNAME_HINT}")
        person = Person(options["username"], one_line(nfc(options["full_name"])))
        password = self.ask_password()
        try:
            validate_password(password, User(username=person.username, full_name=person.full_name))
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        found_office(NewOffice(one_line(nfc(options["office"]))), First(person, password, options["clerk"]))
        self.stdout.write(f"Đã lập. Đăng nhập bằng tên {person.username}.")

    def ask_password(self) -> str:
        if not sys.stdin.isatty():
            return sys.stdin.readline().rstrip("\n")
        first, again = getpass.getpass("Mật khẩu: "), getpass.getpass("Gõ lại mật khẩu: ")
        if first != again:
            raise CommandError("Hai lần gõ mật khẩu không giống nhau.")
        return first

    def slip(self, username: str) -> None:
        user = User.objects.filter(username__iexact=username).first()
        if user is None:
            raise CommandError(f"Không có ai tên đăng nhập là {username}.")
        slip = slip_from_the_server(user)
        self.stdout.write(f"{user.full_name} ({user.username})\nMã kích hoạt: {slip.code}")
