"""Issuing and what may be changed afterwards."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from nennep.directives.actions.amending import Change, amend_task, annul_task, recount
from nennep.directives.actions.issuing import issue_directive, set_heading, take_up_again, withdraw
from nennep.directives.actions.quick import Line, add_task
from nennep.directives.actions.reviewing import TaskEdit, accept, accept_clause, edit
from nennep.directives.models import Assignment, Directive, Task
from nennep.directives.rules import DirectiveState, Kind, Part, TaskState
from nennep.directives.snapshots import tokens_of
from nennep.directives.tests.make import make_directive, make_issued, seen
from nennep.facts.actions import NewDay, add_days
from nennep.facts.models import CalendarDay, DayKind
from nennep.journal.models import Entry
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.notices.models import Notice
from nennep.organisation.events import warnings_before_end
from nennep.organisation.models import Post
from nennep.organisation.tests.make import make_group, make_post
from tests.cast import Cast


@pytest.fixture
def post(cast: Cast) -> Post:
    return Post.objects.get(may_sign=True)


@pytest.fixture
def accepted(cast: Cast) -> Directive:
    directive = make_directive(cast.tree.root, cast.clerk)
    accept_clause(directive, "1", by=cast.clerk)
    return directive


def test_issuing_fixes_the_tasks_and_gives_them_to_the_units(accepted: Directive, post: Post, cast: Cast) -> None:
    issue_directive(accepted, post, leave_open=False, by=cast.clerk)

    accepted.refresh_from_db()
    assert accepted.state == DirectiveState.ISSUED
    assert accepted.signed_as == post
    assert Assignment.objects.filter(unit=cast.tree.board, part=Part.LEAD).count() == 3
    assert Entry.objects.filter(action="directive.issued").exists()


def test_the_units_contact_is_told_once(accepted: Directive, post: Post, cast: Cast) -> None:
    issue_directive(accepted, post, leave_open=False, by=cast.clerk)

    assert Notice.objects.get().to == cast.contact


def test_a_group_is_expanded_to_its_units_and_each_owes_one_answer(post: Post, cast: Cast) -> None:
    directive = make_directive(cast.tree.root, cast.clerk, "nộp báo cáo")
    group = make_group("Các đơn vị trực thuộc", cast.tree.board, cast.tree.school)
    task = directive.tasks.get()
    tokens = (f"group:{group.public_id}", f"unit:{cast.tree.board.public_id}")
    accept(seen(edit(seen(task), TaskEdit(task.text, Kind.DELIVERABLE, lead=tokens), by=cast.clerk)), by=cast.clerk)

    issue_directive(directive, post, leave_open=False, by=cast.clerk)

    through = dict(Assignment.objects.values_list("unit__name", "through"))
    assert set(through) == {cast.tree.board.name, cast.tree.school.name}
    assert through[cast.tree.school.name] == group.name


def test_without_a_number_nothing_is_issued(post: Post, cast: Cast) -> None:
    directive = make_directive(cast.tree.root, cast.clerk, number=None)
    accept_clause(directive, "1", by=cast.clerk)

    with pytest.raises(RuleBroken, match="chưa có số"):
        issue_directive(directive, post, leave_open=False, by=cast.clerk)


def test_undecided_tasks_must_be_decided_or_left_on_purpose(post: Post, cast: Cast) -> None:
    directive = make_directive(cast.tree.root, cast.clerk)
    accept(seen(directive.tasks.all()[0]), by=cast.clerk)

    with pytest.raises(RuleBroken, match="Còn 2 việc chưa duyệt"):
        issue_directive(directive, post, leave_open=False, by=cast.clerk)
    issue_directive(directive, post, leave_open=True, by=cast.clerk)

    assert Task.objects.issued().count() == 1


def test_what_was_left_is_issued_later(post: Post, cast: Cast) -> None:
    directive = make_directive(cast.tree.root, cast.clerk)
    accept(seen(directive.tasks.all()[0]), by=cast.clerk)
    issue_directive(directive, post, leave_open=True, by=cast.clerk)

    accept_clause(directive, "1", by=cast.clerk)
    issue_directive(directive, post, leave_open=False, by=cast.clerk)

    assert Task.objects.issued().count() == 3


def test_only_a_post_that_may_sign_issues(accepted: Directive, cast: Cast) -> None:
    other = make_post("Chuyên viên", cast.tree.office, cast.clerk)

    with pytest.raises(RuleBroken, match="không được ký"):
        issue_directive(accepted, other, leave_open=False, by=cast.clerk)


def test_a_contact_may_not_issue(accepted: Directive, post: Post, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        issue_directive(accepted, post, leave_open=False, by=cast.contact)


def test_the_heading_is_corrected_until_issued(accepted: Directive, post: Post, cast: Cast) -> None:
    set_heading(accepted, accepted.version, {"number": "77"}, by=cast.clerk)
    accepted.refresh_from_db()
    assert accepted.reference == "77-KL/ĐU"
    assert " 77 kl du " in accepted.folded

    issue_directive(accepted, post, leave_open=False, by=cast.clerk)
    with pytest.raises(RuleBroken, match="không sửa được nữa"):
        set_heading(accepted, accepted.version, {"number": "78"}, by=cast.clerk)


def test_an_unissued_directive_is_withdrawn_and_taken_up_again(accepted: Directive, cast: Cast) -> None:
    withdraw(accepted, "gửi nhầm bản", by=cast.clerk)
    accepted.refresh_from_db()
    assert accepted.state == DirectiveState.WITHDRAWN

    take_up_again(accepted, by=cast.clerk)
    accepted.refresh_from_db()
    assert accepted.state == DirectiveState.REVIEW


def test_an_issued_directive_is_not_withdrawn(cast: Cast) -> None:
    directive = make_issued(cast.tree.root, cast.clerk, cast.tree.board)

    with pytest.raises(RuleBroken, match="Đã giao việc"):
        withdraw(directive, "", by=cast.clerk)


def test_the_same_text_twice_is_recognised(accepted: Directive, cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="đã có"):
        make_directive(cast.tree.root, cast.clerk)


def test_a_withdrawn_text_may_come_in_again(accepted: Directive, cast: Cast) -> None:
    withdraw(accepted, "", by=cast.clerk)

    assert make_directive(cast.tree.root, cast.clerk).pk != accepted.pk


def change_of(task: Task, reason: str, due: date | None = None, lead: tuple[str, ...] = ()) -> Change:
    return Change(task.text, due or task.due, lead or tuple(tokens_of(task, Part.LEAD)), (), reason)


def test_an_amendment_keeps_what_stood_before(cast: Cast) -> None:
    task = make_issued(cast.tree.root, cast.clerk, cast.tree.board).tasks.all()[0]

    amendment = amend_task(seen(task), change_of(task, "Thành ủy lùi lịch", date(2026, 12, 31)), by=cast.secretary)

    assert amendment.changes["due"] == ["2026-12-15", "2026-12-31"]
    assert task.assignments.get().due == date(2026, 12, 31)
    assert Entry.objects.filter(action="task.amended").exists()


def test_amending_adds_and_drops_receivers(cast: Cast) -> None:
    task = make_issued(cast.tree.root, cast.clerk, cast.tree.board).tasks.all()[0]
    lead = (f"unit:{cast.tree.school.public_id}",)

    amend_task(seen(task), change_of(task, "giao nhầm đơn vị", lead=lead), by=cast.clerk)

    standing = task.assignments.filter(annulled_at=None)
    assert [a.unit for a in standing] == [cast.tree.school]
    assert task.assignments.count() == 2


@pytest.mark.parametrize(("reason", "sentence"), [("", "phải ghi lý do"), ("không đổi gì", "Chưa có gì thay đổi")])
def test_an_amendment_needs_a_reason_and_a_change(reason: str, sentence: str, cast: Cast) -> None:
    task = make_issued(cast.tree.root, cast.clerk, cast.tree.board).tasks.all()[0]
    due = date(2027, 1, 5) if not reason else None

    with pytest.raises(RuleBroken, match=sentence):
        amend_task(seen(task), change_of(task, reason, due), by=cast.clerk)


def test_an_annulled_task_stays_on_record(cast: Cast) -> None:
    task = make_issued(cast.tree.root, cast.clerk, cast.tree.board).tasks.all()[0]

    annul_task(seen(task), "nội dung đã có ở văn bản khác", by=cast.clerk)

    task.refresh_from_db()
    assert task.state == TaskState.ANNULLED
    assert not task.assignments.filter(annulled_at=None).exists()


def test_a_contact_neither_amends_nor_annuls(cast: Cast) -> None:
    task = make_issued(cast.tree.root, cast.clerk, cast.tree.board).tasks.all()[0]

    with pytest.raises(NotAllowed):
        annul_task(seen(task), "vì sao không", by=cast.contact)


def test_a_quick_task_is_given_at_once_in_the_signers_name(post: Post, cast: Cast) -> None:
    lead = (f"unit:{cast.tree.school.public_id}",)
    line = Line(
        TaskEdit("báo cáo số lớp đã mở", Kind.DELIVERABLE, date(2026, 11, 30), lead=lead), "Trường Chính trị báo cáo…"
    )

    task = add_task(line, cast.tree.root, post, by=cast.clerk)

    assert task.assignments.get().unit == cast.tree.school
    assert Notice.objects.get().to == cast.neighbour


def test_a_quick_task_without_a_receiver_is_refused(post: Post, cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="nơi chủ trì"):
        add_task(Line(TaskEdit("việc", Kind.DELIVERABLE), "việc"), cast.tree.root, post, by=cast.clerk)


def test_a_new_day_off_moves_dates_counted_in_working_days(cast: Cast) -> None:
    task = make_issued(cast.tree.root, cast.clerk, cast.tree.board).tasks.all()[0]
    start = timezone.localdate() + timedelta(days=(7 - timezone.localdate().weekday()) + 7)  # a Monday to come
    task.counting = {"start": start.isoformat(), "days": 2, "end": "", "skipped": []}
    task.due_words, task.due = "trong 2 ngày làm việc", start + timedelta(days=2)
    task.save()
    CalendarDay.objects.create(
        day=start + timedelta(days=1), kind="off", name="nghỉ bù", source="Quyết định của Đảng ủy"
    )

    moved = recount(by=None)

    task.refresh_from_db()
    assert [each.pk for each in moved] == [task.pk]
    assert task.due == start + timedelta(days=3)
    assert task.amendments.get().by is None


def test_a_day_off_added_on_its_page_recounts_by_itself(cast: Cast) -> None:
    task = make_issued(cast.tree.root, cast.clerk, cast.tree.board).tasks.all()[0]
    start = timezone.localdate() + timedelta(days=21 - timezone.localdate().weekday())  # a Monday to come
    task.counting = {"start": start.isoformat(), "days": 2, "end": "", "skipped": []}
    task.due_words, task.due = "trong 2 ngày làm việc", start + timedelta(days=2)
    task.save()

    day_off = NewDay(start + timedelta(days=1), DayKind.OFF, "nghỉ bù", "Quyết định của Đảng ủy")
    add_days([day_off], by=cast.clerk)

    task.refresh_from_db()
    assert task.due == start + timedelta(days=3)


def test_a_unit_that_still_owes_says_so_before_it_ends(cast: Cast) -> None:
    make_issued(cast.tree.root, cast.clerk, cast.tree.board)

    assert warnings_before_end(cast.tree.board) == [f"{cast.tree.board.label} còn 3 việc chưa xong."]
