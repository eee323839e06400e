"""The figures in force on a day: those of the rules from the facts, with what the office corrected; and its own."""

from collections.abc import Iterator
from datetime import date

from nennep.candidates.figures import Figure, Limits, own
from nennep.facts.models import FactUnit
from nennep.facts.queries import value_on, versions_of
from nennep.facts.uses import Need
from nennep.facts.values import FactValue
from nennep.lib.words import say
from nennep.web.memory import remembered

OF_FACTS = {  # name, key of the fact, the unit in which it is counted here
    "certificate": ("members.awareness_valid", FactUnit.MONTH),
    "ceremony": ("members.ceremony", FactUnit.WORKING_DAY),
    "probation": ("members.probation", FactUnit.MONTH),
    "review": ("members.recognition_review", FactUnit.WORKING_DAY),
    "youngest": ("members.age_least", FactUnit.YEAR),
    "oldest": ("members.age_most", FactUnit.YEAR),
}


def figures(on: date) -> dict[str, Figure]:
    keys = [key for key, _unit in OF_FACTS.values()]
    versions = remembered(("figures of the road",), lambda: versions_of(keys))
    return own(on) | {name: figure_of(name, value_on(versions[key], on)) for name, (key, _unit) in OF_FACTS.items()}


def limits(on: date) -> Limits:
    return Limits(**{name: each.value for name, each in figures(on).items()})


def figure_of(name: str, value: FactValue) -> Figure:
    begun = value.effective_from or date.min
    said = (value.unit, value.start_event, value.source, value.confidence)
    return Figure(name, int(value.number), *said, valid_from=begun, fact=value)


def needs_of_fact(key: str) -> Iterator[Need]:
    """Days and months are counted here as the rules have them."""
    for known, unit in OF_FACTS.values():
        if known == key:
            yield Need(say("Theo dõi phát triển đảng viên"), frozenset({unit.value}))
