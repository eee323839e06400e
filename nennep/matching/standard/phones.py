"""Telephone numbers, as they are dialled in the country today."""

import re
import tomllib
import unicodedata
from importlib.resources import files

from nennep.lib.text import without_accents
from nennep.matching.model import Standard
from nennep.matching.standard.cleaning import MALFORMED, MISSING, cleaned, joined_rules, says_nothing

MOVED = "đổi đầu số 11 số sang 10 số"
COUNTRY = "đổi +84 thành 0"
ZERO = "thêm số 0 đầu"
SIGNS = "bỏ dấu cách, dấu chấm"
FIRST = "lấy số thứ nhất"

_PREFIXES: dict[str, str] = tomllib.loads((files(__package__) / "phones.toml").read_text("utf-8"))["moved"]
_WHOLE = re.compile("0[35789][0-9]{8}|02[0-9]{9}|0[2-9][0-9]{8}")
_APART = re.compile(r"[/;,|&\n]|\bva\b|\bhoac\b|\s-\s|\s{2,}|(?<=[0-9]{9})\s+(?=0[0-9])")


def standard_phone(text: str) -> Standard:
    if _WHOLE.fullmatch(text):
        return Standard(text)
    tidy = unicodedata.normalize("NFKC", cleaned(text)[0])
    if says_nothing(tidy):
        return Standard(None, fault=MISSING)
    plain = re.sub(r"\.0+$", "", without_accents(tidy).lower())
    pieces = [figures for piece in _APART.split(plain) if (figures := re.sub(r"[^0-9+]", "", piece))]
    whole = _dialled("".join(pieces))
    if whole[0] is None and len(pieces) > 1:
        number, rule = _dialled(pieces[0])
        rule = joined_rules(FIRST, rule)
    else:
        number, rule = whole
    return Standard(number, rule or SIGNS) if number else Standard(None, fault=MALFORMED)


def _dialled(figures: str) -> tuple[str | None, str]:
    """The number and the rules that made it, or None."""
    rules = []
    number = figures.replace("+", "")
    if abroad := re.fullmatch(r"(?:00)?84(?:0?)([1-9][0-9]{8,9})", number):
        number = "0" + abroad[1]
        rules.append(COUNTRY)
    elif re.fullmatch("[35789][0-9]{8}|2[0-9]{9}|1[2689][0-9]{8}", number):
        number = "0" + number
        rules.append(ZERO)
    if len(number) == 11 and number[:4] in _PREFIXES:
        number = _PREFIXES[number[:4]] + number[4:]
        rules.append(MOVED)
    return (number if _WHOLE.fullmatch(number) and len(set(number)) > 2 else None), joined_rules(*rules)
