"""The review: each act works, is journalled, is refused in the wrong state and to the wrong person, can be undone."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from nennep.accounts.models import User
from nennep.directives.actions.reviewing import (
    Conflict,
    Seen,
    TaskEdit,
    accept,
    accept_clause,
    draw,
    edit,
    merge,
    put_off,
    reject,
    reopen,
    split,
)
from nennep.directives.actions.undoing import undo
from nennep.directives.models import Directive
from nennep.directives.rules import Kind, Part, TaskState
from nennep.directives.snapshots import tokens_of
from nennep.directives.tests.make import make_directive, make_issued, seen
from nennep.journal.models import Entry
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.organisation.models import Phrase
from tests.cast import Cast


@pytest.fixture
def directive(cast: Cast) -> Directive:
    return make_directive(cast.tree.root, cast.clerk)


def states(directive: Directive) -> list[str]:
    return list(directive.tasks.values_list("state", flat=True))


def test_the_words_of_a_directive_find_their_unit(directive: Directive, cast: Cast) -> None:
    task = directive.tasks.all()[0]

    assert tokens_of(task, Part.LEAD) == [f"unit:{cast.tree.board.public_id}"]


def test_accepting_moves_the_task_and_is_journalled(directive: Directive, cast: Cast) -> None:
    task = directive.tasks.all()[0]

    accept(seen(task), by=cast.clerk)

    assert states(directive) == ["accepted", "proposed", "proposed"]
    assert Entry.objects.filter(action="review.accept", object=f"directive:{directive.public_id}").exists()


def test_a_task_can_be_put_off_rejected_and_taken_back(directive: Directive, cast: Cast) -> None:
    first, second, _ = directive.tasks.all()

    put_off(seen(first), by=cast.clerk)
    reject(seen(second), "trùng việc khác", by=cast.clerk)
    reopen(seen(second), by=cast.clerk)

    assert states(directive) == ["later", "proposed", "proposed"]


def test_a_contact_may_not_review(directive: Directive, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        accept(seen(directive.tasks.all()[0]), by=cast.contact)


def test_an_issued_task_is_not_reviewed_again(cast: Cast) -> None:
    task = make_issued(cast.tree.root, cast.clerk, cast.tree.board).tasks.all()[0]

    with pytest.raises(RuleBroken, match="đã giao"):
        reject(seen(task), "", by=cast.clerk)


def test_two_clerks_do_not_overwrite_each_other(directive: Directive, cast: Cast) -> None:
    task = directive.tasks.all()[0]
    both_saw = seen(task)
    edit(both_saw, TaskEdit("bản của người thứ nhất", Kind.DELIVERABLE), by=cast.clerk)

    with pytest.raises(Conflict, match="vừa sửa việc này"):
        edit(both_saw, TaskEdit("bản của người thứ hai", Kind.DELIVERABLE), by=cast.clerk)

    task.refresh_from_db()
    assert task.text == "bản của người thứ nhất"


def test_an_empty_text_is_refused(directive: Directive, cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="không được để trống"):
        edit(seen(directive.tasks.all()[0]), TaskEdit("  ", Kind.DELIVERABLE), by=cast.clerk)


def test_splitting_keeps_both_halves_in_the_document(cast: Cast) -> None:
    directive = make_directive(cast.tree.root, cast.clerk, "lập danh sách và tổ chức lớp bồi dưỡng")
    task = directive.tasks.get()

    first, second = split(seen(task), task.text.index("tổ chức"), by=cast.clerk)

    assert [first.text, second.text] == ["lập danh sách và", "tổ chức lớp bồi dưỡng"]
    assert directive.text[second.start : second.end] == second.text
    assert tokens_of(second, Part.LEAD) == [f"unit:{cast.tree.board.public_id}"]


def test_splitting_at_the_edge_is_refused(directive: Directive, cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="giữa câu"):
        split(seen(directive.tasks.all()[0]), 0, by=cast.clerk)


def test_merging_takes_the_documents_own_words(directive: Directive, cast: Cast) -> None:
    first, second, _ = directive.tasks.all()
    whole = directive.text[first.start : second.end]

    merged = merge(seen(first), by=cast.clerk)

    assert merged.text == whole
    assert directive.tasks.count() == 2


def test_merging_the_last_task_is_refused(directive: Directive, cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="cuối cùng"):
        merge(seen(directive.tasks.all()[2]), by=cast.clerk)


def test_a_stretch_of_text_becomes_a_task(directive: Directive, cast: Cast) -> None:
    start = directive.text.index("nghiệp vụ")

    task = draw(directive, start, start + 30, by=cast.clerk)

    assert directive.text[task.start : task.end] == task.text
    assert task.clause is not None
    assert task.clause.path == "1"


def test_a_whole_clause_is_accepted_at_once(directive: Directive, cast: Cast) -> None:
    assert accept_clause(directive, "1", by=cast.clerk) == 3
    assert states(directive) == ["accepted"] * 3


def test_undo_takes_back_step_by_step(directive: Directive, cast: Cast) -> None:
    task = directive.tasks.all()[0]
    before = task.text
    edit(seen(task), TaskEdit("chữ đã sửa", Kind.STANDING), by=cast.clerk)
    accept(seen(task), by=cast.clerk)

    undo(directive, by=cast.clerk)
    task.refresh_from_db()
    assert (task.state, task.text) == (TaskState.PROPOSED, "chữ đã sửa")

    undo(directive, by=cast.clerk)
    task.refresh_from_db()
    assert (task.text, task.kind) == (before, Kind.DELIVERABLE)


@pytest.mark.parametrize("act", ["split", "merge", "draw"])
def test_undo_restores_split_merged_and_drawn_tasks(act: str, directive: Directive, cast: Cast) -> None:
    task = directive.tasks.all()[0]
    before = list(directive.tasks.values_list("public_id", "text", "start", "end"))
    if act == "split":
        split(seen(task), 20, by=cast.clerk)
    elif act == "merge":
        merge(seen(task), by=cast.clerk)
    else:
        draw(directive, 3, 20, by=cast.clerk)

    undo(directive, by=cast.clerk)

    assert list(directive.tasks.values_list("public_id", "text", "start", "end")) == before


def test_undo_leaves_alone_what_somebody_else_changed_since(directive: Directive, cast: Cast) -> None:
    task = directive.tasks.all()[0]
    accept(seen(task), by=cast.clerk)
    task.refresh_from_db()
    task.version += 1  # another clerk's act
    task.save()

    with pytest.raises(RuleBroken, match="đã thay đổi"):
        undo(directive, by=cast.clerk)


def test_undo_without_an_act_of_ones_own_is_refused(directive: Directive, cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="chưa làm gì"):
        undo(directive, by=cast.clerk)


def test_a_corrected_phrase_is_learned_for_this_directive_and_the_next(cast: Cast) -> None:
    words = "khối nội chính của Đảng bộ"
    directive = make_directive(cast.tree.root, cast.clerk, assignee=words)
    task = directive.tasks.all()[0]
    school = f"unit:{cast.tree.school.public_id}"
    change = TaskEdit(task.text, Kind.DELIVERABLE, lead=(school,), remember=True)

    edit(seen(task), change, by=cast.clerk)

    assert [tokens_of(t, Part.LEAD) for t in directive.tasks.all()] == [[school]] * 3
    assert Phrase.objects.get().taught_by == cast.clerk
    following = make_directive(cast.tree.root, cast.clerk, "một câu khác hẳn", assignee=words)
    assert tokens_of(following.tasks.get(), Part.LEAD) == [school]


def test_a_wrong_recognition_corrected_once_is_right_in_the_next_directive_until_forgotten(
    cast: Cast, enter: Callable[[User], Client]
) -> None:
    directive = make_directive(cast.tree.root, cast.clerk)  # “Ban Tổ chức Đảng ủy”, which the machine knows
    task, later, chosen = directive.tasks.all()
    school, board = (f"unit:{unit.public_id}" for unit in (cast.tree.school, cast.tree.board))
    edit(
        seen(chosen),
        TaskEdit(chosen.text, Kind.DELIVERABLE, lead=(f"unit:{cast.tree.office.public_id}",)),
        by=cast.clerk,
    )
    client = enter(cast.clerk)

    page = client.get(f"/directives/{directive.public_id}/review/?task={task.public_id}").content.decode()
    box = re.search(r'<input type="checkbox" name="remember"[^>]*>', page)
    sent = {"version": seen(task).version, "text": task.text, "kind": "deliverable", "lead": school, "remember": "on"}
    client.post(f"/tasks/{task.public_id}/edit/", sent)

    assert box
    assert "checked" in box[0]
    assert tokens_of(later, Part.LEAD) == [school]
    assert tokens_of(chosen, Part.LEAD) == [f"unit:{cast.tree.office.public_id}"]  # a person's choice stays
    assert Entry.objects.filter(action="phrase.taught").count() == 1
    following = make_directive(cast.tree.root, cast.clerk, "một câu khác hẳn")
    assert tokens_of(following.tasks.get(), Part.LEAD) == [school]
    taught = client.get("/phrases/").content.decode()
    assert "Ban Tổ chức Đảng ủy" in taught
    assert cast.clerk.full_name in taught
    client.post(f"/phrases/{Phrase.objects.get().public_id}/forget/")
    third = make_directive(cast.tree.root, cast.clerk, "một câu khác nữa")
    assert tokens_of(third.tasks.get(), Part.LEAD) == [board]


@pytest.mark.parametrize(("to", "tick"), [("board", True), ("school", False)])
def test_nothing_is_learned_where_the_receivers_stay_or_the_tick_is_taken_away(to: str, tick: bool, cast: Cast) -> None:
    directive = make_directive(cast.tree.root, cast.clerk)
    task = directive.tasks.all()[0]
    lead = (f"unit:{getattr(cast.tree, to).public_id}",)

    edit(seen(task), TaskEdit("một lời khác", Kind.DELIVERABLE, lead=lead, remember=tick), by=cast.clerk)

    assert not Phrase.objects.exists()


def test_an_unknown_receiver_is_refused(directive: Directive, cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="không còn trong danh mục"):
        edit(seen(directive.tasks.all()[0]), TaskEdit("x", Kind.DELIVERABLE, lead=("unit:zzz",)), by=cast.clerk)


def test_a_deleted_task_says_so(directive: Directive, cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="không còn nữa"):
        accept(Seen("khongcotasknay", 1), by=cast.clerk)
