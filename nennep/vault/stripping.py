"""A copy of a file without what betrays its author: run as a program in a child process, bytes in, bytes out.

Nothing is cleaned in place: text and values are written into a new document, pages and pictures drawn anew, so that
what is not copied on purpose (author, company, comments, revisions, EXIF, hidden parts, embedded files) is not there.
The names to strike out come first, as one line of JSON.
"""

import io
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from typing import Any

from docx import Document

from nennep.vault.stripping_pictures import strip_image, strip_pdf
from nennep.vault.stripping_sheets import strip_xlsx
from nennep.vault.struck import strike

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
AGAIN = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # a text box, told a second time
GONE = {f"{WORD}del", f"{WORD}moveFrom", AGAIN}
SPACES = {f"{WORD}tab": "\t", f"{WORD}br": "\n", f"{WORD}cr": "\n", f"{WORD}noBreakHyphen": "-"}
Told = dict[str, str]  # the identity, and the alias under "alias"


def strip(ending: str, data: bytes, told: Told) -> bytes:
    return STRIPPERS[ending](data, told)


def struck(text: str, told: Told) -> str:
    return strike(text, told, told.get("alias", ""))


def strip_text(data: bytes, told: Told) -> bytes:
    return struck(data.decode("utf-8-sig", "replace"), told).encode()


def strip_docx(data: bytes, told: Told) -> bytes:
    """What the body tells to a reader, in order, as plain paragraphs: no notes, headers, pictures, properties."""
    copy = Document()
    for line in struck("\n".join(lines_of(Document(io.BytesIO(data)))), told).split("\n"):
        copy.add_paragraph(line)
    forget_makers(copy.core_properties)
    package = copy.part.package
    for name in [name for name, rel in package.rels.items() if rel.reltype.endswith("/thumbnail")]:
        package.rels.pop(name)  # a picture of the library's own template
    out = io.BytesIO()
    copy.save(out)
    return out.getvalue()


def lines_of(document: Any) -> Iterator[str]:
    """Of paragraphs, cells and text boxes; a text box is a paragraph within a paragraph."""
    for paragraph in document.element.body.iter(f"{WORD}p"):
        if not any(above.tag in GONE for above in paragraph.iterancestors()):
            yield "".join(SPACES.get(piece.tag, piece.text or "") for piece in pieces_of(paragraph))


def pieces_of(paragraph: Any) -> Iterator[Any]:
    for piece in paragraph.iter(f"{WORD}t", *SPACES):
        between = []
        for above in piece.iterancestors():
            if above.tag == f"{WORD}p":
                break
            between.append(above)
        if above is paragraph and not any(each.tag in GONE or is_hidden(each) for each in between):
            yield piece


def is_hidden(run: Any) -> bool:
    mark = run.find(f"{WORD}rPr/{WORD}vanish")
    return mark is not None and mark.get(f"{WORD}val") not in ("0", "false", "off")


def forget_makers(properties: Any) -> None:
    for name in ("author", "last_modified_by", "comments", "title", "subject", "keywords", "category"):
        setattr(properties, name, "")


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
    tempfile.tempdir = "/nowhere"  # whoever asks for a temporary file fails
    told = json.loads(sys.stdin.buffer.readline())
    sys.stdout.buffer.write(strip(told.pop("ending"), sys.stdin.buffer.read(), told))


if __name__ == "__main__":
    main()
