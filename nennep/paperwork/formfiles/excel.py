"""The form as a workbook: only the answer cells are open, every row bears its id in a hidden column."""

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
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
from nennep.web.sheets import looks_like_formula

TOLD = (HEADINGS[ROW], "TT", HEADINGS[TASK], "Từ mục", "Hạn", "Cần nộp", "Chỉ tiêu", "Đã báo")
COLUMNS = (*TOLD, *(HEADINGS[name] for name in ANSWER_FIELDS))
WIDTHS = (14, 5, 40, 11, 11, 13, 11, 15, 15, 6, 10, 28, 11, 17, 11, 16)
HEADING_ROW = 4
LINE_HEIGHT = 15  # points of one line
LAST = len(COLUMNS)
FIRST_ANSWER = len(TOLD) + 1
TASK_PLACE = COLUMNS.index(HEADINGS[TASK]) + 1

LINE = Side(style="thin", color="999999")
BOX = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
WRAPPED = Alignment(wrap_text=True, vertical="top")
STYLES = {
    "head": NamedStyle(
        "nn_head", font=Font(bold=True), border=BOX, alignment=WRAPPED, fill=PatternFill("solid", fgColor="E7E2D6")
    ),
    "told": NamedStyle("nn_told", border=BOX, alignment=WRAPPED, fill=PatternFill("solid", fgColor="F6F4EE")),
    # as text: what is typed stays as it was typed, whatever country the program thinks it is in
    "open": NamedStyle(
        "nn_open", border=BOX, alignment=WRAPPED, number_format="@", protection=Protection(locked=False)
    ),
    "title": NamedStyle("nn_title", font=Font(bold=True, size=14)),
    "how": NamedStyle("nn_how", font=Font(italic=True), alignment=WRAPPED),
    "hidden": NamedStyle("nn_hidden", font=Font(size=8, color="999999")),
}  # fmt: skip


def excel_form(unit: Unit, lines: Sequence[Line]) -> bytes:
    book = Workbook()
    for style in STYLES.values():
        book.add_named_style(style)
    sheet: Any = book.active
    sheet.title = "Trả lời"
    write_top(sheet, unit)
    for number, line in enumerate(lines, 1):
        write_line(sheet, HEADING_ROW + number, (line.row, str(number), *told(line)))
    own = HEADING_ROW + len(lines) + 1
    write_own(sheet, own)
    offer_states(sheet, own + OWN)
    set_up(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def told(line: Line) -> tuple[str, ...]:
    return (line.task, line.source, line.due, line.proof, line.target, line.before)


def put(sheet: Any, place: tuple[int, int], text: str, style: str) -> None:
    """Text as text: nothing that somebody wrote acts as a formula."""
    cell = sheet.cell(*place)
    if text:
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
        cell.data_type = "s"
    cell.style = STYLES[style].name
    if looks_like_formula(text):
        cell.quotePrefix = True


def write_top(sheet: Any, unit: Unit) -> None:
    put(sheet, (1, 1), new_token(unit), "hidden")
    put(sheet, (1, 2), f"{TITLE} – {unit.name}", "title")
    put(sheet, (2, 2), HOW, "how")
    sheet.merge_cells(start_row=2, end_row=2, start_column=2, end_column=LAST)
    sheet.row_dimensions[2].height = 32
    sheet.row_dimensions[HEADING_ROW].height = 2 * LINE_HEIGHT
    for place, heading in enumerate(COLUMNS, 1):
        put(sheet, (HEADING_ROW, place), heading, "head")


def height_of(cells: Sequence[str]) -> int:
    """Enough for the longest cell: LibreOffice does not measure rows of a protected sheet by itself."""
    lines = [-(-len(text) * 1.1 // width) for text, width in zip(cells[1:], WIDTHS[1:], strict=False)]
    return int(max(2, *lines)) * LINE_HEIGHT


def write_line(sheet: Any, row: int, cells: Sequence[str]) -> None:
    for place, text in enumerate(cells, 1):
        put(sheet, (row, place), text, "hidden" if place == 1 else "told")
    for place in range(FIRST_ANSWER, LAST + 1):
        put(sheet, (row, place), "", "open")
    sheet.row_dimensions[row].height = height_of(cells)


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


def set_up(sheet: Any) -> None:
    for place, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.column_dimensions["A"].hidden = True
    sheet.freeze_panes = f"D{HEADING_ROW + 1}"
    protection = sheet.protection
    protection.sheet, protection.formatColumns, protection.formatRows = True, False, False
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{HEADING_ROW}:{HEADING_ROW}"
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top = margins.bottom = 0.5
    sheet.oddFooter.center.text = "&P/&N"
