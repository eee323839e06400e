"""The list of one cell in a campaign: what is asked of whom, the same in Excel, in Word and on paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings

from nennep.imports.rules import Column, SheetKind
from nennep.imports.stamps import Family
from nennep.members.checks import repairs
from nennep.members.models import CampaignCell
from nennep.members.queries.campaigns import Asked, now_said

STAMP = Family("NN2")
ROW, RIGHT, NOTE = "row", "right", "note"
NOTHING = "-"  # in the place of a field: only a note can be given
HEADINGS = {
    ROW: "Mã dòng",
    "number": "TT",
    "name": "Họ và tên",
    "born": "Ngày sinh",
    "field": "Mục",
    "why": "Cần xem vì",
    "now": "Sổ đang ghi",
    RIGHT: "Ghi đúng là",
    NOTE: "Ghi thêm",
}
SHEET = SheetKind(
    "answers", "Trả lời", tuple(Column(name, HEADINGS[name], required=True) for name in (ROW, RIGHT, NOTE))
)
TITLE = "RÀ SOÁT DỮ LIỆU ĐẢNG VIÊN"
HOW = (
    "Chỉ điền cột “Ghi đúng là”; chỗ nào sổ đã đúng hoặc chưa rõ thì để trống, cần nói thêm thì viết ở cột “Ghi thêm”. "
    "Ngày viết như 25/06/1970. Số được che chỉ hiện ba chữ số cuối. Lưu tệp rồi gửi lại ở trang của chi bộ trong đợt."
)
BY_MAIL = "Hoặc gửi tệp kèm thư trả lời cho Văn phòng."


def how_to(part: CampaignCell) -> str:
    """Of which campaign, until when, and how the list is filled in and sent back."""
    how = f"{HOW} {BY_MAIL}" if settings.MAILBOX else HOW
    return f"{part.campaign.name}, hạn {part.campaign.ends:%d/%m/%Y}. {how}"


@dataclass(frozen=True)
class Line:
    row: str  # public id of the member, and the field
    number: str
    name: str
    born: str
    field: str
    why: str
    now: str


def lines_of(asked: Sequence[Asked]) -> Iterator[Line]:
    """A line for each field that may hold a mistake; of a member whom only a move puts right, one without a field."""
    for number, one in enumerate(asked, 1):
        for field in one.fields:
            why = " ".join(flaw.message for flaw in one.flaws if field.key in repairs(flaw.rule, flaw.field))
            now = now_said(one.member, field)
            yield Line(
                f"{one.member.public_id}.{field.key}", str(number), one.member.name, one.born, field.label, why, now
            )
        left = [flaw.message for flaw in one.flaws if not repairs(flaw.rule, flaw.field)]
        if left or not one.fields:
            said = " ".join(left or [flaw.message for flaw in one.flaws])
            yield Line(f"{one.member.public_id}.{NOTHING}", str(number), one.member.name, one.born, "", said, "")
