"""A grid → a `Sheet`: headings found, columns decoded, and every row either a record or set aside with its kind."""

import polars as pl

from nennep.matching.model import ROW, Aside, Sheet
from nennep.matching.sheets.asides import is_part_of_signature, kind_of
from nennep.matching.sheets.grid import Grid
from nennep.matching.sheets.headings import Headings, Line, find_headings, lines, plain
from nennep.matching.sheets.legacy_columns import decode
from nennep.matching.sheets.people import looks_like_person

SAMPLE = 300  # rows by which the column of names is found
NEAR = 8  # rows within which posts and names below a date belong to it
LONGEST_NO_LIST = 200  # rows
TAIL = 25  # rows at the end among which signatures are looked for
NAMES = frozenset({"ho", "ten", "name", "hoten", "hodem", "hovaten", "fullname"})
WORDS = (
    r"(?i)^\W*(t[oổ]ng|c[oộ]ng\W*$|c[oộ]ng\W+\d|total|b[ằa]ng ch[uữ]|[aấ]n đ[iị]nh|danh s[aá]ch|ng[uư][oờ]i l[aậ]p|"
    r"t/m|tm\.|k/t|kt\.|ghi ch[uú]|n[oơ]i nh[aậ]n|\(?\d{1,2}\)?$|\(?[aA]\)?$|(s[oố] )?tt$|stt|[ivxIVX]+\W*$)"
)


def sheet_of(source: str, grid: Grid) -> Sheet:
    cells, changed, encodings = decode(grid.cells)
    headings = find_headings(cells)
    found = _asides(cells, headings)
    out = [*found, *headings.rows]
    records = ~grid.cells[ROW].is_in(out)
    raw = grid.cells.filter(records)
    text = raw.with_columns(cells[name].filter(records) for name in changed)
    asides = pl.DataFrame(
        [(line.row, kind.value, _said(line)) for line, kind in found.values()],
        schema={ROW: pl.UInt32, "kind": pl.String, "text": pl.String}, orient="row",
    ).sort(ROW)  # fmt: skip
    return Sheet(source, grid.name, headings.names, raw, text, asides, encodings)


def _said(line: Line) -> str:
    return " | ".join(line.cells.values())


def _asides(cells: pl.DataFrame, headings: Headings) -> dict[int, tuple[Line, Aside]]:
    """Number → row and its kind."""
    first = headings.rows[0] if headings.rows else 0
    above = lines(cells.filter(pl.col(ROW) < first)) if first else []
    made = {line.row: (line, Aside.TITLE) for line in above}
    below = cells.filter(pl.col(ROW) > headings.rows[-1]) if headings.rows else cells
    if below.is_empty():
        return made
    name_column = _name_column(below, headings)
    suspect = below.select(ROW, _is_suspect(below, headings, name_column).fill_null(True).alias("suspect"))
    suspects = lines(below.filter(suspect["suspect"]))
    if _is_no_list(below, headings, name_column):
        return made | {line.row: (line, Aside.TITLE) for line in lines(below)}
    certain = suspect.filter(~pl.col("suspect"))[ROW]
    return made | _judged(suspects, headings, name_column, (certain.min(), certain.max()))


def _is_suspect(below: pl.DataFrame, headings: Headings, name_column: str | None) -> pl.Expr:
    """A cheap look at every row: few cells, no name, a telling first word, or a heading's own text."""
    names = [name for name in below.columns if name != ROW]
    filled = pl.sum_horizontal(pl.col(name).is_not_null() for name in names)
    usual = int(below.select(filled.median()).item() or 0)
    ends = pl.int_range(pl.len()) >= below.height - TAIL
    few = (filled <= max(1, usual // 3)) | (ends & (filled <= max(3, usual // 2)))
    begins = pl.coalesce(names[:3]).str.contains(WORDS) & (filled <= max(2, usual * 2 // 3))
    printed = pl.lit(False)
    for name, heading in list(headings.names.items())[:6]:
        parts = [part for part in heading.split(" / ") if part]
        if parts and name in names:
            printed = printed | pl.col(name).is_in([*parts, heading])
    marks = [pl.col(name).str.contains(r"^\W*(\d|[A-E])\W*$") for name in names[:3]]
    numbering = pl.sum_horizontal(mark.fill_null(False) for mark in marks) >= 2
    suspect = few | begins.fill_null(False) | printed.fill_null(False) | numbering
    if name_column is not None:
        suspect = suspect | pl.col(name_column).is_null()
    return suspect


def _judged(
    suspects: list[Line], headings: Headings, name_column: str | None, certain: tuple[object, object]
) -> dict[int, tuple[Line, Aside]]:
    """What each row says of itself, and where it stands: before, among or after the rows that are surely records."""
    made: dict[int, tuple[Line, Aside]] = {}
    first, last = (int(str(bound)) if bound is not None else None for bound in certain)
    signed_at = 0
    for line in suspects:
        kind = kind_of(line, headings, name_column)
        ended = last is None or line.row > last
        near = signed_at and (ended or line.row - signed_at <= NEAR)
        if near and (is_part_of_signature(line) if kind is None else ended and kind in {Aside.GROUP, Aside.TITLE}):
            kind = Aside.SIGNATURE
        above = not headings.rows and first is not None and line.row < first
        if kind is Aside.GROUP and above and not _names_cell(line):
            kind = Aside.TITLE
        if kind is Aside.SIGNATURE:
            signed_at = line.row
        elif kind is None:
            signed_at = 0
        if kind is not None:
            made[line.row] = (line, kind)
    return made


def _names_cell(line: Line) -> bool:
    return plain(line.first).startswith(("chi bo", "to dang"))


def _name_column(below: pl.DataFrame, headings: Headings) -> str | None:
    """By its heading, else the one with most persons' names."""
    names = [name for name in below.columns if name != ROW]
    for name in names:
        said = plain(headings.names.get(name, ""))
        if said.startswith(("ho ", "full name")) or said in NAMES:
            return name
    sample = below.head(SAMPLE)
    shares = {name: _share_of_persons(sample[name]) for name in names}
    best = max(names, key=lambda name: shares[name], default=None)
    return best if best is not None and shares[best] >= 0.5 else None


def _share_of_persons(column: pl.Series) -> float:
    texts = column.drop_nulls().to_list()
    return sum(map(looks_like_person, texts)) / len(texts) if len(texts) >= max(1, column.len() // 3) else 0.0


def _is_no_list(below: pl.DataFrame, headings: Headings, name_column: str | None) -> bool:
    """A cover, a page of instructions or a table of figures: no names, no long numbers, no dates.

    Without headings it must also hold hardly more than a text a row.
    """
    if name_column is not None or below.height > LONGEST_NO_LIST:
        return False
    names = [name for name in below.columns if name != ROW]
    joined = below.select(pl.concat_str(names, separator=" ", ignore_nulls=True).alias("text"))["text"]
    filled = below.select(pl.sum_horizontal(pl.col(name).is_not_null() for name in names).median()).item()
    telling = float(joined.str.contains(r"\d{8}|\d[./-]\d+[./-]\d").mean() or 0)  # type: ignore[arg-type]
    return telling < 0.3 and (bool(headings.rows) or float(filled) <= 2)
