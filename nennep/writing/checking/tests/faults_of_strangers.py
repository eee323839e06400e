"""Faults that a stranger's exam planted and the first rules did not see."""

from docx.shared import Mm

from nennep.writing.checking.model import Code
from nennep.writing.checking.tests.faults_fresh import on_party, on_state
from nennep.writing.checking.tests.faults_of_look import switched
from nennep.writing.checking.tests.faults_of_words import said
from nennep.writing.checking.tests.planting import Kind, Sheet, need


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


KINDS = (
    Kind("a tone too many in the title", Code.TITLE_BLOCK, on_party(said("VIỆT NAM", "VIỆT NÀM"))),
    Kind("a wrong tone in Quốc hiệu", Code.TITLE_BLOCK, on_state(misspelt_state)),
    Kind("a heading underlined", Code.WEIGHT, switched(heading, "underline", True)),
    Kind("a comma behind an addressee", Code.RECIPIENTS, addressee_comma),
    Kind("dots at the end", Code.END_MARK, dots_behind),
    Kind("a page number 18 mm from the edge", Code.PAGE_NUMBER, on_party(far_number)),
    Kind("dashes round the page number", Code.PAGE_NUMBER, dashes_round),
    Kind("the type in a letter's symbol", Code.SYMBOL, on_state(letter_type)),
)
