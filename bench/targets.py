"""What the figures have to reach, and whether they do."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bench.child import Found
from bench.pages import Figures
from bench.reading import Speed

READ_IN, PAGES_A_SECOND = 0.1, 150
MOST_MS, MOST_GROWTH, MOST_QUERIES, LITTLE = 100, 1.3, 12, 10
SEARCH_MS, REPORT_IN, RECOUNT_IN = 20, 3.0, 10.0


@dataclass(frozen=True)
class Target:
    what: str
    reached: bool
    figure: str

    @property
    def line(self) -> str:
        return f"| {self.what} | {'reached' if self.reached else '**not reached**'} | {self.figure} |"


def targets(speeds: list[Speed], found: Mapping[str, tuple[Found, Found]]) -> Iterator[Target]:
    text = speeds[0]
    slowest = max(speed.reading for speed in speeds)
    yield Target("the sample read to tasks, engine only: ≤ 100 ms", slowest <= READ_IN, f"{slowest * 1000:.0f} ms")
    rate = text.pages / text.reading
    yield Target("text input: ≥ 150 pages/s on a core", rate >= PAGES_A_SECOND, f"{rate:.0f} pages/s")
    for engine, (large, small) in found.items():
        yield from targets_of_pages(engine, large.pages, small.pages)
        took = large.meant.all
        what = f"{engine}: consolidated report of a quarter of the year's tasks ({large.meant.tasks:,}) to .docx ≤ 3 s"
        yield Target(what, took <= REPORT_IN, f"{took:.1f} s")
    for engine, (large, _small) in found.items():
        counted = large.recount
        what = f"{engine}: {counted['running']:,.0f} open cases counted again after a new day off: ≤ 10 s"
        yield Target(
            what, counted["seconds"] <= RECOUNT_IN, f"{counted['seconds']:.1f} s, {counted['moved']:,.0f} moved"
        )
    search, _small = next(iter(found.values()))
    high, texts = search.search.high, search.search.texts
    yield Target(f"search over {texts:,} short texts, top 20: p95 ≤ 20 ms", high <= SEARCH_MS, f"{high:.1f} ms")


def targets_of_pages(engine: str, large: Figures, small: Figures) -> Iterator[Target]:
    high = {what: times.high for what, times in large.items()}
    yield judged(f"{engine}: every page p95 ≤ 100 ms", high, MOST_MS, "{:.0f} ms")
    growth = {what: times.middle / small[what].middle for what, times in large.items()}
    yield grown(engine, growth, {what: times.middle - small[what].middle for what, times in large.items()})
    queries = {what: float(times.queries) for what, times in large.items()}
    yield judged(f"{engine}: no page over 12 queries", queries, MOST_QUERIES, "{:.0f}")


def grown(engine: str, growth: Mapping[str, float], by: Mapping[str, float]) -> Target:
    """A large ratio of two small times is told as such: by how many milliseconds each page has grown."""
    order = sorted((page for page in growth if growth[page] > MOST_GROWTH), key=lambda page: -by[page])
    said = ", ".join(f"{page} {growth[page]:.2f}× (+{by[page]:.0f} ms)" for page in order)
    few = sum(by[page] < LITTLE for page in order)
    told = (
        f"{said}; {few} of these {len(order)} by less than {LITTLE} ms"
        if order
        else f"most: {max(growth.values()):.2f}×"
    )
    return Target(f"{engine}: every page ≤ 1.3× at ten times the data", not order, told)


def judged(what: str, figures: Mapping[str, float], most: float, form: str) -> Target:
    """Who is over it is named; where nobody is, who comes nearest."""
    order = sorted(figures, key=lambda page: -figures[page])
    over = [page for page in order if figures[page] > most]
    said = ", ".join(f"{page} {form.format(figures[page])}" for page in over or order[:1])
    return Target(what, not over, said if over else f"most: {said}")
