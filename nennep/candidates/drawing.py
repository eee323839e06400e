"""The curve of a year: points in a field of a hundred by a hundred, and the numbers beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nennep.candidates.queries.board import Board, Month

STEPS = (2, 4, 6, 10, 20, 40, 60, 100, 200, 400, 600, 1_000, 2_000, 4_000, 6_000, 10_000, 100_000, 1_000_000)


@dataclass(frozen=True)
class Curve:
    months: Sequence[Month]
    planned: str  # points
    admitted: str
    ahead: str
    top: int
    today: float | None  # per cent of the width

    @property
    def middle(self) -> int:
        return self.top // 2


def curve_of(board: Board) -> Curve | None:
    total, months = board.total, board.months
    highest = max(total.target or 0, total.forecast, 2)
    top = next(step for step in STEPS if step >= highest)

    def point(across: float, n: float) -> str:
        return f"{round(across, 2)},{round(100 - 100 * n / top, 2)}"

    def end_of(month: Month) -> float:
        return 100 * month.number / 12

    now = share_of_year(board.today, board.year)
    whole = [month for month in months if month.admitted is not None and month.forecast is None]
    known = [point(0, 0), *(point(end_of(month), month.admitted or 0) for month in whole)]
    ahead = [point(end_of(month), month.forecast) for month in months if month.forecast is not None]
    if now is not None:
        known.append(point(now, total.admitted))
        ahead = [point(now, total.admitted), *ahead]
    return Curve(
        months=months,
        planned=f"{point(0, 0)} {point(100, total.target)}" if total.target else "",
        admitted=" ".join(known) if len(known) > 1 else "",
        ahead=" ".join(ahead) if len(ahead) > 1 else "",
        top=top,
        today=now,
    )


def share_of_year(today: date, year: int) -> float | None:
    """How much of the year is over, in per cent; None outside of it."""
    if today.year != year:
        return None
    first, last = date(year, 1, 1), date(year, 12, 31)
    return round(100 * (today - first).days / (last - first).days, 2)
