"""A large sheet of an .xlsx cut into workbooks of some rows each, which two processes then read at once."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from lxml import etree

BLOCK = 4 * 1024 * 1024
LARGE = 64 * 1024 * 1024  # bytes of a sheet's XML from which the cutting is worth its while
PIECE = 32 * 1024 * 1024
WORDS = 8 * 1024 * 1024  # bytes of shared strings, which every piece reads again: with more the pieces are two
_BEGIN = b"<sheetData>"
# The next row begins in column A with something in it: so neither its number nor its first letter can be mistaken.
_CUT = re.compile(rb'</row>\s*(<row [^>]*?\br="(\d+)"[^>]*>\s*<c r="A\2"[^>]*[^>/]>(?:<f>[^<]*</f>)?<(?:v|is)>)')
_ENDS = b"</sheetData></worksheet>"
_NEEDED = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/(?:_rels/)?(?:workbook|styles|sharedStrings)\.xml(?:\.rels)?"
)
_SHEET, _RELATION = "{*}sheets/{*}sheet", "{*}Relationship"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True)
class Piece:
    first_row: int  # as Excel counts
    book: Path


def parts_of(path: str) -> dict[str, str]:
    """Sheet → the part of the archive that holds it; empty where that is not plain to see."""
    try:
        with zipfile.ZipFile(path) as archive:
            sheets = _tree(archive.read("xl/workbook.xml")).iterfind(_SHEET)
            relations = _tree(archive.read("xl/_rels/workbook.xml.rels")).iterfind(_RELATION)
            targets = {str(one.get("Id")): str(one.get("Target")) for one in relations}
            return {str(one.get("name")): _part(targets[str(one.get(_ID))]) for one in sheets}
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, OSError):
        return {}


def _tree(content: bytes) -> etree._Element:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))


def _part(target: str) -> str:
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def pieces(path: str, part: str, folder: Path, size: int = PIECE) -> Iterator[Piece]:
    """The whole sheet piece by piece, as they are cut; at the least one."""
    with zipfile.ZipFile(path) as archive, archive.open(part) as stream:
        for number, (first_row, xml) in enumerate(_cut(stream, size)):
            book = folder / f"piece-{number}.xlsx"
            _write(archive, part, xml, book)
            yield Piece(first_row, book)


def size_of(path: str, part: str) -> tuple[int, int]:
    """Bytes of the sheet, and of a piece of it."""
    with zipfile.ZipFile(path) as archive:
        whole = {entry.filename: entry.file_size for entry in archive.infolist()}
    words = whole.get("xl/sharedStrings.xml", 0)
    return whole.get(part, 0), PIECE if words < WORDS else max(PIECE, whole.get(part, 0) // 2 + BLOCK)


def _cut(stream: IO[bytes], size: int) -> Iterator[tuple[int, bytes]]:
    held = bytearray(stream.read(BLOCK))
    start = held.find(_BEGIN) + len(_BEGIN)
    head, first_row = bytes(held[:start] if start >= len(_BEGIN) else b""), 1
    while block := stream.read(BLOCK):
        found = _CUT.search(block) if head and len(held) + len(block) >= size else None
        if found is None:
            held += block
            continue
        yield first_row, bytes(held) + block[: found.start(1)] + _ENDS
        first_row, held = int(found[2]), bytearray(head + block[found.start(1) :])
    yield first_row, bytes(held)


def _write(archive: zipfile.ZipFile, part: str, xml: bytes, to: Path) -> None:
    with zipfile.ZipFile(to, "w", zipfile.ZIP_STORED) as made:
        for entry in archive.infolist():
            if _NEEDED.fullmatch(entry.filename):
                made.writestr(entry.filename, archive.read(entry))
        made.writestr(part, xml)
