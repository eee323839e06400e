"""The list of a day to print, under the office's head; in Vietnamese, whoever asks for it."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import override

from nennep.lib.dates import format_date, format_known
from nennep.members.queries.thatday import Asked, Row, rows_of
from nennep.organisation.models import Office
from nennep.writing.papers import Column, Letterhead, Paper, Register, Side, first_rows, write_register

COLUMNS = (
    Column("TT", 10, Side.CENTRE), Column("Họ và tên", 48, Side.LEFT), Column("Ngày sinh", 26, Side.CENTRE),
    Column("Giới tính", 16, Side.CENTRE), Column("Nơi sinh hoạt", 58, Side.LEFT), Column("Tư cách", 28, Side.LEFT),
    Column("Chức vụ", 44, Side.LEFT), Column("Ngày vào Đảng", 26, Side.CENTRE),
    Column("Ngày chính thức", 26, Side.CENTRE),
)  # fmt: skip


def list_document(asked: Asked, members: Sequence[Any]) -> bytes:
    with override("vi"):
        office, today = Office.objects.get(), timezone.localdate()
        head = Letterhead(superior=office.superior, issuer=office.name, place=office.place, day=today)
        shown, cut = first_rows(members)
        texts = [text_of(number, row) for number, row in enumerate(rows_of(shown, asked.day), 1)]
        subtitle = f"{asked.unit.name}, ngày {format_date(asked.day)}: {len(texts)} đảng viên{cut}"
        return write_register(Paper(head, Register("DANH SÁCH ĐẢNG VIÊN", subtitle, COLUMNS, texts, landscape=True)))


def text_of(number: int, row: Row) -> list[str]:
    one = row.member
    return [
        *(str(number), one.name, row.born, str(one.get_sex_display()), row.where, row.standing, row.posts),
        *(row.admitted, format_known(one.official)),
    ]
