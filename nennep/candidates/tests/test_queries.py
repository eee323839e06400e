"""Board, lists, warnings and the feed of reports; red when a figure is not what its list holds."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nennep.accounts.models import User
from nennep.candidates.actions.keeping import stop
from nennep.candidates.actions.warning import warn_growth
from nennep.candidates.forecasting import Waiting, expected
from nennep.candidates.models import Candidate
from nennep.candidates.queries.board import Board, board_of, scope_of
from nennep.candidates.queries.feed import growth_figures
from nennep.candidates.queries.figures import limits
from nennep.candidates.queries.limits import calendar_about, heed_conditions
from nennep.candidates.queries.listing import Wanted, keeps_all_seen, listed
from nennep.candidates.queries.past import expected_in, norms_today
from nennep.candidates.rules import BEFORE_ADMISSION, Heed, Stage, due, heeds
from nennep.candidates.tests.make import days_ago, make_candidate, make_quota
from nennep.notices.models import Notice
from nennep.organisation.rules import Act, Role
from nennep.organisation.tests.make import make_grant
from tests.cast import Cast

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 26)


def board_for(user: User, year: int = TODAY.year, unit: str = "", today: date = TODAY) -> Board:
    return board_of(user, scope_of(user, unit), year, today)


def people(cast: Cast) -> None:
    """Two admitted this year, one last year; three on the road, one of them at the office itself; one who left."""
    tree, by = cast.tree, cast.organiser
    make_quota(tree.root, by, 10, TODAY.year, **{tree.board.public_id: 3, tree.school.public_id: 5})
    make_candidate(tree.board, by, (Stage.ADMITTED, date(2026, 3, 3)))
    make_candidate(tree.cell, by, (Stage.ADMITTED, date(2026, 9, 9)))
    make_candidate(tree.school, by, (Stage.ADMITTED, date(2025, 9, 9)), (Stage.OFFICIAL, date(2026, 10, 1)))
    make_candidate(tree.cell, by, (Stage.DECIDED, date(2026, 11, 20)))
    make_candidate(tree.root, by, (Stage.RESOLVED, date(2026, 10, 20)))
    make_candidate(tree.school, by, (Stage.OUTSTANDING, date(2026, 10, 1)))
    stop(make_candidate(tree.school, by, (Stage.OUTSTANDING, date(2026, 1, 5))), "rút", date(2026, 2, 1), by=by)


def test_the_board_adds_up_below_each_unit(cast: Cast) -> None:
    people(cast)

    board = board_for(cast.organiser)

    lines = {line.unit: line for line in board.lines if not line.is_own}
    total, board_line = board.total, lines[cast.tree.board]
    assert (total.target, total.allotted, total.admitted, total.recognised, total.on_the_road) == (10, 8, 2, 1, 3)
    assert (board_line.target, board_line.admitted, board_line.stages[Stage.DECIDED]) == (3, 2, 1)
    assert (total.forecast, total.gap) == (4, 6)  # the one decided, and 0.95 of the one resolved
    assert [line.on_the_road for line in board.lines if line.is_own] == [1]
    assert sum(line.admitted for line in board.lines) == total.admitted


def test_a_unit_s_own_board_speaks_of_what_is_below_it(cast: Cast) -> None:
    people(cast)

    board = board_for(cast.secretary, unit=cast.tree.board.public_id)

    assert board.total.admitted == 2
    assert [(line.unit, line.is_own) for line in board.lines] == [(cast.tree.board, True), (cast.tree.cell, False)]


def test_a_contact_counts_the_own_unit_alone(cast: Cast) -> None:
    people(cast)

    board = board_for(cast.contact)

    assert (board.total.unit, board.total.admitted, board.total.target) == (cast.tree.board, 1, 3)


def test_who_speaks_for_two_units_sees_both(cast: Cast) -> None:
    people(cast)
    make_grant(cast.contact, Role.CONTACT, cast.tree.school)

    board = board_for(cast.contact)

    assert [line.unit for line in board.lines] == [cast.tree.board, cast.tree.school]
    assert board.total.target == 8


def test_the_months_end_at_the_forecast(cast: Cast) -> None:
    people(cast)

    months = board_for(cast.organiser).months

    assert [month.admitted for month in months] == [0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 2, None]
    assert [month.forecast for month in months][-2:] == [2, 4]
    assert months[-1].planned == 10


def test_every_figure_of_the_board_opens_a_list_of_as_many(cast: Cast) -> None:
    people(cast)
    today = timezone.localdate()
    total = board_for(cast.secretary, today.year, today=today).total

    def count(wanted: Wanted) -> int:
        return listed(cast.secretary, wanted, Act.SEE_GROWTH).count()

    assert count(Wanted(admitted=today.year)) == total.admitted
    assert count(Wanted(recognised=today.year)) == total.recognised
    assert count(Wanted(stage="road")) == total.on_the_road
    assert count(Wanted(stage="probation")) == total.probation
    assert [count(Wanted(stage=stage)) for stage in BEFORE_ADMISSION] == [total.stages[s] for s in BEFORE_ADMISSION]
    assert [count(Wanted(heed=heed)) for heed in Heed] == [total.heeds[heed] for heed in Heed]


def test_names_are_listed_for_who_keeps_them_alone(cast: Cast) -> None:
    make_candidate(cast.tree.board, cast.organiser, name="Lương Thảo Vy")
    make_candidate(cast.tree.school, cast.organiser, name="Quách Gia Bảo")

    def names(user: User, words: str = "") -> list[str]:
        return [one.name for one in listed(user, Wanted(words), Act.KEEP_CANDIDATES)]

    assert names(cast.organiser) == ["Lương Thảo Vy", "Quách Gia Bảo"]
    assert names(cast.contact) == ["Lương Thảo Vy"]
    assert names(cast.organiser, "gia bao") == ["Quách Gia Bảo"]
    assert names(cast.secretary) == names(cast.clerk) == names(cast.sysadmin) == []
    assert keeps_all_seen(cast.organiser)
    assert not keeps_all_seen(cast.secretary)


Drawn = tuple[Stage, int, int]
STANDING = st.tuples(st.sampled_from(list(Stage)), st.integers(0, 2_200), st.integers(0, 400))


@pytest.mark.slow
@pytest.mark.rest
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(st.lists(STANDING, min_size=1, max_size=12), st.integers(0, 800))
def test_the_database_heeds_and_expects_as_the_rules_do(cast: Cast, rows: list[Drawn], ahead: int) -> None:
    Candidate.objects.all().delete()
    today = TODAY + timedelta(days=ahead)
    for stage, ago, before in rows:
        since, certified = today - timedelta(days=ago), today - timedelta(days=ago + before)
        days = {"since": since, "admitted_on": since, "certified_on": certified}
        Candidate.objects.create(unit=cast.tree.board, stage=stage, **days)
    norms, calendar, conditions = norms_today(today), calendar_about(today), heed_conditions(today)

    for one in Candidate.objects.all():
        heeded = {heed for heed, which in conditions.items() if Candidate.objects.filter(which, pk=one.pk).exists()}
        assert heeded == set(heeds(due(one.standing, calendar, limits(today)), today, limits(today)))
        stage = Stage(one.stage)
        day = expected(Waiting(stage, one.since), norms, today) if stage in BEFORE_ADMISSION else None
        for year in (today.year, today.year + 1):
            found = Candidate.objects.filter(expected_in(year, norms, today), pk=one.pk).exists()
            assert found == bool(day and day.year == year)


def test_the_office_learns_from_its_own_past(cast: Cast) -> None:
    for n in range(8):
        steps = ((Stage.APPLIED, days_ago(300 + n)), (Stage.ADMITTED, days_ago(200)))
        make_candidate(cast.tree.board, cast.organiser, *steps)
    for _n in range(2):
        left = make_candidate(cast.tree.board, cast.organiser, (Stage.APPLIED, days_ago(300)))
        stop(left, "rút đơn", days_ago(100), by=cast.organiser)

    norm = norms_today(timezone.localdate())[Stage.APPLIED]

    assert (norm.days, norm.share, norm.learned) == (103, 0.8, True)


def test_reports_are_fed_with_counts_of_a_period(cast: Cast) -> None:
    people(cast)

    figures = growth_figures(cast.tree.root, date(2026, 7, 1), date(2026, 12, 31))
    half = growth_figures(cast.tree.board, date(2026, 1, 1), date(2026, 6, 30))

    assert (figures.admitted, figures.recognised, figures.probation) == (1, 1, 2)
    assert (figures.target, figures.admitted_this_year, figures.stopped) == (10, 2, 0)
    assert (half.admitted, half.target, half.probation) == (1, 3, 1)


def test_keepers_hear_on_monday_of_time_limits_without_a_name(cast: Cast) -> None:
    make_candidate(cast.tree.board, cast.organiser, (Stage.ADMITTED, date(2025, 9, 1)), name="Lương Thảo Vy")

    warn_growth(TODAY)

    told = {notice.to: notice.text for notice in Notice.objects.filter(kind="growth.limits")}
    assert set(told) == {cast.contact, cast.organiser}
    assert "quá hạn xét công nhận: 1" in told[cast.contact]
    assert "Vy" not in told[cast.contact]


def test_the_news_speaks_the_language_of_its_reader(cast: Cast) -> None:
    User.objects.filter(pk=cast.organiser.pk).update(language="en")
    make_quota(cast.tree.root, cast.organiser, 10, 2026)
    make_candidate(cast.tree.board, cast.organiser, (Stage.ADMITTED, date(2025, 9, 1)))

    warn_growth(date(2026, 11, 2))

    told = set(Notice.objects.filter(to=cast.organiser).values_list("text", flat=True))
    assert told == {
        "New members, to be heeded: review overdue: 1.",
        "2026: 0 of 10 new members are forecast, 10 lacking.",
    }


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2025, 10, 6), False),  # more than a month before nobody new can make it
        (date(2025, 10, 7), True),
        (date(2025, 11, 6), True),  # the last day
        (date(2025, 11, 10), False),
        (date(2025, 12, 1), True),  # then once a month
        (date(2026, 11, 2), True),
        (date(2026, 11, 9), False),
    ],
)
def test_a_forecast_below_the_target_is_told_in_time(day: date, told: bool, cast: Cast) -> None:
    make_quota(cast.tree.root, cast.organiser, 10, 2026)

    warn_growth(day)

    notices = Notice.objects.filter(kind="growth.lacking")
    assert [notice.to for notice in notices] == ([cast.organiser] if told else [])


def test_a_target_within_reach_tells_nobody(cast: Cast) -> None:
    make_quota(cast.tree.root, cast.organiser, 1, 2026)
    for _n in range(2):
        make_candidate(cast.tree.board, cast.organiser, (Stage.OUTSTANDING, date(2025, 10, 20)))

    warn_growth(date(2025, 11, 3))

    assert not Notice.objects.filter(kind="growth.lacking").exists()
