"""A cell's list, opened, filled in and saved by a real LibreOffice: what comes back is what was typed.

Turns red when an answer cell is locked or another open, and when what LibreOffice saves is no longer known again.
"""

from collections.abc import Iterator

import pytest

from nennep.imports.rules import Verdict
from nennep.members.importing.lists import read_list
from nennep.members.importing.returning import commit_list, take_list
from nennep.members.listfiles.columns import HEADINGS, NOTE, RIGHT
from nennep.members.listfiles.excel import COLUMNS, HEADING_ROW, excel_list
from nennep.members.listfiles.word import WIDTHS, word_list
from nennep.members.models import CampaignCell, Member, Suggestion
from nennep.members.tests.campaigning import lines_asked, make_campaign, preview_of
from nennep.members.tests.make import make_basis, make_member
from nennep.paperwork.tests.office import Cell, Office, running_office
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
RIGHT_PLACE, NOTE_PLACE = (COLUMNS.index(HEADINGS[name]) for name in (RIGHT, NOTE))
TEXT_PLACES = list(WIDTHS)
TEXT_RIGHT, TEXT_NOTE = TEXT_PLACES.index(RIGHT), TEXT_PLACES.index(NOTE)


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    with running_office() as office:
        yield office


@pytest.fixture
def part(cast: Cast) -> CampaignCell:
    make_basis(cast.organiser)
    for name in ("Trần Văn Tám", "Lê Văn Chín"):
        make_member(cast.tree.board, cast.organiser, name=name, sex="nam", id12="", card12="")
    campaign = make_campaign(cast.tree.root, cast.organiser)
    return campaign.parts.select_related("cell", "campaign__unit").get(cell=cast.tree.board)


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_what_is_typed_comes_back_and_is_written_once(
    office: Office, cast: Cast, part: CampaignCell, ending: str
) -> None:
    lines = lines_asked(part)
    wanted: list[Cell] = [
        (HEADING_ROW + 1, RIGHT_PLACE, "031070001234"),
        (HEADING_ROW + 2, NOTE_PLACE, "chưa phát thẻ"),
    ]

    back, refused = office.edit(excel_list(part, lines), ("xlsx", ending), wanted)

    assert refused == []
    kept = take_list(part, f"bang.{ending}", [back], by=cast.contact)
    told = list(preview_of(kept).rows.values_list("verdict", flat=True))
    assert told == [Verdict.NEW, Verdict.NEW, Verdict.SAME, Verdict.SAME]
    commit_list(kept, preview_of(kept).digest, by=cast.contact)
    assert Suggestion.objects.get().note == "chưa phát thẻ"
    assert preview_of(take_list(part, f"bang.{ending}", [back], by=cast.contact)).state == "nothing"


@pytest.mark.parametrize("ending", ["docx", "odt"])
def test_what_is_typed_into_the_text_comes_back_and_is_written_once(
    office: Office, cast: Cast, part: CampaignCell, ending: str
) -> None:
    lines = lines_asked(part)
    wanted: list[Cell] = [(2, TEXT_RIGHT, "031070001234"), (3, TEXT_NOTE, "chưa phát thẻ")]

    back, refused = office.edit(word_list(part, lines), ("docx", ending), wanted)

    assert refused == []
    assert [row.values["row"] for row in read_list([back]).rows] == [line.row for line in lines]
    kept = take_list(part, f"bang.{ending}", [back], by=cast.contact)
    told = list(preview_of(kept).rows.values_list("verdict", flat=True))
    assert told == [Verdict.NEW, Verdict.NEW, Verdict.SAME, Verdict.SAME]
    commit_list(kept, preview_of(kept).digest, by=cast.contact)
    assert Suggestion.objects.get().note == "chưa phát thẻ"
    assert preview_of(take_list(part, f"bang.{ending}", [back], by=cast.contact)).state == "nothing"


def test_nothing_but_answers_can_be_typed(office: Office, part: CampaignCell) -> None:
    others: list[Cell] = [
        (HEADING_ROW + 1, place, "x") for place in range(len(COLUMNS)) if place not in (RIGHT_PLACE, NOTE_PLACE)
    ]

    back, refused = office.edit(excel_list(part, lines_asked(part)), ("xlsx", "xlsx"), others)

    assert refused == others
    first = read_list([back]).rows[0].values["row"]
    assert Member.objects.filter(public_id=first.partition(".")[0]).exists()


def test_in_the_text_nothing_but_answers_can_be_typed(office: Office, part: CampaignCell) -> None:
    others: list[Cell] = [(2, place, "x") for place in range(len(WIDTHS)) if place not in (TEXT_RIGHT, TEXT_NOTE)]

    _back, refused = office.edit(word_list(part, lines_asked(part)), ("docx", "docx"), others)

    assert refused == others
