"""The curve of a period as it is drawn: points in a field of a hundred by a hundred, and the numbers beside it."""

from dataclasses import dataclass
from datetime import date
from itertools import product

STEPS = sorted(base * 10**power for base, power in product((1, 2, 4, 6, 10), range(7)))


@dataclass(frozen=True)
class Curve:
    rows: list[tuple[date, int, int | None]]  # day, planned, done
    planned: str  # points
    done: str
    top: int
    today: float | None  # per cent of the width
    start: date
    end: date
    planned_now: int
    done_now: int

    @property
    def middle(self) -> int:
        return self.top // 2


def curve_drawn(points: list[tuple[str, int, int]], today: date) -> Curve | None:
    rows = [(date.fromisoformat(day), planned, done if done >= 0 else None) for day, planned, done in points]
    if len(rows) < 2:
        return None
    start, end = rows[0][0], rows[-1][0]
    top = next(step for step in STEPS if step >= max(2, *(max(p, d or 0) for _day, p, d in rows)))

    def across(day: date) -> float:
        return round(100 * (day - start).days / (end - start).days, 2)

    def point(day: date, n: int) -> str:
        return f"{across(day)},{round(100 - 100 * n / top, 2)}"

    known = [(day, planned, done) for day, planned, done in rows if done is not None]
    _day, planned_now, done_now = known[-1] if known else (start, 0, 0)
    return Curve(
        rows=rows,
        planned=" ".join(point(day, planned) for day, planned, _done in rows),
        done=" ".join(point(day, done) for day, _planned, done in known),
        top=top,
        today=across(today) if start <= today <= end else None,
        start=start,
        end=end,
        planned_now=planned_now,
        done_now=done_now,
    )
