"""The register of cases to print, of what the list is narrowed to; in Vietnamese, whoever asks for it."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import override

from nennep.lib.dates import format_date
from nennep.organisation.models import Office
from nennep.procedures.models import Case
from nennep.procedures.queries.listing import Row, rows_of
from nennep.procedures.rules import CaseState
from nennep.writing.papers import Column, Letterhead, Paper, Register, Side, first_rows, write_register

COLUMNS = (
    Column("TT", 10, Side.CENTRE), Column("Mã hồ sơ", 34, Side.LEFT), Column("Hồ sơ", 42, Side.LEFT),
    Column("Quy trình", 37, Side.LEFT), Column("Bắt đầu", 28, Side.CENTRE), Column("Bước", 36, Side.LEFT),
    Column("Hạn của bước", 28, Side.CENTRE), Column("Kết thúc", 28, Side.CENTRE), Column("Kết quả", 27, Side.LEFT),
)  # fmt: skip


def register_document(found: Sequence[Case], today: date) -> bytes:
    with override("vi"):
        office = Office.objects.get()
        head = Letterhead(superior=office.superior, issuer=office.name, place=office.place, day=today)
        shown, cut = first_rows(found)
        texts = [text_of(number, row) for number, row in enumerate(rows_of(shown, today), 1)]
        title = f"Tính đến ngày {format_date(today)}, {len(texts)} hồ sơ{cut}"
        return write_register(Paper(head, Register("SỔ THEO DÕI HỒ SƠ", title, COLUMNS, texts, landscape=True)))


def text_of(number: int, row: Row) -> list[str]:
    """The subject as the list shows it; an open case has no result, an annulled one no day of its end."""
    case = row.case
    due = format_date(case.due) if case.due and case.state == CaseState.OPEN else ""
    ended = format_date(case.ended_on) if case.ended_on else ""
    result = "" if case.state == CaseState.OPEN else row.word
    return [
        *(str(number), case.public_id, case.subject, row.procedure, format_date(case.opened_on)),
        *(row.step, due, ended, result),
    ]
