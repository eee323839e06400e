"""`nennep demo`: the invented committee on this machine, served at once."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from nennep.accounts.models import User
from nennep.desk.demo import set_up
from nennep.desk.demo_cases import open_cases
from nennep.desk.demo_growth import grow
from nennep.desk.demo_life import live
from nennep.desk.demo_register import keep_register
from nennep.desk.demo_vault import Papers, seal_letters

ROLE_WORDS = {
    "clerk": "chuyên viên tổng hợp",
    "leader": "lãnh đạo",
    "contact": "đầu mối đơn vị",
    "organisation board": "ban tổ chức",
    "inspector": "ủy ban kiểm tra",
    "member": "đảng viên",
    "system administrator": "quản trị hệ thống",
    "auditor": "đọc nhật ký",
}


class Command(BaseCommand):
    help = "Dựng đảng ủy mẫu (tên người, số liệu đều bịa) rồi mở trang."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--no-serve", action="store_true", help="chỉ dựng dữ liệu, không mở trang")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["no_serve"]:
            call_command("run", only_look=True)  # before passwords are printed that nobody could use
        call_command("migrate", verbosity=0)
        call_command("migrate", "vault", database="vault", verbosity=0)
        if User.objects.exists():
            self.stdout.write("Đảng ủy mẫu đã dựng từ lần trước; mật khẩu in ở lần ấy vẫn dùng được.")
        else:
            self.stdout.write("Đang dựng đảng ủy mẫu, đọc kết luận mẫu…")
            self.print_sign_ins()
        if not options["no_serve"]:
            call_command("run", port=options["port"])

    def print_sign_ins(self) -> None:
        committee = set_up()
        live()
        grow(committee.root)
        keep_register(committee.root)
        open_cases(committee.root)
        papers = seal_letters(committee.root)
        self.stdout.write("\nĐăng nhập (mật khẩu chỉ in lần này):")
        for sign_in in committee.sign_ins:
            role = ROLE_WORDS[sign_in.role]
            self.stdout.write(f"  {sign_in.username:<12} {sign_in.password:<20} {sign_in.name}, {role}")
        self.print_papers(papers)

    def print_papers(self, papers: Papers) -> None:
        self.stdout.write("\nNăm từ mở khóa kho niêm phong (chỉ in lần này):")
        for username, phrase in papers.phrases.items():
            self.stdout.write(f"  {username:<12} {phrase}")
        self.stdout.write(f"Mã biên nhận của đơn gửi qua trang công khai: {papers.code}\n")
