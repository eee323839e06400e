"""Pages a second of the reading engine, by format; one page is 3,000 characters.

“opening” is from the file to its text (in the process, without the guard and the sandbox), “reading” from the text to
clauses and tasks. Scans go through recognition and are left out unless `--scans` is given.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))
from nennep.lib.workdays import WorkCalendar  # noqa: E402
from nennep.reading.engine import read  # noqa: E402
from nennep.reading.files import open_source  # noqa: E402
from nennep.reading.source import Source  # noqa: E402

PAGE = 3_000
SAMPLES = ROOT / "nennep" / "samples"
NAMES = ("ket-luan-quy-4-2026.txt", "ket-luan-quy-4-2026.docx", "ket-luan-quy-4-2026.pdf")
SCANS = ("ket-luan-quy-4-2026-scan.pdf",)


def timed(work: Callable[[], object], times: int) -> float:
    """Median seconds, after one try that warms up."""
    work()
    taken = []
    for _ in range(times):
        began = time.process_time()
        work()
        taken.append(time.process_time() - began)
    return median(taken)


@dataclass(frozen=True)
class Speed:
    name: str
    pages: float
    opening: float  # seconds
    reading: float

    @property
    def line(self) -> str:
        took = f"{self.opening * 1000:.0f} | {self.reading * 1000:.0f}"
        rates = f"{self.pages / self.reading:.0f} | {self.pages / (self.opening + self.reading):.1f}"
        return f"| {self.name} | {self.pages:.1f} | {took} | {rates} |"


def speed_of(file: Path, times: int) -> Speed:
    source: Source = open_source(file)
    calendar = WorkCalendar()
    opening = wall(lambda: open_source(file), 1 if "scan" in file.name else 3)
    reading = timed(lambda: read(source, calendar), times)
    pages = len(read(source, calendar).text) / PAGE
    return Speed(file.name, pages, opening, reading)


def wall(work: Callable[[], object], times: int) -> float:
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return median(taken)


def speeds(scans: bool, times: int = 20) -> list[Speed]:
    return [speed_of(SAMPLES / name, times) for name in (*NAMES, *(SCANS if scans else ()))]


def table(found: list[Speed]) -> Iterator[str]:
    yield "| file | pages | opening, ms | reading, ms | reading, pages/s | both, pages/s |"
    yield "|---|---|---|---|---|---|"
    yield from (speed.line for speed in found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--scans", action="store_true")
    asked = parser.parse_args()
    print(*table(speeds(asked.scans, asked.times)), sep="\n")


if __name__ == "__main__":
    main()
