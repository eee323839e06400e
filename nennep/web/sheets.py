"""Lists that leave as .xlsx: every cell is text, a number or a date; nothing in them can act as a formula."""

import io
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.http import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from nennep.web.downloads import as_download

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NARROWEST, WIDEST = 8, 60  # characters
LONGEST_TEXT = 32_767  # Excel's own limit of a cell
ROWS_MEASURED = 200  # rows looked at for the width of a column
STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Rows = Iterable[Sequence[object]]


def sheet_response(name: str, headings: Sequence[object], rows: Rows) -> HttpResponseBase:
    """The list as a file to save; `name` without its ending, in the office's words."""
    content = sheet_bytes(name, headings, rows)
    return as_download([content], f"{name}.xlsx", XLSX, len(content))


def sheet_bytes(name: str, headings: Sequence[object], rows: Rows) -> bytes:
    body = [list(row) for row in rows]
    book = Workbook(write_only=True)
    sheet = book.create_sheet(sheet_title(name))
    sheet.freeze_panes = "A2"
    for number, width in enumerate(widths([list(headings), *body[:ROWS_MEASURED]]), start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([heading_cell(sheet, heading) for heading in headings])
    for row in body:
        sheet.append([cell(sheet, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_title(name: str) -> str:
    """Excel takes at most 31 characters, and not these."""
    return "".join(c for c in name if c not in "[]:*?/\\'")[:31].strip() or _("Danh sách")


def heading_cell(sheet: Any, heading: object) -> Cell:
    made = cell(sheet, str(heading))
    made.font = Font(bold=True)
    made.alignment = Alignment(wrap_text=True, vertical="top")
    return made


def cell(sheet: Any, value: object) -> Cell:
    if isinstance(value, bool):
        value = _("Có") if value else ""
    if value is None or isinstance(value, int | float | Decimal):
        return WriteOnlyCell(sheet, value if not isinstance(value, Decimal) else float(value))
    if isinstance(value, datetime):
        return dated(sheet, timezone.make_naive(value) if timezone.is_aware(value) else value, "dd/mm/yyyy hh:mm")
    if isinstance(value, date):
        return dated(sheet, value, "dd/mm/yyyy")
    return text_cell(sheet, str(value)) if str(value) else WriteOnlyCell(sheet, None)


def dated(sheet: Any, value: Any, shown: str) -> Cell:
    made = WriteOnlyCell(sheet, value)
    made.number_format = shown
    return made


def text_cell(sheet: Any, text: str) -> Cell:
    """Text as text, whatever it looks like; what a program might take for a formula also bears Excel's quote mark."""
    made = WriteOnlyCell(sheet)
    made.value = ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST_TEXT]
    made.data_type = "s"
    made.alignment = Alignment(wrap_text=True, vertical="top")
    if looks_like_formula(text):
        made.quotePrefix = True
    return made


def looks_like_formula(text: str) -> bool:
    """Also behind a byte-order mark or spaces, and in full width (＝, ＋, －, ＠)."""
    if text.startswith(STARTS_FORMULA):
        return True
    bare = "".join(c for c in text[:50] if unicodedata.category(c) not in ("Cf", "Cc")).strip()
    return unicodedata.normalize("NFKC", bare[:1]).startswith(STARTS_FORMULA)


def widths(rows: Sequence[Sequence[object]]) -> list[int]:
    columns = max((len(row) for row in rows), default=0)
    longest = [max((len(str(row[n])) for row in rows if n < len(row)), default=0) for n in range(columns)]
    return [min(WIDEST, max(NARROWEST, length + 2)) for length in longest]
