"""The kinds of documents of a dossier and the form of names, from dated data and from what the office adds."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from nennep.lib.errors import BadFile
from nennep.lib.text import fold, one_line, without_accents

SHIPPED = Path(__file__).parent / "catalogue.toml"
LEVELS = (1, 2, 3)


@dataclass(frozen=True)
class Catalogue:
    widths: tuple[int, ...]  # digits of each part of a unit's code
    digits: int  # of a personal number
    numeral: tuple[int, int]  # fewest and most digits of a kind's number in a file name
    priorities: Mapping[int, range]  # level → kinds
    names: Mapping[int, str]  # without accents; only the kinds whose name is known
    required: frozenset[int]
    about: Mapping[int, str]
    clutter_files: tuple[str, ...]
    clutter_folders: tuple[str, ...]

    @cached_property
    def kinds(self) -> range:
        ends = [(kinds.start, kinds.stop) for kinds in self.priorities.values()]
        return range(min(start for start, _ in ends), max(stop for _, stop in ends))

    def titled(self, kind: int) -> str:
        """`17 (xin ra khỏi Đảng)`, or the number alone where nothing is known of the kind."""
        words = self.names.get(kind) or self.about.get(kind)
        return f"{kind} ({words})" if words else str(kind)

    def same_name(self, kind: int, title: str) -> bool:
        """Whether a file of the kind may be called so; anything, where the name of the kind is not known."""
        known = self.names.get(kind)
        return known is None or _letters(known) == _letters(title)


def load(given: Path | None = None) -> Catalogue:
    """The shipped catalogue with the names and required kinds of `given`. Raises BadFile."""
    data = tomllib.loads(SHIPPED.read_text(encoding="utf-8"))
    priorities = {row["level"]: range(row["kinds"][0], row["kinds"][1] + 1) for row in data["priority"]}
    kinds = {kind for each in priorities.values() for kind in each}
    added = _added(given, kinds) if given else data
    least, most = data["file"]["digits"]
    return Catalogue(
        widths=tuple(data["unit"]["widths"]),
        digits=data["person"]["digits"],
        numeral=(least, most),
        priorities=priorities,
        names={int(kind): one_line(without_accents(name)) for kind, name in added.get("names", {}).items()},
        required=frozenset(added.get("required", {}).get("kinds", ())),
        about={kind: row["words"] for row in data["about"] for kind in row["kinds"]},
        clutter_files=tuple(data["clutter"]["files"]),
        clutter_folders=tuple(data["clutter"]["folders"]),
    )


def _added(given: Path, kinds: set[int]) -> dict[str, Any]:
    try:
        data = tomllib.loads(given.read_bytes().decode("utf-8-sig"))
    except OSError:
        raise _bad(given, "không mở được") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        raise _bad(given, "không phải tệp TOML viết bằng UTF-8") from None
    names, required = data.get("names", {}), data.get("required", {})
    if not isinstance(names, dict) or not all(isinstance(name, str) and name.strip() for name in names.values()):
        raise _bad(given, 'mỗi dòng của [names] phải có dạng 1 = "Ten tai lieu"')
    listed = required.get("kinds", []) if isinstance(required, dict) else None
    if not isinstance(listed, list):
        raise _bad(given, "[required] phải có dạng kinds = [1, 2]")
    for kind in (*names, *listed):
        if not str(kind).isdecimal() or int(kind) not in kinds:
            raise _bad(given, f"“{kind}” không phải số thứ tự từ {min(kinds)} đến {max(kinds)}")
    return {"names": names, "required": {"kinds": [int(kind) for kind in listed]}}


def _bad(given: Path, why: str) -> BadFile:
    return BadFile("catalogue", "Không dùng được danh mục “{file}”: {why}.", file=str(given), why=why)


def _letters(text: str) -> str:
    return "".join(letter for letter in fold(text) if letter.isalnum())
