"""Planted faults of the head: titles, bodies, number, date, type, abstract."""

from typing import Any

from docx.oxml.ns import qn

from nennep.writing.checking.model import Code
from nennep.writing.checking.tests.planting import Kind, NotHere, Sheet, above, digits_of, need

PARTY_TITLE, STATE_TITLE = "ĐẢNG CỘNG SẢN VIỆT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def said(old: Any, new: Any) -> Any:
    def plant(sheet: Sheet) -> None:
        before = old(sheet) if callable(old) else old
        after = new(sheet) if callable(new) else new
        need(before != after)
        sheet.say(before, after)

    return plant


def dropped(words: Any) -> Any:
    def plant(sheet: Sheet) -> None:
        sheet.drop(words(sheet) if callable(words) else words)

    return plant


def title_of(sheet: Sheet) -> str:
    return PARTY_TITLE if sheet.party else STATE_TITLE


def rule_away(sheet: Sheet) -> None:
    drawn = list(sheet.document.element.body.iter(qn("w:pict")))
    need(drawn)
    above(above(drawn[0])).remove(above(drawn[0]))


def mark_of_issuer(sheet: Sheet) -> str:
    return "*" if sheet.party else "_______"


def party_superior(sheet: Sheet) -> str:
    need(sheet.party and sheet.content.superior)
    return sheet.content.superior[0]


def standing_committee(sheet: Sheet) -> None:
    need(sheet.party and sheet.content.issuer[0].startswith("ĐẢNG ỦY"))
    sheet.say(sheet.content.issuer[0], "BAN THƯỜNG VỤ " + sheet.content.issuer[0])


def superior_committee(sheet: Sheet) -> None:
    need(sheet.party and sheet.content.superior and sheet.content.superior[0].startswith("ĐẢNG BỘ"))
    sheet.say("ĐẢNG BỘ", "ĐẢNG ỦY")


def colon(sheet: Sheet) -> None:
    sheet.say("Số " if sheet.party else "Số:", "Số: " if sheet.party else "Số")


def one_digit(sheet: Sheet) -> None:
    digits = digits_of(sheet.content.number)
    sheet.say(sheet.content.number, sheet.content.number.replace(digits, "5"))


def no_digits(sheet: Sheet) -> None:
    sheet.say(sheet.content.number, sheet.content.number.replace(digits_of(sheet.content.number), "     "))


def symbol_of(sheet: Sheet) -> tuple[str, str, str, str]:
    """Digits, first sign, second sign and the rest of the number line."""
    number = sheet.content.number.removeprefix("Số: ").removeprefix("Số ")
    one, two = ("-", "/") if sheet.party else ("/", "-")
    digits, _, rest = number.partition(one)
    kind, _, body = rest.partition(two)
    return digits, kind, body, number


def wrong_type(sheet: Sheet) -> None:
    need(sheet.content.kind)
    _, kind, _, number = symbol_of(sheet)
    sheet.say(number, number.replace(kind, "KL" if kind != "KL" else "NQ", 1))


def wrong_signs(sheet: Sheet) -> None:
    digits, kind, body, number = symbol_of(sheet)
    sheet.say(number, f"{digits}/{kind}-{body}" if sheet.party else f"{digits}-{kind}/{body}")


def wrong_body(sheet: Sheet) -> None:
    _, _, body, number = symbol_of(sheet)
    need(sheet.content.kind and body in {"ĐU", "CB", "TU", "UBKT", "UBND", "HĐND"})
    other = "CB" if body != "CB" else "ĐU"
    sheet.say(number, number[: -len(body)] + (other if sheet.party else "SNV"))


def spoil_date(old: str, new: str) -> Any:
    def plant(sheet: Sheet) -> None:
        need(old in sheet.content.place_date)
        sheet.say(sheet.content.place_date, sheet.content.place_date.replace(old, new))

    return plant


def impossible(sheet: Sheet) -> None:
    sheet.say(sheet.content.place_date, "An Biên, ngày 31 tháng 02 năm 2026")


def no_place(sheet: Sheet) -> None:
    sheet.say("An Biên, ngày", "ngày")


def short_date(sheet: Sheet) -> None:
    sheet.say(sheet.content.place_date, "An Biên, 05/10/2026")


def type_misspelt(sheet: Sheet) -> None:
    kind = sheet.content.kind
    wrong = {"KẾT LUẬN": "KẾT LUÂN", "NGHỊ QUYẾT": "NGHI QUYẾT", "BÁO CÁO": "BÁO CAO", "KẾ HOẠCH": "KẾ HOACH",
             "QUYẾT ĐỊNH": "QUYÊT ĐỊNH", "THÔNG BÁO": "THÔNG BAO"}  # fmt: skip
    need(kind in wrong)
    sheet.run(kind)
    for paragraph in sheet.paragraphs:
        if paragraph.text.strip() == kind:
            paragraph.runs[0].text = wrong[kind]


def type_away(sheet: Sheet) -> None:
    need(sheet.content.kind)
    for paragraph in sheet.paragraphs:
        if paragraph.text.strip() == sheet.content.kind:
            above(paragraph._p).remove(paragraph._p)
            return
    raise NotHere


def abstract_away(sheet: Sheet) -> None:
    need(sheet.content.kind)
    for text in sheet.content.abstract:
        sheet.drop(text)


def letter_abstract_away(sheet: Sheet) -> None:
    need(not sheet.content.kind)
    for text in sheet.content.abstract:
        sheet.drop(text)


def hyphens(new: str) -> Any:
    def plant(sheet: Sheet) -> None:
        need(sheet.party and sheet.content.kind)
        sheet.say("-----", new) if new else sheet.drop("-----")

    return plant


def about(sheet: Sheet) -> None:
    need(not sheet.content.kind)
    sheet.say(*(("về việc", "V/v") if sheet.party else ("V/v", "Về việc")))


KINDS = (
    Kind("no title", Code.TITLE_BLOCK, dropped(title_of)),
    Kind("the title misspelt", Code.TITLE_BLOCK, said("VIỆT NAM", "VIỆT NAN")),
    Kind(
        "the other style's title", Code.TITLE_BLOCK, said(title_of, lambda s: STATE_TITLE if s.party else PARTY_TITLE)
    ),
    Kind("no motto", Code.TITLE_BLOCK, dropped(lambda s: "" if s.party else "Độc lập")),
    Kind("no rule below the title", Code.TITLE_BLOCK, rule_away),
    Kind("no mark below the issuer", Code.ISSUER_BLOCK, dropped(mark_of_issuer)),
    Kind("no superior", Code.ISSUER_BLOCK, dropped(party_superior)),
    Kind("the standing committee as issuer", Code.ISSUER_BLOCK, standing_committee),
    Kind("a committee as superior", Code.ISSUER_BLOCK, superior_committee),
    Kind("the colon of the other style", Code.NUMBER, colon),
    Kind("a number of one digit", Code.NUMBER, one_digit),
    Kind("no number", Code.NUMBER, no_digits),
    Kind("no number line", Code.NUMBER, dropped(lambda s: s.content.number)),
    Kind("the symbol of another type", Code.SYMBOL, wrong_type),
    Kind("the signs of the other style", Code.SYMBOL, wrong_signs),
    Kind("the symbol of another body", Code.SYMBOL, wrong_body),
    Kind("a day of one digit", Code.PLACE_DATE, spoil_date("ngày 0", "ngày ")),
    Kind("a month of one digit", Code.PLACE_DATE, spoil_date("tháng 0", "tháng ")),
    Kind("no comma", Code.PLACE_DATE, spoil_date(", ngày", " ngày")),
    Kind("a day that does not exist", Code.PLACE_DATE, impossible),
    Kind("no place", Code.PLACE_DATE, no_place),
    Kind("a date in figures", Code.PLACE_DATE, short_date),
    Kind("no date line", Code.PLACE_DATE, dropped(lambda s: s.content.place_date)),
    Kind("no type", Code.TYPE_NAME, type_away),
    Kind("the type misspelt", Code.TYPE_NAME, type_misspelt),
    Kind("no abstract", Code.ABSTRACT, abstract_away),
    Kind("a letter without abstract", Code.ABSTRACT, letter_abstract_away),
    Kind("no hyphens", Code.ABSTRACT, hyphens("")),
    Kind("ten hyphens", Code.ABSTRACT, hyphens("----------")),
    Kind("a line for hyphens", Code.ABSTRACT, hyphens("_____")),
    Kind("the other style's about", Code.ABSTRACT, about),
    Kind("a wrong mark of urgency", Code.SECRECY_URGENCY, said(lambda s: s.content.urgency, "RẤT KHẨN")),
)
