"""Figures as the tests meet them: the shipped ones stand in every database."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from nennep.facts.actions import Correction, confirm_fact
from nennep.facts.models import Fact, FactState
from nennep.facts.shipped import shipped
from nennep.facts.shipping import load_shipped

if TYPE_CHECKING:
    from nennep.accounts.models import User

OFFERED_KEY = "badges.early"
SAID = Correction(
    value="45",
    document="Quy định số 7-QĐ/TW",
    article="Điều 3",
    effective_from=date(2026, 10, 1),
    reason="theo bản gốc",
)


def standing(key: str) -> Fact:
    return Fact.objects.get(key=key, state=FactState.STANDING, replaced_by=None)


def ship(key: str, **changes: object) -> None:
    """A later version of the program brings this figure changed."""
    *_, last = shipped()[key]
    load_shipped({key: (replace(last, **changes),)})  # type: ignore[arg-type]


def make_offer(by: "User") -> Fact:
    """The office confirmed the figure; then the program brought another."""
    confirm_fact(standing(OFFERED_KEY), by=by)
    ship(OFFERED_KEY, value="18")
    return Fact.objects.get(key=OFFERED_KEY, state=FactState.OFFERED)
