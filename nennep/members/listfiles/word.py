"""The list as a Word table, for a cell without Excel: what is right goes into content controls, all else is locked."""

from collections.abc import Sequence

from nennep.members.listfiles.columns import HEADINGS, NOTE, NOTHING, RIGHT, STAMP, TITLE, Line, how_to
from nennep.members.models import CampaignCell
from nennep.web.form_texts import add_table, control, numbered, opened, row, saved, seal

FIRST, WHOM = "TT, mã", "Đồng chí"
WIDTHS = {FIRST: 18, WHOM: 44, "field": 34, "why": 58, "now": 34, RIGHT: 48, NOTE: 40}
COLUMNS = [HEADINGS.get(name, name) for name in WIDTHS]


def word_list(part: CampaignCell, lines: Sequence[Line]) -> bytes:
    document = opened(TITLE, part.cell.name, how_to(part))
    add_table(document, WIDTHS, COLUMNS, [row(WIDTHS, told(line), answers(line)) for line in lines])
    seal(document, "Mã bảng (xin đừng xóa)", STAMP.new_token(part.public_id))
    return saved(document)


def told(line: Line) -> dict[str, str]:
    whom = f"{line.name}\nsinh {line.born}" if line.born else line.name
    return {WHOM: whom, "field": line.field, "why": line.why, "now": line.now}


def answers(line: Line) -> dict[str, str]:
    names = (NOTE,) if line.row.endswith(f".{NOTHING}") else (RIGHT, NOTE)
    return {FIRST: numbered(line.number, line.row)} | {name: control(line.row, name, HEADINGS[name]) for name in names}
