"""The list as a Word table, for a cell without Excel: what is right goes into content controls, all else is locked."""

from collections.abc import Sequence

from nennep.members.listfiles.columns import HEADINGS, NOTE, NOTHING, RIGHT, STAMP, TITLE, Line, how_to
from nennep.members.models import CampaignCell
from nennep.web.form_texts import add_table, control, opened, row, saved, seal

FIRST, WHOM = "TT, mã", "Đồng chí"
WIDTHS = {FIRST: 24, WHOM: 44, "field": 34, "why": 58, "now": 34, RIGHT: 44, NOTE: 38}
COLUMNS = [HEADINGS.get(name, name) for name in WIDTHS]


def word_list(part: CampaignCell, lines: Sequence[Line]) -> bytes:
    document = opened(TITLE, part.cell.name, how_to(part))
    add_table(document, WIDTHS, COLUMNS, [row(WIDTHS, told(line), answers(line)) for line in lines])
    seal(document, "Mã bảng (xin đừng xóa)", STAMP.new_token(part.public_id))
    return saved(document)


def told(line: Line) -> dict[str, str]:
    """The code stands below the number too, in two lines: LibreOffice keeps no tags."""
    whom = f"{line.name}\nsinh {line.born}" if line.born else line.name
    code = line.row.replace(".", "\n")
    return {FIRST: f"{line.number}\n{code}", WHOM: whom, "field": line.field, "why": line.why, "now": line.now}


def answers(line: Line) -> dict[str, str]:
    names = (NOTE,) if line.row.endswith(f".{NOTHING}") else (RIGHT, NOTE)
    return {name: control(line.row, name, HEADINGS[name]) for name in names}
