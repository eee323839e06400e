"""Names, counts, numbers and days as the office writes them."""

import functools
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from nennep.lib.dates import format_date
from nennep.lib.figures import POINTS, whole
from nennep.lib.text import capitalised

MOST_NAMED = 5  # units that one sentence names; above, it counts them and points to the annex
ENDS = " .;:,"
KEEPS_ITS_CAPITAL = (
    "Đảng",
    "Mặt trận",
    "Hội đồng",
    "Quốc hội",
    "Chính phủ",
    "Nhân dân",
    "Trung ương",
    "Ủy ban",
    "Đoàn",
)


def listed(names: Sequence[str]) -> str:
    """“A”, “A và B”, “A; B và C”."""
    if len(names) <= 1:
        return "".join(names)
    return f"{'; '.join(names[:-1])} và {names[-1]}"


def lowered(text: str) -> str:
    """The first letter small, unless it begins a proper name."""
    first, _, rest = text.partition(" ")
    proper = text.startswith(KEEPS_ITS_CAPITAL) or (rest[:1].isupper() and first.isalpha()) or first.isupper()
    return text if proper else text[:1].lower() + text[1:]


def sentence(text: str) -> str:
    """With a capital and one full stop."""
    return capitalised(text.strip().rstrip(ENDS)) + "."


def figure(value: Decimal) -> str:
    """2396 → “2.396”, 97.5 → “97,5”."""
    return f"{value.normalize():,f}".translate(POINTS)


def share(part: Decimal, all_of_it: Decimal) -> str:
    """In percent with at most one decimal: “86,1%”."""
    return f"{figure((part * 100 / all_of_it).quantize(Decimal('0.1')))}%"


@functools.lru_cache(maxsize=10_000)
def measured(value: Decimal, measure: str) -> str:
    """“31 đảng viên”, “97,5%”."""
    return f"{figure(value)}%" if measure == "%" else f"{figure(value)} {measure}".strip()


def day(value: date) -> str:
    return format_date(value)


def counted(part: int, all_of_them: int) -> str:
    """“9/12 đơn vị”."""
    return f"{whole(part)}/{whole(all_of_them)} đơn vị"
