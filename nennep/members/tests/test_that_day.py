"""The list as it was on a day: by the spans that held, whatever became of the members since.

Turns red when today's cell, standing or living list is taken for that day's; when who left, died or moved is missing on
the days before; and when somebody out of reach is named.
"""

import io
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from docx import Document
from openpyxl import load_workbook

from nennep.members.actions.moving import Dated, change_standing, end_member_post, give_post, move_member
from nennep.members.actions.people import Newcomer, add_member
from nennep.members.models import Member
from nennep.members.queries.thatday import Asked, list_on, rows_of, unseen
from nennep.members.rules import Standing
from nennep.members.tests.make import LAN, make_basis
from nennep.members.views import thatday
from nennep.organisation.models import Unit

if TYPE_CHECKING:
    from nennep.accounts.models import User
    from tests.cast import Cast

pytestmark = pytest.mark.django_db
Enter = Callable[["User | None"], Client]
BEFORE, THAT_DAY, AFTER = date(2023, 6, 30), date(2024, 6, 30), date(2025, 6, 30)
TURN = date(2025, 1, 1)  # between


def joined(cell: Unit, name: str, by: "User", since: str = "2020-01-01", **values: str) -> Member:
    """In the cell from a day on."""
    told = LAN | {"name": name, "id12": "", "card12": ""} | values
    return add_member(Newcomer(told, cell, Standing.OFFICIAL, since, told["official"]), by=by)


def told_of(cast: "Cast", unit: Unit, day: date, by: "User | None" = None) -> dict[str, tuple[str, str, str]]:
    members, among_many = (list(list_on(by or cast.organiser, Asked(unit, day, few))) for few in (True, False))
    assert members == among_many  # found by their cells, or in the order of the whole list
    return {row.member.name: (row.where, row.standing, row.posts) for row in rows_of(members, day)}


@pytest.fixture
def mover(cast: "Cast") -> Member:
    """Of the cell until the turn, then of the school."""
    make_basis(cast.organiser)
    mover = joined(cast.tree.cell, "Lê Thị An", cast.organiser)
    move_member(mover, cast.tree.school, Dated(TURN), by=cast.organiser)
    return mover


def test_a_move_takes_effect_on_its_day(cast: "Cast", mover: Member) -> None:
    cell, school = cast.tree.cell, cast.tree.school

    assert told_of(cast, cell, THAT_DAY) == {"Lê Thị An": (cell.name, "Chính thức", "")}
    assert told_of(cast, school, THAT_DAY) == {}
    assert told_of(cast, cell, AFTER) == {}
    assert told_of(cast, school, TURN) == {"Lê Thị An": (school.name, "Chính thức", "")}
    assert told_of(cast, cast.tree.root, date(2019, 12, 31)) == {}


def test_who_is_gone_by_now_stands_on_the_days_before(cast: "Cast", mover: Member) -> None:
    school = cast.tree.school
    change_standing(mover, Standing.DECEASED, Dated(date(2025, 9, 1)), by=cast.organiser)

    assert list(told_of(cast, school, AFTER)) == ["Lê Thị An"]
    assert told_of(cast, school, date(2025, 9, 1)) == {}


def test_standing_and_posts_are_those_of_the_day(cast: "Cast", mover: Member) -> None:
    cell = cast.tree.cell
    post = give_post(mover, "Phó Bí thư", cell, Dated(date(2024, 1, 1)), by=cast.organiser)
    end_member_post(post, date(2024, 12, 31), by=cast.organiser)
    change_standing(mover, Standing.EXEMPT, Dated(TURN), by=cast.organiser)

    assert told_of(cast, cell, THAT_DAY) == {"Lê Thị An": (cell.name, "Chính thức", f"Phó Bí thư, {cell.name}")}
    assert told_of(cast, cast.tree.root, AFTER)["Lê Thị An"][1:] == ("Miễn công tác và sinh hoạt", "")


def test_between_admission_and_official_day_one_is_on_probation(cast: "Cast", mover: Member) -> None:
    cell = cast.tree.cell
    joined(cell, "Trần Văn Bình", cast.organiser, admission="2022-09-02", official="2023-09-02")

    assert told_of(cast, cell, BEFORE)["Trần Văn Bình"][1] == "Dự bị"
    assert told_of(cast, cell, THAT_DAY)["Trần Văn Bình"][1] == "Chính thức"
    assert "Trần Văn Bình" not in told_of(cast, cell, date(2022, 9, 1))


def test_a_guest_is_counted_at_home(cast: "Cast", mover: Member) -> None:
    cell, school = cast.tree.cell, cast.tree.school
    guest = joined(cell, "Vũ Thị Chi", cast.organiser)
    move_member(guest, school, Dated(date(2024, 1, 1)), temporary=True, by=cast.organiser)

    assert told_of(cast, cell, THAT_DAY)["Vũ Thị Chi"][0] == f"{cell.name} (tạm thời: {school.name})"
    assert "Vũ Thị Chi" not in told_of(cast, school, THAT_DAY)


def test_who_went_out_of_reach_is_counted_and_not_named(cast: "Cast", branch_keeper: "User", enter: Enter) -> None:
    make_basis(cast.organiser)
    board = cast.tree.board
    gone, stayed = (joined(board, name, cast.organiser) for name in ("Lê Thị An", "Vũ Thị Chi"))
    move_member(gone, cast.tree.school, Dated(TURN), by=cast.organiser)
    query = f"?unit={board.public_id}&on=30/06/2024"

    assert unseen(branch_keeper, Asked(board, THAT_DAY), 1) == 1
    page = enter(branch_keeper).get(f"/members/day/{query}").content.decode()
    assert f"1 đảng viên ở {board.label} ngày 30/06/2024" in page
    assert "Còn 1 đồng chí nay đã sinh hoạt ở nơi khác" in page
    assert stayed.name in page
    files = [b"".join(enter(branch_keeper).get(f"/members/day/{kind}/{query}")) for kind in ("sheet", "paper")]
    assert gone.name not in page + rows_in_sheet(files[0]) + rows_in_paper(files[1])


def rows_in_sheet(content: bytes) -> str:
    sheet = load_workbook(io.BytesIO(content)).active
    assert sheet
    return str([sheet.title, *sheet.iter_rows(values_only=True)])


def rows_in_paper(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    tables = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    return str([[one.text for one in document.paragraphs], tables])


def test_sheet_and_paper_say_the_day(cast: "Cast", mover: Member, enter: Enter) -> None:
    query = f"?unit={cast.tree.cell.public_id}&on=30/06/2024"

    sheet = enter(cast.organiser).get(f"/members/day/sheet/{query}")
    paper = enter(cast.organiser).get(f"/members/day/paper/{query}")

    assert "30-06-2024" in sheet["Content-Disposition"]
    assert "30-06-2024" in paper["Content-Disposition"]
    told = rows_in_sheet(b"".join(sheet))
    assert "Danh sách đảng viên 30-06-2024" in told
    assert "Nơi sinh hoạt ngày 30/06/2024" in told
    printed = rows_in_paper(b"".join(paper))
    assert f"{cast.tree.cell.name}, ngày 30/06/2024: 1 đảng viên" in printed
    assert "Lê Thị An" in printed


def test_a_long_list_is_read_when_a_day_is_asked_for(
    cast: "Cast", mover: Member, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "1 đảng viên ở" in enter(cast.organiser).get("/members/day/").content.decode()
    monkeypatch.setattr(thatday, "LARGE", 0)

    page = enter(cast.organiser).get("/members/day/").content.decode()

    assert "Lê Thị An" not in page
    assert 'class="err"' not in page
    assert "Lê Thị An" in enter(cast.organiser).get("/members/day/?on=30/06/2024").content.decode()


@pytest.mark.parametrize(("typed", "said"), [("31/06/2024", "Tháng 6 có 30 ngày"), ("30/06/2190", "chưa tới")])
def test_a_day_that_is_none_is_said_and_kept(cast: "Cast", mover: Member, enter: Enter, typed: str, said: str) -> None:
    answer = enter(cast.organiser).get(f"/members/day/?on={typed}")

    page = answer.content.decode()
    assert said in page
    assert f'value="{typed}"' in page
    assert enter(cast.organiser).get(f"/members/day/sheet/?on={typed}").status_code == 404
