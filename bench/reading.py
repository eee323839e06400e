"""Pages a second of the reading engine, by format; one page is 3,000 characters.

“opening” is from the file to its text (in the process, without the guard and the sandbox), “reading” from the text to
clauses and tasks. Scans go through recognition and are left out unless `--scans` is given.
"""

import argparse
import sys
import time
from collections.abc import Callable
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


def report(file: Path, times: int) -> str:
    source: Source = open_source(file)
    calendar = WorkCalendar()
    opening = wall(lambda: open_source(file), 1 if "scan" in file.name else 3)
    reading = timed(lambda: read(source, calendar), times)
    pages = len(read(source, calendar).text) / PAGE
    shown = (file.name, f"{pages:.1f}", f"{opening * 1000:.0f}", f"{reading * 1000:.0f}", f"{pages / reading:.0f}")
    return "| " + " | ".join((*shown, f"{pages / (opening + reading):.1f}")) + " |"


def wall(work: Callable[[], object], times: int) -> float:
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began)
    return median(taken)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--scans", action="store_true")
    asked = parser.parse_args()
    print("| file | pages | opening, ms | reading, ms | reading, pages/s | both, pages/s |\n|---|---|---|---|---|---|")
    for name in (*NAMES, *(SCANS if asked.scans else ())):
        print(report(SAMPLES / name, asked.times))


if __name__ == "__main__":
    main()
