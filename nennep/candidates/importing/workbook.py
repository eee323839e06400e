"""The empty workbook to fill in: headings alone, for it may go from hand to hand."""

import io

from django.utils.translation import override
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from nennep.candidates.importing.columns import SHEET
from nennep.web.sheets import heading_cell, sheet_title

NARROW, WIDE = 16, 30  # characters
TEXTS = ("name", "unit", "parent", "origin", "note")


def workbook() -> bytes:
    with override("vi"):
        book = Workbook(write_only=True)
        sheet = book.create_sheet(sheet_title(SHEET.title))
        sheet.freeze_panes = "A2"
        for number, column in enumerate(SHEET.columns, start=1):
            letter = get_column_letter(number)
            sheet.column_dimensions[letter].width = WIDE if column.field in TEXTS else NARROW
        sheet.append([heading_cell(sheet, column.heading) for column in SHEET.columns])
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()
