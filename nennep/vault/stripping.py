"""A copy of a file without what betrays its author: run as a program in a child process, bytes in, bytes out.

Nothing is cleaned in place: text and values are written into a new document, pages and pictures drawn anew, so that
what is not copied on purpose (author, company, comments, revisions, EXIF, hidden sheets, embedded files) is not there.
The names to strike out come first, as one line of JSON.
"""

import io
import json
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2
from docx import Document
from openpyxl import Workbook, load_workbook
from PIL import Image, ImageDraw, ImageOps

from nennep.vault.rules import name_forms
from nennep.vault.struck import strike

SCALE = 2  # 144 dots an inch
MOST_PIXELS = 60_000_000
MOST_PAGES, MOST_CELLS = 300, 200_000
TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
Told = dict[str, str]  # the identity, and the alias under "alias"


class TooMuch(Exception):
    pass


def strip(ending: str, data: bytes, told: Told) -> bytes:
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    return STRIPPERS[ending](data, told)


def struck(text: str, told: Told) -> str:
    return strike(text, told, told.get("alias", ""))


def strip_text(data: bytes, told: Told) -> bytes:
    return struck(data.decode("utf-8-sig", "replace"), told).encode()


def strip_docx(data: bytes, told: Told) -> bytes:
    """Paragraphs and tables in order, as plain paragraphs; neither comments nor what was deleted or drawn."""
    copy = Document()
    for line in lines_of(Document(io.BytesIO(data))):
        copy.add_paragraph(struck(line, told))
    forget_makers(copy.core_properties)
    package = copy.part.package
    for name in [name for name, rel in package.rels.items() if rel.reltype.endswith("/thumbnail")]:
        package.rels.pop(name)  # a picture of the library's own template
    out = io.BytesIO()
    copy.save(out)
    return out.getvalue()


def lines_of(document: Any) -> Iterator[str]:
    for paragraph in document.element.body.iter(f"{TEXT}p"):
        yield "".join(piece.text or "" for piece in paragraph.iter(f"{TEXT}t"))


def forget_makers(properties: Any) -> None:
    for name in ("author", "last_modified_by", "comments", "title", "subject", "keywords", "category"):
        setattr(properties, name, "")


def strip_xlsx(data: bytes, told: Told) -> bytes:
    """Values of what is to be seen; neither comments, formulas nor hidden sheets."""
    source, copy, left = load_workbook(io.BytesIO(data), read_only=True, data_only=True), Workbook(), MOST_CELLS
    copy.remove(copy.worksheets[0])
    shown = [sheet for sheet in source.worksheets if sheet.sheet_state == "visible"]
    for n, sheet in enumerate(shown, 1):
        into = copy.create_sheet(f"{n}")
        for row in sheet.iter_rows(values_only=True):
            left -= len(row)
            if left < 0:
                raise TooMuch
            into.append([plain_cell(value, told) for value in row])
    copy.properties.creator = ""
    out = io.BytesIO()
    copy.save(out)
    return out.getvalue()


def plain_cell(value: object, told: Told) -> object:
    """Text stays text: nothing becomes a formula."""
    if not isinstance(value, str):
        return value
    said = struck(value, told)
    return f"'{said}" if said[:1] in ("=", "+", "-", "@") else said


def strip_image(data: bytes, _told: Told) -> bytes:
    """The pixels alone, turned as they are seen."""
    with Image.open(io.BytesIO(data)) as source:
        seen = ImageOps.exif_transpose(source)
        form = "PNG" if source.format == "PNG" else "JPEG"
        clean = Image.new("RGB", seen.size, "white")
        clean.paste(seen.convert("RGB"))
    return saved(clean, form)


def saved(image: Image.Image, form: str) -> bytes:
    out = io.BytesIO()
    image.save(out, form, quality=85)
    return out.getvalue()


def strip_pdf(data: bytes, told: Told) -> bytes:
    """Pages drawn as pictures, with a bar over the name where the text of the page has it."""
    source = pypdfium2.PdfDocument(data)
    if len(source) > MOST_PAGES:
        raise TooMuch
    pages = [drawn(page, told) for page in source]
    copy = pypdfium2.PdfDocument.new()
    for picture, size in pages:
        page = copy.new_page(*size)
        image = pypdfium2.PdfImage.new(copy)
        image.load_jpeg(io.BytesIO(saved(picture, "JPEG")), inline=True)
        image.set_matrix(pypdfium2.PdfMatrix().scale(*size))
        page.insert_obj(image)
        page.gen_content()
    out = io.BytesIO()
    copy.save(out)
    return out.getvalue()


def drawn(page: Any, told: Told) -> tuple[Image.Image, tuple[float, float]]:
    size = page.get_size()
    if size[0] * size[1] * SCALE**2 > MOST_PIXELS:
        raise TooMuch
    picture = page.render(scale=SCALE).to_pil().convert("RGB")
    bars = ImageDraw.Draw(picture)
    for left, bottom, right, top in places_of(page, told):
        bars.rectangle((left * SCALE, (size[1] - top) * SCALE, right * SCALE, (size[1] - bottom) * SCALE), fill="black")
    return picture, size


def places_of(page: Any, told: Told) -> Iterator[tuple[float, float, float, float]]:
    text = page.get_textpage()
    for sought in (
        *name_forms(told.get("name", "")),
        *(told.get(field, "") for field in ("number", "phone", "address")),
    ):
        if len(sought) < 4:
            continue
        search = text.search(sought)
        while found := search.get_next():
            start, count = found
            yield from (text.get_rect(n) for n in range(text.count_rects(start, count)))


STRIPPERS: dict[str, Callable[[bytes, Told], bytes]] = {
    "txt": strip_text,
    "docx": strip_docx,
    "xlsx": strip_xlsx,
    "pdf": strip_pdf,
    "jpg": strip_image,
    "jpeg": strip_image,
    "png": strip_image,
}


def main() -> None:
    told = json.loads(sys.stdin.buffer.readline())
    sys.stdout.buffer.write(strip(told.pop("ending"), sys.stdin.buffer.read(), told))


if __name__ == "__main__":
    main()
