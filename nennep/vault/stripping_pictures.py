"""Pictures as their pixels, pages as pictures: nothing of a file but what is seen of it."""

import io
from collections.abc import Iterator
from ctypes import c_int
from typing import Any

import pypdfium2
from PIL import Image, ImageDraw, ImageOps
from pypdfium2 import raw

from nennep.vault.struck import finds

SCALE = 2  # 144 dots an inch
MARGIN = 2  # dots around a letter
MOST_PIXELS = 60_000_000
MOST_PAGES = 300
Box = tuple[float, float, float, float]
Image.MAX_IMAGE_PIXELS = MOST_PIXELS


def strip_image(data: bytes, _told: dict[str, str]) -> bytes:
    """The pixels alone, turned as they are seen; what is transparent is white, whatever lies there."""
    with Image.open(io.BytesIO(data)) as source:
        seen = ImageOps.exif_transpose(source)
        form = "PNG" if source.format == "PNG" else "JPEG"
        clean = Image.new("RGB", seen.size, "white")
        if seen.has_transparency_data:
            layered = seen.convert("RGBA")
            clean.paste(layered, mask=layered)
        else:
            clean.paste(seen.convert("RGB"))
    return saved(clean, form)


def saved(image: Image.Image, form: str) -> bytes:
    out = io.BytesIO()
    image.save(out, form, quality=85)
    return out.getvalue()


def strip_pdf(data: bytes, told: dict[str, str]) -> bytes:
    """Pages drawn as pictures without what was noted on them, a bar over whatever the text of the page tells."""
    source = pypdfium2.PdfDocument(data)
    if len(source) > MOST_PAGES:
        raise ValueError("too many pages")
    copy = pypdfium2.PdfDocument.new()
    for original in source:
        size = original.get_size()
        page = copy.new_page(*size)
        image = pypdfium2.PdfImage.new(copy)
        image.load_jpeg(io.BytesIO(saved(drawn(original, told), "JPEG")), inline=True)
        image.set_matrix(pypdfium2.PdfMatrix().scale(*size))
        page.insert_obj(image)
        page.gen_content()
    out = io.BytesIO()
    copy.save(out)
    return out.getvalue()


def drawn(page: Any, told: dict[str, str]) -> Image.Image:
    width, height = page.get_size()
    if width * height * SCALE**2 > MOST_PIXELS:
        raise ValueError("too large a page")
    picture: Image.Image = page.render(scale=SCALE, draw_annots=False).to_pil().convert("RGB")
    bars = ImageDraw.Draw(picture)
    for box in boxes_of(page, told):
        bars.rectangle(on_picture(page, picture.size, box), fill="black")
    return picture


def boxes_of(page: Any, told: dict[str, str]) -> Iterator[Box]:
    """Around every letter that tells the author, as the page itself measures."""
    text = page.get_textpage()
    said = "".join(sign_at(text, n) for n in range(text.count_chars()))
    for found in finds(said, told, ""):
        yield from (text.get_charbox(n, loose=True) for n in range(found.start, found.end) if said[n] != " ")


def sign_at(text: Any, n: int) -> str:
    """What joins two lines, a broken word, is a space."""
    sign = chr(raw.FPDFText_GetUnicode(text, n))
    return sign if sign.isprintable() else " "


def on_picture(page: Any, size: tuple[int, int], box: Box) -> Box:
    """However the page is turned or cut."""
    left, bottom, right, top = box
    one, other = dot_of(page, size, left, bottom), dot_of(page, size, right, top)
    (x1, x2), (y1, y2) = (sorted(pair) for pair in zip(one, other, strict=True))
    return x1 - MARGIN, y1 - MARGIN, x2 + MARGIN, y2 + MARGIN


def dot_of(page: Any, size: tuple[int, int], x: float, y: float) -> tuple[int, int]:
    across, down = c_int(), c_int()
    if not raw.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, across, down):
        raise ValueError("nowhere on the page")
    return across.value, down.value
