"""Builders of campaigns, and the lists of cells filled in as a person would."""

import io
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook

from nennep.imports.models import Preview
from nennep.imports.reading import open_form
from nennep.members.actions.campaigning import CampaignFacts, start_campaign
from nennep.members.actions.people import correct_member
from nennep.members.importing.posted import Attached, take_posted
from nennep.members.importing.returning import take_list
from nennep.members.listfiles.columns import HEADINGS, NOTE, RIGHT, Line, lines_of
from nennep.members.listfiles.excel import COLUMNS, HEADING_ROW, excel_list
from nennep.members.models import Campaign, CampaignCell, ListBack
from nennep.members.permissions import must_be_open
from nennep.members.queries.campaigns import asked_members, asked_of
from nennep.members.tests.make import make_member
from nennep.organisation.models import Unit
from tests.cast import Cast

if TYPE_CHECKING:
    from nennep.accounts.models import User

RULES = ("cccd_birth", "missing", "malformed")


def make_campaign(unit: Unit, by: "User", rules: tuple[str, ...] = RULES) -> Campaign:
    today = timezone.localdate()
    return start_campaign(CampaignFacts("Mười lăm ngày", unit, today, today + timedelta(days=15), rules), by=by)


def lines_asked(part: CampaignCell) -> list[Line]:
    return list(lines_of(asked_of(part, list(asked_members(part)), must_be_open().fields)))


def filled_list(part: CampaignCell, said: dict[str, str], note: str = "") -> bytes:
    """The list with values written by label of field; the note in the first row."""
    lines = lines_asked(part)
    book = load_workbook(io.BytesIO(excel_list(part, lines)))
    sheet: Any = book.active
    right, notes = (COLUMNS.index(HEADINGS[name]) + 1 for name in (RIGHT, NOTE))
    for below, line in enumerate(lines, 1):
        if line.field in said:
            sheet.cell(HEADING_ROW + below, right).value = said[line.field]
    if note:
        sheet.cell(HEADING_ROW + 1, notes).value = note
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def filled_word(form: bytes, said: dict[str, str]) -> bytes:
    """A list filled in by Word, which keeps the tags of the controls; `said`: field → what is right."""
    document = Document(io.BytesIO(form))
    for control in document.element.body.iter(qn("w:sdt")):
        _nn, row, column = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}").get(qn("w:val")).split(":")
        field = row.partition(".")[2]
        if column == RIGHT and field in said:
            next(control.iter(qn("w:t"))).text = said[field]
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def preview_of(kept: ListBack) -> Preview:
    assert kept.preview
    return kept.preview


def post_list(part: CampaignCell, content: bytes, sender: str, letter: str = "1" * 64) -> ListBack:
    """As the reader of the mailbox hands it over."""
    opened = open_form([content])
    take_posted(Attached(letter, sender, "Trả lời", "bảng.xlsx", opened.sha256), opened.sheets)
    return ListBack.objects.get(letter=letter)


def campaigns_of(cast: Cast) -> dict[str, Any]:
    """What the access table speaks of; the register is open, and somebody of the board has a number at fault."""
    keeper, board = cast.organiser, cast.tree.board
    seven = make_member(board, keeper, name="Ngô Thị Bảy", id12="031170007777", card12="031012345777", admission="")
    campaign = make_campaign(cast.tree.root, keeper)
    correct_member(seven, {"admission": "1995-02-03"}, by=keeper)
    part = campaign.parts.get(cell=board)
    content = filled_list(part, {"Số định danh cá nhân": "031070004455"}, "Đã xem thẻ căn cước")
    return {
        "campaign": campaign,
        "campaign_cell": part,
        "list_back": take_list(part, "bang-ra-soat.xlsx", [content], by=cast.contact),
        "list_posted": post_list(part, content, cast.contact.email.lower()),
    }
