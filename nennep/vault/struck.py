"""A text from which the author's name, number, phone and address are struck out, however they are written."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from nennep.vault.rules import name_forms

GAP = r"[\s.,\-]*"


def strike(text: str, identity: dict[str, str], alias: str) -> str:
    """Names become the alias, the rest a bar; accents and capitals do not matter, nor what stands between words."""
    told = f"Người tố cáo {alias}"
    for form in name_forms(identity.get("name", "")):
        text = struck(text, form, told)
    for field in ("number", "phone", "address"):
        text = struck(text, identity.get(field, ""), "█████")
    return text


def struck(text: str, sought: str, instead: str) -> str:
    """Found in a shape without marks that has one sign for each sign of the text."""
    words = [re.escape(word) for word in re.findall(r"\w+", flat(sought))]
    if not words or len("".join(words)) < 4:
        return text
    shape = GAP.join(words) if len(words) > 1 else digits_apart(words[0])
    composed = unicodedata.normalize("NFC", text)
    spans = [match.span() for match in re.finditer(rf"(?<!\w){shape}(?!\w)", flat(composed))]
    return replaced(composed, spans, instead)


def digits_apart(word: str) -> str:
    """“0912345678” is found in “0912 345 678” too."""
    return GAP.join(word) if word.isdigit() else word


def replaced(text: str, spans: Iterable[tuple[int, int]], instead: str) -> str:
    for start, end in sorted(spans, reverse=True):
        text = text[:start] + instead + text[end:]
    return text


def flat(text: str) -> str:
    """Lower case without marks, sign for sign."""
    return "".join(map(flat_sign, unicodedata.normalize("NFC", text)))


def flat_sign(sign: str) -> str:
    base = unicodedata.normalize("NFD", sign.replace("đ", "d").replace("Đ", "d"))[0].lower()
    return base if len(base) == 1 else sign


def identity_of(told: dict[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in told.items() if value}
