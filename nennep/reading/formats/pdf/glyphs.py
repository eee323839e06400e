"""Characters of a page with their places; y runs down from the upper left corner of the page as it is read."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import pypdfium2 as pdfium
import pypdfium2.raw as raw

MOST_GLYPHS = 200_000  # a page of text has three thousand
HYPHENS = {0x2: "-", 0xFFFE: "-", 0xAD: "-"}  # how pdfium names a hyphen at the end of a line


@dataclass(frozen=True, slots=True)
class Font:
    name: str
    bold: bool
    italic: bool


class Glyph(NamedTuple):  # a page has thousands: a tuple is made three times as fast as a frozen dataclass
    text: str
    left: float
    right: float
    top: float
    bottom: float
    base: float  # y of the baseline
    size: float  # height of the letters, ascenders and descenders included
    font: Font


# The text object as a bare address: unlike a pointer of its type, it is a key at once.
_object_of = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)(
    ctypes.cast(raw.FPDFText_GetTextObject, ctypes.c_void_p).value or 0
)


class Rect(Protocol):
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class Turn:
    """From the page's own coordinates (y up, not yet rotated) to those of a reader."""

    rotation: int
    box: tuple[float, float, float, float]

    def box_of(self, rect: Rect, x: float, y: float) -> tuple[float, float, float, float, float]:
        """Left, top, right, bottom and baseline of a letter whose origin is at x, y."""
        left, bottom, right, top = self.box
        match self.rotation:
            case 90:
                return rect.bottom - bottom, rect.left - left, rect.top - bottom, rect.right - left, x - left
            case 180:
                return right - rect.right, rect.bottom - bottom, right - rect.left, rect.top - bottom, y - bottom
            case 270:
                return top - rect.top, right - rect.right, top - rect.bottom, right - rect.left, right - x
            case _:
                return rect.left - left, top - rect.top, rect.right - left, top - rect.bottom, top - y


def glyphs(page: pdfium.PdfPage) -> Iterator[Glyph]:
    """In the order in which the file draws them, blanks included."""
    textpage = page.get_textpage()
    turn = Turn(page.get_rotation(), page.get_mediabox())
    fonts: dict[int, Font] = {}
    rect, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    given = textpage.raw
    for index in range(min(textpage.count_chars(), MOST_GLYPHS)):
        code = raw.FPDFText_GetUnicode(given, index)
        if code in (0, 10, 13):
            continue
        raw.FPDFText_GetLooseCharBox(given, index, rect)
        raw.FPDFText_GetCharOrigin(given, index, x, y)
        address = _object_of(given, index) or 0
        font = fonts.get(address)
        if font is None:
            font = fonts[address] = _font(given, index)
        left, top, right, bottom, base = turn.box_of(rect, x.value, y.value)
        yield Glyph(HYPHENS.get(code) or chr(code), left, right, top, bottom, base, bottom - top, font)


def _font(textpage: object, index: int) -> Font:
    buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    raw.FPDFText_GetFontInfo(textpage, index, buffer, len(buffer), flags)
    name = buffer.value.decode("utf-8", errors="replace").rpartition("+")[2]
    lowered = name.lower()
    bold = "bold" in lowered or "black" in lowered or raw.FPDFText_GetFontWeight(textpage, index) >= 600
    return Font(name, bold, "italic" in lowered or "oblique" in lowered)
