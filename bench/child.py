"""One city in one database: its pages, its search and its report, as JSON for the parent (`python -m bench.child`)."""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from bench import pages, reports, searching
from bench.ground import build, database


@dataclass(frozen=True)
class Asked:
    size: float
    requests: int
    cpu: bool
    index: Path  # where the index of the first database is kept for the others

    @property
    def words(self) -> list[str]:
        named = {"--size": self.size, "--requests": self.requests, "--index": self.index}
        return [str(word) for pair in named.items() for word in pair] + ["--cpu"] * self.cpu


@dataclass(frozen=True)
class Found:
    counts: Mapping[str, int]
    pages: pages.Figures
    search: searching.Speed
    report: reports.Drafting
    meant: reports.Drafting  # of the size that the target speaks of
    recount: Mapping[str, float]  # open cases with a running clock, those that moved, seconds

    @classmethod
    def of_json(cls, told: str) -> "Found":
        found = json.loads(told)
        times = {what: pages.Times(**each) for what, each in found["pages"].items()}
        return cls(
            found["counts"],
            times,
            searching.Speed(**found["search"]),
            reports.Drafting(**found["report"]),
            reports.Drafting(**found["meant"]),
            found["recount"],
        )


def measured(engine: str, asked: Asked) -> Found:
    with database(engine) as environment:
        command = [sys.executable, "-m", "bench.child", *asked.words]
        done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return Found.of_json(done.stdout.splitlines()[-1])


def measure(asked: Asked) -> Found:
    city = build(asked.size)
    from bench import cases, registers  # noqa: PLC0415 -- names models: only once Django stands

    lap = Laps()
    search = searching.measure(city, asked.index)
    lap("searched")
    report, ids = reports.measure(city)
    lap("reported")
    made = cases.fill(city.root, asked.size)
    lap("cases poured")
    register = registers.fill(city.root, asked.size)
    lap("register poured")
    visits = [*pages.pages(city, ids), *registers.visits(register), *cases.visits(made)]
    figures = pages.measure(visits, asked.requests, asked.cpu)
    lap("pages opened")
    meant = reports.of_the_size_meant(city, city.counts()["task"])
    recounted = cases.recount(made)
    lap("reported and counted again")
    return Found(city.counts(), figures, search, report, meant, asdict(recounted))


class Laps:
    """Says what took how long, for whoever wants the whole to take less."""

    def __init__(self) -> None:
        self.began = time.perf_counter()

    def __call__(self, done: str) -> None:
        now = time.perf_counter()
        print(f"  {done} in {now - self.began:.0f} s", file=sys.stderr)
        self.began = now


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=float, required=True)
    parser.add_argument("--requests", type=int, required=True)
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--cpu", action="store_true")
    asked = Asked(**vars(parser.parse_args()))
    print(json.dumps(asdict(measure(asked))))


if __name__ == "__main__":
    main()
