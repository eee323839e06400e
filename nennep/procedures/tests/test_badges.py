"""Coming badges: who reaches which years of membership between two days."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from nennep.accounts.models import User
from nennep.members.models import Member
from nennep.members.tests.make import make_basis, make_member
from nennep.procedures.queries.badges import coming, milestones, rows_of
from tests.cast import Cast

pytestmark = pytest.mark.django_db
Enter = Callable[[User | None], Client]
SINCE, UNTIL = date(2026, 11, 1), date(2027, 2, 3)
JOINED = {
    "Lương Thảo Vy": "1996-11-07",  # 30 years on 07/11/2026
    "Quách Gia Bảo": "1996-10-31",  # a day too early
    "Đinh Nhật Nguyên": "1987-02-03",  # 40 years on the last day
    "Tạ Khánh Linh": "1987-02-04",  # a day too late
    "Phùng Minh Đăng": "1976",  # 50 years in 2026
    "Kiều Hải Trà": "2000-11-07",  # 26 years are no badge
    "Lại Thanh Sơn": "",
}


@pytest.fixture
def register(cast: Cast) -> None:
    make_basis(cast.organiser)
    for n, (name, joined) in enumerate(JOINED.items()):
        member = make_member(
            cast.tree.cell, cast.organiser, name=name, id12=f"03118400{n:04}", card12=f"03101234{n:04}"
        )
        Member.objects.filter(pk=member.pk).update(admission=joined)


def test_who_reaches_the_years_between_two_days(cast: Cast, register: None) -> None:
    _figure, years = milestones(UNTIL)

    rows = rows_of(list(coming(cast.organiser, SINCE, UNTIL, years)), SINCE, UNTIL, years)

    assert [(row.member.name, row.years, row.day) for row in rows] == [
        ("Phùng Minh Đăng", 50, None),
        ("Đinh Nhật Nguyên", 40, date(2027, 2, 3)),
        ("Lương Thảo Vy", 30, date(2026, 11, 7)),
    ]


def test_the_page_leads_to_the_case(cast: Cast, register: None, enter: Enter) -> None:
    shown = enter(cast.organiser).get("/cases/badges/?since=01/11/2026&until=03/02/2027").content.decode()

    assert "3 đảng viên đến mốc Huy hiệu Đảng, 01/11/2026 – 03/02/2027" in shown
    assert "trong năm 2026" in shown
    assert "/cases/new/badge/?member=" in shown
    assert enter(cast.secretary).get("/cases/badges/").status_code == 404


def test_a_neighbour_sees_nobody_of_another_unit(cast: Cast, register: None, enter: Enter) -> None:
    shown = enter(cast.neighbour).get("/cases/badges/?since=01/11/2026&until=03/02/2027").content.decode()

    assert "Lương Thảo Vy" not in shown
    assert "Không có ai đến mốc trong khoảng này" in shown


def test_without_a_register_the_page_leads_to_its_ground(cast: Cast, enter: Enter) -> None:
    assert enter(cast.organiser).get("/cases/badges/").status_code == 302
