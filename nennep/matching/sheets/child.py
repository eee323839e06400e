"""`python -m nennep.matching.sheets.child FILE FOLDER`: runs in the sandbox, writes each sheet as a table of text.

Arrow files carry the cells: a workbook of eight million cells would not fit into an answer of JSON.
"""

import re
import sys
import zipfile
from pathlib import Path
from typing import Any

import fastexcel
import pyarrow as pa  # type: ignore[import-untyped]

from nennep.lib.guard.refusals import refusal
from nennep.lib.inside import tell

HEAD = 4 * 1024 * 1024  # bytes of a sheet looked at for a filled cell in its first column
_FIRST_COLUMN = re.compile(rb'<c r="A\d+"[^>]*[^>/]>(?:<f>[^<]*</f>)?<(?:v|is)>')
ERRORS = {"Div0": "#DIV/0!", "NA": "#N/A", "Name": "#NAME?", "Null": "#NULL!", "Num": "#NUM!", "Ref": "#REF!",
          "Value": "#VALUE!", "GettingData": "#GETTING_DATA"}  # fmt: skip
_ERROR = re.compile(r"Error\((\w+)\)")


def read(path: str, folder: str) -> list[dict[str, Any]]:
    try:
        book = fastexcel.read_excel(path)
        offsets = None if _all_begin_in_first_column(path) else _offsets(path)
        return [
            {"name": name, "first_column": offsets.get(name, 0) if offsets else 0, "file": file}
            for place, name in enumerate(book.sheet_names)
            if (file := _written(book, place, Path(folder)))
        ]
    except fastexcel.FastExcelError as error:
        raise refusal("encrypted" if "password" in str(error).lower() else "damaged") from error


def _written(book: fastexcel.ExcelReader, place: int, folder: Path) -> str:
    """The name of the file that holds the sheet; "" for an empty one."""
    # Without `skip_rows=0` empty rows at the top would be left out, and every number be wrong.
    sheet = book.load_sheet(place, header_row=None, skip_rows=0, dtypes="string")
    if not sheet.width or not sheet.height:
        return ""
    table, errors = sheet.to_arrow_with_errors()
    columns = table.columns
    for number in {error.position[1] for error in errors.errors} if errors else ():
        found = {e.position[0]: e.detail for e in errors.errors if e.position[1] == number} if errors else {}
        columns[number] = _with_errors(columns[number], found)
    names = [str(number) for number in range(len(columns))]
    file = f"{place}.arrow"
    batch = pa.RecordBatch.from_arrays(columns, names=names)
    with pa.OSFile(str(folder / file), "wb") as out, pa.ipc.new_file(out, batch.schema) as writer:
        writer.write_batch(batch)
    return file


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
