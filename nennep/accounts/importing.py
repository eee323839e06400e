"""The sheet “Người dùng” of the organisation's workbook: adds people without a password; they choose it with a slip."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from nennep.accounts.actions.users import Person, create_user
from nennep.accounts.models import User
from nennep.accounts.rules import USERNAME_HINT, is_username
from nennep.imports.rules import Column, Judged, Row, SheetKind, Verdict
from nennep.lib.text import fold, nfc, one_line
from nennep.organisation.importing.people import PEOPLE, lend

SHEET = SheetKind(
    PEOPLE,
    "Người dùng",
    (
        Column("name", "Họ và tên", ("Họ tên", "Họ và tên người dùng", "Đồng chí", "Full name", "Name"), required=True),
        Column("username", "Tên đăng nhập", ("Tài khoản", "Username", "Sign-in name"), required=True),
        Column("email", "Thư điện tử", ("Email", "E-mail", "Địa chỉ thư điện tử", "Hộp thư")),
        Column("phone", "Điện thoại", ("Số điện thoại", "ĐT", "SĐT", "Di động", "Phone")),
    ),
)
HEADINGS = {column.field: column.heading for column in SHEET.columns}
LENGTHS = {"name": 120, "username": 60, "email": 254, "phone": 30}


class Users:
    sheet = SHEET

    def judge(self, rows: Sequence[Row]) -> list[Judged]:
        judge = UserJudge()
        return [judge.judge(row) for row in rows]

    def write(self, row: Row, *, by: User) -> User:
        said = cleaned(row)
        return create_user(Person(said["username"], said["name"], said["email"], said["phone"]), by=by)

    def rows(self) -> Iterator[list[object]]:
        for user in User.objects.filter(is_active=True).order_by("folded_name"):
            yield [user.full_name, user.username, user.email, user.phone]


class UserJudge:
    """Loaded with one query, whatever the length of the file."""

    def __init__(self) -> None:
        self.seen: dict[str, int] = {}  # username → the row that said so first
        self.known = {user.username.lower(): user for user in User.objects.all()}
        self.named: dict[str, list[str]] = defaultdict(list)
        for user in self.known.values():
            self.named[fold(user.full_name)].append(user.username)

    def judge(self, row: Row) -> Judged:
        said = cleaned(row)
        if wrong := mistakes(said):
            return Judged(row, Verdict.WRONG, tuple(wrong))
        if self.seen.setdefault(said["username"], row.number) != row.number:
            first = self.seen[said["username"]]
            return Judged(row, Verdict.DOUBTFUL, (_("Trùng với dòng %(row)s.") % {"row": first},))
        if user := self.known.get(said["username"]):
            return existing(row, said, user)
        others = self.named.get(fold(said["name"]), [])
        reasons = (_("Đã có người cùng họ tên: %(names)s.") % {"names": ", ".join(others)},) if others else ()
        return Judged(row, Verdict.NEW, reasons)


def existing(row: Row, said: dict[str, str], user: User) -> Judged:
    """Shown what differs, never written: a person's address is changed on the person's own page, by a person."""
    if not user.is_active:
        return Judged(row, Verdict.DOUBTFUL, (_("Tài khoản này đang khóa."),), thing=user.public_id)
    now = {"name": user.full_name, "email": user.email, "phone": user.phone}
    changes = {HEADINGS[field]: (now[field], said[field]) for field in now if said[field] and said[field] != now[field]}
    if not changes:
        return Judged(row, Verdict.SAME, thing=user.public_id)
    reason = _("Tên đăng nhập này đã có. Muốn sửa thông tin, mở trang của người ấy ở mục Người dùng.")
    return Judged(row, Verdict.DOUBTFUL, (reason,), changes, user.public_id)


def cleaned(row: Row) -> dict[str, str]:
    said = {field: one_line(nfc(row.values.get(field, ""))) for field in LENGTHS}
    return said | {"username": said["username"].lower()}


def mistakes(said: dict[str, str]) -> list[str]:
    found = [
        _("Thiếu cột “%(column)s”.") % {"column": HEADINGS[name]} for name in ("name", "username") if not said[name]
    ]
    found += [
        _("%(column)s dài quá %(most)s chữ.") % {"column": HEADINGS[name], "most": most}
        for name, most in LENGTHS.items()
        if len(said[name]) > most
    ]
    if said["username"] and not is_username(said["username"]):
        found.append(_("Tên đăng nhập “%(words)s”: %(hint)s.") % {"words": said["username"], "hint": _(USERNAME_HINT)})
    try:
        if said["email"]:
            validate_email(said["email"])
    except ValidationError:
        found.append(_("Thư điện tử “%(words)s” không đúng dạng.") % {"words": said["email"]})
    return found


def begin() -> None:
    lend(Users())
