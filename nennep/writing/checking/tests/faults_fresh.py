"""A second set of planted faults, thought of after the rules were written."""

from collections.abc import Callable

from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from nennep.writing.checking.model import Code
from nennep.writing.checking.tests.faults_of_ends import collective, grounds, numbered
from nennep.writing.checking.tests.faults_of_look import abstract, authority, entry, indented, switched, type_
from nennep.writing.checking.tests.faults_of_words import said
from nennep.writing.checking.tests.planting import Kind, Plant, Sheet, digits_of, need

Words = Callable[[Sheet], str]


def number(sheet: Sheet) -> str:
    return sheet.content.number


def date(sheet: Sheet) -> str:
    return sheet.content.place_date


def changed(words: Words, old: str, new: str) -> Plant:
    def plant(sheet: Sheet) -> None:
        text = words(sheet)
        need(old in text)
        sheet.say(text, text.replace(old, new, 1))

    return plant


def on_party(plant: Plant) -> Plant:
    def planted(sheet: Sheet) -> None:
        need(sheet.party)
        plant(sheet)

    return planted


def on_state(plant: Plant) -> Plant:
    def planted(sheet: Sheet) -> None:
        need(not sheet.party)
        plant(sheet)

    return planted


def heading_plain(sheet: Sheet) -> None:
    need(sum(kind == "h" and text.startswith("I") for kind, text in sheet.content.body) > 2)
    sheet.run("II. ").bold = False


def heading_small(sheet: Sheet) -> None:
    text = next((text for kind, text in sheet.content.body if text.startswith("II. ")), "")
    need(kind_of(sheet, text) == "h")
    sheet.say(text, "II. " + text[4:].capitalize())


def kind_of(sheet: Sheet, text: str) -> str:
    return next((kind for kind, each in sheet.content.body if text and each == text), "")


def long_number(sheet: Sheet) -> None:
    digits = digits_of(number(sheet))
    sheet.say(number(sheet), number(sheet).replace(digits, f"0{digits}"))


def bare_number(sheet: Sheet) -> None:
    sheet.say(number(sheet), number(sheet).removeprefix("Số: ").removeprefix("Số "))


def two_hyphens(sheet: Sheet) -> None:
    need(sheet.party)
    sheet.say(number(sheet), number(sheet).replace("/", "-"))


def padded_month(sheet: Sheet) -> None:
    sheet.say(date(sheet), "An Biên, ngày 15 tháng 04 năm 2026")


def exchanged(place: int) -> Plant:
    """The two cells of a table change places."""

    def plant(sheet: Sheet) -> None:
        need(sheet.document.tables)
        left, right = sheet.document.tables[place].rows[0].cells
        need(left.paragraphs[0].text)
        left._tc.addprevious(right._tc)

    return plant


def headed_speaks(sheet: Sheet) -> None:
    need(sheet.party and sheet.content.authority == ("K/T TRƯỞNG BAN",))
    sheet.say("K/T TRƯỞNG BAN", "T/M BAN XÂY DỰNG ĐẢNG")


def stranger_below(sheet: Sheet) -> None:
    need(sheet.party and sheet.content.authority == ("K/T TRƯỞNG BAN",))
    sheet.say("PHÓ TRƯỞNG BAN", "ỦY VIÊN")


def swapped_bodies(sheet: Sheet) -> None:
    need(sheet.party and sheet.content.superior and len(sheet.content.issuer) == 1)
    superior, issuer = sheet.run(sheet.content.superior[0]), sheet.run(sheet.content.issuer[0])
    superior.text, issuer.text = sheet.content.issuer[0], sheet.content.superior[0]


def archive_in_the_middle(sheet: Sheet) -> None:
    first, last = sheet.content.recipients[0], sheet.content.recipients[-1]
    sheet.say(first, last[:-1] + ";")
    sheet.say(last, first[:-1] + ".")


def roman_pages(sheet: Sheet) -> None:
    kind = OxmlElement("w:pgNumType")
    kind.set(qn("w:fmt"), "upperRoman")
    sheet.document.sections[0]._sectPr.append(kind)


def lying(sheet: Sheet) -> None:
    section = sheet.document.sections[0]
    need(not any(kind == "table" for kind, _ in sheet.content.body))
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)


def at_least(sheet: Sheet) -> None:
    form = sheet.prose().paragraph_format
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.AT_LEAST, Pt(18)


def little_room(sheet: Sheet) -> None:
    form = sheet.prose().paragraph_format
    form.space_before, form.space_after = Pt(3), Pt(0)


def gutter(sheet: Sheet) -> None:
    sheet.document.sections[0].gutter = Mm(10)


def two_grounds(sheet: Sheet) -> None:
    first, second = grounds(sheet)[:2]
    sheet.say(first, f"{first} {second}")


def last_ground(sheet: Sheet) -> None:
    sheet.say(grounds(sheet)[-1], grounds(sheet)[-1][:-1] + ";")


def no_dash(sheet: Sheet) -> None:
    sheet.say(entry(sheet), entry(sheet).removeprefix("- "))


def urgent(change: Callable[[str], str]) -> Plant:
    def plant(sheet: Sheet) -> None:
        need(sheet.content.urgency)
        sheet.say(sheet.content.urgency, change(sheet.content.urgency))

    return plant


def salutation(old: str, new: str) -> Plant:
    def plant(sheet: Sheet) -> None:
        need(sheet.content.addressees)
        sheet.say(old, new)

    return plant


def half_a_paragraph(sheet: Sheet) -> None:
    """A pasted piece in another size within one paragraph."""
    paragraph = sheet.prose()
    run = paragraph.runs[0]
    words = run.text
    run.text = words[:60]
    pasted = paragraph.add_run(words[60:])
    pasted.font.size, pasted.font.name = Pt(12), run.font.name


def last_abstract(sheet: Sheet) -> str:
    need(sheet.content.kind)
    return sheet.content.abstract[-1]


def headless(sheet: Sheet) -> str:
    need(collective(sheet))
    return sheet.content.position


KINDS = (
    Kind("an odd heading not bold", Code.WEIGHT, heading_plain),
    Kind("an odd heading in small letters", Code.CASE, heading_small),
    Kind("a level left out", Code.NUMBERING, numbered("1.1. ", "1.1.1. ")),
    Kind("another sign in a list", Code.NUMBERING, numbered("2. ", "2) ")),
    Kind("a number with two zeros", Code.NUMBER, long_number),
    Kind("a number without its word", Code.NUMBER, bare_number),
    Kind("two hyphens in the symbol", Code.SYMBOL, two_hyphens),
    Kind("small letters in the symbol", Code.SYMBOL, changed(number, "KL", "Kl")),
    Kind("a committee that has no symbol", Code.SYMBOL, changed(number, "/ĐU", "/BTV")),
    Kind("a month with a needless zero", Code.PLACE_DATE, padded_month),
    Kind("a capital before the day", Code.PLACE_DATE, changed(date, "ngày", "Ngày")),
    Kind("a year of two digits", Code.PLACE_DATE, changed(date, "2026", "26")),
    Kind("the place in capitals", Code.PLACE_DATE, changed(date, "An Biên", "AN BIÊN")),
    Kind("head exchanged", Code.TITLE_BLOCK, exchanged(0)),
    Kind("tail exchanged", Code.SIGNATURE, exchanged(-1)),
    Kind("a dot behind T/M", Code.SIGNATURE, changed(authority, "T/M ", "T/M. ")),
    Kind("T/M without its stroke", Code.SIGNATURE, changed(authority, "T/M ", "TM ")),
    Kind("TM without its dot", Code.SIGNATURE, on_state(changed(authority, "TM. ", "TM "))),
    Kind("a body with a head speaks T/M", Code.SIGNATURE, headed_speaks),
    Kind("a stranger below K/T", Code.SIGNATURE, stranger_below),
    Kind("a rule for the star", Code.ISSUER_BLOCK, on_party(said("*", "_____"))),
    Kind("a star for the rule", Code.ISSUER_BLOCK, on_state(said("_______", "*"))),
    Kind("issuer above superior", Code.ISSUER_BLOCK, swapped_bodies),
    Kind("recipients without colon", Code.RECIPIENTS, said("Nơi nhận:", "Nơi nhận")),
    Kind("recipients in capitals", Code.CASE, said("Nơi nhận:", "NƠI NHẬN:")),
    Kind("a recipient without dash", Code.RECIPIENTS, no_dash),
    Kind("the archive in the middle", Code.RECIPIENTS, archive_in_the_middle),
    Kind("Roman page numbers", Code.PAGE_NUMBER, roman_pages),
    Kind("the type underlined", Code.WEIGHT, switched(type_, "underline", True)),
    Kind("the abstract in italic", Code.WEIGHT, switched(abstract, "italic", True)),
    Kind("the number in italic", Code.WEIGHT, switched(number, "italic", True)),
    Kind("the date bold", Code.WEIGHT, switched(date, "bold", True)),
    Kind("the State's indent", Code.INDENT, on_party(indented(12.7))),
    Kind("lines of at least 18", Code.SPACING, on_party(at_least)),
    Kind("3 points between paragraphs", Code.SPACING, little_room),
    Kind("a gutter", Code.MARGINS, gutter),
    Kind("a lying page", Code.PAPER, lying),
    Kind("two grounds in one line", Code.GROUNDS, two_grounds),
    Kind("the last ground with a semicolon", Code.GROUNDS, last_ground),
    Kind("urgency in small letters", Code.CASE, urgent(str.capitalize)),
    Kind("urgency in other words", Code.SECRECY_URGENCY, urgent(lambda _: "KHẨN CẤP")),
    Kind("no colon behind Kính gửi", Code.RECIPIENTS, salutation("Kính gửi: ", "Kính gửi ")),
    Kind("a motto without blanks", Code.TITLE_BLOCK, on_state(said("Tự do - Hạnh", "Tự do-Hạnh"))),
    Kind(
        "a motto in capitals", Code.CASE, on_state(said("Độc lập - Tự do - Hạnh phúc", "ĐỘC LẬP - TỰ DO - HẠNH PHÚC"))
    ),
    Kind("a colon behind the type", Code.TYPE_NAME, said(type_, lambda s: f"{s.content.kind}:")),
    Kind(
        "a full stop behind the abstract",
        Code.ABSTRACT,
        said(last_abstract, lambda s: f"{last_abstract(s)}."),
    ),
    Kind(
        "the position of a chairman's deputy",
        Code.SIGNATURE,
        on_party(said(headless, lambda _: "CHÁNH VĂN PHÒNG")),
    ),
    Kind("part of a paragraph in 12 points", Code.SIZE, half_a_paragraph),
)
