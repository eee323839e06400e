"""The lists as files, and beside them the truth: which row is which person, and whose twin."""

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import xlsxwriter

from bench.people.layouts import Listing, encoded, listing
from bench.people.records import Order, records

TRUTH, UNITS = "truth.parquet", "units.csv"
NAMES = {"A": "csdl-dang-vien", "B": "danh-sach-van-phong", "C": "pm-cu", "V": "ds-cu-vni", "D": "chi-bo-go-tay"}
# Encoding and separator of each source's .csv: the national software, Excel's "Unicode text", and the old programs.
CSV = {
    "A": ("utf-8-sig", ","),
    "B": ("utf-16", "\t"),
    "C": ("latin-1", ";"),
    "V": ("utf-8", ","),
    "D": ("utf-8-sig", ";"),
}
TITLES = (
    "ĐẢNG BỘ THÀNH PHỐ HẢI PHÒNG",
    "DANH SÁCH ĐẢNG VIÊN",
    "(Tính đến ngày 30/06/2026)",
)
SIGNED = ("NGƯỜI LẬP BIỂU", "T/M ĐẢNG ỦY\nBÍ THƯ", "Vũ Minh Khôi")


@dataclass(frozen=True)
class Shape:
    sources: str = "ABCVD"
    xlsx: bool = False
    dirty: bool = False  # titles, the row that numbers the columns, a row above each branch, totals, signatures


def write(folder: Path, order: Order, shape: Shape) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    made = records(order)
    twins = pl.concat([each.select("person", "twins") for each in made.values()]).unique()
    _units(made["A"]).write_csv(folder / UNITS)
    paths, truths = [], []
    for source in shape.sources:
        lines = encoded(pl.concat(_lines(listing(source, made.pop(source), order.flavour), source, shape)), source)
        path = folder / f"{NAMES[source]}.{'xlsx' if shape.xlsx else 'csv'}"
        sheet = _write(path, lines, source, shape)
        paths.append(path)
        truths.append(_truth(path.name, sheet, lines["person"]))
    truth = pl.concat(truths).join(twins, on="person", how="left", maintain_order="left")
    truth.write_parquet(folder / TRUTH)
    return paths


def _truth(source: str, sheet: str, persons: pl.Series) -> pl.DataFrame:
    rows = pl.DataFrame({"person": persons}).with_row_index("row", offset=1).drop_nulls()
    return rows.select(pl.lit(source).alias("source"), pl.lit(sheet).alias("sheet"), "row", "person")


def _lines(made: Listing, source: str, shape: Shape) -> Iterator[pl.DataFrame]:
    width = made.frame.width
    if shape.dirty:
        yield _asides([[title] for title in TITLES] + [[]], width)
    yield _asides([made.headings], width)
    if shape.dirty and source in "BD":
        yield _asides([[f"({number})" for number in range(1, width + 1)]], width)
    body = made.frame.with_columns(made.persons.alias("person"))
    yield _grouped(body, made.cells) if shape.dirty and source == "D" else body
    if shape.dirty:
        total = f"Tổng cộng: {body.height} đảng viên"
        yield _asides([[], [total], [], ["", SIGNED[0], "", "", SIGNED[1]], [], ["", "", "", "", SIGNED[2]]], width)


def _grouped(body: pl.DataFrame, cells: pl.Series) -> pl.DataFrame:
    first = pl.DataFrame({"cell": cells}).with_row_index("at").unique("cell", keep="first", maintain_order=True)
    titles = first.select(pl.col("cell").alias("c0"), pl.col("at").cast(pl.Float64) - 0.5)
    numbered = body.with_columns(pl.int_range(pl.len()).cast(pl.Float64).alias("at"))
    return pl.concat([numbered, titles], how="diagonal").sort("at").select(body.columns)


def _asides(rows: list[list[str]], width: int) -> pl.DataFrame:
    columns = {f"c{at}": [row[at] if at < len(row) and row[at] else None for row in rows] for at in range(width)}
    schema = dict.fromkeys(columns, pl.String)
    return pl.DataFrame(columns, schema=schema).with_columns(pl.lit(None, dtype=pl.UInt64).alias("person"))


def _write(path: Path, lines: pl.DataFrame, source: str, shape: Shape) -> str:
    """Returns the name of the sheet."""
    if shape.xlsx:
        return _workbook(path, lines.drop("person"), source)
    encoding, separator = CSV[source]
    held = io.BytesIO()
    lines.drop("person").write_csv(held, include_header=False, separator=separator, line_terminator="\r\n")
    if encoding.startswith("utf-8"):
        path.write_bytes(codecs.BOM_UTF8 * encoding.endswith("sig") + held.getvalue())
    else:
        path.write_bytes(held.getvalue().decode().encode(encoding, errors="replace"))
    return ""


def _workbook(path: Path, lines: pl.DataFrame, source: str) -> str:
    """Text as text; in the hand-made lists what is a number is one, as Excel makes it."""
    name, numbers = ("Sheet1", True) if source in "BD" else ("Danh sách", False)
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_urls": False})
    sheet = book.add_worksheet(name)
    for at, row in enumerate(lines.iter_rows()):
        for column, cell in enumerate(row):
            if cell is None:
                continue
            if numbers and cell.isdecimal() and cell[0] != "0":
                sheet.write_number(at, column, int(cell))
            else:
                sheet.write_string(at, column, cell)
    book.close()
    return name


def _units(national: pl.DataFrame) -> pl.DataFrame:
    """Code and name of every branch that the national list names."""
    named = national.select(code="unit_code", name="cell")
    return named.unique("code", keep="first", maintain_order=True).sort("code")
