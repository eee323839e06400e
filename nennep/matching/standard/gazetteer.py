"""The units before and after July 2025, indexed by name; read from the tables inside vietnamadminunits.

That package's code is never imported (docs/decisions/0010): for a divided commune it would ask a host on the net.
"""

import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import files
from pathlib import Path
from typing import Any

from nennep.lib.text import fold, nfc
from nennep.matching.standard.syllables import tone_placed

KINDS = {
    "xa": "xã", "phuong": "phường", "thitran": "thị trấn", "dackhu": "đặc khu", "huyen": "huyện", "quan": "quận",
    "thixa": "thị xã", "thanhpho": "thành phố", "tinh": "tỉnh",
}  # fmt: skip
_NOT_LETTERS = re.compile("[^a-z0-9]+")
_WORD = re.compile(r"[^\W_]+")
Table = dict[str, Any]
_MORE: Table = tomllib.loads((files(__package__) / "provinces.toml").read_text("utf-8"))


def squeezed(text: str) -> str:
    """`Lê Chân` → `lechan`, `Phường 01` → `phuong1`: the form in which the tables keep names."""
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", _NOT_LETTERS.sub("", fold(text)))


def accented(text: str) -> str:
    """As `squeezed`, but with the accents: what tells `Cẩm Giang` from `Cẩm Giàng`."""
    return "".join(tone_placed(word) for word in _WORD.findall(nfc(text).lower()))


TABLES = "vietnamadminunits"


@dataclass(frozen=True, slots=True)
class Unit:
    """A commune of today, or a province; `province` is the table's key."""

    code: str
    name: str
    province: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A name that a commune bears or bore, and what became of it."""

    kind: str  # "xa"
    spelled: str  # with accents; "" for a name of which the tables know only the letters
    old_province: str  # "" for a unit of today, as is `district`
    district: str
    province: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class District:
    key: str
    kind: str
    old_province: str


@dataclass
class Gazetteer:
    provinces: dict[str, tuple[str, ...]] = field(default_factory=dict)  # name → keys of today's or of the 63 provinces
    of_today: dict[str, Unit] = field(default_factory=dict)  # key → province
    merged_into: dict[str, str] = field(default_factory=dict)  # key of one of the 63 → key of today's
    communes: dict[str, Unit] = field(default_factory=dict)  # code → unit
    by_name: dict[str, list[Entry]] = field(default_factory=lambda: defaultdict(list))
    in_district: dict[tuple[str, str], dict[str, list[Entry]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    in_province: dict[str, dict[str, list[Entry]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    districts: dict[str, list[District]] = field(default_factory=lambda: defaultdict(list))

    def add(self, name: str, entry: Entry) -> None:
        if entry in self.by_name[name]:
            return
        self.by_name[name].append(entry)
        self.in_province[entry.province][name].append(entry)
        if entry.district:
            self.in_district[entry.old_province, entry.district][name].append(entry)


def is_installed() -> bool:
    try:
        return bool(distribution(TABLES))
    except PackageNotFoundError:
        return False


def read_gazetteer() -> Gazetteer:
    """Empty where the tables are not installed: every place then keeps its words."""
    if not is_installed():
        return Gazetteer()
    home = distribution(TABLES)
    merger, today, legacy = (
        json.loads(Path(str(home.locate_file(f"{TABLES}/data/{name}.json"))).read_text("utf-8"))
        for name in ("converter_2025", "parser_from_2025", "parser_legacy")
    )
    made = Gazetteer()
    _add_provinces(made, merger, today, legacy)
    codes = _add_today(made, today)
    _add_districts(made, legacy)
    _add_former(made, legacy, _became(merger, codes))
    return made


def _add_provinces(made: Gazetteer, merger: Table, today: Table, legacy: Table) -> None:
    made.of_today = {
        key: Unit(row["provinceCode"], row["province"], key) for key, row in today["DICT_PROVINCE"].items()
    }
    made.merged_into = {old: new for new, olds in merger["DICT_PROVINCE"].items() for old in olds}
    for table in (legacy, today):
        for key, row in table["DICT_PROVINCE"].items():
            made.provinces |= dict.fromkeys(row["provinceKeywords"], (key,))
    for names in (_MORE["short"], _MORE["former"]):
        made.provinces |= {name: tuple(keys) for name, keys in names.items()}


def _add_today(made: Gazetteer, today: Table) -> dict[tuple[str, str], str]:
    """Adds the communes; returns their codes by province and key."""
    codes = {}
    for table in ("DICT_PROVINCE_WARD_NO_ACCENTED", "DICT_PROVINCE_WARD_ACCENTED"):
        for province, communes in today[table].items():
            for key, row in communes.items():
                unit = Unit(row["wardCode"], row["ward"], province)
                made.communes[unit.code] = unit
                codes[province, key] = unit.code
                entry = Entry(_kind(squeezed(key)), accented(row["wardShort"]), "", "", province, (unit.code,))
                made.add(_short(key), entry)
    return codes


def _add_districts(made: Gazetteer, legacy: Table) -> None:
    for province, districts in legacy["DICT_PROVINCE_DISTRICT"].items():
        for key, row in districts.items():
            for name, kind in _names(row["districtKeywords"], squeezed(row["districtType"])):
                made.districts[name].append(District(key, kind, province))
    for province, parts in legacy["DICT_PROVINCE_DISTRICT_DIVIDED"].items():
        for row in parts.values():
            for name, kind in _names(row["dividedDistrictKeywords"], ""):
                made.districts[name] += [District(key, kind, province) for key in row["districts"]]

    for province, names in _MORE["districts"].items():
        for name, keys in names.items():
            made.districts[name] += [District(key, "huyen", province) for key in keys]


def _add_former(made: Gazetteer, legacy: Table, became: dict[str, tuple[str, ...]]) -> None:
    for table in ("DICT_PROVINCE_DISTRICT_WARD_NO_ACCENTED", "DICT_PROVINCE_DISTRICT_WARD_ACCENTED"):
        for province, districts in legacy[table].items():
            for district, communes in districts.items():
                for key, row in communes.items():
                    codes = became.get(f"{province}_{district}_{key}")
                    if not codes or not isinstance(row["wardShort"], str):
                        continue
                    short, own, new = _short(key), _kind(squeezed(key)), made.merged_into[province]
                    made.add(short, Entry(own, accented(row["wardShort"]), province, district, new, codes))
                    for name, kind in _names(row["wardKeywords"], own):
                        if name != short:
                            made.add(name, Entry(kind, "", province, district, new, codes))


def _became(merger: Table, codes: dict[tuple[str, str], str]) -> dict[str, tuple[str, ...]]:
    """Of each old commune the codes of what it went to; several for a divided one."""
    whole = {
        old: (codes[province, new],)
        for province, communes in merger["DICT_PROVINCE_WARD_NO_DIVIDED"].items()
        for new, olds in communes.items()
        for old in olds
    }
    divided = {
        old: tuple(codes[province, part["newWardKey"]] for part in parts)
        for province, communes in merger["DICT_PROVINCE_WARD_DIVIDED"].items()
        for old, parts in communes.items()
    }
    return whole | divided


def _kind(key: str) -> str:
    return next((kind for kind in KINDS if key.startswith(kind)), "")


def _short(key: str) -> str:
    """`xalelợi` is a key as well: the tables write accents where two names differ by nothing else."""
    return squeezed(key).removeprefix(_kind(squeezed(key)))


def _names(keywords: Any, own: str) -> Iterator[tuple[str, str]]:
    """Each name with its kind: `xadaiha` beside `daiha` says that Đại Hà was a xã."""
    words = set(keywords)
    typed = {
        word.removeprefix(kind): kind
        for word in words
        for kind in KINDS
        if word.startswith(kind) and (word.removeprefix(kind) in words or word.removeprefix(kind).isdigit())
    }
    whole = {kind + name for name, kind in typed.items()}
    return ((name, typed.get(name, own)) for name in sorted((words | set(typed)) - whole))
