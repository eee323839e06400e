"""The fields of the register: what each is for, on what ground it is kept, whether it is sealed (fields.toml)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from nennep.lib.words import say

SAID = ("label", "purpose", "basis")
HIDDEN = "•"
SHOWN_OF_NUMBER = 3  # last digits of a masked number


@dataclass(frozen=True)
class KeptField:
    key: str
    words: Mapping[str, str]  # "label", "purpose", "basis" as the table writes them
    confidence: str  # of that ground: high, medium, low
    sealed: bool = False  # encrypted at rest, masked until somebody says why
    needed: bool = False  # without it a person cannot be told from another: always kept
    kind: str = "text"  # text, sex, day, id12, id9, card, card12, phone, place
    longest: int = 200  # characters

    @property
    def label(self) -> str:
        return say(self.words["label"])

    @property
    def purpose(self) -> str:
        return say(self.words["purpose"])

    @property
    def basis(self) -> str:
        """Legal ground: document and point, as far as known."""
        return say(self.words["basis"])


@cache
def kept_fields() -> dict[str, KeptField]:
    """Key → field, in the order in which pages show them."""
    raw = tomllib.loads((Path(__file__).parent / "fields.toml").read_text("utf-8"))
    return {key: KeptField(key, {name: entry.pop(name) for name in SAID}, **entry) for key, entry in raw.items()}


def masked(field: KeptField, text: str) -> str:
    """What may be shown of a sealed value: that there is one, and of a number its end."""
    if not text:
        return ""
    end = text[-SHOWN_OF_NUMBER:] if field.kind in ("id12", "id9", "phone") else ""
    return HIDDEN * 5 + end
