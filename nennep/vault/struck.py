"""A text from which the author's name, number, phone and address are struck out, however they are written."""

import re
import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from nennep.vault.rules import name_forms

GAP = r"[\s.,\-–()/]*"
DIALLED = rf"(?:\+?84{GAP})?(?:0{GAP})*"  # before the digits of a phone; a cell of numbers has lost the noughts
BAR = "█████"
FEWEST = 4  # letters or digits worth striking out


@dataclass(frozen=True)
class Found:
    start: int
    end: int
    instead: str


def strike(text: str, identity: dict[str, str], alias: str) -> str:
    """Names become the alias, the rest a bar; accents and capitals do not matter, nor what stands between words."""
    composed = unicodedata.normalize("NFC", text)
    return replaced(composed, finds(composed, identity, alias))


def strike_row(cells: Sequence[str], identity: dict[str, str], alias: str) -> list[str]:
    """What runs over several cells is struck out of each."""
    row = "\t".join(cell.replace("\t", " ") for cell in cells)
    found = finds(row, identity, alias)
    return replaced(
        row, [Found(f.start, f.end, f.instead + "\t" * row.count("\t", f.start, f.end)) for f in found]
    ).split("\t")


def finds(text: str, identity: dict[str, str], alias: str) -> list[Found]:
    """Where the text tells the author, in order; a name within a longer find is not told twice."""
    starts = array("I", (n for n, sign in enumerate(text) if not n or not belongs_to_the_last(sign)))
    shape = "".join(flat(text[n]) for n in starts)
    starts.append(len(text))
    sought = [(form, f"Người tố cáo {alias}") for form in name_forms(identity.get("name", ""))]
    sought += [(identity.get(field, ""), BAR) for field in ("number", "phone", "address")]
    spans = [(*match.span(), instead) for form, instead in sought for match in found_in(shape, form)]
    found: list[Found] = []
    for start, end, instead in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not found or starts[start] >= found[-1].end:
            found.append(Found(starts[start], starts[end], instead))
    return found


@cache
def belongs_to_the_last(sign: str) -> bool:
    """A mark put upon a letter, or what is not to be seen."""
    return unicodedata.combining(sign) > 0 or unicodedata.category(sign) == "Cf"


@cache
def flat(sign: str) -> str:
    """A small letter without marks, one for each sign."""
    base = unicodedata.normalize("NFD", sign.replace("đ", "d").replace("Đ", "d"))[0].lower()
    return base if len(base) == 1 else sign


def found_in(shape: str, sought: str) -> Iterator[re.Match[str]]:
    words = re.findall(r"\w+", "".join(map(flat, unicodedata.normalize("NFC", sought))))
    said = "".join(words)
    if len(said) < FEWEST:
        return iter(())
    if said.isdigit():
        return re.finditer(rf"(?<!\d){DIALLED}{GAP.join(said.lstrip('0') or said)}(?!\d)", shape)
    return re.finditer(rf"(?<!\w){GAP.join(map(re.escape, words))}(?!\w)", shape)


def replaced(text: str, found: Sequence[Found]) -> str:
    ends = [0, *(each.end for each in found)]
    kept = [text[end : each.start] + each.instead for end, each in zip(ends, found, strict=False)]
    return "".join(kept) + text[ends[-1] :]


def identity_of(told: dict[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in told.items() if value}
