"""Later dates, objective causes, reminders, parts of a whole, and duties that come again."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from nennep.accounts.models import User
from nennep.directives.actions.answering import Proof, Said, Target, answer
from nennep.directives.actions.asking import (
    Later,
    ask_extension,
    decide_cause,
    decide_extension,
    extend,
    grant_as_asked,
    state_cause,
)
from nennep.directives.actions.parting import Share, cut
from nennep.directives.actions.recurring import renew_duties
from nennep.directives.actions.reminding import remind_many
from nennep.directives.models import Assignment, Directive, EvidenceKind, Extension, Task
from nennep.directives.queries.answers import answer_rows
from nennep.directives.rules import AskState, Kind, Status, Verb, status_of
from nennep.directives.tests.make import at
from nennep.directives.tokens import Receivers
from nennep.journal.models import Entry
from nennep.lib.errors import NotAllowed, RuleBroken
from tests.cast import Cast

Enter = Callable[[User | None], Client]
PROOF = Proof(EvidenceKind.DOCUMENT, "Báo cáo số 15-BC/BTC ngày 20/11/2026")


def test_a_later_date_is_asked_for_decided_and_recounted(owed: Assignment, cast: Cast) -> None:
    asked = ask_extension(at(owed), date(2026, 12, 31), "chờ đối chiếu", by=cast.contact)
    decide_extension(asked, Later(days=10), by=cast.clerk)

    owed.refresh_from_db()
    assert (owed.due, owed.first_due) == (date(2026, 12, 29), date(2026, 12, 15))
    assert owed.counting["days"] == 10
    assert Task.objects.get(pk=owed.task_id).next_due == date(2026, 12, 15)  # the school's answer is still due then


def test_a_refused_extension_leaves_the_date_and_says_why(owed: Assignment, cast: Cast) -> None:
    asked = ask_extension(at(owed), date(2026, 12, 31), "chờ đối chiếu", by=cast.contact)

    with pytest.raises(RuleBroken, match="lý do"):
        decide_extension(asked, None, by=cast.clerk)
    decide_extension(asked, None, "việc gấp", by=cast.clerk)

    owed.refresh_from_db()
    assert owed.due == date(2026, 12, 15)
    assert owed.entries.filter(verb=Verb.REFUSE_EXTENSION, text="việc gấp").exists()


def test_a_date_is_never_moved_forward_by_an_extension(owed: Assignment, cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="sau hạn"):
        extend(at(owed), Later(until=date(2026, 12, 1)), "nhầm", by=cast.clerk)


def test_many_get_the_very_dates_they_asked_for_and_who_asked_nothing_is_named(
    given: Directive, owed: Assignment, cast: Cast
) -> None:
    school = Assignment.objects.get(task=owed.task, unit=cast.tree.school)
    idle = Assignment.objects.get(task=given.tasks.all()[1], unit=cast.tree.board)
    ask_extension(at(owed), date(2026, 12, 31), "chờ đối chiếu", by=cast.contact)
    ask_extension(at(school), date(2027, 1, 8), "đang thi học kỳ", by=cast.neighbour)

    tally = grant_as_asked([owed.public_id, school.public_id, idle.public_id], by=cast.clerk)

    dues = list(Assignment.objects.filter(task=owed.task).order_by("due").values_list("due", flat=True))
    assert (tally.done, dues) == (2, [date(2026, 12, 31), date(2027, 1, 8)])
    assert [idle.label in line for line in tally.refused] == [True]
    assert Extension.objects.filter(state=AskState.GRANTED, decided_by=cast.clerk).count() == 2
    assert Entry.objects.filter(action="answer.extend").count() == 2


def test_who_may_not_decide_on_one_may_not_on_many(owed: Assignment, cast: Cast) -> None:
    ask_extension(at(owed), date(2026, 12, 31), "chờ đối chiếu", by=cast.contact)

    with pytest.raises(NotAllowed):
        grant_as_asked([owed.public_id], by=cast.contact)


def test_rows_say_what_is_asked_until_it_is_decided(owed: Assignment, cast: Cast, enter: Enter) -> None:
    ask_extension(at(owed), date(2026, 12, 31), "chờ đối chiếu", by=cast.contact)
    clerk, lists = enter(cast.clerk), ("/answers/?status=asking", f"/tasks/{owed.task.public_id}/")
    asked = [page_of(clerk, address) for address in lists]

    clerk.post("/answers/many/", {"act": "as_asked", "id": [owed.public_id], "back": lists[0]})

    assert all("Xin gia hạn đến 31/12/2026: chờ đối chiếu" in page and "như đề nghị" in page for page in asked)
    assert not any(
        "Xin gia hạn đến 31/12" in page or "như đề nghị" in page for page in (page_of(clerk, a) for a in lists)
    )


def test_a_stated_cause_stands_in_the_row_too(owed: Assignment, cast: Cast) -> None:
    state_cause(at(owed), timezone.localdate(), "bão số 12", by=cast.contact)

    [row] = answer_rows(Assignment.objects.filter(pk=owed.pk))

    assert [ask.words for ask in row.asks] == ["Nêu nguyên nhân khách quan: bão số 12"]
    assert not row.asks_later


def page_of(browser: Client, address: str) -> str:
    return browser.get(address).content.decode()


def test_an_admitted_cause_keeps_the_unit_from_being_called_late(owed: Assignment, cast: Cast) -> None:
    Assignment.objects.filter(pk=owed.pk).update(due=timezone.localdate() - timedelta(days=5))
    stated = state_cause(at(owed), timezone.localdate(), "bão số 12", by=cast.contact)
    decide_cause(stated, True, by=cast.clerk)

    owed.refresh_from_db()
    assert status_of(owed.standing, timezone.localdate(), 14) == Status.EXCUSED


def test_reminding_is_counted_and_a_word_of_the_unit_ends_the_count(owed: Assignment, cast: Cast) -> None:
    remind_many([owed.public_id], "đề nghị báo cáo", by=cast.clerk)
    remind_many([owed.public_id], "đề nghị báo cáo ngay", by=cast.clerk)
    owed.refresh_from_db()
    twice = owed.reminded

    answer(at(owed), Verb.PROGRESS, Said("đang làm"), by=cast.contact)

    assert (twice, Assignment.objects.get(pk=owed.pk).reminded) == (2, 0)


def test_a_part_is_seen_from_inside_alone_and_rolls_up(owed: Assignment, cast: Cast) -> None:
    part = cut(at(owed), Share("rà soát chi bộ 1", Receivers(units=(cast.tree.cell,)), weight=3), by=cast.contact)
    cut(at(owed), Share("tổng hợp", Receivers(people=(cast.member,)), weight=1), by=cast.contact)
    mine = part.assignments.get()

    answer(Target(mine.public_id), Verb.PROGRESS, Said(percent=60), by=cast.contact)

    owed.refresh_from_db()
    assert owed.percent == 45
    assert part in Task.objects.visible_to(cast.contact)
    for person in (cast.clerk, cast.secretary, cast.inspector, cast.neighbour):
        assert part not in Task.objects.visible_to(person)
        assert mine not in Assignment.objects.visible_to(person)


def test_what_was_said_of_the_whole_stands_until_its_parts_say_more(owed: Assignment, cast: Cast) -> None:
    answer(at(owed), Verb.PROGRESS, Said(percent=60), by=cast.contact)
    parts = [
        cut(at(owed), Share(text, Receivers(units=(cast.tree.cell,))), by=cast.contact).assignments.get()
        for text in ("rà soát", "tổng hợp")
    ]

    seen = []
    for part, percent in zip((*parts, parts[1]), (80, 20, 70), strict=True):
        answer(at(part), Verb.PROGRESS, Said(percent=percent), by=cast.contact)
        seen.append(Assignment.objects.get(pk=owed.pk).percent)

    assert seen == [60, 60, 75]


def test_a_unit_that_cuts_a_task_is_told_what_becomes_of_its_percent(
    owed: Assignment, cast: Cast, enter: Enter
) -> None:
    answer(at(owed), Verb.PROGRESS, Said(percent=60), by=cast.contact)

    page = page_of(enter(cast.contact), f"/answers/{owed.public_id}/")

    assert "Mức hiện nay (60%) giữ nguyên đến khi các phần vượt quá." in page


def test_a_whole_is_not_done_while_a_part_is_open(owed: Assignment, cast: Cast) -> None:
    cut(at(owed), Share("rà soát chi bộ 1", Receivers(units=(cast.tree.cell,))), by=cast.contact)

    with pytest.raises(RuleBroken, match="phần việc"):
        answer(at(owed), Verb.REPORT, Said("xong"), by=cast.contact)


def test_a_unit_cuts_parts_only_for_its_own(owed: Assignment, cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="trực thuộc"):
        cut(at(owed), Share("làm hộ", Receivers(units=(cast.tree.school,))), by=cast.contact)


def test_a_standing_duty_is_given_anew_each_period_once(given: Directive, cast: Cast) -> None:
    task = given.tasks.all()[2]
    Task.objects.filter(pk=task.pk).update(kind=Kind.STANDING)
    task.assignments.update(period="2026-Q4", due=date(2026, 12, 31), is_dated=False)

    first, second = renew_duties(date(2027, 1, 1)), renew_duties(date(2027, 1, 2))

    assert (first, second) == (1, 0)
    assert set(task.assignments.filter(period="2027-Q1").values_list("due", flat=True)) == {date(2027, 3, 31)}
