"""A file → its sheets."""

import codecs
from pathlib import Path

from nennep.lib.guard.kinds import MAGIC, NAMES, Kind
from nennep.lib.guard.refusals import refusal
from nennep.matching.model import Sheet
from nennep.matching.sheets.delimited import read_delimited
from nennep.matching.sheets.grid import Grid
from nennep.matching.sheets.markup import is_markup, read_markup
from nennep.matching.sheets.records import sheet_of
from nennep.matching.sheets.workbook import WANTED, check_archive, read_workbook

HEAD = 64 * 1024
MOST_CONTROLS = 0.02  # share of control characters in text; a few NUL bytes are met in exports
_CONTROLS = bytes(set(range(32)) - {9, 10, 11, 12, 13, 26, 27})
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def open_sheets(path: Path) -> list[Sheet]:
    """Every sheet with anything in it, hidden ones too. Raises BadFile with one clear sentence."""
    if path.stat().st_size == 0:
        raise refusal("empty")
    sheets = [sheet_of(path.name, grid) for grid in open_grids(path) if grid.cells.height]
    if not sheets:
        raise refusal("no_text")
    return sheets


def open_grids(path: Path) -> list[Grid]:
    """By what the file holds, never by its name: exports named .xls are web pages as often as not."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    kind = next((kind for magic, kind in MAGIC if head.startswith(magic)), None)
    if kind == "zip":
        check_archive(path)
        return read_workbook(path)
    if kind == "ole":
        if _LOCKED in path.read_bytes():
            raise refusal("encrypted")
        return read_workbook(path)
    if head.startswith(b"%PDF"):
        kind = Kind.PDF
    if kind is not None and not (kind in {"ảnh BMP", "chương trình"} and _is_text(head)):
        raise refusal("wrong_type", found=NAMES[kind] if isinstance(kind, Kind) else kind, wanted=WANTED)
    if not _is_text(head):
        raise refusal("unknown_type", wanted=WANTED)
    if is_markup(head):
        return read_markup(path)
    return [read_delimited(path)]


def _is_text(head: bytes) -> bool:
    if head.startswith(_WIDE) or _looks_wide(head):
        return True
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls <= max(4, len(head) * MOST_CONTROLS)


def _looks_wide(head: bytes) -> bool:
    """UTF-16 without a mark: zeros on one side of the pairs only."""
    even, odd = head[0:4000:2].count(0), head[1:4000:2].count(0)
    most, least = max(even, odd), min(even, odd)
    return most > len(head[:4000]) * 0.1 and least <= most * 0.05
