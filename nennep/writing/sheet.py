"""The empty sheet: paper, margins, page numbers, and the styles on which everything stands."""

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from nennep.writing.layout import Layout, Part
from nennep.writing.lines import SIDES
from nennep.writing.styles import make_styles

UNWANTED = ("stylesWithEffects", "thumbnail", "customXml", "numbering")  # half a megabyte of no use


def blank(layout: Layout) -> DocumentType:
    document = Document()
    clear_template(document)
    set_styles(document, layout)
    set_page(document.sections[0], layout)
    return document


def clear_template(document: DocumentType) -> None:
    for holder in (document.part, document.part.package):
        for key in [key for key, link in holder.rels.items() if link.reltype.rsplit("/", 1)[-1] in UNWANTED]:
            del holder.rels[key]
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")  # else Word opens the file in compatibility mode
    for language in document.settings.element.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), "vi-VN")


def set_page(section: Section, layout: Layout, landscape: bool = False) -> None:
    page = layout.page
    wide, high = (page.height, page.width) if landscape else (page.width, page.height)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(wide), Mm(high)
    section.top_margin, section.bottom_margin = Mm(page.top.span.ours), Mm(page.bottom.span.ours)
    section.left_margin, section.right_margin = Mm(page.left.span.ours), Mm(page.right.span.ours)
    section.header_distance = section.footer_distance = Mm(page.number_from_edge.span.ours)
    section.different_first_page_header_footer = True
    if section.header.is_linked_to_previous:
        section.header.is_linked_to_previous = False
        number_pages(section.header.paragraphs[0], layout)


def count_anew(section: Section) -> None:
    for earlier in section._sectPr.findall(qn("w:pgNumType")):  # that of the annex before
        section._sectPr.remove(earlier)
    numbering = parse_xml(f'<w:pgNumType {nsdecls("w")} w:start="1"/>')
    section._sectPr.insert_element_before(numbering, "w:cols", "w:titlePg", "w:docGrid")


def number_pages(paragraph: Paragraph, layout: Layout) -> None:
    """The field of the page's number; the first page has a header of its own, without it."""
    part = layout.parts[Part.PAGE_NUMBER]
    paragraph.alignment = SIDES[part.align or "centre"]
    for kind, text in (("begin", ""), ("", "PAGE"), ("separate", ""), ("end", "")):
        run = paragraph.add_run()
        run.font.size = Pt(part.size.ours)
        mark = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            mark.set(qn("w:fldCharType"), kind)
        mark.text = text or None
        run._r.append(mark)


def text_width(layout: Layout, landscape: bool = False) -> float:
    page = layout.page
    return (page.height if landscape else page.width) - page.left.span.ours - page.right.span.ours


def set_styles(document: DocumentType, layout: Layout) -> None:
    """Our own few styles in place of the library's."""
    kept = document.styles.element
    for child in list(kept):
        kept.remove(child)
    for child in make_styles(layout):
        kept.append(child)
