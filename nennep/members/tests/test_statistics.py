"""Members counted by unit and band: each part sums to the whole, each figure opens the list that it counts."""

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from nennep.members.actions.ahead import count_units_ahead
from nennep.members.bands import UNKNOWN, condition_of, facets, years_before
from nennep.members.models import Basis, Member, UnitCount
from nennep.members.queries import handovers, statistics
from nennep.members.queries.handovers import Ahead
from nennep.members.queries.statistics import Line, facet_shown, statistics_of
from nennep.members.rules import Standing, years_between
from nennep.members.tests.make import make_basis, make_member

if TYPE_CHECKING:
    from nennep.accounts.models import User
    from tests.cast import Cast

TODAY = date(2026, 11, 26)
Enter = Callable[["User | None"], Client]


@pytest.fixture
def people(cast: "Cast") -> list[Member]:
    make_basis(cast.organiser)
    told = [
        (cast.tree.cell, {"dob": "1970-05-12", "education": "Đại học", "admission": "1995-02-03"}),
        (cast.tree.cell, {"dob": "2001", "sex": "nam", "education": "Đại học Luật", "admission": "2024-02-03"}),
        (cast.tree.board, {"dob": "1960-11-27", "education": "", "admission": ""}),
        (cast.tree.school, {"dob": "1965-11", "sex": "", "education": "12/12", "admission": "1976-01-01"}),
    ]
    return [make_member(cell, cast.organiser, Standing.OFFICIAL, **values) for cell, values in told]


@given(born=st.dates(date(1930, 1, 1), TODAY), cut=st.sampled_from([4, 7, 10]), today=st.dates(TODAY, date(2032, 3, 1)))
def test_a_band_of_years_holds_whom_full_years_put_there(born: date, cut: int, today: date) -> None:
    known = born.isoformat()[:cut]
    full = years_between(known, today)
    assert full is not None
    least = years_before(today, full) >= known
    assert least
    assert years_before(today, full + 1) < known


@pytest.mark.django_db
def test_the_bands_of_each_facet_sum_to_the_whole(cast: "Cast", people: list[Member]) -> None:
    found = statistics_of(cast.organiser, cast.tree.root, TODAY)

    for facet in facets().values():
        shown = facet_shown(found, facet)
        assert sum(cell.n for cell in shown.total) == 4, facet.key
        for line, cells in shown.lines:
            assert sum(cell.n for cell in cells) == line.all
    ages = {cell.band.key: cell.n for cell in facet_shown(found, facets()["age"]).total}
    assert ages == {"18-30": 1, "31-40": 0, "41-50": 0, "51-60": 1, "61": 2, UNKNOWN: 0}


@pytest.mark.django_db
def test_a_unit_has_a_line_for_itself_and_for_each_below(cast: "Cast", people: list[Member]) -> None:
    found = statistics_of(cast.organiser, cast.tree.board, TODAY)

    assert [(line.unit, line.here, line.all) for line in found.lines] == [
        (cast.tree.board, True, 1), (cast.tree.cell, False, 2),
    ]  # fmt: skip


@pytest.mark.django_db
def test_who_keeps_one_unit_sees_its_figures_alone(cast: "Cast", people: list[Member], enter: Enter) -> None:
    found = statistics_of(cast.contact, cast.tree.board, TODAY)

    assert found.total.all == 1
    assert enter(cast.contact).get("/members/statistics/").context["found"].total.all == 1
    assert enter(cast.contact).get(f"/members/statistics/?unit={cast.tree.school.public_id}").status_code == 404
    assert enter(cast.clerk).get("/members/statistics/").status_code == 404


@pytest.mark.django_db
def test_every_figure_opens_the_list_that_it_counts(cast: "Cast", people: list[Member], enter: Enter) -> None:
    browser = enter(cast.organiser)

    opened = 0
    for facet in facets():
        for unit in (cast.tree.root, cast.tree.board):
            page = browser.get(f"/members/statistics/?unit={unit.public_id}&by={facet}").content.decode()
            for address, said in re.findall(r'href="(/members/\?[^"]+)">([\d.]+)</a>', page):
                shown = browser.get(address.replace("&amp;", "&")).context["page"].paginator.count
                assert shown == int(said), address
                opened += 1
    assert opened > 20


@pytest.mark.django_db
def test_a_band_that_does_not_exist_holds_nobody(cast: "Cast", people: list[Member], enter: Enter) -> None:
    for asked in (("age", "x"), ("x", "31-40"), ("x", "")):
        assert not Member.objects.filter(condition_of(*asked, TODAY))


@pytest.mark.django_db
def test_what_is_counted_ahead_is_what_is_counted_now(
    cast: "Cast", people: list[Member], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = statistics_of(cast.organiser, cast.tree.root, TODAY)
    assert count_units_ahead() == 4  # three with members, and the top
    assert count_units_ahead() == 0  # nothing changed

    monkeypatch.setattr(statistics, "LARGE", 1)
    ahead = statistics_of(cast.organiser, cast.tree.root, TODAY)

    assert ahead.counted_ahead
    assert same_on_any_day(ahead.total) == same_on_any_day(now.total)
    assert [line.unit for line in ahead.lines] == [line.unit for line in now.lines]
    assert statistics_of(cast.contact, cast.tree.board, TODAY).total.all == 1
    make_member(cast.tree.cell, cast.organiser)
    assert count_units_ahead() == 4
    assert UnitCount.objects.get(unit=cast.tree.board).below["all"] == 4


@pytest.mark.django_db
def test_the_figures_leave_as_a_table_in_word(cast: "Cast", people: list[Member], enter: Enter) -> None:
    answer = enter(cast.organiser).get("/members/statistics/paper/")

    document = Document(BytesIO(b"".join(answer)))
    assert len(document.tables) >= len(facets())
    said = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    assert sum(row[:3] == ["", "Tổng số", "4"] for row in said) == len(facets())


def same_on_any_day(line: Line) -> dict[str, int]:
    """Ages go by the day of the count."""
    return {name: n for name, n in line.counts.items() if name == "all" or name.startswith(("sex", "standing", "edu"))}


@pytest.mark.django_db
def test_what_is_lacking_is_counted_ahead_as_it_is_now(
    cast: "Cast", people: list[Member], monkeypatch: pytest.MonkeyPatch
) -> None:
    now = Ahead(cast.organiser, cast.tree.root, Basis.objects.get(), TODAY)
    count_units_ahead()

    monkeypatch.setattr(handovers, "LARGE", 1)
    ahead = Ahead(cast.organiser, cast.tree.root, Basis.objects.get(), TODAY)

    assert ahead.counted
    assert (ahead.all, ahead.bad, ahead.blanks) == (now.all, now.bad, now.blanks)
    assert (ahead.bad, ahead.telephones) == (4, now.telephones) == (4, 4)
