"""The figures that come with the program: complete rows, brought in again and again, never over the office."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nennep.facts.actions import confirm_fact
from nennep.facts.events import fact_changed
from nennep.facts.models import Fact, FactField, FactState
from nennep.facts.shipped import Shipped, shipped
from nennep.facts.shipping import load_shipped
from nennep.facts.tests.make import ship, standing
from nennep.journal.models import Entry
from tests.cast import Cast

KEY = "members.ceremony"
ROWS = [(version.key, version) for versions in shipped().values() for version in versions]


def test_every_field_has_its_figures_and_every_one_is_in_the_table(db: None) -> None:
    assert {versions[-1].field for versions in shipped().values()} == set(FactField.values)
    assert Fact.objects.filter(replaced_by=None).count() == len(shipped())
    assert Fact.objects.count() == len(ROWS)


def test_every_row_fits_its_columns_and_nobody_has_confirmed_it(db: None) -> None:
    empty = [field.name for field in Fact._meta.fields if field.null]

    for fact in Fact.objects.all():
        fact.clean_fields(exclude=empty)
        assert not fact.is_confirmed


@pytest.mark.parametrize(("key", "row"), ROWS)
def test_a_figure_that_is_not_known_asks_and_a_weak_one_is_called_weak(key: str, row: Shipped) -> None:
    if not row.value or row.document == "Chưa rõ văn bản":
        assert row.question.endswith("?"), key
        assert row.confidence == "low"
    assert bool(row.extension_value) == bool(row.extension_ground)


def test_versions_follow_one_another_without_a_day_in_two(db: None) -> None:
    earlier, now = Fact.objects.filter(key=KEY).order_by("version")

    assert earlier.replaced_by == now
    assert (earlier.start_event, now.start_event) == (
        "ngày chi bộ nhận được quyết định",
        "ngày cấp có thẩm quyền ban hành quyết định kết nạp",
    )
    for versions in shipped().values():
        for before, after in pairwise(versions):
            assert before.effective_to
            assert after.effective_from
            assert before.effective_to < after.effective_from + timedelta(days=1)


def test_bringing_them_in_again_changes_nothing_and_asks_once(db: None) -> None:
    before = list(Fact.objects.values())
    with CaptureQueriesContext(
        connection,
    ) as asked:
        load_shipped()

    assert list(Fact.objects.values()) == before
    assert len([query for query in asked if "SAVEPOINT" not in query["sql"]]) == 1
    assert not Entry.objects.filter(action__startswith="fact.").exists()


@pytest.mark.django_db(transaction=True)
def test_an_emptied_database_gets_them_again() -> None:
    call_command("flush", interactive=False, verbosity=0)

    assert Fact.objects.count() == len(ROWS)


def test_what_nobody_has_touched_follows_the_program(db: None) -> None:
    told: list[str] = []

    def listen(**said: Any) -> None:
        told.append(f"{said['was'].value} → {said['fact'].value}")

    fact_changed.connect(listen)
    ship(KEY, source="https://example.invalid/ban-goc")
    ship(KEY, value="25", document="Quy định số 300-QĐ/TW", effective_from=date(2027, 1, 1))
    fact_changed.disconnect(listen)

    assert told == ["30 → 30", "30 → 25"]
    now = standing(KEY)
    before = Fact.objects.get(replaced_by=now)
    assert (now.value, now.version, before.source) == ("25", 3, "https://example.invalid/ban-goc")
    assert before.effective_to == date(2026, 12, 31)
    assert {"fact.shipped", "fact.offered"} <= set(Entry.objects.values_list("action", flat=True))


def test_what_the_office_has_confirmed_is_never_overwritten_but_offered_beside(cast: Cast) -> None:
    confirm_fact(standing(KEY), by=cast.clerk)

    ship(KEY, value="25")
    ship(KEY, value="20")
    load_shipped()

    assert standing(KEY).value == "30"
    assert [offer.value for offer in Fact.objects.filter(key=KEY, state=FactState.OFFERED)] == ["20"]
    assert [offer.value for offer in Fact.objects.filter(key=KEY, state=FactState.REFUSED)] == ["25"]
