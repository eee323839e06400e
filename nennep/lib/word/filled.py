"""`python -m nennep.lib.word.filled FILE`: runs in the sandbox, prints the table of a form filled in by Word or
LibreOffice as JSON.

A row is the id of its answer, then its cells. Word keeps the id in the tag of a content control; LibreOffice drops
tags, and leaves the code that stands in the first cell below the number.
"""

import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nennep.lib.guard.refusals import refusal
from nennep.lib.inside import tell
from nennep.lib.word.package import W, open_package, parse

TAG = "nn:"  # of a content control: nn:<id of the answer>:<field>
EMPTY = "…"  # what its cell shows until somebody writes in it
FIRST, ROW = "TT", "Mã dòng"  # how the heading of the first column begins; how the ids are headed, as in workbooks
MOST_ROWS, LONGEST = 5_000, 32_767
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


def read(path: Path) -> dict[str, Any]:
    with zipfile.ZipFile(path) as archive:
        is_open_document = "content.xml" in archive.NameToInfo
        content = archive.read("content.xml") if is_open_document else b""
    lines, rows = open_text(parse(content)) if is_open_document else word_text(open_package(path).document)
    kept = [row for _, row in zip(range(MOST_ROWS + 1), rows, strict=False)]
    if len(kept) > MOST_ROWS:
        raise refusal("too_heavy")
    return {"lines": lines, "rows": kept}


def word_text(document: Any) -> tuple[list[str], Iterator[list[str]]]:
    lines = [word_words(paragraph) for paragraph in document.iter(f"{W}p") if not inside(paragraph, f"{W}tc")]
    return lines, (word_row(row) for row in document.iter(f"{W}tr"))


def inside(element: Any, name: str) -> bool:
    return next(element.iterancestors(name), None) is not None


def word_row(row: Any) -> list[str]:
    cells = [told("\n".join(map(word_words, cell.iter(f"{W}p")))) for cell in row.iter(f"{W}tc")]
    tags = (tag.get(f"{W}val", "") for tag in row.iter(f"{W}tag"))
    ids = [tag.split(":")[1] for tag in tags if tag.startswith(TAG) and tag.count(":") == 2]
    return [ids[0] if ids else code_in(cells), *cells]


def word_words(paragraph: Any) -> str:
    """A paragraph's text, without what a program shows in an empty control."""
    parts = []
    for piece in paragraph.iter(f"{W}t", f"{W}br", f"{W}tab"):
        control = next(piece.iterancestors(f"{W}sdt"), None)
        if control is not None and control.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
            continue
        parts.append((piece.text or "") if piece.tag == f"{W}t" else "\n" if piece.tag == f"{W}br" else " ")
    return "".join(parts)


def open_text(document: Any) -> tuple[list[str], Iterator[list[str]]]:
    lines = [open_words(p) for p in document.iter(f"{TEXT}p") if not inside(p, f"{TABLE}table-cell")]
    return lines, (open_row(row) for row in document.iter(f"{TABLE}table-row"))


def open_row(row: Any) -> list[str]:
    cells = [told("\n".join(map(open_words, cell.iter(f"{TEXT}p")))) for cell in row.iter(f"{TABLE}table-cell")]
    return [code_in(cells), *cells]


def open_words(paragraph: Any) -> str:
    for mark in paragraph.iter(f"{TEXT}line-break", f"{TEXT}tab", f"{TEXT}s"):
        mark.text = "\n" if mark.tag == f"{TEXT}line-break" else " "
    return "".join(paragraph.itertext())


def told(text: str) -> str:
    return text.strip().removeprefix(EMPTY).removesuffix(EMPTY).strip()[:LONGEST]


def code_in(cells: list[str]) -> str:
    """What stands below the first line of the first cell; in the row of headings, how the ids are headed."""
    number, *code = cells[0].split("\n") if cells else [""]
    return ROW if number.startswith(FIRST) else ".".join(part.strip() for part in code)


if __name__ == "__main__":
    tell(lambda: read(Path(sys.argv[1])))
