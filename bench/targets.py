"""What the figures have to reach, and whether they do."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bench.pages import Figures
from bench.reading import Speed

READ_IN, PAGES_A_SECOND = 0.1, 150
MOST_MS, MOST_GROWTH = 100, 1.3
LATER = (
    "search over 1,000,000 short texts, the quarterly report, the mixed load with writes and the matching of a million "
    "records are measured by the rooms that bring them"
)


@dataclass(frozen=True)
class Target:
    what: str
    reached: bool
    figure: str

    @property
    def line(self) -> str:
        return f"| {self.what} | {'reached' if self.reached else '**not reached**'} | {self.figure} |"


def targets(speeds: list[Speed], pages: Mapping[str, tuple[Figures, Figures]]) -> Iterator[Target]:
    text = speeds[0]
    slowest = max(speed.reading for speed in speeds)
    yield Target("the sample read to tasks, engine only: ≤ 100 ms", slowest <= READ_IN, f"{slowest * 1000:.0f} ms")
    rate = text.pages / text.reading
    yield Target("text input: ≥ 150 pages/s on a core", rate >= PAGES_A_SECOND, f"{rate:.0f} pages/s")
    for engine, (large, small) in pages.items():
        yield from targets_of_pages(engine, large, small)


def targets_of_pages(engine: str, large: Figures, small: Figures) -> Iterator[Target]:
    over = {what: times.high for what, times in large.items() if times.high > MOST_MS}
    most = max(large, key=lambda what: large[what].high)
    listed = ", ".join(f"{what} {ms:.0f}" for what, ms in over.items())
    shown = listed or f"slowest: {most}, {large[most].high:.0f} ms"
    yield Target(f"{engine}: every page p95 ≤ 100 ms", not over, shown)
    growth = {what: times.middle / small[what].middle for what, times in large.items()}
    grown = {what: times for what, times in growth.items() if times > MOST_GROWTH}
    most = max(growth, key=lambda what: growth[what])
    listed = ", ".join(f"{what} {times:.2f}×" for what, times in grown.items())
    yield Target(
        f"{engine}: every page ≤ 1.3× at ten times the data", not grown, listed or f"most: {most}, {growth[most]:.2f}×"
    )
