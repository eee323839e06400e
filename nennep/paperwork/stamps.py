"""The stamp of a unit's form of tasks."""

from nennep.imports.stamps import Family
from nennep.imports.stamps import Stamp as Stamp
from nennep.organisation.models import Unit

FAMILY = Family("NN1")


def new_token(unit: Unit) -> str:
    return FAMILY.new_token(unit.public_id)


def find_stamp(text: str) -> Stamp | None:
    return FAMILY.find(text)


def has_token(text: str) -> bool:
    return FAMILY.is_in(text)
