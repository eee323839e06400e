"""A receiver's own template: its columns recognised, confirmed by a person, used and remembered, put aside again."""

import io
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import Workbook

from nennep.journal.models import Entry
from nennep.lib.errors import BadFile, NotAllowed, RuleBroken
from nennep.members.actions.layouts import confirm_layout, end_layout, propose_layout
from nennep.members.models import Member, OwnLayout
from nennep.members.outgoing.columns import Known, said
from nennep.members.outgoing.layout import Column
from nennep.members.permissions import must_be_open
from nennep.members.queries.handovers import ANYTHING, Ahead
from nennep.members.queries.layouts import layout_for, own_in_force
from nennep.members.queries.listing import Wanted, members_found
from nennep.members.tests.hands import make_handover, ordered, sheets_of
from nennep.members.tests.make import make_member
from nennep.organisation.models import Unit
from tests.turns import REST
from tests.world import browser_of

if TYPE_CHECKING:
    from nennep.accounts.models import User
    from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("private_folder", "lan"), *REST]
HEADINGS = (
    "TT", "Số CCCD", "Họ và tên", "Giới tính", "Chi bộ", "Ngày vào Đảng", "Chức vụ trong Đảng", "Quê quán (xã, phường)",
    "Quê quán (tỉnh)", "Lý luận chính trị",
)  # fmt: skip
SOURCES = ["number", "id12", "name", "sex", "cell", "admission", "posts", "hometown.commune", "hometown.province", ""]


def template(*rows: tuple[str, ...]) -> bytes:
    """With a title above, as such files have."""
    book = Workbook()
    sheet = book.active
    assert sheet
    sheet.append(["MẪU CẬP NHẬT DỮ LIỆU ĐẢNG VIÊN"])
    sheet.append([])
    for row in rows or (HEADINGS,):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def proposed(by: "User", content: bytes | None = None) -> OwnLayout:
    return propose_layout("mẫu trên gửi.xlsx", [content or template()], by=by)


def sources_of(own: OwnLayout) -> list[str]:
    return [source for _heading, source, _why in own.columns]


def handed_over(unit: Unit, by: "User") -> list[list[str]]:
    handover = make_handover(ordered(unit), by)
    assert handover.layout == layout_for(timezone.localdate()).version
    (rows,) = sheets_of(handover).values()
    return rows


def test_the_columns_are_recognised_by_their_headings(cast: "Cast") -> None:
    own = proposed(cast.organiser)

    assert [heading for heading, _source, _why in own.columns] == list(HEADINGS)
    assert sources_of(own) == SOURCES
    assert own_in_force() is None
    assert Entry.objects.filter(action="layout.proposed").count() == 1


def test_a_day_in_three_columns_is_told_in_parts(cast: "Cast") -> None:
    over = ("TT", "Họ và tên", "Ngày sinh", "", "", "Giới tính")
    below = ("", "", "Ngày", "Tháng", "Năm", "")

    own = proposed(cast.organiser, template(over, below))

    assert sources_of(own)[2:5] in (["dob.day", "dob.month", "dob.year"], ["dob", "", ""])
    year = Column("Năm", "dob.year")
    assert [said(Known({"dob": text}), year) for text in ("1970-05-12", "1970", "")] == ["1970", "1970", ""]
    assert said(Known({"dob": "1970"}), Column("Tháng", "dob.month")) == ""


def test_hand_overs_use_its_order_and_headings_until_it_is_put_aside(cast: "Cast", lan: Member) -> None:
    own = confirm_layout(proposed(cast.organiser), SOURCES, by=cast.organiser)

    head, row = handed_over(cast.tree.root, cast.organiser)
    assert head == list(HEADINGS)
    assert row[1:4] == [lan.value("id12"), lan.name, "Nữ"]
    assert (row[0], row[7], row[8], row[9]) == ("1", "Phường Lê Chân", "Thành phố Hải Phòng", "")

    end_layout(own, by=cast.organiser)
    assert len(handed_over(cast.tree.root, cast.organiser)[0]) == 33
    assert Entry.objects.filter(action="layout.ended").count() == 1


def lacking_of(cast: "Cast") -> tuple[int, dict[str, int], set[str]]:
    """How many lack something before a hand-over, by which column, and whom the list behind the figure names."""
    today = timezone.localdate()
    ahead = Ahead(cast.organiser, cast.tree.root, must_be_open(), today)
    listed = members_found(cast.organiser, Wanted(lacks=ANYTHING))
    return ahead.bad, {column.heading: n for column, n in ahead.blanks}, {one.name for one in listed}


def test_who_lacks_something_is_told_by_the_columns_in_force(cast: "Cast", lan: Member) -> None:
    """Turns red when the shipped columns are counted beside a template that does not ask for them."""
    make_member(cast.tree.cell, cast.organiser, name="Lê Văn Tám", sex="nam", id12="", card12="031012349999")
    make_member(cast.tree.cell, cast.organiser, name="Lê Thị Chín", id12="031170009999", card12="", admission="")
    assert lacking_of(cast)[0] == 2

    own = proposed(cast.organiser, template(("TT", "Họ và tên", "Ngày vào Đảng", "Chi bộ")))
    confirm_layout(own, ["number", "name", "admission", "cell"], by=cast.organiser)

    assert lacking_of(cast) == (1, {"Ngày vào Đảng": 1}, {"Lê Thị Chín"})
    handover = make_handover(ordered(cast.tree.root, only_good=True), cast.organiser)
    assert (handover.rows, handover.left_out) == (2, 1)
    end_layout(own, by=cast.organiser)
    assert lacking_of(cast)[0] == 2


def test_a_cell_without_a_code_matters_where_a_column_asks_for_it(cast: "Cast", lan: Member) -> None:
    Unit.objects.filter(pk=cast.tree.cell.pk).update(code="")
    assert lacking_of(cast)[0] == 1

    confirm_layout(proposed(cast.organiser), SOURCES, by=cast.organiser)

    assert lacking_of(cast) == (0, {}, set())


def test_a_day_in_three_columns_lacks_once(cast: "Cast", lan: Member) -> None:
    make_member(cast.tree.cell, cast.organiser, name="Lê Văn Tám", sex="nam", id12="", card12="", dob="")
    own = proposed(cast.organiser, template(("Họ và tên", "Ngày", "Tháng", "Năm")))

    confirm_layout(own, ["name", "dob.day", "dob.month", "dob.year"], by=cast.organiser)

    assert lacking_of(cast) == (1, {"Năm": 1}, {"Lê Văn Tám"})


def test_what_a_person_said_of_a_heading_is_remembered_and_the_newest_template_counts(cast: "Cast") -> None:
    first = confirm_layout(
        proposed(cast.organiser),
        ["", "id12", "name", "sex", "cell", "admission", "standing", "", "", ""],
        by=cast.organiser,
    )

    again = proposed(cast.organiser)
    assert sources_of(again)[6:8] == ["standing", ""]
    confirm_layout(again, sources_of(again), by=cast.organiser)

    assert own_in_force() == again
    assert OwnLayout.objects.get(pk=first.pk).ended_at


def test_what_does_not_fit_is_refused(cast: "Cast") -> None:
    own = proposed(cast.organiser)
    for chosen, why in (
        (["", "id12", "", *SOURCES[3:]], "họ tên"),
        (["id12", *SOURCES[1:]], "cùng lấy"),
        (["password", *SOURCES[1:]], "từng cột"),
        (SOURCES[1:], "từng cột"),
    ):
        with pytest.raises(RuleBroken, match=why):
            confirm_layout(own, chosen, by=cast.organiser)
    end_layout(own, by=cast.organiser)
    with pytest.raises(RuleBroken):
        confirm_layout(own, SOURCES, by=cast.organiser)
    with pytest.raises(BadFile):
        proposed(cast.organiser, b"PK hong")


def test_only_who_keeps_the_whole_register_says_in_which_columns(cast: "Cast", branch_keeper: "User") -> None:
    own = proposed(cast.organiser)
    for person in (branch_keeper, cast.contact, cast.clerk):
        with pytest.raises(NotAllowed):
            proposed(person)
        with pytest.raises(NotAllowed):
            confirm_layout(own, SOURCES, by=person)
        with pytest.raises(NotAllowed):
            end_layout(own, by=person)
        assert not OwnLayout.objects.visible_to(person).exists()


def test_the_pages_take_a_template_in_and_put_it_aside(cast: "Cast") -> None:
    browser = browser_of(cast.organiser)
    address = "/members/handovers/layout/"

    looked = browser.post(address, {"file": SimpleUploadedFile("mẫu.xlsx", template())}, follow=True).content.decode()
    assert "1 trên 10 cột máy chưa ghép được" in looked
    own = OwnLayout.objects.get()
    browser.post(f"{address}{own.public_id}/", {f"c{n}": source for n, source in enumerate(SOURCES)})

    page = browser.get(address).content.decode()
    assert "Bàn giao theo mẫu của nơi nhận: 10 cột của mẫu.xlsx" in page
    assert "1 cột để trống" in page
    browser.post(f"{address}{own.public_id}/end/")
    assert "Bàn giao theo mẫu có sẵn" in browser.get(address).content.decode()
