"""The clean list as files that leave: .xlsx and .csv, every cell text, nothing that acts as a formula."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl
import xlsxwriter

from nennep.matching.fields import LABELS, Field
from nennep.workbench.child.merging import COLUMNS, PRECISIONS

HEADINGS = {
    "cluster": "Mã người",
    **{name: LABELS[Field(name)] for name in COLUMNS if name in set(Field)},
    **{f"{name}_precision": f"{LABELS[Field(name)]}: rõ đến" for name in PRECISIONS},
    "sources": "Nguồn (tệp · trang tính · dòng)",
    "conflicts": "Giá trị khác không lấy",
}
PRECISION_WORDS = {"day": "ngày", "month": "tháng", "year": "năm"}
WIDTHS = {"name": 26, "hometown": 36, "residence": 36, "cell": 28, "sources": 34, "conflicts": 44}
USUAL_WIDTH = 14  # characters
MOST_ROWS = 1_048_575  # of a sheet of Excel, below its heading
FORMULA = r"^[\s\p{Cf}]*[=+\-@＝＋－＠]"  # what a program may take for a formula
AT_ONCE = 20_000  # rows


def write_books(people: pl.DataFrame, out: Path) -> None:
    shown = as_text(people)
    write_csv(shown, out / "clean.csv")
    write_book(shown, out / "clean.xlsx")


def as_text(people: pl.DataFrame) -> pl.DataFrame:
    """Dates as the office writes them."""
    days = (pl.col(name).str.split("-").list.reverse().list.join("/") for name in PRECISIONS)
    words = (pl.col(f"{name}_precision").replace(PRECISION_WORDS) for name in PRECISIONS)
    return people.with_columns(*days, *words, pl.col("sources").list.join("; ")).select(COLUMNS).rename(HEADINGS)


def write_csv(shown: pl.DataFrame, to: Path) -> None:
    """With the mark by which Excel knows UTF-8; what looks like a formula bears a quote."""
    names = shown.columns
    safe = shown.with_columns(
        pl.when(pl.col(name).str.contains(FORMULA)).then("'" + pl.col(name)).otherwise(name).alias(name)
        for name in names
    )
    safe.write_csv(to, include_bom=True, line_terminator="\r\n")


def write_book(shown: pl.DataFrame, to: Path) -> None:
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(to, options) as book:
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        quoted = book.add_format({"quote_prefix": True})
        sheet = book.add_worksheet("Danh sách sạch")
        sheet.freeze_panes(1, 2)
        for place, (name, heading) in enumerate(zip(COLUMNS, shown.columns, strict=True)):
            sheet.set_column(place, place, WIDTHS.get(name, USUAL_WIDTH))
            sheet.write_string(0, place, heading, head)
        for line, cells in enumerate(rows_of(shown.head(MOST_ROWS)), 1):
            for place, (text, is_formula) in enumerate(cells):
                if text is not None:
                    sheet.write_string(line, place, text, quoted if is_formula else None)
        sheet.autofilter(0, 0, max(1, min(shown.height, MOST_ROWS)), len(shown.columns) - 1)


def rows_of(shown: pl.DataFrame) -> Iterator[Sequence[tuple[str | None, bool]]]:
    """Each cell with whether it looks like a formula."""
    for start in range(0, shown.height, AT_ONCE):
        some = shown.slice(start, AT_ONCE)
        marks = some.select(pl.all().str.contains(FORMULA).fill_null(False))
        for texts, signs in zip(some.iter_rows(), marks.iter_rows(), strict=True):
            yield list(zip(texts, signs, strict=True))
