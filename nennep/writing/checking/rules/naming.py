"""Name of the type, abstract and what stands below it."""

import re
from collections.abc import Iterator
from functools import partial

from nennep.lib.documents import TYPES
from nennep.lib.text import fold
from nennep.writing.checking import mending, words
from nennep.writing.checking.anatomy import LETTER, Anatomy
from nennep.writing.checking.head import Extra
from nennep.writing.checking.lines import Line
from nennep.writing.checking.model import Code, Fault, Mend
from nennep.writing.checking.rules.drawn import without_rule
from nennep.writing.layout import Part, Source

UNTITLED = {"Giấy giới thiệu", "Giấy chứng nhận", "Giấy đi đường", "Giấy nghỉ phép", "Phiếu gửi",
            "Phiếu chuyển", "Thư công"}  # fmt: skip
CALLED = {"Giấy mời", "Biên bản"}  # papers on whose forms what they are about stands below the type, without a mark
SHORT_ABOUT = re.compile(r"v/v(?:\s*:)?", re.I)


def check(anatomy: Anatomy) -> Iterator[Fault]:
    yield from _type(anatomy)
    if anatomy.is_letter:
        yield from _letter(anatomy)
    elif anatomy.kind in CALLED:
        yield from _about_what(anatomy)
    elif anatomy.kind and anatomy.kind not in UNTITLED:
        yield from _abstract(anatomy)
        yield from _mark(anatomy)


def _fault(code: Code, line: Line | None, message: str, source: object, **more: object) -> Fault:
    text, place = (line.text, line.para.index) if line else ("", None)
    return Fault(code, place, message, source, text=text, **more)  # type: ignore[arg-type]


def first(lines: list[Line]) -> Line | None:
    return lines[0] if lines else None


def _type(anatomy: Anatomy) -> Iterator[Fault]:
    component, lines = anatomy.layout.parts[Part.TYPE], anatomy.lines(Part.TYPE)
    if not lines:
        if not anatomy.is_letter:
            yield _lost(anatomy, component.source)
        return
    line, kind = lines[0], anatomy.head.kind or ""
    name, found = kind.upper(), line.text.strip(" *:")
    if kind == LETTER:
        message = "Công văn không ghi tên loại; trích yếu ghi dưới số và ký hiệu."
        yield _fault(Code.TYPE_NAME, line, message, component.source, expected="không ghi", found=line.text)
    elif fold(found) != fold(name):
        if not words.LONGER_NAMES.fullmatch(found[len(name) :]) and not _known_longer(found):
            message = "Tên loại văn bản đứng riêng một dòng, trích yếu ở dòng dưới."
            yield _fault(Code.TYPE_NAME, line, message, component.source, expected=name, found=found, sure=False)
    elif words.spelt(found) != words.spelt(name):
        mend = mending.rewrite(line.para.element, found, name)
        message = f"Tên loại phải viết đúng “{name}”."
        yield _fault(Code.TYPE_NAME, line, message, component.source, expected=name, found=found, mend=mend)
    if line.text.endswith((":", ".", "-")):
        mend = mending.append(line.para.element, "", ":.- ") if line.whole else None
        message = "Sau tên loại văn bản không có dấu."
        yield _fault(
            Code.TYPE_NAME, line, message, component.source, expected=name, found=line.text, sure=False, mend=mend
        )
    if kind and kind not in anatomy.layout.types:
        message = f"“{kind}” không có trong danh mục tên loại của {anatomy.layout.document}."
        yield _fault(Code.TYPE_NAME, line, message, component.source, expected="tên loại trong danh mục", found=kind)
    elif kind:
        yield from _may_issue(anatomy, line, kind)


def _lost(anatomy: Anatomy, source: Source) -> Fault:
    """No known type above the abstract; a line in capitals there is one that no list has."""
    after = first(anatomy.lines(Part.ABSTRACT))
    if after and after.is_upper:
        message = f"“{after.text}” không có trong danh mục tên loại của {anatomy.layout.document}."
        return _fault(Code.TYPE_NAME, after, message, source, expected="tên loại trong danh mục", found=after.text)
    message = "Thiếu tên loại văn bản trên trích yếu."
    return _fault(Code.TYPE_NAME, after, message, source, expected="tên loại văn bản", found="không có")


def _known_longer(found: str) -> bool:
    return any(fold(found) == fold(name) for name in TYPES)


def _may_issue(anatomy: Anatomy, line: Line, kind: str) -> Iterator[Fault]:
    """Only of a cell: of committees the list for the base is known, and nothing in a document tells their rank."""
    if not anatomy.is_party or not fold(anatomy.issuer).startswith("chi bo"):
        return
    row = next((each for each in anatomy.layout.may_issue if fold(each.body) == "chi bo"), None)
    if row and kind not in row.types:
        message = f"Chi bộ không ban hành {kind.lower()}."
        yield _fault(Code.TYPE_NAME, line, message, row.source, expected="loại văn bản đúng thẩm quyền", found=kind)


def _abstract(anatomy: Anatomy) -> Iterator[Fault]:
    component, lines = anatomy.layout.parts[Part.ABSTRACT], anatomy.lines(Part.ABSTRACT)
    types = anatomy.lines(Part.TYPE)
    longer = bool(types) and len(types[0].text) > len(anatomy.kind or "") + 12
    if not lines and not longer and types:
        message = "Thiếu trích yếu nội dung dưới tên loại văn bản."
        yield _fault(
            Code.ABSTRACT, types[0], message, component.source, expected="trích yếu nội dung", found="không có"
        )
    elif lines and (short := SHORT_ABOUT.match(lines[0].text)):
        full = "về việc" if anatomy.is_party else "Về việc"
        mend = mending.rewrite(lines[0].para.element, short[0], full)
        message = f"Trích yếu dưới tên loại viết đủ “{full}”; “V/v” chỉ dùng ở công văn."
        yield _fault(
            Code.ABSTRACT, lines[0], message, component.source, expected=full, found=short[0], sure=False, mend=mend
        )
    elif lines and lines[-1].text.endswith((".", ";")) and not lines[-1].text.endswith("..."):
        mend = mending.append(lines[-1].para.element, "", ".; ")
        message = "Cuối trích yếu không có dấu."
        found = lines[-1].text[-1]
        yield _fault(
            Code.ABSTRACT, lines[-1], message, component.source, expected="không có dấu", found=found, sure=False,
            mend=mend,
        )  # fmt: skip


def _about_what(anatomy: Anatomy) -> Iterator[Fault]:
    types, component = anatomy.lines(Part.TYPE), anatomy.layout.parts[Part.ABSTRACT]
    if types and not anatomy.lines(Part.ABSTRACT) and len(types[0].text) <= len(anatomy.kind or "") + 12:
        message = "Thiếu trích yếu nội dung dưới tên loại văn bản."
        yield _fault(
            Code.ABSTRACT, types[0], message, component.source, expected="trích yếu nội dung", found="không có",
            sure=False,
        )  # fmt: skip


def _mark(anatomy: Anatomy) -> Iterator[Fault]:
    lines = anatomy.lines(Part.ABSTRACT) or anatomy.lines(Part.TYPE)
    mark = anatomy.layout.marks[Part.ABSTRACT]
    if not lines:
        return
    above = lines[-1]
    if not mark.text:
        if Part.ABSTRACT in without_rule(anatomy, [Part.MOTTO, Part.ISSUER, Part.ABSTRACT]) and not _signs(anatomy):
            message = "Dưới trích yếu phải có đường kẻ, dài từ 1/3 đến 1/2 dòng chữ."
            found = "không có"
            yield _fault(Code.ABSTRACT, above, message, mark.source, expected="đường kẻ", found=found, sure=False)
        return
    signs = _signs(anatomy)
    if not signs:
        drawn = Part.ABSTRACT not in without_rule(anatomy, [Part.TITLE, Part.ABSTRACT])
        found = "đường kẻ" if drawn else "không có"
        mend: Mend | None = None if drawn else partial(mending.add_below, above, mark.text)
        message = f"Dưới trích yếu phải có năm dấu gạch nối “{mark.text}”."
        yield _fault(Code.ABSTRACT, above, message, mark.source, expected=mark.text, found=found, mend=mend)
    elif signs[0].text != mark.text:
        line = signs[0]
        mend = mending.rewrite(line.para.element, line.text, mark.text)
        message = f"Dưới trích yếu là năm dấu gạch nối “{mark.text}”; đang là “{line.text}”."
        yield _fault(Code.ABSTRACT, line, message, mark.source, expected=mark.text, found=line.text, mend=mend)


def _signs(anatomy: Anatomy) -> list[Line]:
    """Signs in a row below the type, which stand for a line."""
    types = anatomy.lines(Part.TYPE) or anatomy.lines(Part.ABSTRACT)
    first = types[0].para.index if types else 0
    marks = (*anatomy.head.lines.get(Extra.DASHES, []), *anatomy.head.lines.get(Extra.STAR, []))
    return [line for line in marks if line.para.index >= first]


def _letter(anatomy: Anatomy) -> Iterator[Fault]:
    component, lines = anatomy.layout.parts[Part.LETTER_ABSTRACT], anatomy.lines(Part.LETTER_ABSTRACT)
    word = anatomy.layout.words["letter_abstract"]
    if not lines:
        number = first(anatomy.lines(Part.NUMBER))
        message = f"Thiếu trích yếu của công văn (“{word.text} …”) dưới số và ký hiệu."
        yield _fault(Code.ABSTRACT, number, message, component.source, expected=f"{word.text} …", found="không có")
        return
    text = lines[0].text
    if anatomy.is_party and (short := SHORT_ABOUT.match(text)):
        mend = mending.rewrite(lines[0].para.element, short[0], "về việc")
        message = "Trích yếu của công văn bắt đầu bằng “về việc”, không viết tắt “V/v”."
        yield _fault(Code.ABSTRACT, lines[0], message, word.source, expected="về việc …", found=text, mend=mend)
    elif not anatomy.is_party and not text.startswith("V/v"):
        old = words.ABOUT.match(text)
        mend = mending.rewrite(lines[0].para.element, old[0], "V/v") if old else None
        message = "Trích yếu của công văn bắt đầu bằng “V/v”."
        yield _fault(Code.ABSTRACT, lines[0], message, word.source, expected="V/v …", found=text, mend=mend)
