"""Characters of a page with their places; y runs down from the upper left corner of the page as it is read."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

MOST_GLYPHS = 200_000  # a page of text has three thousand
INVISIBLE = 3  # text render mode of a layer that OCR has put under a picture
HYPHENS = {0x2: "-", 0xFFFE: "-", 0xAD: "-"}  # how pdfium names a hyphen at the end of a line


@dataclass(frozen=True, slots=True)
class Font:
    name: str
    bold: bool
    italic: bool
    visible: bool


@dataclass(frozen=True, slots=True)
class Glyph:
    text: str
    left: float
    right: float
    top: float
    bottom: float
    base: float  # y of the baseline
    font: Font

    @property
    def size(self) -> float:
        return self.bottom - self.top


@dataclass(frozen=True)
class Turn:
    """From the page's own coordinates (y up, not yet rotated) to those of a reader."""

    rotation: int
    box: tuple[float, float, float, float]

    def point(self, x: float, y: float) -> tuple[float, float]:
        left, bottom, right, top = self.box
        match self.rotation:
            case 90:
                return y - bottom, x - left
            case 180:
                return right - x, y - bottom
            case 270:
                return top - y, right - x
            case _:
                return x - left, top - y


def glyphs(page: pdfium.PdfPage) -> Iterator[Glyph]:
    """In the order in which the file draws them, blanks included."""
    textpage = page.get_textpage()
    turn = Turn(page.get_rotation(), page.get_mediabox())
    fonts: dict[int, Font] = {}
    rect, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    for index in range(min(textpage.count_chars(), MOST_GLYPHS)):
        code = raw.FPDFText_GetUnicode(textpage, index)
        if code in (0, 10, 13):
            continue
        raw.FPDFText_GetLooseCharBox(textpage, index, rect)
        raw.FPDFText_GetCharOrigin(textpage, index, x, y)
        drawn = raw.FPDFText_GetTextObject(textpage, index)
        address = ctypes.cast(drawn, ctypes.c_void_p).value or 0
        if address not in fonts:
            fonts[address] = _font(textpage, index, drawn if address else None)
        x1, y1 = turn.point(rect.left, rect.top)
        x2, y2 = turn.point(rect.right, rect.bottom)
        base = turn.point(x.value, y.value)[1] if turn.rotation in (0, 180) else max(y1, y2)
        text = HYPHENS.get(code) or chr(code)
        yield Glyph(text, min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2), base, fonts[address])


def _font(textpage: pdfium.PdfTextPage, index: int, drawn: object) -> Font:
    buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    raw.FPDFText_GetFontInfo(textpage, index, buffer, len(buffer), flags)
    name = buffer.value.decode("utf-8", errors="replace").rpartition("+")[2]
    lowered = name.lower()
    bold = "bold" in lowered or "black" in lowered or raw.FPDFText_GetFontWeight(textpage, index) >= 600
    italic = "italic" in lowered or "oblique" in lowered
    mode = raw.FPDFTextObj_GetTextRenderMode(drawn) if drawn else 0
    return Font(name, bold, italic, mode != INVISIBLE)
