"""Persons of a clean list as rows of a preview: sensitive values sealed, the cell found in the tree."""

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from nennep.imports.rules import Row
from nennep.matching.standard.units import Units
from nennep.members.fields import kept_fields
from nennep.members.importing import columns
from nennep.members.importing.comparing import Found
from nennep.members.sealing import seal
from nennep.organisation.models import Unit
from nennep.workbench.models import ListRun

SHEET = "Danh sách sạch"


@dataclass(frozen=True)
class Start:
    """What the person chose before the list was looked at."""

    run: ListRun  # of the lists of one unit: its cells are meant, though others bear the same names
    prefer: str  # columns.LIST or columns.REGISTER
    fallback: str = ""  # public id of the unit for those whose list names none


def rows_of_people(people: pl.DataFrame, found: Found, start: Start) -> Iterator[Row]:
    cells = Cells(start.run.unit, start.fallback)
    doubled = {record for group in found.together for record in group}
    for number, person in enumerate(people.iter_rows(named=True)):
        key = f"{start.run.public_id}.{number}"
        same = found.same.get(number, [])
        sure = same[0] if len(same) == 1 and number not in doubled else ""
        maybe = dict(found.maybe.get(number, [])) if not sure else {}
        if not sure:
            maybe |= dict.fromkeys(same, "")
        values = values_of(person, key) | {
            columns.KEY: key,
            columns.MEMBER: sure,
            columns.MAYBE: ",".join(maybe),
            columns.WHY: " / ".join(dict.fromkeys(why for why in maybe.values() if why)),
            columns.CELL: cells.of(person["cell"], person["unit_code"]),
            columns.UNIT: person["cell"] or person["unit_code"] or "",
            columns.PREFER: start.prefer,
            columns.SOURCE: "; ".join(person["sources"])[:300],
        }
        yield Row(SHEET, number + 1, columns.SHEET.name, values)


def values_of(person: dict[str, str | None], key: str) -> dict[str, str]:
    told = {}
    for name, field in kept_fields().items():
        text = person.get(name) or ""
        told[name] = seal(key, name, text) if field.sealed else text
    return told


class Cells:
    """Units at and below one, by code and by name; each text is looked for once."""

    def __init__(self, top: Unit, fallback: str) -> None:
        units = list(Unit.objects.living().within([top.path]).only("public_id", "name", "code"))
        self.codes = {unit.code: unit.public_id for unit in units if unit.code}
        self.names = Units({unit.public_id: unit.name for unit in units})
        self.fallback = fallback
        self.known: dict[str, str] = {}

    def of(self, name: str | None, code: str | None) -> str:
        if code and code in self.codes:
            return self.codes[code]
        if not name:
            return self.fallback if not code else ""
        if name not in self.known:
            self.known[name] = self.names.match(name).code or ""
        return self.known[name]
