"""All benches into docs/benchmarks.md: `python -m bench`; `--cpu` on a busy machine, `--size` (0.3 or more) to try.

The lists of matching take long and hang on no page: `--lists` measures them alone, and `make nightly` does.
"""

import argparse
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from bench import matching, pages, reading, reports, searching
from bench.child import Asked, Found, measured
from bench.ground import ENGINES, TENTH
from bench.machine import machine
from bench.targets import targets

FILE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
WALL = "Times are wall-clock times."
CPU = (
    "The machine was busy with other work: times are the process's own CPU time. They say nothing of waiting, and for "
    "PostgreSQL they leave out what its server did; a quiet machine has still to confirm them."
)
MATCHING = "\n## Matching\n"
LISTS = (
    "Written by `make nightly` on {day}. `nennep match` on invented lists (`bench/people`), one run each, as a process "
    "of its own; the figures of accuracy are against the truth that the generator keeps."
)
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cpu", action="store_true")
    parser.add_argument("--size", type=float, default=1.0)
    parser.add_argument("--requests", type=int, default=14)
    parser.add_argument("--only", choices=ENGINES)
    parser.add_argument("--to", type=Path, default=FILE)
    parser.add_argument("--lists", action="store_true")
    asked = parser.parse_args()
    before, _, lists = (asked.to.read_text(encoding="utf-8") if asked.to.exists() else "").partition(MATCHING)
    if asked.lists:
        found = "\n".join(matching.section(asked.size))
        write(asked.to, [before.rstrip("\n"), MATCHING, LISTS.format(day=f"{date.today():%d/%m/%Y}"), found])
    else:
        write(asked.to, [*everything(asked), *([MATCHING, lists.strip("\n")] if lists else [])])


def everything(asked: argparse.Namespace) -> list[str]:
    ground = machine()
    speeds = reading.speeds(scans=True)
    with tempfile.TemporaryDirectory() as indexes:
        sizes = [
            Asked(size, asked.requests, asked.cpu, Path(indexes) / str(size))
            for size in (asked.size, asked.size * TENTH)
        ]
        engines = [asked.only] if asked.only else ENGINES
        found = {NAMES[engine]: (measured(engine, sizes[0]), measured(engine, sizes[1])) for engine in engines}
    ground.append(("busy at the end", f"{os.getloadavg()[0]:.1f} processes, these benches among them"))
    said = "" if asked.size == 1 else f" A trial at {asked.size:g} of the size."
    clock = (CPU if asked.cpu else WALL) + said
    return list(page(ground, clock, speeds, found))


def page(
    ground: list[tuple[str, str]],
    clock: str,
    speeds: list[reading.Speed],
    found: Mapping[str, tuple[Found, Found]],
) -> Iterator[str]:
    yield f"# Benchmarks\n\nWritten by `make bench` on {date.today():%d/%m/%Y}. {clock}\n\n| measured on | |\n|---|---|"
    yield from (f"| {what} | {value} |" for what, value in ground)
    yield "\n## Targets\n\n| target | | figure |\n|---|---|---|"
    yield from (target.line for target in targets(speeds, found))
    yield "\nThe mixed load with writes is measured by `make nightly` (`bench/load.py`)."
    yield "\n## Reading\n\nA page is 3,000 characters; “opening” is from the file to its text, without the sandbox.\n"
    yield from reading.table(speeds)
    yield from loop(found)
    yield "\n## Pages\n\nThe whole request inside the process, without the network, at city size (`bench/city.py`);"
    yield "“first” is the first request of that page in a fresh process; “after an act” counts anew what is else kept."
    for engine, (large, small) in found.items():
        yield f"\n### {engine}\n"
        yield from pages.table(large.pages, small.pages)


def loop(found: Mapping[str, tuple[Found, Found]]) -> Iterator[str]:
    large, small = next(iter(found.values()))
    held = ", ".join(f"{n:,} {what}" for what, n in large.counts.items())
    yield f"\n## Search and report\n\nRows: {held}.\n"
    yield "The index answers eleven questions of an office clerk and of a contact, twenty rounds, top 20:\n"
    yield from searching.table({"city": large.search, "a tenth": small.search})
    yield "\nThe consolidated report of two quarters, the second of the size that the target means, to the .docx:\n"
    yield from reports.table({engine: (pair[0].report, pair[0].meant) for engine, pair in found.items()})


def write(file: Path, lines: Iterable[str]) -> None:
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"→ {file.name}")


if __name__ == "__main__":
    main()
