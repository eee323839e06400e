"""Sealed procedures in the counts: for the whole office, never for a unit; what is late counts while it still runs."""

from datetime import timedelta

import pytest
from django.utils import timezone

from nennep.lib.periods import read_period
from nennep.procedures.queries.statistics import late_on, lines_of, numbers_of
from nennep.procedures.tests.make import do_step, make_case, make_extendable
from nennep.procedures.tests.test_pages import Enter
from tests.cast import Cast

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
YEAR = read_period(str(TODAY.year))
SEALED = "Giải quyết tố cáo trong Đảng"
STATISTICS = f"/cases/statistics/?period={YEAR.key}"


@pytest.fixture
def denounced(cast: Cast) -> Cast:
    """The board is, in one case that has a step behind it."""
    case = make_case(cast.tree.board, cast.inspector, "denunciation_party", TODAY - timedelta(days=1))
    do_step(case, "accepted", TODAY, cast.inspector)
    return cast


def test_a_contact_does_not_learn_that_the_unit_is_denounced(denounced: Cast, enter: Enter) -> None:
    browser, sheet = enter(denounced.contact), STATISTICS.replace("/?", "/sheet/?")

    assert SEALED not in browser.get(STATISTICS).content.decode()
    assert lines_of(denounced.tree.board, YEAR) == []
    assert numbers_of(denounced.tree.board, YEAR) == []
    assert browser.get(sheet).status_code == 200


def test_for_the_whole_office_they_are_counted_but_no_unit_is_told_apart(denounced: Cast, enter: Enter) -> None:
    browser = enter(denounced.secretary)

    whole, of_board = (
        browser.get(f"{STATISTICS}&unit={unit.public_id}").content.decode()
        for unit in (denounced.tree.root, denounced.tree.board)
    )

    assert SEALED in whole
    assert "chỉ đếm chung cho cả cơ quan" not in whole
    assert SEALED not in of_board
    assert "chỉ đếm chung cho cả cơ quan" in of_board
    (line,) = lines_of(denounced.tree.root, YEAR)
    assert (line.opened, line.running, line.steps) == (1, 1, 1)
    assert numbers_of(denounced.tree.root, YEAR)[0].value == 1


def test_cases_past_their_date_are_counted_while_they_run(cast: Cast, enter: Enter) -> None:
    make_extendable()
    began = TODAY - timedelta(days=60)
    late = make_case(cast.tree.board, cast.organiser, "extendable", began)
    make_case(cast.tree.board, cast.organiser, "extendable", TODAY)

    (line,) = lines_of(cast.tree.root, YEAR)

    assert (line.running, line.late) == (2, 1)
    assert "quá hạn</span> 1" in enter(cast.secretary).get(STATISTICS).content.decode()
    do_step(late, "settled", TODAY, cast.organiser)
    assert late_on(cast.tree.root, TODAY) == []
    assert late_on(cast.tree.root, TODAY - timedelta(days=1)) == [("extendable", 1)]  # it was late then
