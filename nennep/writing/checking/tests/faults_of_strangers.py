"""Faults that a stranger's exam planted and the first rules did not see."""

from copy import deepcopy

from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_COLOR_INDEX
from docx.oxml.ns import qn
from docx.shared import Mm

from nennep.writing.checking.model import Code
from nennep.writing.checking.tests.faults_fresh import on_party, on_state
from nennep.writing.checking.tests.faults_of_ends import collective, numbered
from nennep.writing.checking.tests.faults_of_look import switched
from nennep.writing.checking.tests.faults_of_words import said
from nennep.writing.checking.tests.planting import Kind, Plant, Sheet, above, need


def heading(sheet: Sheet) -> str:
    return next((text for kind, text in sheet.content.body if kind == "h"), "")


def misspelt_state(sheet: Sheet) -> None:
    sheet.say("CHỦ NGHĨA", "CHŨ NGHĨA")


def addressee_comma(sheet: Sheet) -> None:
    need(len(sheet.content.addressees) > 1)
    first = sheet.content.addressees[0]
    sheet.say(first, first.rstrip(";") + ",")


def dots_behind(sheet: Sheet) -> None:
    kind, text = sheet.content.body[-1]
    need(sheet.party and kind == "p" and text.endswith("."))
    run = sheet.paragraph(text[:40]).runs[-1]
    run.text = f"{run.text}.."


def far_number(sheet: Sheet) -> None:
    sheet.document.sections[0].header_distance = Mm(18)


def dashes_round(sheet: Sheet) -> None:
    header = sheet.document.sections[0].header.paragraphs[0]
    header.runs[0]._r.addprevious(header.add_run("- ")._r)


def letter_type(sheet: Sheet) -> None:
    need(not sheet.content.kind)
    number = sheet.content.number
    body = number.rpartition("/")[2].partition("-")[0]
    sheet.say(number, f"{number.rpartition('/')[0]}/CV-{body}")


def cut_page_field(sheet: Sheet) -> None:
    """The field's code in two runs, as Word leaves it after an edit; and the number on the right."""
    header = sheet.document.sections[0].header.paragraphs[0]
    code = next(header._p.iter(qn("w:instrText")))
    run = above(code)
    rest = deepcopy(run)
    code.text, next(rest.iter(qn("w:instrText"))).text = " PA", "GE "
    run.addnext(rest)
    header.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def roman_field(sheet: Sheet) -> None:
    code = next(sheet.document.sections[0].header._element.iter(qn("w:instrText")))
    code.text = r" PAGE \* roman "


def commented(sheet: Sheet) -> None:
    sheet.document.add_comment(sheet.prose().runs, text="Xem lại số liệu", author="Văn phòng", initials="VP")


def highlighted(sheet: Sheet) -> None:
    sheet.prose().runs[0].font.highlight_color = WD_COLOR_INDEX.YELLOW


def narrow_turned_page(sheet: Sheet) -> None:
    sheet.document.add_section()
    annex = sheet.document.sections[-1]
    annex.orientation, annex.page_width, annex.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    annex.left_margin = Mm(8)
    sheet.document.add_paragraph("Danh mục nhiệm vụ").runs[0].font.name = "Times New Roman"


def own_deputy(sign: str, letters: str) -> Plant:
    """`TL. GIÁM ĐỐC` and below it the director's own deputy."""

    def plant(sheet: Sheet) -> None:
        text = next((each for each in sheet.content.authority if each.startswith(sign)), "")
        need(len(sheet.content.authority) == 1 and sheet.content.position.startswith("PHÓ "))
        sheet.say(text, text.replace(sign, letters))

    return plant


def short_deputy(sheet: Sheet) -> None:
    need(sheet.content.position.startswith("PHÓ ") and not sheet.content.position.startswith("PHÓ BÍ THƯ"))
    sheet.say(sheet.content.position, sheet.content.position.replace("PHÓ ", "P. "))


def director_of_a_council(sheet: Sheet) -> None:
    need(sheet.content.authority == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"))
    sheet.drop("KT. CHỦ TỊCH")
    sheet.say("PHÓ CHỦ TỊCH", "GIÁM ĐỐC")


def another_head(sheet: Sheet) -> None:
    """`T/M BAN THƯỜNG VỤ` with the title of an inspection committee's chairman, and the other way round."""
    need(sheet.party and collective(sheet))
    position = sheet.content.position
    sheet.say(position, "BÍ THƯ" if "CHỦ NHIỆM" in position else "CHỦ NHIỆM")


def deputy_above(sheet: Sheet) -> None:
    need(sheet.content.authority == ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"))
    above_, below = (sheet.run(text) for text in sheet.content.authority)
    above_.text, below.text = below.text, above_.text


def number_in_arial(sheet: Sheet) -> None:
    for run in sheet.document.sections[0].header.paragraphs[0].runs:
        run.font.name = "Arial"


def no_formula(sheet: Sheet) -> None:
    need(("formula", "QUYẾT ĐỊNH:") in sheet.content.body)
    formula = next(p for p in sheet.paragraphs if p.text == "QUYẾT ĐỊNH:")
    above(formula._p).remove(formula._p)


def no_position(sheet: Sheet) -> None:
    need("KT. CHỦ TỊCH" in sheet.content.authority)
    sheet.drop(sheet.content.position)


def no_superior(sheet: Sheet) -> None:
    need(not sheet.party and sheet.content.superior)
    for line in sheet.content.superior:
        sheet.drop(line)


def issuer_in_short(sheet: Sheet) -> None:
    need(sheet.content.issuer[0] == "ỦY BAN NHÂN DÂN")
    sheet.say("ỦY BAN NHÂN DÂN", "UBND")


def about_in_short(sheet: Sheet) -> None:
    need(sheet.content.kind)
    sheet.say(sheet.content.abstract[0], f"V/v {sheet.content.abstract[0]}")


def chapter_in_figures(sheet: Sheet) -> None:
    need(("part", "Chương II") in sheet.content.body)
    sheet.say("Chương II", "Chương 2")


def loud_abstract(sheet: Sheet) -> None:
    abstract = sheet.content.abstract[0].upper()
    need(sheet.party and sheet.content.kind and len(sheet.content.abstract) == 1 and "VỀ " in abstract)
    sheet.say(sheet.content.abstract[0], f"CỦA BAN CHẤP HÀNH {abstract}")


def small_place(sheet: Sheet) -> None:
    sheet.say("An Biên, ngày", "an Biên, ngày")


KINDS = (
    Kind("a tone too many in the title", Code.TITLE_BLOCK, on_party(said("VIỆT NAM", "VIỆT NÀM"))),
    Kind("a wrong tone in Quốc hiệu", Code.TITLE_BLOCK, on_state(misspelt_state)),
    Kind("a heading underlined", Code.WEIGHT, switched(heading, "underline", True)),
    Kind("a comma behind an addressee", Code.RECIPIENTS, addressee_comma),
    Kind("dots at the end", Code.END_MARK, dots_behind),
    Kind("a page number 18 mm from the edge", Code.PAGE_NUMBER, on_party(far_number)),
    Kind("dashes round the page number", Code.PAGE_NUMBER, dashes_round),
    Kind("the type in a letter's symbol", Code.SYMBOL, on_state(letter_type)),
    Kind("a page field in two runs, on the right", Code.PAGE_NUMBER, cut_page_field),
    Kind("Roman figures in the page field", Code.PAGE_NUMBER, roman_field),
    Kind("a comment", Code.OTHER, commented),
    Kind("highlighted words", Code.OTHER, highlighted),
    Kind("a turned page with narrow margins", Code.MARGINS, narrow_turned_page),
    Kind("capitals within the motto", Code.TITLE_BLOCK, on_state(said("Tự do - Hạnh phúc", "Tự Do - Hạnh Phúc"))),
    Kind("by order of the head the deputy", Code.SIGNATURE, on_state(own_deputy("KT.", "TL."))),
    Kind("by order of the Party's head the deputy", Code.SIGNATURE, on_party(own_deputy("K/T", "T/L"))),
    Kind("a deputy in short", Code.SIGNATURE, short_deputy),
    Kind("a director signs for a committee", Code.SIGNATURE, director_of_a_council),
    Kind("the title of another committee's head", Code.SIGNATURE, another_head),
    Kind("KT. above TM.", Code.SIGNATURE, deputy_above),
    Kind("the page number in Arial", Code.PAGE_NUMBER, number_in_arial),
    Kind("grounds and no decision", Code.GROUNDS, no_formula),
    Kind("KT. and no position", Code.SIGNATURE, no_position),
    Kind("a body in short before the position", Code.SIGNATURE, on_state(said("TM. ỦY BAN NHÂN DÂN", "TM. UBND"))),
    Kind("the issuer in short", Code.ISSUER_BLOCK, issuer_in_short),
    Kind("nobody above a department", Code.ISSUER_BLOCK, no_superior),
    Kind("V/v below the type", Code.ABSTRACT, about_in_short),
    Kind("Arabic chapters", Code.NUMBERING, chapter_in_figures),
    Kind("a colon behind an article's number", Code.NUMBERING, said("Điều 2.", "Điều 2:")),
    Kind("a full stop behind a point's letter", Code.NUMBERING, numbered("b) ", "b. ")),
    Kind("an abstract in capitals behind a committee's name", Code.CASE, loud_abstract),
    Kind("Kính gửi in odd capitals", Code.RECIPIENTS, said("Kính gửi:", "Kính Gửi:")),
    Kind("a place in small letters", Code.PLACE_DATE, small_place),
)
