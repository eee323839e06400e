"""Plain text in any encoding that a Vietnamese office still meets."""

import codecs
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from nennep.lib.cleaning import breaks, clean
from nennep.lib.guard.refusals import refusal
from nennep.lib.legacy import Converter, Encoding, convert, tokens
from nennep.lib.syllables import plausible
from nennep.reading.formats.columns import split_columns
from nennep.reading.source import Form, Line, Source, Table

Block = Line | Table

LONGEST = 8 * 1024 * 1024  # bytes; four thousand pages
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
FEW = 0.002  # share of characters that may be broken in text still taken for UTF-8

_MARKDOWN_ROW = re.compile(r"\s*\|(.*)\|\s*")
_RULE_ROW = re.compile(r"[\s|:+=_-]+")


def read(path: Path) -> Source:
    content = path.read_bytes()
    if len(content) > LONGEST:
        raise refusal("too_large", limit=LONGEST // 1024 // 1024)
    text, notes = decode(content)
    converter = Converter()
    blocks = split_columns(list(_blocks([converter.line(line) for line in breaks_by_page(text)])))
    if not blocks:
        raise refusal("no_text")
    return Source(tuple(blocks), Form.TXT, (*notes, *converter.notes))


def breaks_by_page(text: str) -> list[str]:
    """Lines; a form feed stays at the head of the first line of its page."""
    return "\n\f".join(breaks(page) for page in text.split("\f")).split("\n")


def decode(content: bytes) -> tuple[str, tuple[str, ...]]:
    """Text, and what was done to get it."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return content.decode(encoding, errors="replace"), ()
    wide = _utf16_without_mark(content)
    if wide:
        return content.decode(wide, errors="replace"), ("Đã đọc tệp theo bảng mã UTF-16.",)
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError:
        text = content.decode("utf-8", errors="replace")
    if text.count("\ufffd") <= max(2, len(text) * FEW) and not text.replace("\ufffd", "").isascii():
        return text, (f"Tệp có {text.count(chr(0xFFFD))} ký tự hỏng.",)
    return _eight_bits(content)


def _utf16_without_mark(content: bytes) -> str | None:
    """Spaces, figures and plain letters leave zeros on one side of each pair."""
    head = content[:4000]
    low, high = head[0::2].count(0), head[1::2].count(0)
    half = max(1, len(head) // 2)
    if high > half * 0.3 and low < half * 0.02:
        return "utf-16-le"
    return "utf-16-be" if low > half * 0.3 and high < half * 0.02 else None


def _eight_bits(content: bytes) -> tuple[str, tuple[str, ...]]:
    """The reading with the largest share of possible syllables."""
    latin = content.decode("latin-1")
    readings = {
        "Windows-1258": clean_lines(content.decode("cp1258", errors="replace")),
        "TCVN3": convert(latin, Encoding.TCVN3),
        "VNI": convert(latin, Encoding.VNI),
    }
    shares = {name: plausible(tokens(text[:20_000])) for name, text in readings.items()}
    best = max(shares, key=lambda name: shares[name])
    if shares[best] < 0.5:
        best = "Windows-1258"
    return readings[best], (f"Đã chuyển chữ từ bảng mã {best} sang Unicode.",)


def clean_lines(text: str) -> str:
    """Windows-1258 writes tones apart; put together line by line, so that syllables can be judged."""
    return "\n".join(clean(line) for line in breaks(text).split("\n"))


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    """Lines with their tabs still in, and tables."""
    page, place, gap = 0, 0, False
    while place < len(lines):
        page += lines[place].startswith("\f")
        rows = _table_at(lines, place)
        if rows:
            yield Table(_even([row for row in rows if row]), page)
            place += len(rows)
            gap = False
            continue
        text = lines[place].lstrip("\f")
        if clean(text):
            yield Line(text, page=page, gap=gap)
        gap = not clean(text)
        place += 1


def _table_at(lines: Sequence[str], place: int) -> list[tuple[str, ...]]:
    """Rows of a table that begins here, one per line (a ruling line gives an empty row); no table, no rows."""
    split = _markdown_cells if _markdown_cells(lines[place]) is not None else _tabbed_cells
    rows: list[tuple[str, ...]] = []
    for line in lines[place:]:
        cells = split(line)
        if cells is None:
            break
        rows.append(cells)
    filled = [row for row in rows if row]
    return rows if len(filled) >= 2 and max(map(len, filled)) >= 2 else []


def _markdown_cells(line: str) -> tuple[str, ...] | None:
    found = _MARKDOWN_ROW.fullmatch(line)
    if found is None:
        return () if "+-" in line and _RULE_ROW.fullmatch(line) else None
    return () if _RULE_ROW.fullmatch(line) else tuple(clean(cell) for cell in found[1].split("|"))


def _tabbed_cells(line: str) -> tuple[str, ...] | None:
    """Three columns or more, as copied from a spreadsheet."""
    cells = tuple(clean(cell) for cell in line.split("\t"))
    return cells if len(cells) >= 3 and sum(map(bool, cells)) >= 2 else None


def _even(rows: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    width = max(map(len, rows))
    return tuple(row + ("",) * (width - len(row)) for row in rows)
