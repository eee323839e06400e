"""Places as they were written, before and after July 2025, in today's two levels."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from nennep.matching.standard.addresses import COMMUNE_KINDS, DISTRICT_KINDS, PROVINCE_KINDS, Part, part_of, parts_of
from nennep.matching.standard.cleaning import MISSING, cleaned, joined_rules, says_nothing
from nennep.matching.standard.gazetteer import District, Entry, Gazetteer, read_gazetteer

TODAY = "đổi sang đơn vị hành chính từ 01/7/2025"
FULL = "ghi đủ tên đơn vị hành chính"
SLIP = "sửa một chữ trong tên"
SHORTEST_WITH_SLIP = 5  # letters
CERTAIN_DISTRICTS = DISTRICT_KINDS - {"quan"}  # "quan trieu" without accents is no quận
MOST_CANDIDATES = 8  # more are no help to a clerk

T = TypeVar("T", District, Entry)
Words = tuple[str, ...]
Names = Mapping[str, Sequence[Entry]]


@dataclass(frozen=True, slots=True)
class Candidate:
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Place:
    """`text` is what stands in `records.parquet`: "Phường Lê Chân, Thành phố Hải Phòng", or the words when unknown.

    A place that may be several communes of today names none and lists them as `candidates`.
    """

    text: str | None
    commune_code: str | None = None
    commune: str | None = None
    province_code: str | None = None
    province: str | None = None
    candidates: tuple[Candidate, ...] = ()
    rule: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look: provinces of today, and those of the 63 that were named, which come first."""

    provinces: tuple[str, ...] = ()
    old: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.provinces)


@dataclass(frozen=True, slots=True)
class Found:
    codes: tuple[str, ...] = ()
    former: bool = False  # by a name that is none of today's
    slip: bool = False
    sure: bool = True  # False where as well the district of this name may be meant


class Places:
    def __init__(self, gazetteer: Gazetteer) -> None:
        self._known = gazetteer
        self._scope_of = lru_cache(maxsize=4096)(self._find_scope)
        self._districts_of = lru_cache(maxsize=16_384)(self._find_districts)
        self._commune_of = lru_cache(maxsize=65_536)(self._find_commune)
        self.standard_place = lru_cache(maxsize=65_536)(self._standard_place)  # they come again in every piece

    @classmethod
    def load(cls) -> "Places":
        """Read once for all callers."""
        return _loaded()

    def _standard_place(self, text: str) -> Place:
        """What is no place of the country keeps its words; a house or a hamlet before a commune is let go."""
        tidy, rules = cleaned(text)
        if says_nothing(tidy):
            return Place(None, fault=MISSING)
        parts, scope = self._parts(tidy)
        found = self._commune(parts, scope)
        provinces = scope.provinces
        codes = tuple(code for code in found.codes if not provinces or self._known.communes[code].province in provinces)
        if len(codes) == 1 and found.sure:
            return self._written(text, codes[0], found)
        return self._unsettled(Place(tidy, rule=joined_rules(*rules)), scope, codes)

    def _written(self, text: str, code: str, found: Found) -> Place:
        unit = self._known.communes[code]
        province = self._known.of_today[unit.province]
        written = f"{unit.name}, {province.name}"
        rule = "" if written == text else joined_rules(SLIP if found.slip else "", TODAY if found.former else FULL)
        return Place(written, code, unit.name, province.code, province.name, rule=rule)

    def _unsettled(self, place: Place, scope: Scope, codes: tuple[str, ...]) -> Place:
        """The province where only one can be meant, and what the commune may be."""
        units = [self._known.communes[code] for code in codes]
        if len(units) <= MOST_CANDIDATES:
            place = replace(place, candidates=tuple(Candidate(unit.code, unit.name) for unit in units))
        provinces = {unit.province for unit in units} or set(scope.provinces)
        if len(provinces) != 1:
            return place
        province = self._known.of_today[provinces.pop()]
        return replace(place, province_code=province.code, province=province.name)

    def _parts(self, tidy: str) -> tuple[tuple[Part, ...], Scope]:
        """What stands before the province, and the province; that of the district where none is written."""
        parts = parts_of(tidy)
        if not parts:
            return (), Scope()
        if scope := self._scope_of(parts[-1]):
            return parts[:-1], scope
        if (apart := self._apart(parts[-1])) and (scope := self._scope_of(apart[-1])):
            return (*parts[:-1], *apart[:-1]), scope
        if parts[-1].kind in DISTRICT_KINDS:
            provinces = {self._known.merged_into[one.old_province] for one in self._districts_of(parts[-1], scope)}
            return parts, Scope(tuple(provinces)) if len(provinces) == 1 else scope
        return parts, scope

    def _commune(self, parts: Sequence[Part], scope: Scope) -> Found:
        if not parts or not (scope or len(parts) > 1 or parts[0].kind):
            return Found()
        last = parts[-1]
        districts = () if last.kind in COMMUNE_KINDS else self._districts_of(last, scope)
        for part in reversed(parts[-4:-1]) if districts else ():
            if part.kind not in CERTAIN_DISTRICTS and (found := self._commune_of(part, districts, scope)).codes:
                return found
        if districts and (last.kind in DISTRICT_KINDS or (len(parts) > 1 and parts[-2].kind in COMMUNE_KINDS)):
            return self._whole(districts)
        for part in reversed(parts[-3:]):
            if part.kind in COMMUNE_KINDS or (part is last and scope):
                found = self._commune_of(part, (), scope)
                if found.codes:
                    return replace(found, sure=bool(part.kind) or not districts)
        return Found()

    def _whole(self, districts: Sequence[District]) -> Found:
        """The islands: a district that became one unit."""
        tables = [self._known.in_district[one.old_province, one.key] for one in districts]
        codes = {code for table in tables for entries in table.values() for entry in entries for code in entry.codes}
        if not codes and len(districts) == 1:
            name, new = districts[0].key.removeprefix("huyen"), self._known.merged_into[districts[0].old_province]
            codes = {entry.codes[0] for entry in self._known.in_province[new].get(name, ()) if entry.kind == "dackhu"}
        return Found(tuple(codes), former=True) if len(codes) == 1 else Found()

    def _find_scope(self, part: Part) -> Scope:
        """The province that a part names; an abolished one may be several of the 63."""
        for kind, name in part.names:
            keys = self._known.provinces.get(name)
            if not keys or (kind and kind not in PROVINCE_KINDS):
                continue
            if kind == "thanhpho" and name in self._known.districts and not any(key.startswith(kind) for key in keys):
                continue  # "TP Hải Dương" is the town, not the province
            return self._scope(keys)
        near = _near(part.name, self._known.provinces) if part.kind in PROVINCE_KINDS else None
        return self._scope(self._known.provinces[near]) if near else Scope()

    def _scope(self, keys: Sequence[str]) -> Scope:
        provinces = tuple(dict.fromkeys(self._known.merged_into.get(key, key) for key in keys))
        return Scope(provinces, tuple(key for key in keys if key in self._known.merged_into))

    def _find_districts(self, part: Part, scope: Scope) -> tuple[District, ...]:
        for kind, name in part.names:
            found = self._in_scope(self._known.districts.get(name, ()), scope)
            if kind:
                found = _rather(found, _of_kind(kind))
            if found:
                return tuple(dict.fromkeys(_rather(found, lambda district: district.old_province in scope.old)))
        if scope and (not part.kind or part.kind in DISTRICT_KINDS):
            here = [name for name, every in self._known.districts.items() if self._in_scope(every, scope)]
            near = _near(part.name, here)
            return tuple(self._in_scope(self._known.districts[near], scope)) if near else ()
        return ()

    def _in_scope(self, districts: Iterable[District], scope: Scope) -> list[District]:
        provinces = scope.provinces
        return [one for one in districts if not provinces or self._known.merged_into[one.old_province] in provinces]

    def _find_commune(self, part: Part, districts: tuple[District, ...], scope: Scope) -> Found:
        tables: list[Names] = [self._known.in_district[one.old_province, one.key] for one in districts]
        tables = tables or [self._known.in_province[province] for province in scope.provinces] or [self._known.by_name]
        for kind, name in part.names:
            if found := _named(tables, name):
                return _made(_best(found, kind, part.spelled, scope))
        if districts and (mixed := self._of_today_in(part, tables, scope)):
            return _made(mixed)
        if not districts and not (scope and part.kind):
            return Found()
        near = _near(part.name, dict.fromkeys(name for table in tables for name in table))
        return replace(_made(_best(_named(tables, near), part.kind, "", scope)), slip=True) if near else Found()

    def _of_today_in(self, part: Part, tables: Sequence[Names], scope: Scope) -> list[Entry]:
        """Today's commune written with the district it came from: "Phường Lê Chân, quận Lê Chân"."""
        named = [entry for entry in self._known.by_name.get(part.name, ()) if not entry.district]
        if not named:
            return []
        reached = {code for table in tables for entries in table.values() for entry in entries for code in entry.codes}
        return _best([entry for entry in named if set(entry.codes) <= reached], part.kind, part.spelled, scope)

    def _apart(self, part: Part) -> tuple[Part, ...]:
        """`an hung an duong hai phong`, typed without a sign between, from the province backwards."""
        ways = [
            (words, in_district, tail)
            for words, tail in _tails(part.words)
            if (scope := self._scope_of(part_of(" ".join(tail))))
            for in_district in [self._district_at_the_end(words, scope)]
        ]
        if not ways:
            return ()
        words, in_district, tail = next((way for way in ways if way[1]), ways[0])
        pieces = (words[: len(words) - len(in_district)], in_district, tail)
        return tuple(part_of(" ".join(piece)) for piece in pieces if piece)

    def _district_at_the_end(self, words: Words, scope: Scope) -> Words:
        return next((tail for _, tail in _tails(words) if self._is_district(part_of(" ".join(tail)), scope)), ())

    def _is_district(self, part: Part, scope: Scope) -> bool:
        names = [name for kind, name in part.names if not kind or kind in DISTRICT_KINDS]
        return any(self._in_scope(self._known.districts.get(name, ()), scope) for name in names)


def listed(candidates: Sequence[Candidate]) -> str:
    """As in the table."""
    return ", ".join(f"{each.name} ({each.code})" for each in candidates)


@lru_cache(maxsize=1)
def _loaded() -> Places:
    return Places(read_gazetteer())


def _tails(words: Words) -> Iterator[tuple[Words, Words]]:
    """The last words apart from those before, four of them first."""
    return ((words[:-size], words[-size:]) for size in range(min(4, len(words) - 1), 0, -1))


def _near(name: str, names: Iterable[str]) -> str | None:
    """The one name that a slip of the hand has made into this."""
    if len(name) < SHORTEST_WITH_SLIP:
        return None
    found = process.extract(name, list(names), scorer=Levenshtein.distance, score_cutoff=1, limit=2)
    return found[0][0] if len(found) == 1 else None


def _rather(entries: list[T], wanted: Callable[[T], bool]) -> list[T]:
    return [entry for entry in entries if wanted(entry)] or entries


def _of_kind(kind: str) -> Callable[[District | Entry], bool]:
    return lambda entry: entry.kind == kind


def _named(tables: Sequence[Names], name: str) -> list[Entry]:
    return [entry for table in tables for entry in table.get(name, ())]


def _best(entries: list[Entry], kind: str, spelled: str, scope: Scope) -> list[Entry]:
    """The accents decide first, then the kind, then today's names, then the province that was named."""
    if spelled:
        entries = _rather(entries, lambda entry: entry.spelled == spelled)
    if kind:
        entries = _rather(entries, _of_kind(kind))
    if scope:
        entries = _rather(entries, lambda entry: not entry.district)
    return _rather(entries, lambda entry: entry.old_province in scope.old)


def _made(entries: list[Entry]) -> Found:
    codes = tuple(dict.fromkeys(code for entry in entries for code in entry.codes))
    return Found(codes, former=all(entry.district for entry in entries))
