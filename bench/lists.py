"""Pages over one big result: `python -m bench.lists [ROWS] [FOLDER]`; what each takes of the processor, in ms.

The lists are invented (bench/people), matched by the child of the workbench, and kept in FOLDER for the next time.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import django

from bench.people.files import Shape, write
from bench.people.records import Order

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nennep.config.settings_test")
django.setup()

from nennep.workbench.models import ListRun  # noqa: E402
from nennep.workbench.queries import findings, people  # noqa: E402
from nennep.workbench.queries.pairs import PairList, Pairs, comparisons  # noqa: E402
from nennep.workbench.running import carry_out  # noqa: E402

TIMES, RESULT = 15, "result"


class Kept(ListRun):
    """A run that no database knows."""

    class Meta:
        proxy = True
        app_label = "workbench"

    place: Path

    @property
    def folder(self) -> Path:
        return self.place


class Said(Pairs):
    def __init__(self, run: ListRun) -> None:
        self.run, self.holding = run, {}


def matched(rows: int, folder: Path) -> Kept:
    run = Kept(result=RESULT)
    run.place = folder
    if not run.is_here:
        given = folder / "given"
        files = [path for path in write(given, Order(rows, 7, 1), Shape()) if path.suffix == ".csv"]
        names = sorted(path.name for path in files if path.name != "units.csv")
        order: dict[str, Any] = {"files": names}
        (folder / "order.json").write_text(json.dumps(order), "utf-8")
        carry_out("look", folder, print)
        mappings: dict[str, Any] = {}
        for sheet in json.loads((folder / "looks.json").read_text("utf-8")):
            columns = {column["letter"]: column["proposed"] for column in sheet["columns"]}
            mappings.setdefault(sheet["source"], {})[sheet["name"]] = columns
        order |= {"out": RESULT, "mappings": mappings, "units": {}, "decided": [], "before": ""}
        (folder / "order.json").write_text(json.dumps({**order, "today": date.today().isoformat()}), "utf-8")
        print(carry_out("match", folder, print))
    return run


def pages(run: Kept) -> dict[str, Callable[[], object]]:
    def result() -> None:
        findings.heat_of(run, "source", 0, 50)
        findings.heat_of(run, "cell", 0, 30)
        pairs = Said(run)
        _ = pairs.waiting, pairs.stale

    def listed(rows: Any, place: int) -> None:
        start = min(place, max(0, len(rows) - 50))
        _ = rows[start : start + 50]

    def one_pair() -> None:
        pairs = Said(run)
        row = pairs.of_key(pairs.key_at(pairs.waiting[len(pairs.waiting) // 2]))
        assert row
        comparisons(row)
        pairs.after(row["n"])

    every = findings.Wanted()
    return {
        "result": result,
        "findings, first": lambda: listed(findings.findings_of(run, every), 0),
        "findings, deep": lambda: listed(findings.findings_of(run, every), 150_000),
        "findings, one rule": lambda: listed(findings.findings_of(run, findings.Wanted(rule="missing")), 100),
        "pairs waiting": lambda: listed(PairList(Said(run), "waiting"), 0),
        "pairs sure": lambda: listed(PairList(Said(run), "sure"), 0),
        "one pair": one_pair,
        "clean list": lambda: listed(people.people_list(run, only_conflicts=False), 150_000),
        "clean list, conflicts": lambda: listed(people.people_list(run, only_conflicts=True), 100),
    }


def main(rows: int, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, ask in pages(matched(rows, folder)).items():
        ask()
        spent = sorted(timed(ask) for _ in range(TIMES))
        print(f"{name:24} p50 {spent[TIMES // 2]:5.0f}  p95 {spent[-1]:5.0f}")


def timed(ask: Callable[[], object]) -> float:
    began = time.process_time()
    ask()
    return (time.process_time() - began) * 1000


if __name__ == "__main__":
    given = sys.argv[1:]
    main(int(given[0]) if given else 243_544, Path(given[1] if len(given) > 1 else "var/bench-lists"))
