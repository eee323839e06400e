"""Identity numbers, cards and telephones: their figures, as many as there must be."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from nennep.lib.text import without_accents
from nennep.matching.standard.cleaning import MALFORMED, MISSING, cleaned, joined_rules, says_nothing
from nennep.matching.standard.phones import standard_phone

__all__ = ["Cards", "Ids", "loose_number", "standard_card", "standard_ids", "standard_phone"]

ZERO = "thêm số 0 đầu"
SIGNS = "bỏ dấu cách, dấu chấm"
LETTERS = "đổi chữ O, l thành số"
DOT = "thêm dấu chấm sau hai số đầu"
APART = "tách hai số trong một ô"
DECIMAL = "bỏ phần thập phân"

# Of the 63 provinces as they were (Thông tư 07/2016/TT-BCA). Only padding asks for it: new numbers may begin otherwise.
_PROVINCES = frozenset(
    map(
        int,
        (  # noqa: SIM905
            "1 2 4 6 8 10 11 12 14 15 17 19 20 22 24 25 26 27 30 31 33 34 35 36 37 38 40 42 44 45 46 48 49 51 52 54 "
            "56 58 60 62 64 66 67 68 70 72 74 75 77 79 80 82 83 84 86 87 89 91 92 93 94 95 96"
        ).split(),
    )
)
_DECIMAL = re.compile(r"([0-9]{6,})[.,]0+")
_SCIENTIFIC = re.compile(r"([0-9])(?:[.,]([0-9]+))?e\+?([0-9]{1,2})", re.IGNORECASE)
_EXACT = 9  # figures that a program keeps when it does not round for the eye
_LABEL = re.compile(
    r"\b(?:so|cccd|cmnd|cmt|cmtnd|cm|cc|can cuoc|cong dan|chung minh|nhan dan|dinh danh|ca nhan|the|dang vien|dang|dt|"
    r"sdt|dtdd|tel|di dong|dien thoai|mobile|no)\b[\s.:]*"
)
_ISSUED = re.compile(r"[\s,;(/-]*\b(?:ngay cap|noi cap|do|cap|ca|cong an|cuc)\b.*")  # "CA Hải Phòng"
_APART = re.compile(r"[/;,|&()\n+]|\bva\b|\bhoac\b|\s-\s|\s+")
_NOT_FIGURES = re.compile("[^0-9]")
_MISREAD = str.maketrans("oil|", "0111")


@dataclass(frozen=True, slots=True)
class Ids:
    """A cell of "CMND/CCCD" may hold either number or both."""

    id12: str | None = None
    id9: str | None = None
    rule: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Cards:
    """`card` by QĐ 85 is written `30.012345`."""

    card: str | None = None
    card12: str | None = None
    rule: str = ""
    fault: str = ""


Found = dict[str, tuple[str, str]]  # kind of number → number and the rule that completed it


def standard_ids(text: str) -> Ids:
    """A zero that Excel ate is put back where only one number can be meant."""
    numbers, rules, fault = _numbers(text, _id_of)
    if fault:
        return Ids(fault=fault)
    found = {kind: number for kind, (number, _) in numbers.items()}
    return Ids(found.get("id12"), found.get("id9"), _rule(rules, numbers))


def standard_card(text: str) -> Cards:
    numbers, rules, fault = _numbers(text, _card_of)
    if fault:
        return Cards(fault=fault)
    found = {kind: number for kind, (number, _) in numbers.items()}
    card = f"{found['card'][:2]}.{found['card'][2:]}" if "card" in found else None
    card12 = found.get("card12")
    if text in (card, card12):
        return Cards(card, card12)
    shaped = [DOT if card and rule == SIGNS else rule for rule in rules]
    return Cards(card, card12, _rule(shaped, numbers) or DOT)


def loose_number(text: str) -> str:
    """What linking compares even where the number is malformed: figures and capitals in ASCII, "" without any."""
    plain = unicodedata.normalize("NFKD", without_accents(unicodedata.normalize("NFKC", text))).upper()
    whole = _DECIMAL.fullmatch(plain.strip())
    return "".join(letter for letter in (whole[1] if whole else plain) if letter.isascii() and letter.isalnum())


def _id_of(figures: str) -> tuple[str, str, str] | None:
    """Kind, whole number and rule."""
    if len(set(figures)) < 2:
        return None
    if len(figures) == 12:
        return "id12", figures, ""
    if len(figures) == 9:
        return "id9", figures, ""
    if len(figures) == 8:
        return "id9", "0" + figures, ZERO
    whole = figures.zfill(12)
    if len(figures) in (10, 11) and int(whole[:3]) in _PROVINCES and figures[0] != "0" and whole[3] in "0123":
        return "id12", whole, ZERO
    return None


def _card_of(figures: str) -> tuple[str, str, str] | None:
    if len(set(figures)) < 2:
        return None
    if len(figures) == 12:
        return "card12", figures, ""
    if len(figures) == 8:
        return "card", figures, ""
    return ("card", "0" + figures, ZERO) if len(figures) == 7 and figures[0] != "0" else None


def _numbers(text: str, kind_of: Callable[[str], tuple[str, str, str] | None]) -> tuple[Found, list[str], str]:
    """The numbers of a cell by kind, what was done to the text, and the fault."""
    if text.isascii() and text.isdigit() and (found := kind_of(text)):
        return {found[0]: found[1:]}, [], ""
    tidy = unicodedata.normalize("NFKC", cleaned(text)[0])
    if says_nothing(tidy):
        return {}, [], MISSING
    plain, rules = _figures(tidy)
    whole = _NOT_FIGURES.sub("", plain)
    if re.search("[a-z]", plain):
        return {}, [], MALFORMED
    pieces = [figures for piece in _APART.split(plain) if (figures := _NOT_FIGURES.sub("", piece))]
    kinds = [kind_of(figures) for figures in pieces]
    if len(pieces) > 1 and all(kinds):
        made = {found[0]: found[1:] for found in kinds if found}
        return (made, [APART], "") if len(made) == len(pieces) else ({}, [], MALFORMED)
    one = kind_of(whole)
    if one is None or (len(pieces) == 1 and _short_fraction(plain)):
        return {}, [], MALFORMED
    return {one[0]: one[1:]}, rules + [SIGNS] * (whole != text and not rules), ""


def _short_fraction(plain: str) -> bool:
    """`30.01234`: a card read as a decimal number has lost a zero, and nobody knows whether it stood behind."""
    return re.fullmatch(r"[0-9]{2}[.,][0-9]{5}", plain.strip()) is not None


def _figures(tidy: str) -> tuple[str, list[str]]:
    """The text without labels, decimal parts and letters that are figures."""
    plain = _ISSUED.sub("", _LABEL.sub(" ", without_accents(tidy).lower())).strip(" '\"`.:-’‘´")
    if whole := _DECIMAL.fullmatch(plain):
        return whole[1], [DECIMAL]
    if (power := _SCIENTIFIC.fullmatch(plain)) and len(power[2] or "") in range(_EXACT - 1, int(power[3]) + 1):
        return (power[1] + power[2]).ljust(int(power[3]) + 1, "0"), [DECIMAL]
    if re.search("[oil|]", plain) and sum(map(str.isdigit, plain)) >= 6 and not re.search("[a-hjkmnp-z]", plain):
        return plain.translate(_MISREAD), [LETTERS]
    return plain, []


def _rule(rules: list[str], numbers: Found) -> str:
    return joined_rules(*rules, *(rule for _, rule in numbers.values()))
