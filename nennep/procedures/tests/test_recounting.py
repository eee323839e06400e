"""The calendar changes while cases run: both dates follow, by hand and with a new version of the program."""

from datetime import date

import pytest
from django.utils import timezone

from nennep.facts.actions import NewDay, add_days
from nennep.facts.models import CalendarDay, DayKind
from nennep.journal.models import Entry
from nennep.notices.models import Notice
from nennep.procedures.actions.drafting import set_target
from nennep.procedures.listening import bring_shipped
from nennep.procedures.models import Procedure, Recount
from nennep.procedures.queries.case import View
from nennep.procedures.queries.standing import clock_of_step, current_step
from nennep.procedures.tests.make import bring_to, make_case, make_extendable
from tests.cast import Cast

pytestmark = pytest.mark.django_db
DECIDED = date(2026, 10, 1)
STORM = date(2026, 10, 14)


def test_a_day_off_on_the_offices_own_date_moves_that_date_alone(cast: Cast) -> None:
    make_extendable()
    set_target(Procedure.objects.get(key="extendable"), "settle", 20, by=cast.clerk)
    case = make_case(cast.tree.board, cast.organiser, "extendable", date(2026, 9, 1))
    assert (case.target, case.due) == (date(2026, 9, 21), DECIDED)

    add_days([NewDay(date(2026, 9, 21), DayKind.OFF, "Nghỉ bão", "Công văn số 9")], by=cast.clerk)

    case.refresh_from_db()
    clock = clock_of_step(current_step(case))
    assert clock
    assert clock.target
    assert (case.target, case.due) == (clock.target.day, DECIDED)
    assert case.target == date(2026, 9, 22)
    assert not Recount.objects.exists()  # nobody's legal date moved


def test_holidays_that_come_with_the_program_recount_open_cases(cast: Cast) -> None:
    case = bring_to(make_case(cast.tree.board, cast.organiser), "ceremony", DECIDED, cast.organiser)
    CalendarDay.objects.create(day=STORM, kind=DayKind.OFF, name="Nghỉ theo bản mới", source="bản mới")

    bring_shipped()

    case.refresh_from_db()
    assert case.due == date(2026, 11, 13)
    assert Recount.objects.get().by is None
    assert Entry.objects.get(action="cases.recounted").actor == "system"
    assert Notice.objects.get(kind="case.dates_moved").to == cast.organiser
    assert "Hệ thống" in {line.who for line in View(case, timezone.localdate()).story}
    bring_shipped()
    assert Recount.objects.count() == 1
