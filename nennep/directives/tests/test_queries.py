"""Lists of directives and of tasks, a unit's list: what is found, what is shown, and to whom."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from nennep.directives.actions.amending import Change, amend_task, annul_task
from nennep.directives.actions.importing import route_of
from nennep.directives.models import Assignment, Directive, Task
from nennep.directives.queries.answers import answers_of_task
from nennep.directives.queries.lists import (
    DirectiveFilter,
    TaskFilter,
    directives_for,
    due_counts,
    span_of_years,
    task_rows,
    tasks_for,
    term_of,
    types_seen,
    with_counts,
)
from nennep.directives.queries.owed import all_owed, unit_view
from nennep.directives.queries.pages import directive_page
from nennep.directives.rules import NEVER, Kind
from nennep.directives.tests.make import SENTENCES, make_directive, make_issued, seen
from nennep.organisation.models import Unit
from tests.cast import Cast


@pytest.fixture
def issued(cast: Cast) -> Directive:
    return make_issued(cast.tree.root, cast.clerk, cast.tree.board)


@pytest.fixture
def notice(cast: Cast) -> Directive:
    """Another one of a year before, under review."""
    heading = {"type": "Thông báo", "number": "7", "symbol": "TB/ĐU", "date": "2025-03-04", "abstract": "Về môi trường"}
    return make_directive(cast.tree.root, cast.clerk, "trồng cây", **heading)


def token(unit: Unit) -> str:
    return f"unit:{unit.public_id}"


def give_to(task: Task, cast: Cast, *units: Unit) -> None:
    change = Change(task.text, task.due, tuple(map(token, units)), (), "giao lại cho đúng nơi")
    amend_task(seen(task), change, by=cast.clerk)


def due_in(task: Task, days: int | None) -> None:
    day = None if days is None else timezone.localdate() + timedelta(days=days)
    task.refresh_from_db()
    dated = day is not None and task.kind != Kind.STANDING
    Task.objects.filter(pk=task.pk).update(due=day, next_due=day if dated else NEVER)
    task.assignments.update(due=day, is_dated=dated)


@pytest.mark.parametrize(
    "words", ["hội nghị", "HỘI NGHỊ", "hoi nghi", "  sáu   hội ", "12-KL/ĐU", "12-kl/du", "ket luan dang uy"]
)
def test_directives_are_found_without_accents_in_any_case_and_order(
    words: str, issued: Directive, notice: Directive, cast: Cast
) -> None:
    assert list(directives_for(cast.clerk, DirectiveFilter(words))) == [issued]


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (DirectiveFilter(), ["12", "7"]),
        (DirectiveFilter(state="issued"), ["12"]),
        (DirectiveFilter(state="review"), ["7"]),
        (DirectiveFilter(state="withdrawn"), []),
        (DirectiveFilter(type="Thông báo"), ["7"]),
        (DirectiveFilter(year=2026), ["12"]),
        (DirectiveFilter(year=2025), ["7"]),
        (DirectiveFilter("moi truong", state="issued"), []),
        (DirectiveFilter("không có"), []),
    ],
)
def test_directives_are_filtered_newest_first(
    wanted: DirectiveFilter, numbers: list[str], issued: Directive, notice: Directive, cast: Cast
) -> None:
    assert [directive.number for directive in directives_for(cast.clerk, wanted)] == numbers


def test_types_and_years_to_choose_from_are_those_one_may_see(issued: Directive, notice: Directive, cast: Cast) -> None:
    assert (types_seen(cast.clerk), span_of_years(cast.clerk)) == (["Kết luận", "Thông báo"], [2026, 2025])
    assert (types_seen(cast.contact), span_of_years(cast.contact)) == (["Kết luận"], [2026])
    assert (types_seen(cast.neighbour), span_of_years(cast.neighbour)) == ([], [])


def test_a_directive_bears_its_count_without_what_was_dropped(issued: Directive, cast: Cast) -> None:
    annul_task(seen(issued.tasks.all()[0]), "không còn cần", by=cast.clerk)

    [counted] = with_counts(Directive.objects.filter(pk=issued.pk))

    assert (counted.task_count, counted.open_count) == (2, 0)  # type: ignore[attr-defined]


def test_only_those_who_were_given_something_see_the_directive(
    issued: Directive, notice: Directive, cast: Cast
) -> None:
    assert list(directives_for(cast.contact, DirectiveFilter())) == [issued]
    assert not directives_for(cast.neighbour, DirectiveFilter())
    assert not directives_for(cast.outsider, DirectiveFilter())


@pytest.mark.parametrize("words", ["bồi dưỡng", "boi duong", "BỒI DƯỠNG", "Bí thư  lớp", "nghiep vu"])
def test_tasks_are_found_without_accents_in_any_case_and_order(words: str, issued: Directive, cast: Cast) -> None:
    assert [task.text for task in tasks_for(cast.clerk, TaskFilter(words))] == [SENTENCES[1]]


def test_an_amended_task_is_found_by_its_new_words_alone(issued: Directive, cast: Cast) -> None:
    task = issued.tasks.all()[0]
    change = Change("Tổng hợp số liệu", None, (token(cast.tree.board),), (), "viết lại")

    amend_task(seen(task), change, by=cast.clerk)

    assert list(tasks_for(cast.clerk, TaskFilter("tong hop so lieu"))) == [task]
    assert not tasks_for(cast.clerk, TaskFilter("rà soát hồ sơ"))


def test_tasks_issued_before_the_folded_column_are_found_after_the_migration(issued: Directive, cast: Cast) -> None:
    Task.objects.update(folded="")

    import_module("nennep.directives.migrations.0003_task_folded").fold_what_is_issued(apps, None)

    assert tasks_for(cast.clerk, TaskFilter("sinh hoat chi bo")).count() == 1


@pytest.mark.parametrize(
    ("wanted", "places"),
    [
        *((TaskFilter(), [0, 1, 2]), (TaskFilter(due="late"), [0]), (TaskFilter(due="soon"), [1])),
        *((TaskFilter(due="later"), []), (TaskFilter(due="none"), [2]), (TaskFilter(due="nonsense"), [0, 1, 2])),
        *((TaskFilter(kind="standing"), [2]), (TaskFilter("lop", due="late"), [])),
    ],
)
def test_tasks_are_filtered_the_nearest_first(
    wanted: TaskFilter, places: list[int], issued: Directive, cast: Cast
) -> None:
    tasks = list(issued.tasks.all())
    Task.objects.filter(pk=tasks[2].pk).update(kind=Kind.STANDING)
    for task, days in zip(tasks, (-2, 3, 400), strict=True):
        due_in(task, days)

    assert list(tasks_for(cast.clerk, wanted)) == [tasks[place] for place in places]


def test_the_counts_above_the_list_are_those_of_the_filters(issued: Directive, cast: Cast) -> None:
    for task, days in zip(issued.tasks.all(), (-2, 3, None), strict=True):
        due_in(task, days)

    assert due_counts(cast.contact) == {"all": 3, "late": 1, "soon": 1, "later": 0, "none": 1, "done": 0}
    assert due_counts(cast.neighbour)["all"] == 0


def test_tasks_of_a_unit_are_those_it_still_owes(issued: Directive, cast: Cast) -> None:
    moved = issued.tasks.all()[0]
    give_to(moved, cast, cast.tree.school)

    assert list(tasks_for(cast.clerk, TaskFilter(unit=cast.tree.school.public_id))) == [moved]
    assert moved not in tasks_for(cast.clerk, TaskFilter(unit=cast.tree.board.public_id))


def test_a_contact_sees_the_own_units_tasks_alone(issued: Directive, notice: Directive, cast: Cast) -> None:
    moved = issued.tasks.all()[0]
    give_to(moved, cast, cast.tree.school)

    assert list(tasks_for(cast.neighbour, TaskFilter())) == [moved]
    assert moved not in tasks_for(cast.contact, TaskFilter())
    assert tasks_for(cast.contact, TaskFilter()).count() == 2
    assert not tasks_for(cast.outsider, TaskFilter())


def test_a_row_names_who_leads_now_and_counts_who_owes(issued: Directive, cast: Cast) -> None:
    task = issued.tasks.all()[0]
    give_to(task, cast, cast.tree.school, cast.tree.office, cast.tree.cell)

    [row] = task_rows(Task.objects.filter(pk=task.pk))

    assert row.count == 3
    assert row.leads.endswith("và 2 nơi khác")
    assert cast.tree.board.label not in row.leads


def test_an_annulled_task_leaves_every_list(issued: Directive, cast: Cast) -> None:
    task = issued.tasks.all()[0]

    annul_task(seen(task), "không còn cần", by=cast.clerk)

    assert task not in tasks_for(cast.clerk, TaskFilter())
    assert task not in [owing.assignment.task for owing in all_owed(cast.tree.board)]
    assert directive_page(issued, cast.clerk).tasks == 2
    assert answers_of_task(Task.objects.get(pk=task.pk), cast.clerk).rows == []


def test_an_annulled_assignment_is_shown_nowhere(issued: Directive, cast: Cast) -> None:
    task = issued.tasks.all()[0]
    give_to(task, cast, cast.tree.school)
    assert Assignment.objects.filter(task=task, unit=cast.tree.board).exclude(annulled_at=None).exists()

    assert [owing.assignment.task for owing in unit_view(cast.tree.school, cast.contact).rows] == [task]
    assert len(unit_view(cast.tree.board, cast.contact).rows) == 2
    assert [row.answer.unit for row in answers_of_task(task, cast.clerk).rows] == [cast.tree.school]
    assert directive_page(issued, cast.clerk).receivers == 2


def test_a_directives_page_shows_a_unit_its_own_tasks(issued: Directive, cast: Cast) -> None:
    give_to(issued.tasks.all()[0], cast, cast.tree.school)

    whole, own = directive_page(issued, cast.clerk), directive_page(issued, cast.contact)

    assert (whole.tasks, own.tasks) == (3, 2)
    assert (whole.receivers, own.receivers) == (2, 1)
    assert own.states == {}


def test_a_units_list_stands_by_nearness(issued: Directive, cast: Cast) -> None:
    tasks = list(issued.tasks.all())
    for task, days in zip(tasks, (None, -1, 0), strict=True):
        due_in(task, days)

    view = unit_view(cast.tree.board, cast.contact)

    assert [[o.assignment.task for o in g.rows] for g in view.groups] == [[tasks[1]], [tasks[2]], [tasks[0]]]
    assert [group.shape for group in view.groups] == ["late", "soon", "doing"]
    assert (view.count, view.late) == (3, 1)


def test_a_units_page_holds_the_nearest_of_each_status_and_counts_the_rest(
    issued: Directive, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    tasks = list(issued.tasks.all())
    for task, days in zip(tasks, (-1, -3, -2), strict=True):
        due_in(task, days)
    monkeypatch.setattr("nennep.directives.queries.owed.FEW", 2)

    [late] = unit_view(cast.tree.board, cast.contact).groups

    assert [row.assignment.task for row in late.rows] == [tasks[1], tasks[2]]
    assert (late.count, late.more) == (3, 1)
    assert [row.assignment.task for row in all_owed(cast.tree.board)] == [tasks[1], tasks[2], tasks[0]]


@pytest.mark.parametrize(
    ("days", "shape", "words"),
    [
        (-2, "late", "quá 2 ngày"),
        (0, "soon", "hạn hôm nay"),
        (7, "soon", "còn 7 ngày"),
        (8, "doing", ""),
    ],
)
def test_how_near_a_date_is_said(days: int, shape: str, words: str) -> None:
    today = date(2026, 11, 20)

    assert term_of(today + timedelta(days=days), today) == (shape, words)


@pytest.mark.parametrize(
    ("text", "route"),
    [
        ("tham gia ý kiến vào dự thảo đề án", "opinion"),
        ("góp ý dự thảo nghị quyết trước ngày 15/12", "opinion"),
        ("báo cáo số liệu đảng viên mới kết nạp", "figures"),
        ("báo cáo kết quả thực hiện", "carry_out"),
        ("số liệu được tổng hợp hằng tháng", "carry_out"),
    ],
)
def test_the_first_words_say_what_kind_of_answer_is_asked_for(text: str, route: str) -> None:
    assert route_of(text) == route
