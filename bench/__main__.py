"""All benches into docs/benchmarks.md: `python -m bench`; `--cpu` on a busy machine, `--size` for a trial."""

import argparse
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from bench import pages, reading
from bench.machine import machine
from bench.targets import LATER, targets

FILE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
WALL = "Times are wall-clock times."
CPU = (
    "The machine was busy with other work: times are the process's own CPU time. They say nothing of waiting, and for "
    "PostgreSQL they leave out what its server did; a quiet machine has still to confirm them."
)
NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cpu", action="store_true")
    parser.add_argument("--size", type=float, default=1.0)
    parser.add_argument("--requests", type=int, default=30)
    parser.add_argument("--to", type=Path, default=FILE)
    asked = parser.parse_args()
    ground = machine()
    speeds = reading.speeds(scans=True)
    found = {NAMES[e]: pages.both_sizes(e, asked.size, asked.requests, asked.cpu) for e in pages.ENGINES}
    said = "" if asked.size == 1 else f" A trial at {asked.size:g} of the size."
    write(asked.to, page(ground, (CPU if asked.cpu else WALL) + said, speeds, found))


def page(
    ground: list[tuple[str, str]],
    clock: str,
    speeds: list[reading.Speed],
    found: Mapping[str, tuple[pages.Figures, pages.Figures]],
) -> Iterator[str]:
    yield f"# Benchmarks\n\nWritten by `make bench` on {date.today():%d/%m/%Y}. {clock}\n\n| measured on | |\n|---|---|"
    yield from (f"| {what} | {value} |" for what, value in ground)
    yield "\n## Targets\n\n| target | | figure |\n|---|---|---|"
    yield from (target.line for target in targets(speeds, found))
    yield f"\nNot here yet: {LATER}."
    yield "\n## Reading\n\nA page is 3,000 characters; “opening” is from the file to its text, without the sandbox.\n"
    yield from reading.table(speeds)
    yield "\n## Pages\n\nThe whole request inside the process, without the network, at city size (`bench/city.py`);"
    yield "“first” is the first request of that page in a fresh process."
    for engine, (large, small) in found.items():
        yield f"\n### {engine}\n"
        yield from pages.table(large, small)


def write(file: Path, lines: Iterator[str]) -> None:
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"→ {file.name}")


if __name__ == "__main__":
    main()
