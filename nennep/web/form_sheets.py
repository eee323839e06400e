"""A workbook that is a form: locked but for the cells to answer in, looking the same from every room."""

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter

from nennep.web.sheets import looks_like_formula

LINE_HEIGHT = 15  # points of one line
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


def new_form(title: str) -> tuple[Workbook, Any]:
    """The book and its sheet."""
    book = Workbook()
    for style in STYLES.values():
        book.add_named_style(style)
    sheet: Any = book.active
    sheet.title = title
    return book, sheet


def put(sheet: Any, place: tuple[int, int], text: str, style: str) -> None:
    """Text as text: nothing that somebody wrote acts as a formula."""
    cell = sheet.cell(*place)
    if text:
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
        cell.data_type = "s"
    cell.style = STYLES[style].name
    if looks_like_formula(text):
        cell.quotePrefix = True


def height_of(cells: Sequence[str], widths: Sequence[int]) -> int:
    """Enough for the longest cell: LibreOffice does not measure rows of a protected sheet by itself."""
    lines = [-(-len(text) * 1.1 // width) for text, width in zip(cells, widths, strict=False)]
    return int(max(2, *lines)) * LINE_HEIGHT


def lock(sheet: Any, widths: Sequence[int], heading_row: int, freeze: str) -> None:
    """Locked, the first column hidden, laid out for paper."""
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.column_dimensions["A"].hidden = True
    sheet.freeze_panes = freeze
    protection = sheet.protection
    protection.sheet, protection.formatColumns, protection.formatRows = True, False, False
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{heading_row}:{heading_row}"
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top = margins.bottom = 0.5
    sheet.oddFooter.center.text = "&P/&N"


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
