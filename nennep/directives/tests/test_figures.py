"""Targets: what the register can hold is kept, what it cannot stays in the words and breaks no page."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from nennep.accounts.models import User
from nennep.directives.actions.importing import import_reading
from nennep.directives.forms import NumberField
from nennep.directives.models import Directive
from nennep.directives.rules import figure_of
from nennep.directives.tests.make import make_directive, make_reading
from tests.cast import Cast

Enter = Callable[[User | None], Client]
LARGE = "phấn đấu thu ngân sách năm 2026 đạt 2.500.000.000.000.000 đồng"


def import_target(cast: Cast, sentence: str, value: object) -> Directive:
    read = make_reading(sentence)
    read["tasks"][0]["target"] = {"value": value, "unit": "đồng", "by": None}
    return import_reading(read, unit=cast.tree.root, source=None, by=cast.clerk)


@pytest.mark.parametrize("value", [2_500_000_000_000_000, 10**17, "1e400", "999999999999999.9"])
def test_a_target_too_large_is_dropped_and_its_words_are_kept(value: object, cast: Cast, enter: Enter) -> None:
    directive = import_target(cast, LARGE, value)

    page = enter(cast.clerk).get(f"/directives/{directive.public_id}/review/")

    task = directive.tasks.get()
    assert page.status_code == 200
    assert (task.target_value, task.text) == (None, LARGE)


def test_the_largest_targets_are_kept(cast: Cast) -> None:
    for value in ("999999999999999", "999999999999.999"):
        directive = import_target(cast, f"{LARGE}, {value}", value)

        assert directive.tasks.get().target_value == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("1.250", "1250"), ("97,5", "97.5"), ("2 500", "2500"), ("999.999.999.999.999", "999999999999999")],
)
def test_a_number_is_read_as_the_office_writes_it(typed: str, kept: str) -> None:
    assert NumberField().clean(typed) == Decimal(kept)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("123.456.789.012.345.678", "dài quá 15 chữ số"),
        ("9" * 5000, "dài quá 15 chữ số"),
        ("999999999999999,9", "dài quá 15 chữ số"),
        ("1e400", "Không đọc được"),
        ("NaN", "Không đọc được"),
        ("Infinity", "Không đọc được"),
        ("1.5", "Không đọc được"),
    ],
)
def test_what_is_no_number_of_the_office_is_refused_with_a_sentence(typed: str, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        NumberField().clean(typed)


@pytest.mark.parametrize("typed", ["123.456.789.012.345.678", "1e400", "NaN", "Infinity"])
def test_the_form_says_what_is_wrong_with_the_target(typed: str, cast: Cast, enter: Enter) -> None:
    task = make_directive(cast.tree.root, cast.clerk).tasks.all()[0]
    form = {"version": task.version, "text": task.text, "kind": "target", "due": "", "target_value": typed}

    answer = enter(cast.clerk).post(f"/tasks/{task.public_id}/edit/", form)

    assert answer.status_code == 422
    assert "con số" in answer.content.decode().lower()


def test_a_page_shows_a_target_as_the_office_writes_it(cast: Cast, enter: Enter) -> None:
    task = import_target(cast, LARGE, 2_500_000_000).tasks.get()

    page = enter(cast.clerk).get(f"/tasks/{task.public_id}/")

    assert "2.500.000.000 đồng" in page.content.decode()


def test_a_figure_has_three_places() -> None:
    assert figure_of(Decimal("1.23456")) == Decimal("1.235")
    assert figure_of(Decimal("sNaN")) is None
