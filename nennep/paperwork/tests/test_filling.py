"""Whatever is written into the cells of a form is what its reader reads: many random forms, without an office."""

from collections.abc import Callable

import pytest

from nennep.accounts.models import User
from nennep.directives.tests.make import make_issued
from nennep.organisation.models import Unit
from nennep.paperwork.importing.reading import read_form
from nennep.paperwork.rules import read_row
from nennep.paperwork.tests.answers import random_answers
from nennep.paperwork.tests.make import come_back, excel_of, filled_excel, filled_word, rows_of, word_of
from tests.cast import Cast

pytestmark = pytest.mark.django_db
KINDS = [(excel_of, filled_excel), (word_of, filled_word)]
Write = Callable[[Unit, User], bytes]
Fill = Callable[..., bytes]


@pytest.fixture
def given(cast: Cast) -> Cast:
    make_issued(cast.tree.root, cast.clerk, cast.tree.board)
    return cast


@pytest.mark.parametrize(("write", "fill"), KINDS)
def test_cells_are_read_as_they_were_written(given: Cast, write: Write, fill: Fill) -> None:
    form = write(given.tree.board, given.contact)

    for seed in range(6):
        answers = random_answers(seed, 3)
        rows = read_form([fill(form, *answers)]).rows
        assert [read_row(row.values) for row in rows] == [read_row(cells) for cells in answers]


@pytest.mark.parametrize(("write", "fill"), KINDS)
def test_the_preview_says_every_cell_that_was_filled(given: Cast, write: Write, fill: Fill) -> None:
    form = write(given.tree.board, given.contact)

    for seed in range(6):
        answers = random_answers(seed, 3)
        back = rows_of(come_back(given.tree.board, fill(form, *answers), given.contact))
        for row, cells in zip(back, answers, strict=True):
            heard = read_row(cells)
            said = {after for _before, after in row.changes.values()}
            assert row.verdict in ("same", "wrong") or {heard.text, heard.reason} - {""} <= said
            assert (row.verdict == "same") == heard.is_empty
            assert not heard.faults or row.reasons == list(heard.faults)
