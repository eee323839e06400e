"""`python -m nennep.imports.child FILE`: runs in the sandbox, prints every sheet of the workbook as text, as JSON."""

import sys
from datetime import date, datetime, time, timedelta
from typing import Any

from nennep.lib.guard.refusals import refusal
from nennep.lib.inside import tell

MOST_ROWS, MOST_COLUMNS = 50_000, 80
LONGEST = 32_767  # characters, Excel's own limit of a cell: a group of hundreds of units stands in one


def read(path: str) -> list[dict[str, Any]]:
    # Loaded here: the limits of memory must hold while the library itself is loaded, too.
    from python_calamine import CalamineWorkbook  # noqa: PLC0415

    found = []
    with CalamineWorkbook.from_path(path) as book:
        for about in book.sheets_metadata:
            sheet = book.get_sheet_by_name(about.name)
            if sheet.height > MOST_ROWS or sheet.width > MOST_COLUMNS * 10:
                raise refusal("too_heavy")
            first = sheet.start[0] if sheet.start else 0
            rows = [[text(cell) for cell in row[:MOST_COLUMNS]] for row in sheet.to_python(skip_empty_area=True)]
            found.append({"name": about.name, "first": first + 1, "rows": rows})
    return found


def text(value: object) -> str:
    """A cell as a person reads it: whole numbers without a point, dates as 25/06/2026."""
    if isinstance(value, bool):
        return "có" if value else ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time | timedelta):
        return str(value)
    return str(value)[:LONGEST].strip()


if __name__ == "__main__":
    tell(lambda: {"sheets": read(sys.argv[1])})
