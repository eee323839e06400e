"""A whole PDF → `Source`, or the list of its pages that must be recognised first."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from nennep.lib.guard.refusals import refusal
from nennep.lib.legacy import Converter, tokens
from nennep.lib.syllables import plausible
from nennep.reading.formats.pdf.glyphs import Glyph, glyphs
from nennep.reading.formats.pdf.grids import Grid, Place, continues, has_rules, inside, joined, read_grids
from nennep.reading.formats.pdf.layout import extent, lines
from nennep.reading.formats.pdf.rows import rows
from nennep.reading.formats.recognition import NeedsRecognition
from nennep.reading.source import Form, Line, Source, Table

MOST_PAGES = 2_000
FEW_LETTERS = 12  # a page with fewer is a picture with a page number
READABLE = 0.5  # share of accented words that must be syllables


Block = Line | Grid
_MISREAD_C = re.compile(r"^[_\s.]*[€©¢]\)\s*")
_PAGE_NUMBER = re.compile(r"[-–\s]*(?:Trang\s+)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–\s]*", re.IGNORECASE)


def read(path: str, scans: str = "") -> Source:
    """`scans`: a folder with `{page}.pdf` for each page that was recognised; without it, NeedsRecognition is raised."""
    document = open_pdf(Path(path))
    poor = [] if scans else [page for page in range(len(document)) if _is_poor(document[page])]
    if poor:
        raise NeedsRecognition(poor)
    recognised = _recognised(scans) if scans else {}
    places = [Place(recognised.get(n, Path(path)), 0 if n in recognised else n, n) for n in range(len(document))]
    return _read(places, recognised, document)


def read_scans(scans: str) -> Source:
    """A picture, all of whose pages were recognised."""
    recognised = _recognised(scans)
    return _read([Place(path, 0, number) for number, path in sorted(recognised.items())], recognised, None)


def _recognised(scans: str) -> dict[int, Path]:
    return {int(scan.stem): scan for scan in Path(scans).glob("*.pdf")}


def _read(places: list[Place], recognised: dict[int, Path], document: pdfium.PdfDocument | None) -> Source:
    converter = Converter()
    found: list[Block] = []
    for place in places:
        opened = open_pdf(place.path) if document is None or place.number in recognised else document
        found += _read_page(opened[place.index], place, converter)
    blocks = tuple(_label_mended(block) if recognised else block for block in _finished(found))
    if not blocks:
        raise refusal("no_text")
    form = Form.SCAN if len(recognised) * 2 >= len(places) else Form.PDF
    return Source(blocks, form, (*converter.notes, *_remarks(sorted(recognised), len(places))))


def _label_mended(block: Line | Table) -> Line | Table:
    """Recognition takes the `c` of a label for a sign of money: `_€) Ủy ban Kiểm tra …`."""
    return replace(block, text=_MISREAD_C.sub("c) ", block.text)) if isinstance(block, Line) else block


def open_pdf(path: Path) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        encrypted = raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower()
        raise refusal("encrypted" if encrypted else "damaged") from error
    if not 0 < len(document) <= MOST_PAGES:
        raise refusal("too_heavy" if len(document) else "damaged")
    return document


def _is_poor(page: pdfium.PdfPage) -> bool:
    """No text but something drawn, or text whose code points are not those of its letters."""
    textpage = page.get_textpage()
    text = textpage.get_text_range() if textpage.count_chars() else ""
    letters = [letter for letter in text if not letter.isspace()]
    if len(letters) < FEW_LETTERS:
        return _has_picture(page)
    unknown = sum(letter == "\ufffd" or "\ue000" <= letter <= "\uf8ff" or letter < " " for letter in letters)
    if unknown > 0.1 * len(letters):
        return True
    words = tokens(Converter().line(text))
    return len(words) >= 10 and plausible(words) < READABLE


def _has_picture(page: pdfium.PdfPage) -> bool:
    return any(True for _ in page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=4))


def _read_page(page: pdfium.PdfPage, place: Place, converter: Converter) -> list[Block]:
    found = list(glyphs(page))
    grids = _grids(place, found, converter) if has_rules(page) else []
    in_tables = {id(glyph) for grid in grids for glyph in inside(grid.box, found)}
    made = rows([glyph for glyph in found if id(glyph) not in in_tables], converter)
    whole = extent(made) if made else None
    blocks: list[Block] = []
    for grid in sorted(grids, key=lambda g: g.box[1]):
        above = [row for row in made if row[0].base < grid.box[3]]
        made = made[len(above) :]
        blocks += lines(above, place.number, whole) if whole else ()
        blocks.append(grid)
    return [*blocks, *lines(made, place.number, whole)] if whole else blocks


def _grids(place: Place, found: list[Glyph], converter: Converter) -> list[Grid]:
    """A table that pdfplumber cannot make out is read as lines: whatever it raises is no reason to refuse the file."""
    try:
        return read_grids(place, found, converter)
    except MemoryError:
        raise
    except Exception:
        return []


def _finished(blocks: list[Block]) -> Iterator[Line | Table]:
    """Parts of a table on consecutive pages become one; the page numbers between them come before it."""
    place = 0
    while place < len(blocks):
        block = blocks[place]
        place += 1
        if isinstance(block, Line):
            yield block
            continue
        whole = block
        while (more := _next_part(blocks, place, whole)) is not None:
            yield from (between for between in blocks[place:more] if isinstance(between, Line))
            part = blocks[more]
            assert isinstance(part, Grid)
            whole, place = joined(whole, part), more + 1
        yield Table(whole.rows, block.page)


def _next_part(blocks: list[Block], place: int, whole: Grid) -> int | None:
    """Where the table goes on, with nothing but page numbers before."""
    for more in range(place, min(place + 4, len(blocks))):
        block = blocks[more]
        if isinstance(block, Grid):
            return more if continues(whole, block) else None
        if not _PAGE_NUMBER.fullmatch(block.text):
            return None
    return None


def _remarks(recognised: list[int], count: int) -> Iterator[str]:
    if recognised:
        which = "Cả tệp" if len(recognised) == count else f"Trang {', '.join(str(n + 1) for n in recognised)}"
        yield f"{which} là bản quét, chữ do máy nhận dạng; cần đối chiếu với bản gốc."
