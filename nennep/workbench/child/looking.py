"""Files just received: looked at by the guard, opened, and a mapping proposed for every sheet."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl

from nennep.lib.errors import BadFile
from nennep.lib.guard import Kind, Limits, inspect
from nennep.lib.guard.compound import OTHERS
from nennep.matching.mapping import fingerprint, propose
from nennep.matching.model import Sheet
from nennep.matching.sheets.opening import open_sheets
from nennep.workbench.child.places import GIVEN, LOOKS, ORDER
from nennep.workbench.rules import SAMPLES

KINDS = frozenset({Kind.XLSX, Kind.ODS, Kind.TXT})
# The guard looks into these and names them, but gives them to no reader of its own; the engine reads both.
ALSO_READ = (OTHERS["workbook"], "trang web hoặc tệp XML")
MB = 1024 * 1024
LARGE = Limits(file=2048 * MB, unpacked=1024 * MB, part=1024 * MB)  # an honest list of 20,000 rows unpacks to 18 MB
LONGEST_SAMPLE = 60  # characters


def look(folder: Path, tell: Callable[[str], None]) -> dict[str, Any]:
    """Writes `looks.json`. Raises BadFile, with the name of the file in its sentence."""
    names: list[str] = json.loads((folder / ORDER).read_text("utf-8"))["files"]
    sheets: list[dict[str, Any]] = []
    for name in names:
        tell(f"Đọc {name}")
        sheets += [look_at(sheet) for sheet in _sheets(folder / GIVEN / name)]
    (folder / LOOKS).write_text(json.dumps(sheets, ensure_ascii=False), "utf-8")
    return {"sheets": len(sheets)}


def _sheets(file: Path) -> list[Sheet]:
    try:
        let_in(file)
        return open_sheets(file)
    except BadFile as bad:
        raise BadFile(bad.code, f"“{{name}}”: {bad.sentence}", name=file.name, **bad.details) from bad


def let_in(file: Path) -> None:
    try:
        inspect(file, KINDS, LARGE)
    except BadFile as bad:
        if bad.code != "wrong_type" or bad.details["found"] not in ALSO_READ:
            raise


def look_at(sheet: Sheet) -> dict[str, Any]:
    proposed = propose(sheet)
    return {
        "source": sheet.source,
        "name": sheet.name,
        "fingerprint": fingerprint(sheet),
        "rows": sheet.rows_in,
        "records": sheet.raw.height,
        "asides": dict(Counter(sheet.asides["kind"].to_list())),
        "encodings": sorted({encoding.value for encoding in sheet.encodings.values()}),
        "columns": [
            {
                "letter": letter,
                "heading": sheet.headings.get(letter, ""),
                "samples": samples_of(sheet.text[letter]),
                "proposed": each.field,
                "sure": round(each.confidence, 2),
                "why": each.why,
            }
            for letter, each in proposed.items()
        ],
    }


def samples_of(column: pl.Series) -> list[str]:
    """The first values that differ."""
    return [text[:LONGEST_SAMPLE] for text in column.drop_nulls().unique(maintain_order=True).head(SAMPLES)]
