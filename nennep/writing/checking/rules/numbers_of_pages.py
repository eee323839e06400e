"""Page numbers: in the middle above, from page 2 on, in the size laid down."""

import re
from collections.abc import Iterator
from functools import partial
from math import ceil
from typing import Unpack

from lxml import etree

from nennep.lib.text import one_line
from nennep.lib.word.package import W, number
from nennep.writing.checking import mending
from nennep.writing.checking.anatomy import Anatomy
from nennep.writing.checking.model import Code, Fault, Mend, Rest
from nennep.writing.checking.rules import pages
from nennep.writing.checking.rules.components import ALIGNED, points
from nennep.writing.checking.rules.letters import WORD_S_OWN as WORD_S_FONT
from nennep.writing.checking.rules.pages import Section
from nennep.writing.checking.wordfile import R
from nennep.writing.layout import Part

PAGE_HEIGHT = 728.0  # points between the margins of an A4 page
NEAR = 1.0  # mm
WORD_S_OWN = (12.0, 13.0)  # mm: from the edge to the header where nobody sets it
SURELY, PERHAPS = 1.2, 0.8  # pages by estimate
OTHER_FIGURES = re.compile(r"\\\*\s*(roman|alphabetic|cardtext|ordinal|ordtext|hex)\b", re.I)  # `PAGE \* roman`
HEADER = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{content}</w:hdr>"""
NUMBER = """<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{runs}</w:p>"""
RUN = """<w:r><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}"/><w:sz w:val="{size}"/>\
<w:szCs w:val="{size}"/></w:rPr>{inner}</w:r>"""
FIELD = ('<w:fldChar w:fldCharType="begin"/>', '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
         '<w:fldChar w:fldCharType="separate"/>', "<w:t>2</w:t>", '<w:fldChar w:fldCharType="end"/>')  # fmt: skip


def check(anatomy: Anatomy) -> Iterator[Fault]:
    found = pages.sections(anatomy)
    first = found[0] if found else None
    if first is None:
        return
    numbered = [s for s in found if pages.shows_number(anatomy, s.headers.get("default"))]
    if not numbered:
        yield from _missing(anatomy, first, found)
        return
    yield from _on_first_page(anatomy, first)
    yield from _even(anatomy, numbered[0])
    yield from _from_edge(anatomy, numbered[0])
    for part in dict.fromkeys(s.headers["default"] for s in numbered):
        yield from _looks(anatomy, part)
    yield from _figures(anatomy, numbered)


def _fault(anatomy: Anatomy, message: str, **rest: Unpack[Rest]) -> Fault:
    return Fault(Code.PAGE_NUMBER, None, message, anatomy.layout.parts[Part.PAGE_NUMBER].source, **rest)


def _missing(anatomy: Anatomy, first: Section, found: list[Section]) -> Iterator[Fault]:
    below = any(pages.shows_number(anatomy, part) for s in found for part in s.footers.values())
    only_first = pages.shows_number(anatomy, first.headers.get("first"))
    mend = partial(_add_header, anatomy, first)
    if below:
        message = "Số trang phải đặt ở giữa, phía trên trang; đang đặt ở chân trang."
        yield _fault(
            anatomy,
            message,
            expected="giữa, phía trên trang",
            found="chân trang",
            mend=mending.both(mend, _clear_footers(anatomy, found)),
        )
    elif only_first:
        message = "Số trang chỉ hiện ở trang đầu; phải hiện từ trang 2 và không hiện ở trang đầu."
        yield _fault(anatomy, message, expected="hiện từ trang 2", found="hiện ở trang đầu")
    elif (estimate := estimated_pages(anatomy)) > PERHAPS:
        message = "Văn bản nhiều trang phải đánh số trang, ở giữa phía trên, từ trang 2."
        yield _fault(
            anatomy, message, expected="số trang ở giữa, phía trên", found="không có", mend=mend, sure=estimate > SURELY
        )


def estimated_pages(anatomy: Anatomy) -> float:
    """Pages that the text takes, by counting letters: nobody lays the pages out here."""
    breaks = sum(p.new_page for p in anatomy.paras)
    height = 0.0
    for para in anatomy.paras:
        size = max((piece.look.size or 10.0 for piece in para.pieces), default=14.0)
        width = 467.0 / (para.cell.columns if para.cell else 1)
        rows = max(ceil(len(para.plain) * size * 0.45 / width), 1)
        line = (para.shape.line or 240) / 20 if para.shape.rule in {"exact", "atLeast"} else size * 1.15
        share = 1 / para.cell.columns if para.cell else 1
        height += (rows * line + max(para.shape.space_before, para.shape.space_after)) * share
    return max(height / PAGE_HEIGHT, float(breaks + 1 if breaks else 0))


def _on_first_page(anatomy: Anatomy, first: Section) -> Iterator[Fault]:
    shown = pages.shows_number(anatomy, first.headers.get("default"))
    own = pages.OWN_CONDITION.search(pages.codes(anatomy.file.tree(first.headers.get("default"))))
    if pages.has_title_page(first):
        if pages.shows_number(anatomy, first.headers.get("first")):
            yield _fault(
                anatomy, "Không đánh số ở trang đầu.", expected="trang đầu không có số", found="trang đầu có số"
            )
    elif shown and not own:
        mend = partial(_hide_on_first, first.element)
        message = "Không hiện số ở trang đầu; số trang hiện từ trang 2."
        yield _fault(anatomy, message, expected="trang đầu không có số", found="trang đầu có số", mend=mend)


def _hide_on_first(element: etree._Element) -> None:
    mending.child(element, "titlePg", mending.SECTION)


def _even(anatomy: Anatomy, section: Section) -> Iterator[Fault]:
    if pages.settings_switch(anatomy, "evenAndOddHeaders") and not pages.shows_number(
        anatomy, section.headers.get("even")
    ):
        yield _fault(
            anatomy, "Trang chẵn không có số trang.", expected="số ở mọi trang từ trang 2", found="chỉ trang lẻ có số"
        )


def _from_edge(anatomy: Anatomy, section: Section) -> Iterator[Fault]:
    rule = anatomy.layout.page.number_from_edge
    margins = section.element.find(f"{W}pgMar")
    given = None if margins is None else margins.get(f"{W}header")
    if margins is None or given is None or rule.source.confidence != "high":
        return
    found = number(given) / pages.TWIPS
    if rule.span.holds(found, NEAR):
        return
    expected, seen = pages.span_of(rule), f"{pages.millimetres(found)} mm"
    message = f"Số trang phải cách mép trên của giấy {expected}; đang cách {seen}."
    yield _fault(
        anatomy, message, expected=expected, found=seen, sure=not WORD_S_OWN[0] <= found <= WORD_S_OWN[1],
        mend=partial(margins.set, f"{W}header", str(round(rule.span.ours * pages.TWIPS))),
    )  # fmt: skip


def _looks(anatomy: Anatomy, part: str) -> Iterator[Fault]:
    tree = anatomy.file.tree(part)
    assert tree is not None
    looks = anatomy.reader.looks
    for paragraph in tree.iter(f"{W}p"):
        code = pages.codes(paragraph)
        if not pages.PAGE.search(code):
            continue
        holder = paragraph.find(f"{W}pPr")
        shape = looks.shape(holder, "", None)
        if shape.aligned != "centre" and not _framed(paragraph) and not _tabbed(paragraph):
            mend = partial(mending.set_alignment, paragraph, "centre")
            aligned = ALIGNED.get(shape.aligned, shape.aligned)
            yield _fault(
                anatomy,
                f"Số trang phải đặt ở giữa, phía trên; đang {aligned}.",
                expected="căn giữa",
                found=aligned,
                mend=mend,
            )
        words = one_line("".join(t.text or "" for t in paragraph.iter(f"{W}t")))
        if "NUMPAGES" in code.upper() or any(not sign.isdigit() and not sign.isspace() for sign in words):
            yield _fault(
                anatomy, "Số trang chỉ gồm chữ số, không kèm chữ hoặc tổng số trang.", expected="2", found=words
            )
        style = looks.styles.paragraph(holder)
        yield from _size(anatomy, paragraph, style)
        yield from _font(anatomy, paragraph, style)


def _figures(anatomy: Anatomy, numbered: list[Section]) -> Iterator[Fault]:
    """Arabic figures, whether the section or the field itself asks for others."""
    found, steps = [], []
    for section in numbered:
        if (form := pages.number_format(section)) != "decimal":
            found.append(form)
            steps.append(partial(_count_in_arabic, section.element))
        for holder, name in _codes_of(anatomy, section.headers["default"]):
            code = holder.get(name, "") if name else holder.text or ""
            if pages.PAGE.search(code) and (other := OTHER_FIGURES.search(code)):
                found.append(other[1])
                steps.append(partial(_put_code, holder, name, OTHER_FIGURES.sub(" ", code)))
    if found:
        message = "Số trang phải dùng chữ số Ả-rập."
        yield _fault(anatomy, message, expected="1, 2, 3", found=found[0], mend=mending.in_turn(steps))


def _codes_of(anatomy: Anatomy, part: str) -> Iterator[tuple[etree._Element, str]]:
    """What holds a field's code: an attribute of this name, or the text where the name is empty."""
    tree = anatomy.file.tree(part)
    if tree is not None:
        yield from ((each, f"{W}instr") for each in tree.iter(f"{W}fldSimple"))
        yield from ((each, "") for each in tree.iter(f"{W}instrText"))


def _count_in_arabic(section: etree._Element) -> None:
    mending.set_values(mending.child(section, "pgNumType", mending.SECTION), {"fmt": None})


def _put_code(holder: etree._Element, name: str, code: str) -> None:
    if name:
        holder.set(name, code)
    else:
        holder.text = code


def _tabbed(paragraph: etree._Element) -> bool:
    """A tab before the number, which a header's own stops set in the middle."""
    return sum(1 for run in paragraph.iter(f"{W}r") for _ in run.iterfind(f"{W}tab")) == 1


def _framed(paragraph: etree._Element) -> bool:
    frame = paragraph.find(f"{W}pPr/{W}framePr")
    return frame is not None and frame.get(f"{W}xAlign") == "center"


def _size(anatomy: Anatomy, paragraph: etree._Element, style: str) -> Iterator[Fault]:
    component, looks = anatomy.layout.parts[Part.PAGE_NUMBER], anatomy.reader.looks
    runs = _printed(paragraph)
    sizes = [looks.letters(run.find(f"{W}rPr"), style, "").size or 10.0 for run in runs]
    wrong = [size for size in sizes if not component.size.holds(size)]
    if wrong:
        wanted = component.size.ours
        mend = mending.in_turn(partial(mending.set_size, run, wanted) for run in runs)
        message = f"Số trang phải dùng cỡ {points(wanted)}; đang là cỡ {points(wrong[0])}."
        yield _fault(anatomy, message, expected=f"cỡ {points(wanted)}", found=f"cỡ {points(wrong[0])}", mend=mend)


def _printed(paragraph: etree._Element) -> list[etree._Element]:
    """Runs that hold more than properties."""
    return [run for run in paragraph.iter(f"{W}r") if len(run) > (run.find(f"{W}rPr") is not None)]


def _font(anatomy: Anatomy, paragraph: etree._Element, style: str) -> Iterator[Fault]:
    wanted, looks = anatomy.layout.text.font, anatomy.reader.looks
    found = {
        run: looks.letters(run.find(f"{W}rPr"), style, "").ascii or WORD_S_FONT
        for run in _printed(paragraph) if run.find(f"{W}t") is not None
    }  # fmt: skip
    wrong = [run for run, font in found.items() if font != wanted]
    if wrong:
        message = f"Số trang phải dùng phông chữ {wanted}; đang dùng {found[wrong[0]]}."
        mend = mending.in_turn(partial(mending.set_font, run, wanted) for run in _printed(paragraph))
        yield _fault(anatomy, message, expected=wanted, found=found[wrong[0]], sure=False, mend=mend)


def _add_header(anatomy: Anatomy, first: Section) -> None:
    """The number into the header that is there, or into a new one."""
    component = anatomy.layout.parts[Part.PAGE_NUMBER]
    size, font = str(round(component.size.ours * 2)), anatomy.layout.text.font
    runs = "".join(RUN.format(font=font, size=size, inner=inner) for inner in FIELD)
    content = HEADER.format(content=NUMBER.format(runs=runs)).encode()
    part = first.headers.get("default")
    tree = anatomy.file.tree(part)
    if tree is None:
        made = anatomy.file.add("header", content)
        reference = etree.Element(f"{W}headerReference", {f"{W}type": "default", f"{R}id": made})
        first.element.insert(0, reference)
    else:
        for paragraph in etree.fromstring(content):
            tree.insert(0, paragraph)
    _hide_on_first(first.element)


def _clear_footers(anatomy: Anatomy, found: list[Section]) -> Mend:
    parts = {part for s in found for part in s.footers.values() if pages.shows_number(anatomy, part)}

    def mend() -> None:
        for tree in (anatomy.file.tree(part) for part in parts):
            for paragraph in [] if tree is None else list(tree.iter(f"{W}p")):
                if pages.PAGE.search(pages.codes(paragraph)):
                    for each in [e for e in paragraph if e.tag != f"{W}pPr"]:
                        paragraph.remove(each)

    return mend
