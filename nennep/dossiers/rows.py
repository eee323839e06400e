"""A list for people, as a file that Excel opens."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

MARK = "\ufeff"  # by it Excel knows UTF-8


def write_rows(path: Path, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(MARK)
        writer = csv.writer(file)
        writer.writerow(headings)
        writer.writerows([_as_text(cell) for cell in row] for row in rows)


def _as_text(cell: str) -> str:
    """What Excel would take for a formula stays text."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell
