"""How members are counted by age, sex, education, years (bands.toml): each band as a condition that lists ask too."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import Q

from nennep.lib.words import say

UNKNOWN, OTHER = "unknown", "other"


@dataclass(frozen=True)
class Band:
    key: str
    label: str
    values: tuple[str, ...] = ()
    least: int | None = None  # full years
    most: int | None = None

    @property
    def said(self) -> str:
        return say(self.label)


@dataclass(frozen=True)
class Facet:
    key: str
    label: str
    kind: str  # choice, years
    field: str
    bands: tuple[Band, ...] = ()

    @property
    def said(self) -> str:
        return say(self.label)

    def band(self, key: str) -> Band | None:
        return {one.key: one for one in self.bands}.get(key)

    def condition(self, band: str, today: date) -> Q:
        """Members of the band; of a band that does not exist, nobody."""
        found = self.band(band)
        if found is None:
            return Q(pk__in=[])
        if found.key == UNKNOWN:
            return Q(**{self.field: ""})
        if found.key == OTHER:
            named = [value for one in self.bands for value in one.values]
            return ~Q(**{f"{self.field}__in": ["", *named]})
        if self.kind == "choice":
            return Q(**{f"{self.field}__in": found.values})
        return years(self.field, found, today)


def years(name: str, band: Band, today: date) -> Q:
    """Days as texts sort as days do; “1970” stands before every day of 1970, which is the earliest it may mean."""
    born_by = Q() if band.least is None else Q(**{f"{name}__lte": years_before(today, band.least)})
    born_after = Q() if band.most is None else Q(**{f"{name}__gt": years_before(today, band.most + 1)})
    return Q(**{f"{name}__gt": ""}) & born_by & born_after


def years_before(today: date, count: int) -> str:
    """The last day on which one had to be born to be so many years old today."""
    return f"{today.year - count:04}-{today.month:02}-{today.day:02}"


@cache
def facets() -> dict[str, Facet]:
    """Key → facet, in the order of pages; what is not known is a band of its own."""
    raw = tomllib.loads((Path(__file__).parent / "bands.toml").read_text("utf-8"))
    rest = {key: Band(key, **each) for key, each in raw["rest"].items()}
    return {entry["key"]: _facet(entry, rest) for entry in raw["facet"]}


def _facet(entry: dict[str, Any], rest: dict[str, Band]) -> Facet:
    bands = [Band(**{**each, "values": tuple(each.get("values", ()))}) for each in entry["bands"]]
    bands += [rest[key] for key in entry.get("rest", ())]
    return Facet(entry["key"], entry["label"], entry["kind"], entry["field"], tuple(bands))


def condition_of(facet: str, band: str, today: date) -> Q:
    """For lists: `facet` and `band` as an address names them."""
    found = facets().get(facet)
    return found.condition(band, today) if found else Q(pk__in=[])
