"""A whole .docx → `Source`."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from lxml import etree

from nennep.lib.cleaning import clean, raised
from nennep.lib.guard.refusals import refusal
from nennep.lib.word.numbering import read_numbering
from nennep.lib.word.package import MC, Package, W, open_package
from nennep.lib.word.styles import read_styles
from nennep.reading.formats.columns import split_columns
from nennep.reading.formats.word.paragraphs import Drafts
from nennep.reading.formats.word.runs import LEFT_OUT, Reading
from nennep.reading.formats.word.tables import Block, read_table
from nennep.reading.source import Form, Line, Source

DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"  # a picture in the text
WRAPPERS = {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"}


def read(path: str) -> Source:
    package = open_package(Path(path))
    styles = read_styles(package.styles)
    reading = Reading(styles)
    drafts = Drafts(reading, read_numbering(package.numbering, styles))
    body = package.document.find(f"{W}body")
    assert body is not None
    blocks = split_columns(_blocks(body, drafts))
    blocks += _notes(package, drafts)
    if not blocks:
        raise refusal("only_pictures" if body.find(f".//{DRAWN}") is not None else "no_text")
    return Source(tuple(blocks), Form.DOCX, (*reading.converter.notes, *_remarks(package, reading.left_out)))


def _blocks(container: etree._Element, drafts: Drafts) -> list[Block]:
    return list(_walk(container, drafts))


def _walk(container: etree._Element, drafts: Drafts) -> Iterator[Block]:
    for child in container.iterchildren(tag=etree.Element):
        name = etree.QName(child).localname
        if child.tag == f"{W}p":
            yield from drafts.lines(child)
            yield from _boxes(drafts)
        elif child.tag == f"{W}tbl":
            gap, drafts.gap = drafts.gap, False
            found = list(read_table(child, drafts.reading, lambda cell: _cell(cell, drafts)))
            first = found[0] if found else None
            yield from [replace(first, gap=gap or first.gap), *found[1:]] if isinstance(first, Line) else found
            drafts.gap = False
        elif name in LEFT_OUT:
            drafts.reading.left_out[LEFT_OUT[name]] += 1
        elif child.tag == f"{MC}AlternateContent":
            yield from _walk(child[0], drafts) if len(child) else ()
        elif name in WRAPPERS:
            yield from _walk(child, drafts)


def _cell(cell: etree._Element, drafts: Drafts) -> list[Block]:
    drafts.gap = False
    outside, drafts.in_cell = drafts.in_cell, True
    blocks = _blocks(cell, drafts)
    drafts.in_cell = outside
    return blocks


def _boxes(drafts: Drafts) -> Iterator[Block]:
    """Text boxes follow the paragraph they hang on."""
    boxes, drafts.reading.boxes = drafts.reading.boxes, []
    for box in boxes:
        yield from _blocks(box, drafts)


def _notes(package: Package, drafts: Drafts) -> Iterator[Line]:
    """Foot- and endnotes in the order of their marks."""
    trees = {"footnote": package.footnotes, "endnote": package.endnotes}
    by_id = {
        (kind, note.get(f"{W}id", "")): note
        for kind, tree in trees.items() if tree is not None
        for note in tree.iter(W + kind)
    }  # fmt: skip
    for place, key in enumerate(tuple(drafts.reading.notes), start=1):
        note = by_id.pop(key, None)
        lines = [] if note is None else [block for block in _blocks(note, drafts) if isinstance(block, Line)]
        text = clean(" ".join(f"{line.label} {line.text}" for line in lines))
        if text:
            yield Line(text, label=raised(str(place)), footnote=True)


def _remarks(package: Package, left_out: Counter[str]) -> Iterator[str]:
    if left_out["deleted"]:
        count = left_out["deleted"]
        yield f"Đã bỏ {count} chỗ bị xóa trong chế độ theo dõi thay đổi (track changes); chỗ thêm được giữ."
    if left_out["hidden"]:
        yield f"Đã bỏ {left_out['hidden']} đoạn chữ ẩn."
    comments = 0 if package.comments is None else len(package.comments.findall(f"{W}comment"))
    if comments:
        yield f"Đã bỏ {comments} ghi chú bên lề (comment)."
