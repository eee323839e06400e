"""`python -m nennep.matching.sheets.child FILE FOLDER`: runs in the sandbox, writes each sheet as a table of text.

Arrow files carry the cells: a workbook of eight million cells would not fit into an answer of JSON.
"""

import multiprocessing
import re
import sys
import zipfile
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import fastexcel
import pyarrow as pa  # type: ignore[import-untyped]

from nennep.lib.guard.refusals import refusal
from nennep.lib.inside import tell
from nennep.matching.sheets.splitting import LARGE, Piece, parts_of, pieces, size_of

AT_ONCE = 2  # processes
MOST_WAITING = 3  # pieces that are cut and not yet read
HEAD = 4 * 1024 * 1024  # bytes of a sheet looked at for a filled cell in its first column
_FIRST_COLUMN = re.compile(rb'<c r="A\d+"[^>]*[^>/]>(?:<f>[^<]*</f>)?<(?:v|is)>')
ERRORS = {"Div0": "#DIV/0!", "NA": "#N/A", "Name": "#NAME?", "Null": "#NULL!", "Num": "#NUM!", "Ref": "#REF!",
          "Value": "#VALUE!", "GettingData": "#GETTING_DATA"}  # fmt: skip
_ERROR = re.compile(r"Error\((\w+)\)")


def read(path: str, folder: str) -> list[dict[str, Any]]:
    try:
        book = fastexcel.read_excel(path)
        offsets = None if _all_begin_in_first_column(path) else _offsets(path)
        parts = parts_of(path) if offsets is None else {}
        sheets = []
        for place, name in enumerate(book.sheet_names):
            whole, size = size_of(path, parts[name]) if name in parts else (0, 0)
            rows = Rows(name, Path(folder), place)
            tables = _in_pieces(rows, pieces(path, parts[name], Path(folder), size)) if whole >= LARGE else []
            if not tables and (read := _written(book, replace(rows, first=True))):
                tables = [(1, *read)]
            if tables:
                sheets.append({"name": name, "first_column": offsets.get(name, 0) if offsets else 0, "tables": tables})
        return sheets
    except fastexcel.FastExcelError as error:
        raise refusal("encrypted" if "password" in str(error).lower() else "damaged") from error


@dataclass(frozen=True)
class Rows:
    """Some rows of a sheet, and where they go."""

    sheet: str
    folder: Path
    place: int
    first: bool = False  # the sheet's first, before which empty ones may stand


def _in_pieces(rows: Rows, found: Iterator[Piece]) -> list[tuple[int, str, int]]:
    """First row, file and height of each; nothing where the pieces do not fit together."""
    waiting: list[tuple[int, Future[tuple[str, int]]]] = []
    with ProcessPoolExecutor(AT_ONCE, multiprocessing.get_context("fork")) as pool:
        for number, piece in enumerate(found):
            given = replace(rows, first=number == 0)
            waiting.append((piece.first_row, pool.submit(_piece, piece.book, given)))
            if number >= MOST_WAITING:
                waiting[number - MOST_WAITING][1].result()
        tables = [(first_row, *future.result()) for first_row, future in waiting]
    fits = all(first + height <= then for (first, _, height), (then, _, _) in pairwise(tables))
    return tables if fits and all(file for _, file, _ in tables) else []


def _piece(book: Path, rows: Rows) -> tuple[str, int]:
    made = _written(fastexcel.read_excel(str(book)), rows, book.stem)
    book.unlink()
    return made or ("", 0)


def _written(book: fastexcel.ExcelReader, rows: Rows, called: str = "whole") -> tuple[str, int] | None:
    """The name of the file that holds the rows, and their number; None for an empty sheet."""
    # Without `skip_rows=0` empty rows at the top would be left out, and every number be wrong.
    skip = 0 if rows.first else None
    sheet = book.load_sheet(rows.sheet, header_row=None, skip_rows=skip, dtypes="string")
    if not sheet.width or not sheet.height:
        return None
    table, errors = sheet.to_arrow_with_errors()
    columns = table.columns
    for number in {error.position[1] for error in errors.errors} if errors else ():
        found = {e.position[0]: e.detail for e in errors.errors if e.position[1] == number} if errors else {}
        columns[number] = _with_errors(columns[number], found)
    names = [str(number) for number in range(len(columns))]
    file = f"{rows.place}-{called}.arrow"
    batch = pa.RecordBatch.from_arrays(columns, names=names)
    with pa.OSFile(str(rows.folder / file), "wb") as out, pa.ipc.new_file(out, batch.schema) as writer:
        writer.write_batch(batch)
    return file, batch.num_rows


def _with_errors(column: Any, found: dict[int, str]) -> Any:
    """What Excel shows for a formula that failed is what the office saw."""
    cells = column.to_pylist()
    for row, detail in found.items():
        name = _ERROR.search(detail)
        if name and row < len(cells):
            cells[row] = ERRORS.get(name[1], f"#{name[1].upper()}")
    return pa.array(cells, pa.string())


def _all_begin_in_first_column(path: str) -> bool:
    """Whether every sheet of an .xlsx has something in column A near its top: then no letter is shifted."""
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        parts = [name for name in archive.namelist() if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name)]
        return bool(parts) and all(_FIRST_COLUMN.search(_head(archive, part)) for part in parts)


def _head(archive: zipfile.ZipFile, part: str) -> bytes:
    with archive.open(part) as stream:
        return stream.read(HEAD)


def _offsets(path: str) -> dict[str, int]:
    """Sheet → its first column with anything in it, which fastexcel counts from but does not tell."""
    # Loaded here: it reads the whole workbook a second time, which few files need.
    from python_calamine import CalamineWorkbook, WorksheetNotFound  # noqa: PLC0415

    found = {}
    with CalamineWorkbook.from_path(path) as book:
        for name in book.sheet_names:
            try:
                start = book.get_sheet_by_name(name).start
            except WorksheetNotFound:  # a chart
                continue
            found[name] = start[1] if start else 0
    return found


if __name__ == "__main__":
    tell(lambda: {"sheets": read(sys.argv[1], sys.argv[2])})
