"""Pages of a .pdf: a bar lies over what tells the author, however the page is turned or cut (SECURITY-BAR B6)."""

import io
from collections.abc import Sequence
from typing import Any

import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, FloatObject, NameObject

from nennep.vault import stripping_pictures
from nennep.vault.stripping_pictures import SCALE, strip_pdf

TOLD = {"name": "Quách Thị Diệu Thảo", "number": "031088001234", "phone": "0905111222", "alias": "A7F3"}
TELLING = [
    "Quach Thi Dieu Thao",
    "QUACH THI DIEU THAO",
    "Dieu Thao",
    "0905111222",
    "0905 111 222",
    "0905.111.222",
    "031 088 001 234",
    "+84 905 111 222",
]
BOXES = [(), (40, 60, 400, 300), (-50, -30, 380, 290)]


def page_with(lines: Sequence[str], turned: int = 0, box: Sequence[float] = (), kind: str = "/CropBox") -> bytes:
    """Lines one below another in Helvetica; `box` moves where the page begins."""
    writer, out, drawing = PdfWriter(), io.BytesIO(), DecodedStreamObject()
    page = writer.add_blank_page(400, 300)
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    named = DictionaryObject({NameObject(name): NameObject(value) for name, value in font.items()})
    fonts = DictionaryObject({NameObject("/F1"): named})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    words = " ".join(f"1 0 0 1 80 {220 - 60 * n} Tm ({line}) Tj" for n, line in enumerate(lines))
    drawing.set_data(f"BT /F1 24 Tf {words} ET".encode())
    page[NameObject("/Contents")] = writer._add_object(drawing)
    if box:
        page[NameObject(kind)] = ArrayObject([FloatObject(side) for side in box])
    page.rotate(turned)
    writer.write(out)
    return out.getvalue()


def seen(data: bytes) -> Image.Image:
    drawn: Image.Image = pypdfium2.PdfDocument(data)[0].render(scale=SCALE).to_pil()
    return drawn.convert("L")


def legible(original: bytes, copy: bytes) -> float:
    """How much of the place where the original has its words is still light in the copy."""
    place = seen(original).point(lambda light: 255 if light < 128 else 0).getbbox()
    assert place is not None
    shades = seen(copy).crop(place).histogram()
    return sum(shades[100:]) / sum(shades)


def text_of(data: bytes) -> str:
    return str(pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range())


@pytest.mark.parametrize("telling", TELLING)
def test_a_bar_covers_what_tells_the_author_however_it_is_written(telling: str) -> None:
    original = page_with([telling])

    copy = strip_pdf(original, TOLD)

    assert telling in text_of(original)
    assert text_of(copy) == ""
    assert legible(original, copy) < 0.15


@pytest.mark.parametrize("kind", ["/CropBox", "/MediaBox"])
@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_page_that_is_turned_or_begins_elsewhere_is_covered_at_the_right_place(
    turned: int, box: Sequence[float], kind: str
) -> None:
    original = page_with(["Quach Thi Dieu Thao"], turned, box, kind)

    copy = strip_pdf(original, TOLD)

    assert seen(copy).size == seen(original).size
    assert legible(original, copy) < 0.15


def test_a_bar_that_is_left_out_or_put_elsewhere_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted faults."""
    original = page_with(["Quach Thi Dieu Thao"], 90)

    monkeypatch.setattr(stripping_pictures, "on_picture", lambda _page, _size, box: box)
    elsewhere = strip_pdf(original, TOLD)
    monkeypatch.setattr(stripping_pictures, "boxes_of", lambda *_given: [])

    assert legible(original, elsewhere) > 0.5
    assert legible(original, strip_pdf(original, TOLD)) > 0.5


def test_a_name_broken_over_lines_is_covered_and_other_lines_stay() -> None:
    original = page_with(["Toi la Quach Thi", "Dieu Thao", "thay quy sai"])

    was, copy = seen(original), seen(strip_pdf(original, TOLD))

    first, second, third = ((160, 140 + 120 * n, 700, 165 + 120 * n) for n in range(3))
    assert dark(copy, second) > 3 * dark(was, second)
    assert dark(copy, first) > 1.5 * dark(was, first)
    assert dark(copy, third) == pytest.approx(dark(was, third), rel=0.2)


def dark(picture: Image.Image, place: tuple[int, int, int, int]) -> int:
    return sum(picture.crop(place).histogram()[:100])


def test_what_was_noted_on_a_page_is_not_drawn() -> None:
    out, writer = io.BytesIO(), PdfWriter(io.BytesIO(page_with([])))
    note: Any = FreeText(text=TOLD["name"], rect=(80, 80, 300, 200), background_color="ff0000")
    writer.add_annotation(0, note)
    writer.write(out)

    assert dark(seen(out.getvalue()), (0, 0, 800, 600)) > 0
    assert dark(seen(strip_pdf(out.getvalue(), TOLD)), (0, 0, 800, 600)) == 0
