"""The list as a workbook: only the answers are open, every row bears its member and field in a hidden column."""

from collections.abc import Sequence

from nennep.members.listfiles.columns import HEADINGS, NOTHING, STAMP, TITLE, Line, how_to
from nennep.members.models import CampaignCell
from nennep.web.form_sheets import LINE_HEIGHT, height_of, lock, new_form, put, saved

COLUMNS = tuple(HEADINGS.values())
WIDTHS = (14, 5, 26, 12, 20, 44, 22, 26, 26)
HEADING_ROW = 4


def excel_list(part: CampaignCell, lines: Sequence[Line]) -> bytes:
    book, sheet = new_form("Trả lời")
    put(sheet, (1, 1), STAMP.new_token(part.public_id), "hidden")
    put(sheet, (1, 2), f"{TITLE} – {part.cell.name}", "title")
    put(sheet, (2, 2), how_to(part), "how")
    sheet.merge_cells(start_row=2, end_row=2, start_column=2, end_column=len(COLUMNS))
    sheet.row_dimensions[2].height = 3 * LINE_HEIGHT
    for place, heading in enumerate(COLUMNS, 1):
        put(sheet, (HEADING_ROW, place), heading, "head")
    for below, line in enumerate(lines, 1):
        cells = (line.row, line.number, line.name, line.born, line.field, line.why, line.now)
        for place, text in enumerate(cells, 1):
            put(sheet, (HEADING_ROW + below, place), text, "hidden" if place == 1 else "told")
        for place in range(len(cells) + 1, len(COLUMNS) + 1):
            is_open = place == len(COLUMNS) or not line.row.endswith(f".{NOTHING}")
            put(sheet, (HEADING_ROW + below, place), "", "open" if is_open else "told")
        sheet.row_dimensions[HEADING_ROW + below].height = height_of(cells[1:], WIDTHS[1:])
    lock(sheet, WIDTHS, HEADING_ROW, f"D{HEADING_ROW + 1}")
    return saved(book)
