"""Three weeks of mornings with a moved clock: who is told what on which day, and nobody twice."""

from collections import Counter
from datetime import date, timedelta

import pytest
from django.utils import timezone

from nennep.accounts.models import User
from nennep.chasing.actions.morning import follow, remind_all
from nennep.chasing.models import Digest, Morning, Reminder
from nennep.chasing.rules import Why
from nennep.chasing.tests.make import days, owed_by
from nennep.directives.actions.answering import Target
from nennep.directives.actions.asking import ask_extension
from nennep.directives.models import Assignment, FollowRules, ProgressEntry, Task
from nennep.directives.rules import AnswerState, Verb, Via
from nennep.journal.models import Entry
from nennep.notices.actions import gather_letters
from nennep.notices.models import Letter, Notice
from nennep.organisation.models import Portfolio, Post
from nennep.organisation.rules import Role
from nennep.organisation.tests.make import make_grant
from tests.cast import Cast
from tests.turns import REST

pytestmark = [pytest.mark.django_db, *REST]
GIVEN, DUE = date(2026, 11, 2), date(2026, 11, 16)  # both Mondays


def run(first: date, last: date) -> dict[date, dict[str, list[str]]]:
    """Each morning run twice: day → username → lines of the digest, in the order of the days."""
    found: dict[date, dict[str, list[str]]] = {}
    for day in days(first, last):
        Notice.objects.all().delete()
        follow(day)
        follow(day)
        told = Notice.objects.select_related("to").order_by("pk")
        if told:
            assert max(Counter(notice.to_id for notice in told).values()) == 1
            found[day] = {notice.to.username: [words for words, _url in notice.lines] for notice in told}
    return found


def test_three_weeks_of_one_task(cast: Cast) -> None:
    owed_by(cast, cast.tree.board, given=GIVEN, due=DUE)
    FollowRules.objects.create(unit=cast.tree.root, silent_after=60)

    told = run(date(2026, 11, 3), date(2026, 11, 24))

    ends = {
        day: {name: [line.partition(" – ")[2].partition(",")[0] for line in lines] for name, lines in each.items()}
        for day, each in told.items()
    }
    contact, secretary = cast.contact.username, cast.secretary.username
    assert ends == {
        date(2026, 11, 9): {contact: ["còn 7 ngày"]},
        date(2026, 11, 13): {contact: ["còn 3 ngày"]},  # Friday; “1” falls on the Sunday
        date(2026, 11, 16): {contact: ["hạn hôm nay"]},
        date(2026, 11, 19): {contact: ["quá hạn 3 ngày"]},
        date(2026, 11, 23): {contact: ["quá hạn 7 ngày"], secretary: ["quá hạn 7 ngày"]},  # “6” was a Sunday
    }  # fmt: skip
    assert Morning.objects.count() == 15  # working days; 24/11 is a holiday
    assert Entry.objects.filter(action="reminders.sent").count() == 15


def test_twenty_tasks_are_one_letter_with_the_nearest_first(cast: Cast) -> None:
    for n in range(20):
        owed_by(cast, cast.tree.board, given=GIVEN, due=DUE + timedelta(days=n % 3))
    remind_all(DUE)

    Notice.objects.update(mail_at=timezone.now())
    assert gather_letters() == 1
    body = Letter.objects.get().body
    assert body.count("http://localhost:8000/answers/") == 20
    assert body.index("hạn hôm nay") < body.index("còn 1 ngày")
    assert Notice.objects.get().text == "Nhắc việc: 7 việc đến hạn hôm nay, 13 việc sắp đến hạn"


def test_what_is_closed_excused_reported_or_asked_for_is_left_alone(cast: Cast) -> None:
    rows = [owed_by(cast, cast.tree.board, given=GIVEN, due=DUE)[0] for n in range(50, 54)]
    Assignment.objects.filter(pk=rows[0].pk).update(state=AnswerState.CONFIRMED, is_open=False)
    Assignment.objects.filter(pk=rows[1].pk).update(state=AnswerState.REPORTED)
    Assignment.objects.filter(pk=rows[2].pk).update(excused=True)
    later = timezone.localdate() + timedelta(days=40)
    ask_extension(Target(rows[3].public_id), later, "chờ số liệu của cấp trên", by=cast.contact)
    Notice.objects.all().delete()

    assert run(DUE, DUE + timedelta(days=8)) == {}


def test_after_an_extension_everything_is_told_anew(cast: Cast) -> None:
    [one] = owed_by(cast, cast.tree.board, given=GIVEN, due=DUE)
    run(date(2026, 11, 9), DUE)
    later = DUE + timedelta(days=14)
    Assignment.objects.filter(pk=one.pk).update(due=later, heard_on=DUE)

    told = run(DUE + timedelta(days=1), later)

    assert list(told) == [later - timedelta(days=n) for n in (7, 3, 0)]


def test_what_stays_undone_climbs_the_tree(cast: Cast) -> None:
    tree = cast.tree
    [one] = owed_by(cast, tree.cell, given=GIVEN, due=DUE)
    make_grant(cast.member, Role.CONTACT, tree.cell)
    Assignment.objects.filter(pk=one.pk).update(heard_on=DUE)

    told = run(DUE + timedelta(days=1), DUE + timedelta(days=21))

    raised = [(day, name) for day, each in told.items() for name in each if name != cast.member.username]
    assert raised == [
        (DUE + timedelta(days=7), cast.contact.username),  # the board above the cell
        (DUE + timedelta(days=14), cast.secretary.username),  # the committee; nobody stands above it
    ]
    assert list(Reminder.objects.filter(why=Why.ESCALATED).order_by("day").values_list("to__name", "number")) == [
        (tree.board.name, 1), (tree.root.name, 2),
    ]  # fmt: skip
    assert ProgressEntry.objects.filter(assignment=one, verb=Verb.ESCALATE, via=Via.CLOCK, by=None).count() == 2


def test_who_may_not_open_it_reads_of_it_without_a_link(cast: Cast) -> None:
    owed_by(cast, cast.tree.cell, given=GIVEN, due=DUE)

    remind_all(DUE + timedelta(days=7))

    [[words, url]] = Notice.objects.get(to=cast.contact).lines
    assert words.startswith("Chi bộ 1: Xây dựng kế hoạch")
    assert url == ""


def test_whom_the_directive_names_hears_of_the_first_step_when_in_charge_of_a_field(cast: Cast) -> None:
    [one] = owed_by(cast, cast.tree.cell, given=GIVEN, due=DUE)
    post = Post.objects.create(title="Phó Bí thư", unit=cast.tree.root, holder=cast.organiser, starts=date(2025, 1, 1))
    post.portfolios.add(Portfolio.objects.create(name="Tổ chức xây dựng Đảng"))
    Task.objects.filter(pk=one.task_id).update(supervisor=f"đồng chí {cast.organiser.full_name}, Phó Bí thư")

    told = run(DUE + timedelta(days=7), DUE + timedelta(days=14))

    assert [day for day, each in told.items() if cast.organiser.username in each] == [DUE + timedelta(days=7)]


def test_a_part_is_never_told_above_the_unit_that_cut_it(cast: Cast) -> None:
    [whole] = owed_by(cast, cast.tree.board, given=GIVEN, due=DUE + timedelta(days=90))
    [part] = owed_by(cast, cast.tree.cell, given=GIVEN, due=DUE)
    Assignment.objects.filter(pk=part.pk).update(whole=whole)
    Task.objects.filter(pk=part.task_id).update(whole=whole, unit=cast.tree.board)

    told = run(DUE + timedelta(days=7), DUE + timedelta(days=28))

    assert {name for each in told.values() for name in each} == {cast.contact.username}


def test_a_person_who_speaks_for_two_units_gets_one_digest(cast: Cast) -> None:
    make_grant(cast.contact, Role.CONTACT, cast.tree.school)
    owed_by(cast, cast.tree.board, cast.tree.school, given=GIVEN, due=DUE)

    remind_all(DUE)

    assert len(Notice.objects.get(to=cast.contact).lines) == 2


def test_a_morning_that_broke_off_is_taken_up_and_nobody_hears_twice(cast: Cast) -> None:
    owed_by(cast, cast.tree.board, cast.tree.school, given=GIVEN, due=DUE)
    remind_all(DUE)
    Morning.objects.update(finished_at=None)
    Digest.objects.filter(person=cast.neighbour).delete()
    Notice.objects.all().delete()

    remind_all(DUE)

    assert [notice.to for notice in Notice.objects.all()] == [cast.neighbour]
    assert Reminder.objects.count() == 2
    assert set(Assignment.objects.filter(is_open=True).values_list("reminded", flat=True)) == {1}


def test_nobody_is_reminded_on_a_day_that_is_not_worked(cast: Cast) -> None:
    owed_by(cast, cast.tree.board, given=GIVEN, due=date(2026, 11, 14))

    assert follow(date(2026, 11, 14)) is None  # a Saturday
    assert not Reminder.objects.exists()


def test_silence_is_told_to_the_unit_and_counted(cast: Cast) -> None:
    [one] = owed_by(cast, cast.tree.board, given=GIVEN, due=None)

    run(GIVEN, GIVEN + timedelta(days=30))

    one.refresh_from_db()
    assert list(one.reminders.order_by("day").values_list("day", "why")) == [
        (date(2026, 11, 17), "silent"), (date(2026, 11, 23), "escalated"), (date(2026, 12, 1), "silent"),
    ]  # fmt: skip
    assert one.reminded == 3
    assert one.heard_on == GIVEN  # the machine's word is none of the unit's


def test_the_clock_gives_duties_of_a_new_period_too(cast: Cast) -> None:
    [one] = owed_by(cast, cast.tree.board, given=GIVEN, due=date(2026, 10, 31))
    Task.objects.filter(pk=one.task_id).update(recurrence="FREQ=MONTHLY")
    Assignment.objects.filter(pk=one.pk).update(period="2026-10")

    follow(date(2026, 11, 14))  # a Saturday too

    assert one.task.assignments.filter(due=date(2026, 11, 30)).exists()


def test_a_person_is_told_in_the_own_language(cast: Cast) -> None:
    User.objects.filter(pk=cast.contact.pk).update(language="en")
    owed_by(cast, cast.tree.board, given=GIVEN, due=DUE)

    remind_all(DUE)

    assert Notice.objects.get(to=cast.contact).text == "Reminder: 1 task due today"
