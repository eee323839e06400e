"""Ways in which real files differ while they look the same: what Word and people leave in them."""

import io
import unicodedata
from collections.abc import Callable, Iterator
from copy import deepcopy

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt
from lxml import etree

Disguise = Callable[[DocumentType], None]


def disguised(content: bytes, disguise: Disguise) -> bytes:
    document = Document(io.BytesIO(content))
    disguise(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def runs(document: DocumentType) -> Iterator[etree._Element]:
    yield from list(document.element.body.iter(qn("w:r")))


def above(element: etree._Element) -> etree._Element:
    return next(element.iterancestors())


def split_runs(document: DocumentType) -> None:
    """Word cuts runs anywhere, and leaves proof marks and bookmarks between them."""
    for run in runs(document):
        texts = run.findall(qn("w:t"))
        if len(texts) != 1 or len(texts[0].text or "") < 4 or run.find(qn("w:br")) is not None:
            continue
        text, half = texts[0].text or "", len(texts[0].text or "") // 2
        other = deepcopy(run)
        texts[0].text, other.find(qn("w:t")).text = text[:half], text[half:]  # type: ignore[union-attr]
        for each in (texts[0], other.find(qn("w:t"))):
            each.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")  # type: ignore[union-attr]
        run.addnext(other)
        run.addnext(OxmlElement("w:proofErr", {qn("w:type"): "spellStart"}))


def decomposed(document: DocumentType) -> None:
    for text in document.element.body.iter(qn("w:t")):
        text.text = unicodedata.normalize("NFD", text.text or "")


def in_controls(document: DocumentType) -> None:
    """Paragraphs outside tables inside content controls."""
    for paragraph in list(document.element.body.findall(qn("w:p"))):
        if paragraph.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
            continue
        control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtPr/><w:sdtContent/></w:sdt>")
        paragraph.addprevious(control)
        control.find(qn("w:sdtContent")).append(paragraph)  # type: ignore[union-attr]


def rows_of_head(document: DocumentType) -> None:
    """The head's table in two rows: names above, number and date below."""
    table = document.tables[0]
    left, right = table.rows[0].cells
    if len(left.paragraphs) < 3:
        return
    new = table.add_row().cells  # type: ignore[no-untyped-call]
    place = next(n for n, p in enumerate(left.paragraphs) if p.text.startswith("Số"))
    _move(left.paragraphs[place:], new[0])
    _move(right.paragraphs[-1:], new[1])


def _move(paragraphs: list[object], cell: object) -> None:
    holder = cell._tc  # type: ignore[attr-defined]
    for empty in holder.findall(qn("w:p")):
        holder.remove(empty)
    for paragraph in paragraphs:
        holder.append(paragraph._p)  # type: ignore[attr-defined]


def bordered_title(document: DocumentType) -> None:
    """The rule below the title as a border of its paragraph."""
    for drawn in list(document.element.body.iter(qn("w:pict"))):
        run = above(drawn)
        paragraph = above(run)
        paragraph.remove(run)
        properties = paragraph.find(qn("w:pPr"))
        border = parse_xml(f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="6" w:space="1"/></w:pBdr>')
        assert properties is not None
        properties.insert(0, border)


def underscored_title(document: DocumentType) -> None:
    """The rule below the title typed as a line of low lines."""
    for drawn in list(document.element.body.iter(qn("w:pict"))):
        run = above(drawn)
        paragraph = above(run)
        if len(list(paragraph.iter(qn("w:t")))) != 1:
            return
        line = deepcopy(paragraph)
        paragraph.remove(run)
        for each in line.findall(qn("w:r")):
            for text in each.iter(qn("w:t")):
                text.text = "_" * 22
            if each.find(qn("w:t")) is None:
                line.remove(each)
        paragraph.addnext(line)


def hard_blanks(document: DocumentType) -> None:
    for text in document.element.body.iter(qn("w:t")):
        if len(text.text or "") < 60:
            text.text = (text.text or "").replace(" ", "\u00a0")


def tracked(document: DocumentType) -> None:
    """Struck words beside every run outside tables; Word shows the document without them."""
    for paragraph in document.element.body.findall(qn("w:p")):
        for run in paragraph.findall(qn("w:r")):
            gone = deepcopy(run)
            for text in gone.findall(qn("w:t")):
                text.tag = qn("w:delText")
                text.text = "chữ đã bỏ "
            wrapper = OxmlElement("w:del", {qn("w:id"): "1", qn("w:author"): "A"})
            wrapper.append(gone)
            run.addprevious(wrapper)


def annex(document: DocumentType) -> None:
    """A landscape annex with a table behind the signature."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    for words, bold in (("PHỤ LỤC I", True), ("Danh mục nhiệm vụ", True), ("(Kèm theo văn bản này)", False)):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(words)
        run.bold, run.font.size, run.font.name = bold, Pt(14), "Times New Roman"
    table = document.add_table(rows=2, cols=5)
    table.style = "Table Grid"
    for row in table.rows:
        for cell in row.cells:
            run = cell.paragraphs[0].add_run("III. Việc")
            run.font.size, run.font.name = Pt(11), "Times New Roman"


def simple_field(document: DocumentType) -> None:
    """The page number as one element."""
    paragraph = document.sections[0].header.paragraphs[0]
    for run in list(paragraph.runs):
        paragraph._p.remove(run._r)
    field = parse_xml(
        f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE   \\* MERGEFORMAT "><w:r><w:rPr><w:sz w:val="28"/></w:rPr>'
        "<w:t>2</w:t></w:r></w:fldSimple>"
    )
    paragraph._p.append(field)


def nested_head(document: DocumentType) -> None:
    """The left block of the head in a table of its own within the cell."""
    cell = document.tables[0].rows[0].cells[0]
    paragraphs = list(cell.paragraphs)
    inner = cell.add_table(rows=1, cols=1)
    _move(paragraphs, inner.rows[0].cells[0])
    cell._tc.append(OxmlElement("w:p"))


def loose_blanks(document: DocumentType) -> None:
    """Blanks behind words, and two between them."""
    for text in document.element.body.iter(qn("w:t")):
        if len(text.text or "") > 30:
            text.text = (text.text or "").replace(" và ", "  và ", 1) + " "
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def as_defaults(document: DocumentType) -> None:
    """The font from the document's defaults, nowhere else."""
    for fonts in list(document.element.body.iter(qn("w:rFonts"))):
        above(fonts).remove(fonts)
    styles = document.styles.element
    for fonts in list(styles.iter(qn("w:rFonts"))):
        holder = above(fonts)
        holder.remove(fonts)
    defaults = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    assert defaults is not None
    name = "Times New Roman"
    defaults.insert(0, parse_xml(f'<w:rFonts {nsdecls("w")} w:ascii="{name}" w:hAnsi="{name}" w:cs="{name}"/>'))


def character_styles(document: DocumentType) -> None:
    """Bold and italic by character styles based on one another."""
    styles = document.styles.element
    for name, mark, base in (("Goc", "", ""), ("Dam", "<w:b/>", "Goc"), ("Nghieng", "<w:i/>", "Goc")):
        based = f'<w:basedOn w:val="{base}"/>' if base else ""
        styles.append(
            parse_xml(
                f'<w:style {nsdecls("w")} w:type="character" w:customStyle="1" w:styleId="{name}">'
                f'<w:name w:val="{name}"/>{based}<w:rPr>{mark}</w:rPr></w:style>'
            )
        )
    for run in runs(document):
        properties = run.find(qn("w:rPr"))
        for tag, name in ((qn("w:b"), "Dam"), (qn("w:i"), "Nghieng")):
            found = None if properties is None else properties.find(tag)
            if properties is not None and found is not None and properties.find(qn("w:rStyle")) is None:
                properties.remove(found)
                properties.insert(0, OxmlElement("w:rStyle", {qn("w:val"): name}))


DISGUISES: tuple[Disguise, ...] = (
    *(split_runs, decomposed, in_controls, rows_of_head, bordered_title, underscored_title, hard_blanks, annex),
    *(simple_field, nested_head, loose_blanks, as_defaults, character_styles),
)
