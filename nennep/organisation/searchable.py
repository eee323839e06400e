"""Units as they are found: by every name they have."""

from collections.abc import Iterable, Iterator

from nennep.organisation.models import Unit
from nennep.search.registry import Source, Touched, source
from nennep.search.rules import Doc, Door, at_unit


def docs(units: Iterable[Unit]) -> Iterator[Doc]:
    for unit in units:
        doors = frozenset({*at_unit(Door.OWN, unit.path), *at_unit(Door.TASK, unit.path)})
        text = " ".join((unit.name, unit.short_name, unit.code, unit.contact_name))
        yield Doc("unit", unit.pk, text, doors, frozenset({unit.path}))


def every() -> Iterator[Doc]:
    return docs(Unit.objects.order_by("pk").iterator(chunk_size=2_000))


def touched(named: Touched) -> Iterator[Doc]:
    return docs(Unit.objects.filter(public_id__in=list(named)))


# these change the paths of many units, and with them the doors of everything that was given to them
source(Source("unit", every, touched, frozenset({"unit.moved", "unit.split", "unit.merged"})))
