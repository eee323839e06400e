"""Text files with a row a line (.csv, .tsv, .txt) → a grid; a record is one row even where a cell breaks lines.

A regular file goes to polars at once; one with broken lines in cells, stray quotes or rows longer than the rest is
read by the csv module, which is twenty times slower and takes what Excel takes.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import polars as pl

from nennep.matching.sheets.decoding import utf8
from nennep.matching.sheets.grid import Grid, numbered

DELIMITERS = (",", ";", "\t", "|")
SAMPLE, SAMPLE_ROWS = 256 * 1024, 400  # characters and rows looked at for the delimiter
BARE = "\x1f"  # a delimiter that no file has
MOST_BROKEN, LONGEST_BREAK = 20_000, 20  # cells that break lines, and into how many
MOST_COLUMNS = 16_384  # Excel's

csv.field_size_limit(64 * 1024 * 1024)


def read_delimited(path: Path) -> Grid:
    content = utf8(path.read_bytes())
    content, delimiter = _told(content)
    delimiter = delimiter or sniff(content[:SAMPLE].decode("utf-8", errors="ignore"))
    table = _fast(content, delimiter)
    return numbered("", _exact(content, delimiter) if table is None else table)


def _told(content: bytes) -> tuple[bytes, str]:
    """Without a first line `sep=;`, which Excel obeys and does not count."""
    line, _, rest = content[:16].partition(b"\n")
    if line[:4].lower() == b"sep=" and len(line.rstrip(b"\r")) == 5 and line[4] < 128:
        return content[len(line) + 1 :], chr(line[4])
    del rest
    return content, ""


def sniff(text: str) -> str:
    """The delimiter by which most rows have one and the same, and the largest, number of cells."""
    return max(DELIMITERS, key=lambda delimiter: _evenness(text, delimiter))


def _evenness(text: str, delimiter: str) -> float:
    rows = islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), SAMPLE_ROWS)
    widths = Counter(len(row) for row in rows if any(row))
    usual, count = max(widths.items(), key=lambda each: (each[1] * (each[0] > 1), each[0]), default=(1, 0))
    return count / max(1, widths.total()) * (usual - 1)


def _fast(content: bytes, delimiter: str) -> pl.DataFrame | None:
    """None where the file is not regular."""
    if not _has_plain_breaks(content):
        return None
    quoted = b'"' in content
    if quoted and not _is_regular(content, delimiter):
        return None
    width = max((len(row) for row in islice(_rows(content[:SAMPLE], delimiter), SAMPLE_ROWS)), default=1)
    names = [str(place) for place in range(width)]
    try:
        return pl.read_csv(
            delimiter.join(names).encode() + b"\n" + content, infer_schema=False, separator=delimiter,
            quote_char='"' if quoted else None,
        )  # fmt: skip
    except pl.exceptions.PolarsError:  # a row longer than the first ones
        return None


def _has_plain_breaks(content: bytes) -> bool:
    """Lines end as Unix or Windows end them; old Macs and bare returns in cells are for the slow way."""
    return content.count(b"\r") in (0, content.count(b"\r\n"))


def _is_regular(content: bytes, delimiter: str) -> bool:
    """Every quote opens or closes a cell, or is one of a pair; cells that break lines are few and short."""
    lines = pl.read_csv(
        b"line\n" + content, separator=BARE, quote_char=None, infer_schema=False, truncate_ragged_lines=True
    ).with_row_index("place")
    text = pl.col("line")
    suspect = lines.filter(text.str.contains('"', literal=True))
    odd = suspect.filter(text.str.count_matches('"', literal=True) % 2 == 1)["place"].to_list()
    spans = list(zip(odd[::2], odd[1::2], strict=False))
    if len(odd) % 2 or len(spans) > MOST_BROKEN or any(end - start > LONGEST_BREAK for start, end in spans):
        return False
    inside = [place for start, end in spans for place in range(start, end + 1)]
    broken = [" ".join(lines["line"][start : end + 1].fill_null("").to_list()) for start, end in spans]
    alone = suspect.filter(~pl.col("place").is_in(inside))["line"] if inside else suspect["line"]
    records = pl.concat([alone, pl.Series("line", broken, dtype=pl.String)])
    return bool(records.str.contains(_record(re.escape(delimiter))).all())


def _record(separator: str) -> str:
    """A row whose cells are bare, quoted whole, or `="0123"`, which polars takes as it stands."""
    cell = f'(?:[^"{separator}]*|"(?:[^"]|"")*"|="[^"]*")'
    return f"^{cell}(?:{separator}{cell})*\r?$"


def _rows(content: bytes, delimiter: str) -> Iterator[list[str]]:
    text = io.TextIOWrapper(io.BytesIO(content), encoding="utf-8", errors="ignore", newline="")
    return csv.reader(text, delimiter=delimiter)


def _exact(content: bytes, delimiter: str) -> pl.DataFrame:
    rows = list(_rows(content, delimiter))
    if _is_swallowed(rows, delimiter):
        text = content.decode("utf-8")
        rows = [line.split(delimiter) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    width = min(MOST_COLUMNS, max(map(len, rows), default=0))
    columns = {
        str(place): pl.Series([row[place] if place < len(row) else None for row in rows], dtype=pl.String)
        for place in range(width)
    }
    return pl.DataFrame(columns)


def _is_swallowed(rows: list[list[str]], delimiter: str) -> bool:
    """Whether a quote that nobody closed took whole rows into one cell."""
    width = Counter(map(len, rows)).most_common(1)[0][0] if rows else 0
    return any(
        cell.count("\n") >= 1 and sum(line.count(delimiter) >= width - 1 > 0 for line in cell.split("\n")[1:-1]) > 0
        for row in rows
        for cell in row
        if "\n" in cell
    )
