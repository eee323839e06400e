"""Planted faults of paper and look."""

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.run import Run

from nennep.writing.checking.model import Code
from nennep.writing.checking.tests.planting import Kind, NotHere, Sheet, above, need

LEFT, CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


def paper(sheet: Sheet) -> None:
    sheet.document.sections[0].page_width, sheet.document.sections[0].page_height = Mm(215.9), Mm(279.4)


def left_margin(sheet: Sheet) -> None:
    sheet.document.sections[0].left_margin = Mm(20)


def top_margin(sheet: Sheet) -> None:
    sheet.document.sections[0].top_margin = Mm(30)


def right_margin(sheet: Sheet) -> None:
    sheet.document.sections[0].right_margin = Mm(25.4)


def font_of_one(sheet: Sheet) -> None:
    refont(sheet.prose().runs[0], "Arial")


def font_of_all(sheet: Sheet) -> None:
    for paragraph in sheet.every_prose():
        for run in paragraph.runs:
            refont(run, "Calibri")


def font_of_type(sheet: Sheet) -> None:
    refont(sheet.run(sheet.content.kind), "Arial")


def refont(run: Run, name: str) -> None:
    run.font.name = name


def old_font(sheet: Sheet) -> None:
    refont(sheet.prose().runs[0], ".VnTime")


def colour(sheet: Sheet) -> None:
    sheet.prose().runs[0].font.color.rgb = RGBColor(0xC0, 0, 0)


def sized(words: Any, points: float) -> Any:
    def plant(sheet: Sheet) -> None:
        for run in sheet.runs(words(sheet)):
            run.font.size = Pt(points)

    return plant


def size_of_one(sheet: Sheet) -> None:
    sheet.prose().runs[0].font.size = Pt(12)


def size_of_all(sheet: Sheet) -> None:
    for paragraph in sheet.every_prose():
        for run in paragraph.runs:
            run.font.size = Pt(12)


def switched(words: Any, name: str, on: bool | None) -> Any:
    def plant(sheet: Sheet) -> None:
        for run in sheet.runs(words(sheet)):
            setattr(run, name, on)

    return plant


def flip_position(sheet: Sheet) -> None:
    run = sheet.run(sheet.content.position)
    run.bold = not run.bold


def mark_of_recipients(sheet: Sheet) -> None:
    run = sheet.run("Nơi nhận")
    if sheet.party:
        run.underline = None
    else:
        run.italic = False


def prose_switched(name: str) -> Any:
    def plant(sheet: Sheet) -> None:
        setattr(sheet.prose().runs[0], name, True)

    return plant


def plain_article(sheet: Sheet) -> None:
    sheet.run("Điều 2").bold = False


def ground_weight(sheet: Sheet) -> None:
    grounds = [text for kind, text in sheet.content.body if kind == "ground"]
    need(grounds)
    sheet.run(grounds[0]).italic = sheet.party


def cased(words: Any, change: Any) -> Any:
    def plant(sheet: Sheet) -> None:
        text = words(sheet)
        sheet.run(text)
        sheet.say(text, change(text))

    return plant


def aligned(words: Any, how: Any) -> Any:
    def plant(sheet: Sheet) -> None:
        paragraph = sheet.paragraph(words(sheet))
        paragraph.alignment = how

    return plant


def prose_aligned(how: Any) -> Any:
    def plant(sheet: Sheet) -> None:
        sheet.prose().alignment = how

    return plant


def cell_aligned(sheet: Sheet) -> None:
    paragraph = sheet.paragraph(sheet.content.issuer[0])
    need(above(paragraph._p).tag == qn("w:tc"))
    paragraph.alignment = LEFT


def indented(mm: float, left: float = 0) -> Any:
    def plant(sheet: Sheet) -> None:
        form = sheet.prose().paragraph_format
        form.first_line_indent, form.left_indent = Mm(mm), Mm(left)

    return plant


def tab_for_indent(sheet: Sheet) -> None:
    need(sheet.party)
    paragraph = sheet.prose()
    paragraph.paragraph_format.first_line_indent = Mm(0)
    paragraph.runs[0]._r.insert(1, OxmlElement("w:tab"))


def no_space(sheet: Sheet) -> None:
    form = sheet.prose(1).paragraph_format
    form.space_before = form.space_after = Pt(0)


def line_spacing(sheet: Sheet) -> None:
    form = sheet.prose().paragraph_format
    if sheet.party:
        form.line_spacing = 1.5
    else:
        form.line_spacing = 2.0


def tight_lines(sheet: Sheet) -> None:
    for paragraph in sheet.every_prose():
        if paragraph.alignment == CENTRE:
            continue
        form = paragraph.paragraph_format
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(13)


def type_(sheet: Sheet) -> str:
    return sheet.content.kind


def abstract(sheet: Sheet) -> str:
    need(sheet.content.kind)
    return sheet.content.abstract[0]


def issuer(sheet: Sheet) -> str:
    return sheet.content.issuer[0]


def superior(sheet: Sheet) -> str:
    need(sheet.content.superior)
    return sheet.content.superior[0]


def authority(sheet: Sheet) -> str:
    need(sheet.content.authority)
    return sheet.content.authority[0]


def title(sheet: Sheet) -> str:
    return "ĐẢNG CỘNG SẢN VIỆT NAM" if sheet.party else "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def entry(sheet: Sheet) -> str:
    return sheet.content.recipients[0]


def not_signs(sheet: Sheet) -> str:
    if not sheet.content.authority:
        raise NotHere
    return sheet.content.authority[0]


KINDS = (
    Kind("letter paper", Code.PAPER, paper),
    Kind("left margin 20", Code.MARGINS, left_margin),
    Kind("top margin 30", Code.MARGINS, top_margin),
    Kind("right margin 25.4", Code.MARGINS, right_margin),
    Kind("Arial in one paragraph", Code.FONT, font_of_one),
    Kind("Calibri in the whole text", Code.FONT, font_of_all),
    Kind("Arial in the type", Code.FONT, font_of_type),
    Kind("a font of the old codes", Code.FONT, old_font),
    Kind("red letters", Code.FONT, colour),
    Kind("12 points in one paragraph", Code.SIZE, size_of_one),
    Kind("12 points in the whole text", Code.SIZE, size_of_all),
    Kind("the type in 12 points", Code.SIZE, sized(type_, 12)),
    Kind("the issuer in 16 points", Code.SIZE, sized(issuer, 16)),
    Kind("the title in 11 points", Code.SIZE, sized(title, 11)),
    Kind("the abstract in 12 points", Code.SIZE, sized(abstract, 12)),
    Kind("the signer in 12 points", Code.SIZE, sized(lambda s: s.content.signer, 12)),
    Kind("a recipient in 14 points", Code.SIZE, sized(entry, 14)),
    Kind("the number in 12 points", Code.SIZE, sized(lambda s: s.content.number, 12)),
    Kind("the date in 12 points", Code.SIZE, sized(lambda s: s.content.place_date, 12)),
    Kind("the type not bold", Code.WEIGHT, switched(type_, "bold", False)),
    Kind("the issuer not bold", Code.WEIGHT, switched(issuer, "bold", False)),
    Kind("the superior bold", Code.WEIGHT, switched(superior, "bold", True)),
    Kind("the title not bold", Code.WEIGHT, switched(title, "bold", False)),
    Kind("the abstract not bold", Code.WEIGHT, switched(abstract, "bold", False)),
    Kind("the number bold", Code.WEIGHT, switched(lambda s: s.content.number, "bold", True)),
    Kind("the date upright", Code.WEIGHT, switched(lambda s: s.content.place_date, "italic", False)),
    Kind("the heading of recipients unmarked", Code.WEIGHT, mark_of_recipients),
    Kind("the position in the other weight", Code.WEIGHT, flip_position),
    Kind("the signer not bold", Code.WEIGHT, switched(lambda s: s.content.signer, "bold", False)),
    Kind("the authority not bold", Code.WEIGHT, switched(authority, "bold", False)),
    Kind("a paragraph in bold", Code.WEIGHT, prose_switched("bold")),
    Kind("a paragraph in italic", Code.WEIGHT, prose_switched("italic")),
    Kind("a paragraph underlined", Code.WEIGHT, prose_switched("underline")),
    Kind("an article not bold", Code.WEIGHT, plain_article),
    Kind("a ground in the other slant", Code.WEIGHT, ground_weight),
    Kind("the type in small letters", Code.CASE, cased(type_, str.capitalize)),
    Kind("the issuer in small letters", Code.CASE, cased(issuer, lambda t: t[:1] + t[1:].lower())),
    Kind("the position in small letters", Code.CASE, cased(lambda s: s.content.position, str.capitalize)),
    Kind("the signer in capitals", Code.CASE, cased(lambda s: s.content.signer, str.upper)),
    Kind("the abstract in capitals", Code.CASE, cased(abstract, str.upper)),
    Kind("the title in small letters", Code.CASE, cased(title, str.title)),
    Kind("a paragraph aligned left", Code.ALIGNMENT, prose_aligned(LEFT)),
    Kind("a paragraph centred", Code.ALIGNMENT, prose_aligned(CENTRE)),
    Kind("the type aligned left", Code.ALIGNMENT, aligned(type_, LEFT)),
    Kind("the abstract aligned right", Code.ALIGNMENT, aligned(abstract, RIGHT)),
    Kind("the issuer aligned left", Code.ALIGNMENT, cell_aligned),
    Kind("no indent", Code.INDENT, indented(0)),
    Kind("an indent of 20 mm", Code.INDENT, indented(20)),
    Kind("a paragraph moved in", Code.INDENT, indented(0, 15)),
    Kind("a tab for an indent", Code.INDENT, tab_for_indent),
    Kind("no space between paragraphs", Code.SPACING, no_space),
    Kind("wide lines", Code.SPACING, line_spacing),
    Kind("tight lines in the whole text", Code.SPACING, tight_lines),
)
