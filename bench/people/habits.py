"""How each source writes persons down: shares of rows, by source and flavour."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

SAME_SOURCE = 0.12  # of the records a person has beyond the first
DAY = "day/month/year"
WHOLE = {DAY: 1.0}
MIXED = {
    DAY: 52.0,
    "d/m/y": 18.0,
    "day-month-year": 6.0,
    "day.month.year": 6.0,
    "iso": 4.0,
    "short": 7.0,
    "serial": 7.0,
}


@dataclass(frozen=True)
class Habits:
    share: float  # of the first records
    id12: float  # who has it
    id9: float  # who has it of those without the first
    card: float
    dates: Mapping[str, float] = field(default_factory=lambda: WHOLE)
    year_only: float = 0.0
    month_only: float = 0.0
    swapped: float = 0.001  # day and month
    slip: float = 0.002  # one figure of a date
    near_year: float = 0.001
    first_january: float = 0.003
    joined_later: float = 0.02  # the official date where the admission belongs
    no_joined: float = 0.02
    typo: float = 0.003
    plain: float = 0.0  # without diacritics
    capitals: float = 0.0
    decomposed: float = 0.0
    lost_zero: float = 0.0
    slip_id: float = 0.001
    missing: float = 0.03  # of what is nobody's key: phone, places, ethnic group
    places: Mapping[str, float] = field(default_factory=lambda: {"old": 1.0})
    street: float = 0.5  # a hamlet or a house before the commune
    moved: float = 0.12  # another residence than elsewhere
    other_home: float = 0.07  # the birthplace, or the father's village
    old_phone: float = 0.1  # another number than elsewhere


_TYPED = {"old": 0.35, "short": 0.3, "loose": 0.1, "bare": 0.25}
_FIRST: dict[str, Habits] = {
    "A": Habits(0.55, id12=0.85, id9=0.3, card=0.95, places={"new": 1.0}, capitals=0.02, joined_later=0.01),
    "B": Habits(
        0.17, id12=0.4, id9=0.7, card=0.6, dates=MIXED, year_only=0.06, month_only=0.01, swapped=0.012, slip=0.01,
        near_year=0.006, first_january=0.015, joined_later=0.12, no_joined=0.06, typo=0.03, plain=0.25, capitals=0.3,
        decomposed=0.2, lost_zero=0.35, slip_id=0.008, missing=0.12,
        places={"old": 0.4, "new": 0.2, "short": 0.25, "bare": 0.15},
    ),
    "C": Habits(
        0.098, id12=0.0, id9=0.62, card=0.65, year_only=0.25, swapped=0.004, slip=0.006, near_year=0.004,
        first_january=0.03, joined_later=0.06, no_joined=0.05, typo=0.02, slip_id=0.004, missing=0.15,
    ),
    "D": Habits(
        0.14, id12=0.26, id9=0.19, card=0.35, dates={**MIXED, "words": 5.0}, year_only=0.35, month_only=0.03,
        swapped=0.015, slip=0.015, near_year=0.015, first_january=0.02, joined_later=0.12, no_joined=0.12, typo=0.08,
        plain=0.1, capitals=0.08, decomposed=0.04, lost_zero=0.15, slip_id=0.015, missing=0.25, places=_TYPED,
    ),
}  # fmt: skip
_FIRST["V"] = replace(_FIRST["C"], share=0.042)
_HARD = {"A": (0.45, 0.6), "B": (0.12, 0.3), "C": (0.0, 0.35), "V": (0.0, 0.35), "D": (0.05, 0.1)}


def _second() -> dict[str, Habits]:
    """Another country: fewer numbers eaten, more of the name wrong, other lists large."""
    a, b, c, d = (_FIRST[source] for source in "ABCD")
    changed = {
        "A": replace(
            a, share=0.4, id12=0.78, card=0.88, typo=0.006, slip_id=0.003, plain=0.005, places={"new": 0.6, "old": 0.4}
        ),
        "B": replace(
            b, share=0.25, id12=0.52, id9=0.4, card=0.5, plain=0.12, capitals=0.45, decomposed=0.08, lost_zero=0.2,
            typo=0.05, year_only=0.12, dates={DAY: 40.0, "d/m/y": 30.0, "iso": 12.0, "serial": 14.0, "short": 4.0},
        ),
        "C": replace(c, share=0.05, id9=0.5, card=0.75, typo=0.035, year_only=0.4, first_january=0.08),
        "D": replace(
            d, share=0.22, id12=0.32, id9=0.1, card=0.25, typo=0.13, plain=0.18, year_only=0.25, month_only=0.06,
            near_year=0.025, lost_zero=0.25, no_joined=0.3, missing=0.35,
        ),
    }  # fmt: skip
    return changed | {"V": replace(changed["C"], share=0.08)}


def habits(flavour: int, hard: bool) -> dict[str, Habits]:
    known = _FIRST if flavour == 1 else _second()
    if not hard:
        return dict(known)
    return {
        source: replace(each, id12=_HARD[source][0], id9=each.id9 * 0.4, card=_HARD[source][1])
        for source, each in known.items()
    }
