"""Units that owe a word: who sees them, whom to call, pressing, the letter."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from docx import Document
from openpyxl import load_workbook

from nennep.accounts.models import User
from nennep.chasing.actions.pressing import press_units
from nennep.chasing.letter import Wish, letter_to_all
from nennep.chasing.queries.silent import Wanted, answers_owed, unit_rows, units_owing
from nennep.chasing.tests.make import owed_by
from nennep.directives.actions.answering import Said, Target, answer
from nennep.directives.models import Assignment, ProgressEntry
from nennep.directives.queries.answers import AnswerFilter, answers_for
from nennep.directives.rules import AnswerState, Verb
from nennep.journal.models import Entry
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.notices.actions.bounces import mark_address
from nennep.notices.models import Notice
from nennep.organisation.models import Office, Post, Unit
from nennep.organisation.rules import Role
from nennep.organisation.tests.make import make_grant
from nennep.web.templatetags.web import dialled as dial
from nennep.writing.checking.checker import check
from tests.cast import Cast
from tests.doors import body_of

pytestmark = pytest.mark.django_db
Enter = Callable[[User | None], Client]


def ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


@pytest.fixture
def owing(cast: Cast) -> list[Assignment]:
    """The board is ten days late and silent for forty; the school is late but spoke yesterday."""
    Unit.objects.filter(pk=cast.tree.board.pk).update(contact_name="Vũ Hà", phone="0225.3822 000, máy lẻ 5")
    rows = owed_by(cast, cast.tree.board, cast.tree.school, given=ago(40), due=ago(10))
    answer(Target(rows[1].public_id), Verb.PROGRESS, Said("đang rà soát 40 hồ sơ"), by=cast.neighbour)
    Notice.objects.all().delete()
    return rows


def test_each_unit_stands_with_what_it_owes_since_when_and_whom_to_call(
    cast: Cast, owing: list[Assignment], enter: Enter
) -> None:
    mark_address(cast.contact.email, "550 User unknown")

    board, school = unit_rows(units_owing(cast.clerk, Wanted()))

    assert (board.counts["silent"], board.counts["late"], board.days) == (1, 1, 40)
    assert (school.counts["silent"], school.counts["late"]) == (0, 1)
    assert board.last is None
    assert school.last is not None
    assert school.last.text == "đang rà soát 40 hồ sơ"
    page = enter(cast.clerk).get("/silent/").content.decode()
    assert "2 đơn vị có việc quá hạn hoặc chưa phản hồi" in page
    assert 'href="tel:02253822000"' in page
    assert "Thư bị trả lại" in page


def test_what_was_sent_back_is_not_silent_here_as_in_the_lists_of_answers(cast: Cast, owing: list[Assignment]) -> None:
    Assignment.objects.filter(pk=owing[0].pk).update(state=AnswerState.RETURNED)

    rows = {row["unit"]: row for row in units_owing(cast.clerk, Wanted())}

    listed = answers_for(cast.clerk, AnswerFilter(status="silent"))
    assert sum(row["silent"] for row in rows.values()) == listed.count() == 0
    assert rows[cast.tree.board.pk]["late"] == 1


def test_the_list_is_narrowed_by_name_and_by_state(cast: Cast, owing: list[Assignment]) -> None:
    def found(wanted: Wanted) -> list[str]:
        return [row.unit.label for row in unit_rows(units_owing(cast.clerk, wanted))]

    assert found(Wanted(show="silent")) == ["Ban Tổ chức Đảng ủy"]
    assert found(Wanted(words="truong chinh")) == ["Đảng bộ Trường Chính trị"]
    assert found(Wanted(words="truong", show="silent")) == []


@pytest.mark.parametrize(
    ("typed", "dialled"),
    [("0912 345 678", "0912345678"), ("0912 345 678; 0225 1", "0912345678"), ("+84 225-3", "+842253"), ("", "")],
)
def test_a_telephone_takes_digits(typed: str, dialled: str) -> None:
    assert dial(typed) == dialled


def test_the_sheet_holds_the_same(cast: Cast, owing: list[Assignment], enter: Enter) -> None:
    content = body_of(enter(cast.inspector).get("/silent/sheet/?show=silent"))

    book = load_workbook(io.BytesIO(content))
    assert book.active
    rows = list(book.active.iter_rows(values_only=True))
    assert len(rows) == 2
    assert rows[1][:3] == ("Ban Tổ chức Đảng ủy", 1, 1)


def test_parts_inside_a_unit_are_nobodys_business_above(cast: Cast, owing: list[Assignment]) -> None:
    [part] = owed_by(cast, cast.tree.cell, given=ago(40), due=ago(10))
    Assignment.objects.filter(pk=part.pk).update(whole=owing[0])

    assert cast.tree.cell not in [row.unit for row in unit_rows(units_owing(cast.clerk, Wanted()))]


def test_pressing_is_on_record_and_each_contact_hears_once(cast: Cast, owing: list[Assignment]) -> None:
    owed_by(cast, cast.tree.board, given=ago(30), due=ago(3), text="nộp báo cáo quý")
    make_grant(cast.contact, Role.CONTACT, cast.tree.school)
    units = [cast.tree.board.public_id, cast.tree.school.public_id]

    pressed = press_units(units, "gửi trước thứ sáu", by=cast.clerk)

    assert [(unit.label, n) for unit, n in pressed] == [("Ban Tổ chức Đảng ủy", 2), ("Đảng bộ Trường Chính trị", 1)]
    own = Notice.objects.get(to=cast.contact)
    assert own.text == "Văn phòng đôn đốc 3 việc: gửi trước thứ sáu"
    assert len(own.lines) == 3
    assert len(Notice.objects.get(to=cast.neighbour).lines) == 1
    assert ProgressEntry.objects.filter(verb=Verb.REMIND, by=cast.clerk).count() == 3
    assert Entry.objects.filter(action="unit.pressed", actor=cast.clerk.public_id).count() == 2
    assert Assignment.objects.get(pk=owing[0].pk).reminded == 1


def test_only_who_issues_presses_and_only_for_what_is_owed(cast: Cast, owing: list[Assignment]) -> None:
    with pytest.raises(NotAllowed):
        press_units([cast.tree.board.public_id], by=cast.inspector)
    with pytest.raises(RuleBroken, match="Không có việc nào"):
        press_units([cast.tree.cell.public_id], by=cast.clerk)


def test_who_issues_for_a_branch_presses_for_its_own_tasks_only(cast: Cast, owing: list[Assignment]) -> None:
    make_grant(cast.member, Role.LEADER, cast.tree.board, subtree=True)

    with pytest.raises(RuleBroken):
        press_units([cast.tree.board.public_id], by=cast.member)


def test_a_unit_nobody_can_write_to_is_to_be_called(cast: Cast, owing: list[Assignment], enter: Enter) -> None:
    mark_address(cast.contact.email, "550")

    page = enter(cast.clerk).post("/silent/press/", {"only": cast.tree.board.public_id}, follow=True)

    assert "Không có địa chỉ thư dùng được ở: Ban Tổ chức Đảng ủy. Hãy gọi điện." in page.content.decode()


def test_the_letter_names_each_unit_and_what_it_owes(cast: Cast, owing: list[Assignment]) -> None:
    Post.objects.update(authority="T/M BAN THƯỜNG VỤ")
    units = [cast.tree.board.public_id, cast.tree.school.public_id]
    owed = list(answers_owed(cast.clerk, units))

    content = letter_to_all(owed, Wish(date(2026, 12, 4), Post.objects.get()))

    paper = Document(io.BytesIO(content))
    text = "\n".join(p.text for p in paper.paragraphs)
    table = [[cell.text for cell in row.cells] for row in paper.tables[1].rows]
    assert "- Ban Tổ chức Đảng ủy" in text
    assert "còn 2 nhiệm vụ đã quá hạn" in text
    assert "trước ngày 04/12/2026" in text
    assert [row[1] for row in table[1:]] == [
        "Ban Tổ chức Đảng ủy", "Xây dựng kế hoạch rà soát hồ sơ đảng viên",
        "Đảng bộ Trường Chính trị", "Xây dựng kế hoạch rà soát hồ sơ đảng viên",
    ]  # fmt: skip
    assert table[2][4] == "Quá hạn 10 ngày"


def test_the_letter_lacks_only_what_the_office_fills_in(cast: Cast, owing: list[Assignment]) -> None:
    Office.objects.update(superior="Đảng bộ thành phố Bình Hải")
    owed = list(answers_owed(cast.clerk, [cast.tree.board.public_id]))

    report = check(letter_to_all(owed, Wish(signer=Post.objects.get())))

    assert {finding.code for finding in report.findings} == {"number", "place-date"}


def test_the_letter_goes_to_all_or_one_to_each(cast: Cast, owing: list[Assignment], enter: Enter) -> None:
    units = [cast.tree.board.public_id, cast.tree.school.public_id]
    client = enter(cast.clerk)

    page = client.post("/silent/press/", {"unit": units, "act": "letter"}, follow=True)
    each = body_of(client.get("/silent/letter/paper/", {"unit": units, "each": "on"}))

    assert "Công văn đôn đốc gửi 2 đơn vị" in page.content.decode()
    names = zipfile.ZipFile(io.BytesIO(each)).namelist()
    assert names == ["01 Ban Tổ chức Đảng ủy.docx", "02 Đảng bộ Trường Chính trị.docx"]
    assert not ProgressEntry.objects.filter(verb=Verb.REMIND).exists()


def test_a_long_list_stands_in_an_annex(cast: Cast) -> None:
    for n in range(14):
        owed_by(cast, cast.tree.board, given=ago(40), due=ago(n + 1), text=f"việc số {n}")
    owed = list(answers_owed(cast.clerk, [cast.tree.board.public_id]))

    paper = Document(io.BytesIO(letter_to_all(owed, Wish())))

    assert len(paper.sections) == 2
    assert "cụ thể theo phụ lục kèm theo" in "\n".join(p.text for p in paper.paragraphs)
