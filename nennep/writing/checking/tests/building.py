"""Makes a right .docx of a content in the ways offices do: direct looks, styles, tabs, theme fonts, line breaks."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from nennep.writing.checking.tests.contents import Content

CENTRE, JUSTIFY, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.LEFT
FONT = "Times New Roman"
LINE = """<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
xmlns:v="urn:schemas-microsoft-com:vml">
<w:pict><v:line style="position:absolute;z-index:1" from="40pt,2pt" to="180pt,2pt"/></w:pict></w:r>"""


class Way(StrEnum):
    DIRECT = "direct"  # every run says its own font and size
    STYLES = "styles"  # paragraph styles say it
    TABS = "tabs"  # no tables: columns by tabs
    THEME = "theme"  # the font comes from the theme
    BREAKS = "breaks"  # lines broken within one paragraph


@dataclass(frozen=True)
class Look:
    size: float = 14
    bold: bool = False
    italic: bool = False
    underline: bool = False
    align: Any = CENTRE


@dataclass
class Builder:
    content: Content
    way: Way
    document: DocumentType

    @property
    def party(self) -> bool:
        return self.content.party

    def size(self, party: float, state: float) -> float:
        return party if self.party else state


def build(content: Content, way: Way = Way.DIRECT) -> bytes:
    builder = Builder(content, way, Document())
    _page(builder)
    _defaults(builder)
    _head(builder)
    _title(builder)
    _body(builder)
    _tail(builder)
    out = io.BytesIO()
    builder.document.save(out)
    return out.getvalue()


def _page(builder: Builder) -> None:
    section = builder.document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = CENTRE
    for kind, text in (("begin", ""), ("", " PAGE "), ("separate", ""), ("text", "2"), ("end", "")):
        run = paragraph.add_run()
        run.font.size, run.font.name = Pt(14), FONT
        if kind == "text":
            run.text = text
            continue
        mark = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            mark.set(qn("w:fldCharType"), kind)
        mark.text = text or None
        run._r.append(mark)


def _defaults(builder: Builder) -> None:
    styles = builder.document.styles
    normal = styles["Normal"]
    normal.paragraph_format.space_after = Pt(0)
    if builder.way is Way.THEME:
        _theme(builder.document)
    else:
        normal.font.name = FONT
    normal.font.size = Pt(14) if builder.way is Way.STYLES else Pt(13)
    body = styles.add_style("Noi dung", WD_STYLE_TYPE.PARAGRAPH)
    body.base_style = normal
    body.font.size = Pt(14)
    _set_body(body.paragraph_format, builder)


def _theme(document: DocumentType) -> None:
    """Both fonts of the theme become Times New Roman; the defaults name the theme, nobody names the font."""
    part = next(p for p in document.part.package.iter_parts() if "theme" in str(p.partname))
    part._blob = part.blob.replace(b'<a:latin typeface="Cambria"', b'<a:latin typeface="Times New Roman"').replace(
        b'<a:latin typeface="Calibri"', b'<a:latin typeface="Times New Roman"'
    )


def _set_body(form: Any, builder: Builder) -> None:
    form.alignment = JUSTIFY
    form.first_line_indent = Mm(10) if builder.party else Mm(12.7)
    form.space_before = Pt(6)
    if builder.party:
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(18)
    else:
        form.line_spacing = 1.15


def write(paragraph: Paragraph, words: str, look: Look, builder: Builder) -> Paragraph:
    run = paragraph.add_run(words)
    run.font.size = Pt(look.size)
    run.bold, run.italic, run.underline = look.bold or None, look.italic or None, look.underline or None
    if builder.way is Way.DIRECT:
        run.font.name = FONT
    if look.align is not None:
        paragraph.alignment = look.align
    return paragraph


def drawn(paragraph: Paragraph) -> None:
    paragraph._p.append(parse_xml(LINE))


def left_lines(builder: Builder) -> list[tuple[str, Look]]:
    content, size = builder.content, builder.size(14, 13)
    lines = [(text, Look(size)) for text in content.superior] + [
        (text, Look(size, bold=True)) for text in content.issuer
    ]
    lines.append(("*", Look(14)) if builder.party else ("_______", Look(13)))
    lines.append((content.number, Look(builder.size(14, 13))))
    if not content.kind:
        lines += [(text, Look(12, italic=builder.party)) for text in content.abstract]
    return lines + ([(content.urgency, Look(14, bold=True))] if content.urgency else [])


def right_lines(builder: Builder) -> list[tuple[str, Look]]:
    date = (builder.content.place_date, Look(14, italic=True))
    if builder.party:
        return [("ĐẢNG CỘNG SẢN VIỆT NAM", Look(15, bold=True)), date]
    return [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Look(13, bold=True)),
        ("Độc lập - Tự do - Hạnh phúc", Look(14, bold=True)),
        date,
    ]


def _head(builder: Builder) -> None:
    left, right = left_lines(builder), right_lines(builder)
    ruled = 0 if builder.party else 1
    if builder.way is Way.TABS:
        for place in range(max(len(left), len(right))):
            _tabbed(builder, left[place : place + 1], right[place : place + 1], ruled == place)
        return
    table = builder.document.add_table(rows=1, cols=2)
    for cell, lines in zip(table.rows[0].cells, (left, right), strict=True):
        paragraphs = _cell(builder, cell, lines)
        if cell is table.rows[0].cells[1] or lines is right:
            drawn(paragraphs[min(ruled, len(paragraphs) - 1)])


def _cell(builder: Builder, cell: Any, lines: Sequence[tuple[str, Look]]) -> list[Paragraph]:
    first: Paragraph = cell.paragraphs[0]
    made = [first]
    for place, (text, look) in enumerate(lines):
        if place and builder.way is Way.BREAKS:
            first.add_run().add_break()
        elif place:
            made.append(cell.add_paragraph())
        write(made[-1], text, look, builder)
    return made


def _tabbed(builder: Builder, left: Sequence[Any], right: Sequence[Any], ruled: bool) -> None:
    paragraph = builder.document.add_paragraph()
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(90))
    for text, look in left:
        write(paragraph, text, replace(look, align=None), builder)
    if right:
        paragraph.add_run("\t")
        for text, look in right:
            write(paragraph, text, replace(look, align=None), builder)
    if ruled:
        drawn(paragraph)


def _title(builder: Builder) -> None:
    content, document = builder.content, builder.document
    document.add_paragraph()
    if content.kind:
        write(document.add_paragraph(), content.kind, Look(builder.size(16, 14), bold=True), builder)
        for text in content.abstract:
            write(document.add_paragraph(), text, Look(14, bold=True), builder)
        mark = Look(14, bold=True)
        write(document.add_paragraph(), "-----" if builder.party else "________", mark, builder)
    if content.addressees:
        _salutation(builder)
    if content.decider:
        write(document.add_paragraph(), content.decider, Look(14, bold=True), builder)


def _salutation(builder: Builder) -> None:
    content, document = builder.content, builder.document
    word = "Kính trình: " if builder.party and content.kind == "TỜ TRÌNH" else "Kính gửi: "
    paragraph = document.add_paragraph()
    write(paragraph, word, Look(14, italic=builder.party), builder)
    if len(content.addressees) == 1:
        write(paragraph, content.addressees[0], Look(14), builder)
        return
    for text in content.addressees:
        write(document.add_paragraph(), text, Look(14, align=LEFT), builder).paragraph_format.left_indent = Mm(50)


def _body(builder: Builder) -> None:
    for kind, text in builder.content.body:
        if kind == "table":
            _grid(builder)
            continue
        named = kind in {"formula", "part", "part_title"}
        paragraph = builder.document.add_paragraph()
        if builder.way is Way.STYLES and not named:
            paragraph.style = builder.document.styles["Noi dung"]
        elif not named:
            _set_body(paragraph.paragraph_format, builder)
        bold = kind in {"h", "art"} or named
        italic = kind == "ground" and not builder.party
        head, _, rest = text.partition("|")
        write(paragraph, head, Look(14, bold, italic, align=CENTRE if named else None), builder)
        if rest:
            write(paragraph, rest, Look(14, align=None), builder)


def _grid(builder: Builder) -> None:
    table = builder.document.add_table(rows=3, cols=4)
    table.style = "Table Grid"
    for place, words in enumerate(("TT", "Nội dung", "Chủ trì", "Thời gian")):
        write(table.rows[0].cells[place].paragraphs[0], words, Look(12, bold=True), builder)
    for row in (1, 2):
        for place, words in enumerate((str(row), "Xây dựng báo cáo tổng kết", "Văn phòng", "10/12/2026")):
            write(table.rows[row].cells[place].paragraphs[0], words, Look(12, align=LEFT), builder)


def _tail(builder: Builder) -> None:
    content, document = builder.content, builder.document
    heading = Look(14, underline=True, align=LEFT) if builder.party else Look(12, bold=True, italic=True, align=LEFT)
    entry = Look(builder.size(12, 11), align=LEFT)
    left = [("Nơi nhận:", heading), *((text, entry) for text in content.recipients)]
    right = [(text, Look(14, bold=True)) for text in content.authority]
    right.append((content.position, Look(14, bold=not builder.party)))
    right += [("", Look(14))] * 4 + [(content.signer, Look(14, bold=True))]
    document.add_paragraph()
    if builder.way is Way.TABS:
        for place in range(max(len(left), len(right))):
            _tabbed(builder, left[place : place + 1], [each for each in right[place : place + 1] if each[0]], False)
        return
    table = document.add_table(rows=1, cols=2)
    for cell, lines in zip(table.rows[0].cells, (left, right), strict=True):
        _cell(builder, cell, lines)
