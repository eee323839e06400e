"""A form goes out, is filled in, comes back: the preview says exactly what was filled, the commit writes just that."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone

from nennep.accounts.models import User
from nennep.directives.actions.answering import Said, Target, answer
from nennep.directives.models import Assignment, Extension, ObjectiveCause, ProgressEntry
from nennep.directives.rules import AnswerState, Verb, Via
from nennep.directives.tests.make import make_issued
from nennep.imports.models import PreviewState
from nennep.journal.models import Entry
from nennep.lib.dates import format_date
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.organisation.models import Post
from nennep.paperwork.actions.proposing import Taking, refuse_proposal, take_proposal
from nennep.paperwork.intake import commit_form
from nennep.paperwork.models import Proposal
from nennep.paperwork.tests.make import (
    come_back,
    committed,
    excel_of,
    filled_excel,
    filled_word,
    first_answer,
    rows_of,
    verdicts,
    word_of,
)  # fmt: skip
from tests.cast import Cast

Enter = Callable[[User | None], Client]
pytestmark = pytest.mark.django_db
DOING = {"state": "Đang thực hiện", "percent": "40", "said": "Đã có dự thảo; khó khăn: thiếu người"}
DUE = timezone.localdate() + timedelta(days=20)
DONE = {"state": "Đã hoàn thành", "said": "Đã ban hành", "proof": "15-KH/BTC ngày 20/11/2026"}


def in_days(days: int) -> str:
    return format_date(timezone.localdate() + timedelta(days=days))


@pytest.fixture
def given(cast: Cast) -> Cast:
    """Three tasks of the board."""
    make_issued(cast.tree.root, cast.clerk, cast.tree.board)
    return cast


@pytest.mark.parametrize(("write", "fill", "name", "via"), [
    (excel_of, filled_excel, "mau.xlsx", Via.EXCEL), (word_of, filled_word, "mau.docx", Via.WORD),
])  # fmt: skip
def test_what_was_filled_in_is_previewed_and_written(given: Cast, write, fill, name, via) -> None:  # type: ignore[no-untyped-def]
    board, contact = given.tree.board, given.contact

    form = come_back(board, fill(write(board, contact), DOING, DONE), contact, name)

    assert verdicts(form) == ["new", "new", "same"]
    assert rows_of(form)[0].changes["%"] == ["0%", "40%"]
    assert not ProgressEntry.objects.exists()
    assert committed(form, contact) == 2
    done, doing = ProgressEntry.objects.order_by("-pk")
    assert (doing.verb, doing.percent, doing.text, doing.via) == ("progress", 40, DOING["said"], via)
    assert (done.verb, done.evidence.get().name, done.keyed_for) == ("report", DONE["proof"], "")
    assert Entry.objects.filter(action="import.committed").exists()


def test_the_same_file_twice_changes_nothing(given: Cast) -> None:
    board, contact = given.tree.board, given.contact
    file = filled_excel(excel_of(board, contact), DOING, DONE, own={"task": "Tập huấn phần mềm", "said": "40 người"})
    committed(come_back(board, file, contact), contact)
    before = ProgressEntry.objects.count(), Proposal.objects.count()

    again = come_back(board, file, contact)

    assert set(verdicts(again)) == {"same"}
    with pytest.raises(RuleBroken, match="không còn chờ ghi"):
        committed(again, contact)
    assert (ProgressEntry.objects.count(), Proposal.objects.count()) == before


def test_a_form_with_nothing_new_is_closed_by_itself_one_with_a_doubtful_row_is_not(given: Cast, enter: Enter) -> None:
    board, contact = given.tree.board, given.contact
    empty = come_back(board, excel_of(board, contact), contact)
    wrong = come_back(board, filled_excel(excel_of(board, contact), {"percent": "150"}), contact)

    page = enter(contact).get("/returned/").content.decode()

    states = [form.preview.state for form in (empty, wrong) if form.preview]
    assert states == [PreviewState.NOTHING, PreviewState.OPEN]
    assert (page.count("Không có gì mới"), page.count("Chờ ghi")) == (1, 1)
    assert "không phải làm gì thêm" in enter(contact).get(f"/returned/{empty.public_id}/").content.decode()


def test_the_same_file_filled_further_is_a_change_not_a_doubt(given: Cast) -> None:
    board, contact = given.tree.board, given.contact
    form = excel_of(board, contact)
    committed(come_back(board, filled_excel(form, DOING), contact), contact)

    later = come_back(board, filled_excel(form, DOING | {"percent": "60"}), contact)

    assert verdicts(later)[0] == "changed"
    assert rows_of(later)[0].changes["%"] == ["40%", "60%"]


def test_who_reported_meanwhile_makes_the_row_doubtful(given: Cast) -> None:
    board, contact = given.tree.board, given.contact
    file = filled_excel(excel_of(board, contact), DOING)
    target = Target(first_answer(board, contact).public_id)
    answer(target, Verb.PROGRESS, Said("trên mạng", percent=10), by=contact)

    form = come_back(board, file, contact)

    assert verdicts(form)[0] == "doubtful"
    assert "Vũ Thị Ngân Hà" in rows_of(form)[0].reasons[0]
    assert committed(form, contact) == 0


@pytest.mark.parametrize(("cells", "sentence"), [
    ({"state": "Xong rồi nhé"}, "Không hiểu trạng thái"),
    ({"state": "Đã hoàn thành", "day": "31/02/2026"}, "Tháng 2 có 28 ngày"),
    ({"state": "Đã hoàn thành", "day": in_days(3)}, "không thể ở sau hôm nay"),
    ({"percent": "150"}, "Tỷ lệ"),
    ({"figure": "nhiều lắm"}, "Con số"),
    ({"state": "Xin gia hạn", "reason": "thiếu người"}, "Gia hạn đến"),
    ({"state": "Xin gia hạn", "until": in_days(90)}, "phải ghi lý do"),
    ({"state": "Xin gia hạn", "until": "01/01/2026", "reason": "thiếu người"}, "Hạn mới phải sau"),
    ({"state": "Vướng khách quan"}, "phải ghi lý do"),
    ({"state": "Đã hoàn thành", "until": in_days(90), "reason": "x"}, "không xin gia hạn"),
    ({"day": "01/11/2026"}, "thiếu trạng thái"),
])  # fmt: skip
def test_what_cannot_stand_is_wrong_with_its_reason(given: Cast, cells: dict[str, str], sentence: str) -> None:
    board, contact = given.tree.board, given.contact
    Assignment.objects.update(due=DUE, first_due=DUE)

    form = come_back(board, filled_excel(excel_of(board, contact), cells), contact)

    assert verdicts(form)[0] == "wrong"
    assert sentence in " ".join(rows_of(form)[0].reasons)


def test_done_without_the_proof_asked_for_is_wrong(given: Cast) -> None:
    board, contact = given.tree.board, given.contact
    task = first_answer(board, contact).task
    task.proof = "Kế hoạch đã ký"
    task.save()
    form = excel_of(board, contact)

    bare = come_back(board, filled_excel(form, {"state": "Đã hoàn thành"}), contact)
    proven = come_back(board, filled_excel(form, DONE), contact)

    assert verdicts(bare)[0] == "wrong"
    assert "Kế hoạch đã ký" in rows_of(bare)[0].reasons[0]
    assert verdicts(proven)[0] == "new"


def test_lower_than_before_and_an_odd_done_are_doubtful(given: Cast) -> None:
    board, contact = given.tree.board, given.contact
    Assignment.objects.update(percent=50, figure=Decimal(100))
    form = excel_of(board, contact)

    rows = ({"percent": "40"}, {"figure": "99,5"}, {"state": "Đã hoàn thành", "percent": "60"})
    back = come_back(board, filled_excel(form, *rows), contact)

    assert verdicts(back) == ["doubtful"] * 3


def test_closed_unknown_and_repeated_rows_are_wrong(given: Cast) -> None:
    board, contact = given.tree.board, given.contact
    file = filled_excel(excel_of(board, contact), DOING, DOING | {"row": "zzzzzzzzzzzz"}, DOING)
    first = first_answer(board, contact)
    Assignment.objects.filter(pk=first.pk).update(state=AnswerState.CONFIRMED, is_open=False)

    form = come_back(board, file, contact)

    assert verdicts(form) == ["wrong", "wrong", "new"]
    assert "Hoàn thành" in rows_of(form)[0].reasons[0]
    assert "Không thấy việc" in rows_of(form)[1].reasons[0]


def test_a_task_mended_since_is_doubtful(given: Cast) -> None:
    board, contact = given.tree.board, given.contact
    file = filled_excel(excel_of(board, contact), DOING)
    first_answer(board, contact).task.amendments.create(by=given.clerk, reason="đính chính", changes={})

    form = come_back(board, file, contact)

    assert verdicts(form)[0] == "doubtful"
    assert "sửa sau khi lấy mẫu" in rows_of(form)[0].reasons[0]


def test_asking_and_stating_come_in_too(given: Cast) -> None:
    board, contact = given.tree.board, given.contact
    Assignment.objects.update(due=DUE, first_due=DUE)
    later = {
        "state": "Xin gia hạn",
        "percent": "30",
        "said": "chờ số liệu",
        "until": in_days(60),
        "reason": "thiếu người",
    }
    stuck = {"state": "Vướng khách quan", "reason": "bão lụt"}

    form = come_back(board, filled_excel(excel_of(board, contact), later, stuck), contact)

    assert committed(form, contact) == 2
    assert Extension.objects.get().reason == "thiếu người"
    assert ObjectiveCause.objects.get().reason == "bão lụt"
    assert sorted(ProgressEntry.objects.values_list("verb", flat=True)) == ["ask_extension", "progress", "state_cause"]


def test_a_clerk_who_hands_it_in_speaks_for_the_unit(given: Cast) -> None:
    board = given.tree.board

    committed(come_back(board, filled_excel(excel_of(board, given.clerk), DOING), given.clerk), given.clerk)

    assert ProgressEntry.objects.get().keyed_for == board.label


def test_another_units_form_is_refused_with_its_name(given: Cast) -> None:
    file = excel_of(given.tree.board, given.contact)

    with pytest.raises(RuleBroken, match="Ban Tổ chức Đảng ủy"):
        come_back(given.tree.school, file, given.clerk)
    with pytest.raises(NotAllowed):
        come_back(given.tree.board, file, given.neighbour)


def test_nothing_is_written_when_the_data_moved_on(given: Cast) -> None:
    board, contact = given.tree.board, given.contact
    form = come_back(board, filled_excel(excel_of(board, contact), DOING), contact)
    answer(Target(first_answer(board, contact).public_id), Verb.PROGRESS, Said("x", percent=5), by=contact)

    with pytest.raises(RuleBroken, match="đã thay đổi"):
        committed(form, contact)

    assert ProgressEntry.objects.count() == 1


def test_only_who_previewed_commits_and_only_what_was_seen(given: Cast) -> None:
    board, contact = given.tree.board, given.contact
    form = come_back(board, filled_excel(excel_of(board, contact), DOING), contact)

    with pytest.raises(NotAllowed):
        committed(form, given.clerk)
    with pytest.raises(RuleBroken):
        commit_form(form, "0" * 64, by=contact)


def test_a_row_added_by_hand_becomes_a_task_when_the_office_takes_it(given: Cast) -> None:
    board, contact = given.tree.board, given.contact
    own = {"task": "Tổ chức tập huấn phần mềm", "state": "Đã hoàn thành", "said": "40 người dự"}
    form = come_back(board, filled_excel(excel_of(board, contact), own=own), contact)
    assert committed(form, contact) == 1
    proposal = Proposal.objects.get()

    taken = take_proposal(proposal, Taking(Post.objects.filter(may_sign=True)[0], proposal.text), by=given.clerk)

    assert taken.task
    (made,) = taken.task.assignments.all()
    assert (made.unit, made.state) == (board, AnswerState.REPORTED)
    assert made.entries.get().keyed_for == board.label
    with pytest.raises(RuleBroken):
        refuse_proposal(taken, "trùng", by=given.clerk)


def test_a_proposal_is_refused_with_a_reason_and_only_by_the_office(given: Cast) -> None:
    board, contact = given.tree.board, given.contact
    committed(come_back(board, filled_excel(excel_of(board, contact), own={"task": "Việc khác"}), contact), contact)
    proposal = Proposal.objects.get()

    with pytest.raises(NotAllowed):
        refuse_proposal(proposal, "trùng", by=contact)
    with pytest.raises(RuleBroken):
        refuse_proposal(proposal, " ", by=given.clerk)
    refuse_proposal(proposal, "đã có trong kế hoạch", by=given.clerk)

    assert Entry.objects.filter(action="proposal.refused").exists()
