"""Planted faults of the text and the tail: grounds, numbering, signature, recipients, page numbers."""

from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from nennep.writing.checking.model import Code
from nennep.writing.checking.tests.faults_of_words import dropped, said
from nennep.writing.checking.tests.planting import Kind, NotHere, Sheet, need


def grounds(sheet: Sheet) -> list[str]:
    found = [text for kind, text in sheet.content.body if kind == "ground"]
    need(found)
    return found


def ground_end(sheet: Sheet) -> None:
    sheet.say(grounds(sheet)[0], grounds(sheet)[0][:-1] + ".")


def ground_last(sheet: Sheet) -> None:
    sheet.say(grounds(sheet)[-1], grounds(sheet)[-1][:-1] + ",")


def ground_start(sheet: Sheet) -> None:
    first = grounds(sheet)[0]
    sheet.say(first, first.removeprefix("- ") if sheet.party else f"- {first}")


def numbered(old: str, new: str) -> Any:
    def plant(sheet: Sheet) -> None:
        need(any(text.startswith(old) for _, text in sheet.content.body))
        for paragraph in sheet.paragraphs:
            if paragraph.text.startswith(old) and paragraph.runs:
                sheet.say(paragraph.runs[0].text, paragraph.runs[0].text.replace(old, new, 1))
                return

    return plant


def other_form(sheet: Sheet) -> None:
    need(sheet.content.authority)
    for old, new in (("T/M", "TM."), ("K/T", "KT."), ("T/L", "TL.")):
        first, second = (old, new) if sheet.party else (new, old)
        if sheet.content.authority[0].startswith(first):
            sheet.say(first, second)
            return
    raise NotHere


def collective(sheet: Sheet) -> bool:
    return sheet.party and bool(sheet.content.authority) and sheet.content.authority[0].startswith("T/M")


def deputy_of_collective(sheet: Sheet) -> None:
    need(collective(sheet))
    sheet.say(sheet.content.authority[0], "K/T BÍ THƯ")


def wrong_position(sheet: Sheet) -> None:
    need(collective(sheet))
    sheet.say(sheet.content.position, "ỦY VIÊN BAN THƯỜNG VỤ")


def position_with_body(sheet: Sheet) -> None:
    need(collective(sheet))
    sheet.say(sheet.content.position, f"{sheet.content.position} ĐẢNG ỦY")


def deputy_without_sign(sheet: Sheet) -> None:
    need(
        sheet.content.position.startswith("PHÓ") and any(a.startswith(("K/T", "KT.")) for a in sheet.content.authority)
    )
    for text in sheet.content.authority:
        if text.startswith(("K/T", "KT.")):
            sheet.drop(text)


def head_below_deputy_sign(sheet: Sheet) -> None:
    need(any(a.startswith(("K/T", "KT.")) for a in sheet.content.authority))
    sheet.say(sheet.content.position, sheet.content.position.removeprefix("PHÓ "))


def no_authority(sheet: Sheet) -> None:
    need(collective(sheet))
    sheet.drop(sheet.content.authority[0])


def other_body(sheet: Sheet) -> None:
    need(collective(sheet))
    cell = sheet.content.authority[0] == "T/M CHI BỘ"
    sheet.say(sheet.content.authority[0], "T/M ĐẢNG ỦY" if cell else "T/M CHI BỘ")


def archive_away(sheet: Sheet) -> None:
    last = sheet.content.recipients[-1]
    sheet.say(last, "- Các cơ quan có liên quan.")


def entry_end(sheet: Sheet) -> None:
    first = sheet.content.recipients[0]
    sheet.say(first, first[:-1] + ",")


def last_end(sheet: Sheet) -> None:
    last = sheet.content.recipients[-1]
    sheet.say(last, last[:-1] + ";")


def end_text(sheet: Sheet) -> str:
    return sheet.content.body[-1][1].rpartition("|")[2].strip()


def end_away(sheet: Sheet) -> None:
    last = end_text(sheet)
    sheet.paragraph(sheet.content.body[-1][1].replace("|", ""))
    for paragraph in reversed(sheet.paragraphs):
        for run in paragraph.runs:
            if run.text.strip() == last:
                run.text = run.text.rstrip("./")
                return
    raise NotHere


def end_of_other_style(sheet: Sheet) -> None:
    need(sheet.party)
    last = end_text(sheet)
    for paragraph in reversed(sheet.paragraphs):
        for run in paragraph.runs:
            if run.text.strip() == last:
                run.text = run.text.rstrip(".") + "./."
                return
    raise NotHere


def long(sheet: Sheet) -> None:
    need(sum(len(text) for _, text in sheet.content.body) > 2_600)


def page_number_away(sheet: Sheet) -> None:
    long(sheet)
    paragraph = sheet.document.sections[0].header.paragraphs[0]
    for run in list(paragraph.runs):
        paragraph._p.remove(run._r)


def page_number_below(sheet: Sheet) -> None:
    header, footer = sheet.document.sections[0].header.paragraphs[0], sheet.document.sections[0].footer.paragraphs[0]
    for run in list(header.runs):
        footer._p.append(run._r)


def page_number_on_first(sheet: Sheet) -> None:
    sheet.document.sections[0].different_first_page_header_footer = False


def page_number_small(sheet: Sheet) -> None:
    for run in sheet.document.sections[0].header.paragraphs[0].runs:
        run.font.size = Pt(10)


def page_number_right(sheet: Sheet) -> None:
    sheet.document.sections[0].header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT


def words_with_page_number(sheet: Sheet) -> None:
    sheet.document.sections[0].header.paragraphs[0].runs[0].text = "Trang "


KINDS = (
    Kind("a ground with a full stop", Code.GROUNDS, ground_end),
    Kind("the last ground with a comma", Code.GROUNDS, ground_last),
    Kind("the other style's dash", Code.GROUNDS, ground_start),
    Kind("II left out", Code.NUMBERING, numbered("II. ", "III. ")),
    Kind("III as IV", Code.NUMBERING, numbered("III. ", "IV. ")),
    Kind("2 twice", Code.NUMBERING, numbered("2. ", "1. ")),
    Kind("2 as 3", Code.NUMBERING, numbered("2. ", "3. ")),
    Kind("b as c", Code.NUMBERING, numbered("b) ", "c) ")),
    Kind("đ as e", Code.NUMBERING, numbered("đ) ", "e) ")),
    Kind("1.2 as 1.3", Code.NUMBERING, numbered("1.2. ", "1.3. ")),
    Kind("1.2 as 2.2", Code.NUMBERING, numbered("1.2. ", "2.2. ")),
    Kind("(2) as (3)", Code.NUMBERING, numbered("(2) ", "(3) ")),
    Kind("Điều 2 as 3", Code.NUMBERING, numbered("Điều 2", "Điều 3")),
    Kind("Điều 3 as 4", Code.NUMBERING, numbered("Điều 3", "Điều 4")),
    Kind("Chương II as III", Code.NUMBERING, numbered("Chương II", "Chương III")),
    Kind("the other style's sign", Code.SIGNATURE, other_form),
    Kind("a deputy of a collective signs K/T", Code.SIGNATURE, deputy_of_collective),
    Kind("a member signs for a collective", Code.SIGNATURE, wrong_position),
    Kind("a position with its body", Code.SIGNATURE, position_with_body),
    Kind("a deputy without K/T", Code.SIGNATURE, deputy_without_sign),
    Kind("a head below K/T", Code.SIGNATURE, head_below_deputy_sign),
    Kind("a collective without T/M", Code.SIGNATURE, no_authority),
    Kind("T/M of another body", Code.SIGNATURE, other_body),
    Kind("no position", Code.SIGNATURE, dropped(lambda s: s.content.position)),
    Kind("no name", Code.SIGNATURE, dropped(lambda s: s.content.signer)),
    Kind(
        "a degree before the name",
        Code.SIGNATURE,
        said(lambda s: s.content.signer, lambda s: f"TS. {s.content.signer}"),
    ),
    Kind("no heading of recipients", Code.RECIPIENTS, dropped("Nơi nhận")),
    Kind("no archive", Code.RECIPIENTS, archive_away),
    Kind("a recipient with a comma", Code.RECIPIENTS, entry_end),
    Kind("the last recipient with a semicolon", Code.RECIPIENTS, last_end),
    Kind("no end mark", Code.END_MARK, end_away),
    Kind("the other style's end mark", Code.END_MARK, end_of_other_style),
    Kind("no page number", Code.PAGE_NUMBER, page_number_away),
    Kind("the page number below", Code.PAGE_NUMBER, page_number_below),
    Kind("a number on page one", Code.PAGE_NUMBER, page_number_on_first),
    Kind("a small page number", Code.PAGE_NUMBER, page_number_small),
    Kind("the page number on the right", Code.PAGE_NUMBER, page_number_right),
    Kind("words with the page number", Code.PAGE_NUMBER, words_with_page_number),
)
