"""Random answers, typed into the forms by LibreOffice and saved by it: what comes back is what was typed.

Turns red when a content control is of a kind that LibreOffice freezes, when an answer cell is locked or another open,
and when the reader needs what LibreOffice drops (the tags of controls).
"""

from collections.abc import Iterator
from typing import Any

import pytest

from nennep.directives.tests.make import make_issued
from nennep.paperwork.formfiles.columns import HEADINGS, OWN_FIELDS, ROW, TASK
from nennep.paperwork.formfiles.excel import COLUMNS, HEADING_ROW
from nennep.paperwork.formfiles.word import WIDTHS
from nennep.paperwork.importing.reading import read_form
from nennep.paperwork.queries import lines_of
from nennep.paperwork.rules import read_row
from nennep.paperwork.tests.answers import CHOICES, random_answers
from nennep.paperwork.tests.make import excel_of, word_of
from nennep.paperwork.tests.office import Cell, Office, running_office
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TEXT_PLACES = list(WIDTHS)


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    with running_office() as office:
        yield office


@pytest.fixture
def given(cast: Cast) -> Cast:
    make_issued(cast.tree.root, cast.clerk, cast.tree.board)
    return cast


def sheet_cells(answers: list[dict[str, str]]) -> list[Cell]:
    return [
        (HEADING_ROW + n, COLUMNS.index(HEADINGS[name]), text)
        for n, cells in enumerate(answers, 1)
        for name, text in cells.items()
    ]


def text_cells(answers: list[dict[str, str]]) -> list[Cell]:
    return [
        (1 + n, TEXT_PLACES.index(name), text) for n, cells in enumerate(answers, 1) for name, text in cells.items()
    ]


def read_back(content: bytes) -> list[dict[str, Any]]:
    return [row.values for row in read_form([content]).rows]


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
@pytest.mark.parametrize("seed", range(4))
def test_what_is_typed_into_the_sheet_comes_back(office: Office, given: Cast, ending: str, seed: int) -> None:
    answers = random_answers(seed, 3)
    form = excel_of(given.tree.board, given.contact)

    back, refused = office.edit(form, ("xlsx", ending), sheet_cells(answers))

    ids = [line.row for line in lines_of(given.tree.board, given.contact)]
    rows = read_back(back)
    assert refused == []
    assert [row[ROW] for row in rows] == ids
    assert [read_row(row) for row in rows] == [read_row(cells) for cells in answers]


@pytest.mark.parametrize("ending", ["docx", "odt"])
@pytest.mark.parametrize("seed", range(4))
def test_what_is_typed_into_the_text_comes_back(office: Office, given: Cast, ending: str, seed: int) -> None:
    answers = random_answers(seed, 3)
    form = word_of(given.tree.board, given.contact)

    back, refused = office.edit(form, ("docx", ending), text_cells(answers))

    codes = [line.code for line in lines_of(given.tree.board, given.contact)]
    rows = read_back(back)
    assert refused == []
    assert [row[ROW][:6] for row in rows] == codes
    assert [read_row(row) for row in rows] == [read_row(cells) for cells in answers]


def test_nothing_but_answers_can_be_typed(office: Office, given: Cast) -> None:
    board, contact = given.tree.board, given.contact
    sheet: list[Cell] = [(HEADING_ROW + 1, place, "sửa") for place in range(COLUMNS.index(HEADINGS["state"]))]
    text: list[Cell] = [(2, place, "sửa") for place in range(TEXT_PLACES.index("state"))]

    _, sheet_refused = office.edit(excel_of(board, contact), ("xlsx", "xlsx"), sheet)
    _, text_refused = office.edit(word_of(board, contact), ("docx", "docx"), text)

    assert (sheet_refused, text_refused) == (sheet, text)


def test_rows_added_by_hand_come_back_without_an_id(office: Office, given: Cast) -> None:
    board, contact = given.tree.board, given.contact
    own = {TASK: "Tập huấn phần mềm", **{name: CHOICES[name][1] for name in OWN_FIELDS}}
    below = HEADING_ROW + 3 + 2
    sheet = [(below, COLUMNS.index(HEADINGS[name]), text) for name, text in own.items()]
    text = [(1 + 3 + 2, TEXT_PLACES.index(name), text) for name, text in own.items()]

    files = (
        office.edit(excel_of(board, contact), ("xlsx", "xlsx"), sheet),
        office.edit(word_of(board, contact), ("docx", "docx"), text),
    )

    for back, refused in files:
        (added,) = [row for row in read_back(back) if not row[ROW]]
        assert refused == []
        assert {name: added[name] for name in own} == own
