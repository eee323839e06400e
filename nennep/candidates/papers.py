"""The list by name as a register to print and to hand over, in Vietnamese, whoever asks for it."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import override

from nennep.candidates.queries.listing import Row, heed_said, stage_said
from nennep.lib.dates import format_date
from nennep.organisation.models import Office
from nennep.writing.papers import Column, Letterhead, Paper, Register, Side, write_register

COLUMNS = (
    Column("TT", 12, Side.CENTRE), Column("Họ và tên", 48, Side.LEFT), Column("Năm sinh", 18, Side.CENTRE),
    Column("Đơn vị", 52, Side.LEFT), Column("Đã đến bước", 46, Side.LEFT), Column("Từ ngày", 26, Side.CENTRE),
    Column("Cần lưu ý", 45, Side.LEFT),
)  # fmt: skip


def list_document(rows: Sequence[Row]) -> bytes:
    with override("vi"):
        office = Office.objects.get()
        today = timezone.localdate()
        head = Letterhead(superior=office.superior, issuer=office.name, place=office.place, day=today)
        title = f"Tính đến ngày {format_date(today)}"
        texts = [text_of(number, row) for number, row in enumerate(rows, 1)]
        register = Register("DANH SÁCH THEO DÕI PHÁT TRIỂN ĐẢNG VIÊN", title, COLUMNS, texts, landscape=True)
        return write_register(Paper(head, register))


def text_of(number: int, row: Row) -> list[str]:
    one = row.candidate
    until = f"{heed_said(row)}, {format_date(row.until)}" if row.until and row.heeds else heed_said(row)
    born = str(one.birth_year) if one.birth_year else ""
    return [str(number), one.name, born, one.unit.name, stage_said(one), format_date(one.since), until]
