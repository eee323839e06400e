"""Place and date."""

import re
from collections.abc import Iterator
from typing import Unpack

from nennep.lib.dates import make_date
from nennep.lib.places import PERSONS
from nennep.lib.text import fold
from nennep.writing.checking import mending
from nennep.writing.checking.anatomy import Anatomy
from nennep.writing.checking.lines import Line
from nennep.writing.checking.model import Code, Fault, Rest
from nennep.writing.layout import Part

BLANK = r"[.…_\s]*"
LINE = re.compile(
    rf"(?P<place>.*?)(?P<comma>\s*,)?\s*(?P<word>ngày)\s*(?P<day>\d+)?{BLANK}(?P<m>tháng)\s*(?P<month>\d+)?{BLANK}"
    r"(?P<y>năm)\s*(?P<year>\d+)?\s*(?P<rest>.*)",
    re.I,
)

COMMUNE = re.compile(r"\b(?P<level>PHƯỜNG|XÃ|ĐẶC KHU)\s+(?P<name>.+)", re.I)


def check(anatomy: Anatomy) -> Iterator[Fault]:
    lines = anatomy.lines(Part.PLACE_DATE)
    component, words = anatomy.layout.parts[Part.PLACE_DATE], anatomy.layout.words["place_date"]
    if not lines:
        message = "Thiếu địa danh và ngày, tháng, năm ban hành."
        expected = words.text.format(place="Hải Phòng", day="05", month="02", year="2026")
        yield Fault(Code.PLACE_DATE, None, message, component.source, expected=expected, found="không có")
        return
    line = lines[0]
    found = LINE.fullmatch(line.text)
    if found is None:
        message = "Địa danh và ngày phải viết như “Hải Phòng, ngày 05 tháng 02 năm 2026”."
        yield _fault(anatomy, line, message, expected="Hải Phòng, ngày 05 tháng 02 năm 2026", found=line.text)
        return
    yield from _place(anatomy, line, found)
    yield from _level(anatomy, line, found["place"].strip())
    yield from _missing(anatomy, line, found)
    yield from _padding(anatomy, line, found)
    yield from _impossible(anatomy, line, found)


def _fault(anatomy: Anatomy, line: Line, message: str, **rest: Unpack[Rest]) -> Fault:
    source = anatomy.layout.parts[Part.PLACE_DATE].source
    return Fault(Code.PLACE_DATE, line.para.index, message, source, text=line.text, **rest)


def _place(anatomy: Anatomy, line: Line, found: re.Match[str]) -> Iterator[Fault]:
    place = found["place"].strip()
    element = line.para.element
    if not place:
        yield _fault(anatomy, line, "Thiếu địa danh trước ngày, tháng, năm.", expected="địa danh", found="không có")
    elif place.isupper() and len(place) > 3:
        yield _fault(
            anatomy, line, "Địa danh viết chữ thường, chỉ hoa chữ cái đầu.", expected=place.title(), found=place
        )
    elif place[0].islower():
        expected = place.title() if place.islower() else place[0].upper() + place[1:]
        mend = mending.rewrite(element, place, expected)
        yield _fault(anatomy, line, "Địa danh là tên riêng, phải viết hoa.", expected=expected, found=place, mend=mend)
    elif not found["comma"]:
        gap = line.text[found.end("place") : found.start("word")]
        old = f"{found['place']}{gap}{found['word']}"
        mend = mending.rewrite(element, old, f"{place}, {found['word'].lower()}")
        yield _fault(anatomy, line, "Sau địa danh phải có dấu phẩy.", expected=f"{place},", found=place, mend=mend)
    elif found["word"] != "ngày":
        mend = mending.rewrite(element, found["word"], "ngày")
        yield _fault(
            anatomy, line, "Chữ “ngày” sau địa danh viết thường.", expected="ngày", found=found["word"], mend=mend
        )


def _level(anatomy: Anatomy, line: Line, place: str) -> Iterator[Fault]:
    """A place named after a person, or in one syllable, says what it is: “Phường Ngô Quyền”."""
    body = COMMUNE.search(f"{anatomy.issuer} {anatomy.words(Part.SUPERIOR)}")
    if body is None or not f"{fold(body['name'])} ".startswith(f"{fold(place)} "):
        return
    short, person = len(place.split()) == 1, fold(place) in {fold(name) for name in PERSONS}
    if person or (short and anatomy.is_party):
        expected = f"{body['level'].capitalize()} {place}"
        why = "mang tên người" if person else "chỉ có một âm tiết"
        message = f"Địa danh {why} phải ghi cả cấp hành chính: “{expected}”."
        mend = mending.rewrite(line.para.element, f"{place},", f"{expected},")
        yield _fault(anatomy, line, message, expected=expected, found=place, sure=False, mend=mend)


def _missing(anatomy: Anatomy, line: Line, found: re.Match[str]) -> Iterator[Fault]:
    open_ = [name for name, key in (("ngày", "day"), ("tháng", "month"), ("năm", "year")) if not found[key]]
    if open_ and found["year"] and anatomy.lines(Part.DRAFT):
        return  # a draft gets its day when it is signed
    if open_:
        yield _fault(
            anatomy, line, f"Chưa ghi {', '.join(open_)} ban hành.", expected="đủ ngày, tháng, năm", found=line.text
        )
    elif len(found["year"]) != 4:
        yield _fault(anatomy, line, "Năm phải ghi đủ bốn chữ số.", expected="bốn chữ số", found=found["year"])
    elif found["rest"].strip(" ,"):
        yield _fault(anatomy, line, "Sau năm không ghi gì thêm.", expected="", found=found["rest"], sure=False)
    elif found["rest"]:
        yield _fault(anatomy, line, "Sau năm không có dấu.", expected="", found=found["rest"], sure=False)


def _padding(anatomy: Anatomy, line: Line, found: re.Match[str]) -> Iterator[Fault]:
    form = anatomy.layout.number
    for key, word, below in (("day", "ngày", form.day_below), ("month", "tháng", form.month_below)):
        digits = found[key]
        if not digits:
            continue
        value = int(digits)
        wanted = f"{value:02}" if value < below else str(value)
        if digits == wanted:
            continue
        printed = line.text[found.start("word" if key == "day" else "m") : found.end(key)]
        mend = mending.rewrite(line.para.element, printed, printed.removesuffix(digits) + wanted)
        short = len(digits) < len(wanted)
        message = (
            f"{word.capitalize()} nhỏ hơn {below} phải thêm số 0 ở trước: “{wanted}”."
            if short
            else f"{word.capitalize()} từ {below} trở lên không thêm số 0 ở trước: “{wanted}”."
        )
        yield _fault(
            anatomy,
            line,
            message,
            expected=wanted,
            found=digits,
            mend=mend,
            sure=short or value < below or len(digits) > 2,
        )


def _impossible(anatomy: Anatomy, line: Line, found: re.Match[str]) -> Iterator[Fault]:
    if not (found["day"] and found["month"] and found["year"]) or len(found["year"]) != 4:
        return
    try:
        make_date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError as wrong:
        day = f"{found['day']}/{found['month']}/{found['year']}"
        yield _fault(anatomy, line, str(wrong), expected="ngày có thật", found=day)
