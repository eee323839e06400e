"""What a member's standing may become, how long a party age is, what counts as a living list."""

from datetime import date
from enum import StrEnum


class Standing(StrEnum):
    """Tư cách đảng viên."""

    PROBATIONARY = "probationary"  # dự bị
    OFFICIAL = "official"  # chính thức
    EXEMPT = "exempt"  # miễn công tác và sinh hoạt
    TRANSFERRED = "transferred"  # chuyển đi đảng bộ khác
    LEFT = "left"  # xin ra khỏi Đảng
    REMOVED = "removed"  # xóa tên
    EXPELLED = "expelled"  # khai trừ
    DECEASED = "deceased"  # từ trần


LIVING = frozenset({Standing.PROBATIONARY, Standing.OFFICIAL, Standing.EXEMPT})
ENDINGS = frozenset(Standing) - LIVING
MOVES: dict[Standing, frozenset[Standing]] = {
    Standing.PROBATIONARY: ENDINGS | {Standing.OFFICIAL},
    Standing.OFFICIAL: ENDINGS | {Standing.EXEMPT},
    Standing.EXEMPT: ENDINGS | {Standing.OFFICIAL},
    Standing.TRANSFERRED: LIVING,  # comes back
    Standing.LEFT: frozenset({Standing.PROBATIONARY}),  # admitted again
    Standing.REMOVED: frozenset({Standing.PROBATIONARY}),
    Standing.EXPELLED: frozenset({Standing.PROBATIONARY}),
    Standing.DECEASED: frozenset(),
}


class SourceKind(StrEnum):
    """Whence a value came."""

    PAGE = "page"  # typed by who keeps the register
    IMPORT = "import"  # committed from a preview
    SUGGESTION = "suggestion"  # said by the cell, taken by who keeps the register
    MERGE = "merge"
    UNDO = "undo"


class SuggestionState(StrEnum):
    WAITING = "waiting"
    TAKEN = "taken"
    REFUSED = "refused"


def first_standing(official: str, admission: str) -> Standing:
    """Of a member whose list tells only the days: with neither, the office's lists mean an official member."""
    return Standing.PROBATIONARY if admission and not official else Standing.OFFICIAL


def years_between(start: str, today: date) -> int | None:
    """Full years from a day as far as it is known (`1970-05-12`, `1970-05`, `1970`); what is not known is taken at its
    earliest, so that a year alone tells the years that may have passed."""
    if not start:
        return None
    year, month, day = (int(part) for part in (*start.split("-"), "1", "1")[:3])
    return max(0, today.year - year - ((today.month, today.day) < (month, day)))
