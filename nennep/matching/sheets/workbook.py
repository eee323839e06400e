"""Workbooks (.xlsx, .xlsm, .xlsb, .xls, .ods) → grids, read in a child that cannot take the machine with it."""

import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl

from nennep.lib.guard.refusals import refusal
from nennep.lib.sandbox import Job, Limits, answer, private_folder, python, python_environment
from nennep.matching.sheets.grid import Grid, numbered

# A sheet of 200,000 × 40 cells takes 0.7 GB and 5 s; Excel's own limit of rows takes five times that.
READER = Limits(memory_mb=6144, cpu_seconds=300, clock_seconds=900, file_mb=8192)
MOST_PARTS, MOST_UNPACKED = 5_000, 6 * 1024**3
MOST_RATIO, RATIO_FROM = 300, 256 * 1024**2  # honest lists pack ten to forty times
MIDNIGHT = r"^(\d{4}-\d{2}-\d{2})[T ]00:00:00$"


def read_workbook(path: Path) -> list[Grid]:
    with private_folder() as folder:
        given = folder / "given"
        given.symlink_to(path.resolve())
        command = python("nennep.matching.sheets.child", str(given), str(folder))
        found: Any = answer(Job(command, READER, folder, python_environment())).get("sheets", [])
        return [_grid(folder, sheet) for sheet in found]


def together(tables: Sequence[tuple[int, pl.DataFrame]]) -> pl.DataFrame:
    """One table of pieces with the number of their first row; empty rows between them are there again."""
    ends = [first_row for first_row, _ in tables[1:]] + [0]
    padded = [
        pl.concat([table, pl.DataFrame({"0": [None] * room}, schema={"0": pl.String})], how="diagonal")
        if (room := end - first_row - table.height) > 0
        else table
        for (first_row, table), end in zip(tables, ends, strict=True)
    ]
    return pl.concat(padded, how="diagonal", rechunk=True) if len(padded) > 1 else padded[0]


def _grid(folder: Path, sheet: dict[str, Any]) -> Grid:
    table = together([(first_row, pl.read_ipc(folder / file)) for first_row, file, _ in sheet["tables"]])
    table = table.with_columns(
        pl.col(column.name).str.replace(MIDNIGHT, "$1")
        for column in table.iter_columns()
        if column.str.ends_with("00:00:00").any()
    )
    return numbered(sheet["name"], table, first_column=sheet["first_column"])


def check_archive(path: Path) -> None:
    """BadFile for an archive that is no workbook, is locked, or would swell beyond all measure."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise refusal("damaged") from error
    unpacked, packed = sum(entry.file_size for entry in entries), sum(entry.compress_size for entry in entries)
    if len(entries) > MOST_PARTS or unpacked > MOST_UNPACKED:
        raise refusal("bomb")
    if unpacked > RATIO_FROM and unpacked > MOST_RATIO * max(packed, 1):
        raise refusal("bomb")
    if any(entry.flag_bits & 1 for entry in entries):
        raise refusal("encrypted")
    names = {entry.filename for entry in entries}
    if not any(name.startswith("xl/") for name in names) and "content.xml" not in names:
        raise refusal("wrong_type", found="tệp nén", wanted=WANTED)


WANTED = ["bảng tính (.xlsx, .xls, .xlsb, .ods)", "bảng chữ (.csv, .txt, .tsv)"]
