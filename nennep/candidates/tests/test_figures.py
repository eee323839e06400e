"""The figures of the road are those of the facts: what the office corrects there counts here, and is marked."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from nennep.accounts.models import User
from nennep.candidates.queries.figures import figures, limits
from nennep.candidates.rules import Stage
from nennep.candidates.tests.make import make_candidate
from nennep.facts.actions import Correction, confirm_fact, correct_fact
from nennep.facts.models import FactUnit
from nennep.facts.tests.make import standing
from nennep.lib.errors import RuleBroken
from tests.cast import Cast

pytestmark = pytest.mark.django_db
Enter = Callable[[User | None], Client]
TODAY = date(2026, 11, 26)


def said(value: str, unit: str) -> Correction:
    return Correction(value, "Quy định số 7-QĐ/TW", "", date(2026, 10, 1), "theo bản gốc", unit)


def test_what_the_office_corrects_counts_from_its_day(cast: Cast) -> None:
    waiting = correct_fact(standing("members.ceremony"), said("45", FactUnit.WORKING_DAY), by=cast.clerk)
    assert limits(TODAY).ceremony == 30

    confirm_fact(waiting, by=cast.secretary)

    assert (limits(date(2026, 9, 30)).ceremony, limits(TODAY).ceremony) == (30, 45)
    assert figures(TODAY)["ceremony"].source == "Quy định số 7-QĐ/TW"


def test_a_unit_in_which_the_road_does_not_count_is_refused(cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="Theo dõi phát triển đảng viên: chỉ dùng được mức tính bằng tháng"):
        correct_fact(standing("members.awareness_valid"), said("5", FactUnit.YEAR), by=cast.clerk)


def test_the_figures_in_force_say_from_which_day_they_count(db: None) -> None:
    assert "ban hành quyết định" in figures(date(2026, 7, 26))["ceremony"].counted_from
    assert "nhận được quyết định" in figures(date(2026, 7, 25))["ceremony"].counted_from
    assert all(figure.source for figure in figures(TODAY).values())


def test_a_figure_that_nobody_confirmed_says_so_beside_its_date(cast: Cast, enter: Enter) -> None:
    candidate = make_candidate(cast.tree.board, cast.organiser, (Stage.ADMITTED, date(2026, 9, 1)))
    browser = enter(cast.organiser)

    before = browser.get(f"/candidates/{candidate.public_id}/").content.decode()
    confirm_fact(standing("members.probation"), by=cast.clerk)
    confirm_fact(standing("members.recognition_review"), by=cast.clerk)
    after = browser.get(f"/candidates/{candidate.public_id}/").content.decode()

    assert before.count("chưa xác nhận</a>") == 2
    assert "chưa xác nhận</a>" not in after
