"""The form as a workbook: only the answer cells are open, every row bears its id in a hidden column."""

from collections.abc import Sequence
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from nennep.organisation.models import Unit
from nennep.paperwork.formfiles.columns import (
    ANSWER_FIELDS,
    HEADINGS,
    HOW,
    OWN,
    OWN_FIELDS,
    OWN_TITLE,
    ROW,
    TASK,
    TITLE,
)
from nennep.paperwork.queries import Line
from nennep.paperwork.rules import CLAIMS
from nennep.paperwork.stamps import new_token
from nennep.web.form_sheets import LINE_HEIGHT, height_of, lock, new_form, put, saved

TOLD = (HEADINGS[ROW], "TT", HEADINGS[TASK], "Từ mục", "Hạn", "Cần nộp", "Chỉ tiêu", "Đã báo")
COLUMNS = (*TOLD, *(HEADINGS[name] for name in ANSWER_FIELDS))
WIDTHS = (14, 5, 40, 11, 11, 13, 11, 15, 15, 6, 10, 28, 11, 17, 11, 16)
HEADING_ROW = 4
LAST = len(COLUMNS)
FIRST_ANSWER = len(TOLD) + 1
TASK_PLACE = COLUMNS.index(HEADINGS[TASK]) + 1


def excel_form(unit: Unit, lines: Sequence[Line]) -> bytes:
    book, sheet = new_form("Trả lời")
    write_top(sheet, unit)
    for number, line in enumerate(lines, 1):
        write_line(sheet, HEADING_ROW + number, (line.row, str(number), *told(line)))
    own = HEADING_ROW + len(lines) + 1
    write_own(sheet, own)
    offer_states(sheet, own + OWN)
    lock(sheet, WIDTHS, HEADING_ROW, f"D{HEADING_ROW + 1}")
    return saved(book)


def told(line: Line) -> tuple[str, ...]:
    return (line.task, line.source, line.due, line.proof, line.target, line.before)


def write_top(sheet: Any, unit: Unit) -> None:
    put(sheet, (1, 1), new_token(unit), "hidden")
    put(sheet, (1, 2), f"{TITLE} – {unit.name}", "title")
    put(sheet, (2, 2), HOW, "how")
    sheet.merge_cells(start_row=2, end_row=2, start_column=2, end_column=LAST)
    sheet.row_dimensions[2].height = 32
    sheet.row_dimensions[HEADING_ROW].height = 2 * LINE_HEIGHT
    for place, heading in enumerate(COLUMNS, 1):
        put(sheet, (HEADING_ROW, place), heading, "head")


def write_line(sheet: Any, row: int, cells: Sequence[str]) -> None:
    for place, text in enumerate(cells, 1):
        put(sheet, (row, place), text, "hidden" if place == 1 else "told")
    for place in range(FIRST_ANSWER, LAST + 1):
        put(sheet, (row, place), "", "open")
    sheet.row_dimensions[row].height = height_of(cells[1:], WIDTHS[1:])


def write_own(sheet: Any, row: int) -> None:
    """Rows without an id: what stands in them comes back as a proposal."""
    put(sheet, (row, 2), OWN_TITLE, "head")
    sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=LAST)
    writable = {TASK_PLACE, *(COLUMNS.index(HEADINGS[name]) + 1 for name in OWN_FIELDS)}
    for below in range(row + 1, row + 1 + OWN):
        sheet.row_dimensions[below].height = 2 * LINE_HEIGHT
        for place in range(2, LAST + 1):
            put(sheet, (below, place), "", "open" if place in writable else "told")


def offer_states(sheet: Any, last: int) -> None:
    offered = DataValidation(type="list", formula1=f'"{",".join(CLAIMS.values())}"', allow_blank=True)
    offered.error, offered.errorTitle = "Hãy chọn một trạng thái trong danh sách.", "Trạng thái"
    letter = get_column_letter(FIRST_ANSWER)
    offered.add(f"{letter}{HEADING_ROW + 1}:{letter}{last}")
    sheet.add_data_validation(offered)
