"""Vietnamese text: one Unicode form, and a folded form to compare by."""

import re
import unicodedata

_SPACES = re.compile(r"\s+")
# Letters that no decomposition takes apart.
_STROKED = str.maketrans({"đ": "d", "Đ": "D"})


def nfc(text: str) -> str:
    """The composed form, in which all stored and compared text stands."""
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    """The text with every run of white space, line breaks included, as one space."""
    return _SPACES.sub(" ", text).strip()


def without_accents(text: str) -> str:
    """`Đảng ủy` → `Dang uy`: case and spaces stay."""
    decomposed = unicodedata.normalize("NFD", nfc(text))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_STROKED)


def fold(text: str) -> str:
    """`  Đảng  ỦY ` → `dang uy`: the form for searching and comparing."""
    return one_line(without_accents(text).lower())


def capitalised(text: str) -> str:
    """The first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]
