"""Paper, margins and page numbers of every section."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from lxml import etree

from nennep.lib.word.package import W, number, value
from nennep.writing.checking import mending
from nennep.writing.checking.anatomy import Anatomy
from nennep.writing.checking.model import Code, Fault
from nennep.writing.checking.paragraphs import is_on
from nennep.writing.components import Length

TWIPS = 1440 / 25.4  # to a millimetre
CLOSE = 0.6  # mm: what rounding to inches and twips may cost
SIDES = {"top": "trên", "bottom": "dưới", "left": "trái", "right": "phải"}
HOLDERS = {f"{W}pPr", f"{W}body"}  # not the old properties that a tracked change keeps


@dataclass(frozen=True)
class Section:
    """A section's properties, the place of its first paragraph, and whether a grid stands in it."""

    element: etree._Element
    first: int
    grid: bool
    words: int
    headers: Mapping[str, str] = field(default_factory=dict)  # default, first, even → part, inherited ones too
    footers: Mapping[str, str] = field(default_factory=dict)

    @property
    def size(self) -> tuple[float, float]:
        page = self.element.find(f"{W}pgSz")
        width, height = ("11906", "16838") if page is None else (page.get(f"{W}w"), page.get(f"{W}h"))
        return number(width) / TWIPS, number(height) / TWIPS

    @property
    def lies(self) -> bool:
        return self.size[0] > self.size[1]

    @property
    def margins(self) -> dict[str, float]:
        given = self.element.find(f"{W}pgMar")
        found = {side: 0 if given is None else number(given.get(W + side)) for side in SIDES}
        if given is not None:
            found["left"] += number(given.get(f"{W}gutter"))
        return {side: length / TWIPS for side, length in found.items()}


def sections(anatomy: Anatomy) -> list[Section]:
    relations = {r.id: r.target for r in anatomy.file.relations(anatomy.file.main)}
    elements = [e for e in anatomy.file.body().iter(f"{W}sectPr") if next(e.iterancestors()).tag in HOLDERS]
    found: list[Section] = []
    headers: dict[str, str] = {}
    footers: dict[str, str] = {}
    for place, element in enumerate(elements):
        headers = {**headers, **_references(element, "header", relations)}
        footers = {**footers, **_references(element, "footer", relations)}
        paras = [p for p in anatomy.paras if p.section == place]
        found.append(
            Section(
                element, paras[0].index if paras else 0, any(p.in_grid for p in paras),
                sum(len(p.plain) for p in paras), headers, footers,
            )
        )  # fmt: skip
    return found


def _references(element: etree._Element, kind: str, relations: Mapping[str, str]) -> dict[str, str]:
    name = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    return {
        each.get(f"{W}type", "default"): relations[each.get(name, "")]
        for each in element.iterfind(f"{W}{kind}Reference")
        if each.get(name, "") in relations
    }


def check(anatomy: Anatomy) -> Iterator[Fault]:
    for place, section in enumerate(sections(anatomy)):
        if not section.words and place:
            continue
        yield from _paper(anatomy, section, place)
        yield from _margins(anatomy, section, place)


def _paper(anatomy: Anatomy, section: Section, place: int) -> Iterator[Fault]:
    page = anatomy.layout.page
    width, height = section.size
    turned = section.lies and (place > 0 or section.grid)
    wanted = (page.height, page.width) if turned else (page.width, page.height)
    sizes = [wanted]
    kind = anatomy.layout.types.get(anatomy.kind or "")
    if kind and kind.paper:
        sizes.append((148, 210))
    if any(abs(width - w) <= 1 and abs(height - h) <= 1 for w, h in sizes):
        return
    found, expected = f"{width:.0f} × {height:.0f} mm", f"A4, {wanted[0]:g} × {wanted[1]:g} mm"
    yield Fault(
        Code.PAPER, section.first if place else None,
        f"Khổ giấy phải là {expected}; đang là {found}.", page.source, expected=expected, found=found,
        mend=partial(_set_paper, section.element, wanted),
    )  # fmt: skip


def _set_paper(element: etree._Element, size: tuple[float, float]) -> None:
    page = mending.child(element, "pgSz", mending.SECTION)
    turned = size[0] > size[1]
    given = {"w": str(round(size[0] * TWIPS)), "h": str(round(size[1] * TWIPS)), "code": "9"}
    mending.set_values(page, {**given, "orient": "landscape" if turned else None})


def _margins(anatomy: Anatomy, section: Section, place: int) -> Iterator[Fault]:
    page, found = anatomy.layout.page, section.margins
    wanted: dict[str, Length] = {side: getattr(page, side) for side in SIDES}
    if section.lies:
        yield from _turned_page(section, found, wanted)
        return
    elif _turned_over(found, wanted, place):
        return
    wrong = [side for side in SIDES if not wanted[side].span.holds(found[side], CLOSE)]
    if not wrong:
        return
    expected = ", ".join(f"{SIDES[side]} {span_of(wanted[side])}" for side in wrong)
    seen = ", ".join(f"{SIDES[side]} {millimetres(found[side])} mm" for side in wrong)
    yield Fault(
        Code.MARGINS, section.first if place else None, f"Lề trang phải là: {expected}; đang là: {seen}.",
        wanted[wrong[0]].source, expected=expected, found=seen,
        mend=partial(_set_margins, section.element, {side: wanted[side].span.ours for side in wrong}),
    )  # fmt: skip


def _turned_page(section: Section, found: Mapping[str, float], wanted: Mapping[str, Length]) -> Iterator[Fault]:
    """The guidance turns the page for tables and names no margins for it: none smaller or wider than all it names."""
    least = min(length.span.least for length in wanted.values())
    most = max(length.span.most for length in wanted.values())
    wrong = [side for side in SIDES if not least - CLOSE <= found[side] <= most + CLOSE]
    if not wrong:
        return
    expected = f"{millimetres(least)}–{millimetres(most)} mm"
    seen = ", ".join(f"{SIDES[side]} {millimetres(found[side])} mm" for side in wrong)
    yield Fault(
        Code.MARGINS, section.first or None, f"Lề trang nằm ngang phải trong khoảng {expected}; đang là: {seen}.",
        wanted["left"].source, expected=expected, found=seen, sure=False,
        mend=partial(_set_margins, section.element, {side: wanted[side].span.ours for side in wrong}),
    )  # fmt: skip


def _turned_over(found: Mapping[str, float], wanted: Mapping[str, Length], place: int) -> bool:
    """The back of a sheet printed on both sides has left and right exchanged; never the first page."""
    mirrored = {**found, "left": found["right"], "right": found["left"]}
    return place > 0 and all(wanted[side].span.holds(mirrored[side], CLOSE) for side in SIDES)


def _set_margins(element: etree._Element, lengths: Mapping[str, float]) -> None:
    margins = mending.child(element, "pgMar", mending.SECTION)
    for side, length in lengths.items():
        margins.set(W + side, str(round(length * TWIPS)))
    if "left" in lengths:
        margins.set(f"{W}gutter", "0")


def millimetres(length: float) -> str:
    return f"{round(length, 1):g}".replace(".", ",")


def span_of(length: Length) -> str:
    least, most = length.span.least, length.span.most
    return f"{millimetres(least)} mm" if least == most else f"{millimetres(least)}–{millimetres(most)} mm"


PAGE = re.compile(r"\bPAGE\b(?!REF)", re.I)
CODED = (f"{W}instrText", f"{W}fldChar")
OWN_CONDITION = re.compile(r"\bIF\b", re.I)


def codes(tree: etree._Element | None) -> str:
    """The codes of all fields in a header or footer."""
    if tree is None:
        return ""
    simple = [each.get(f"{W}instr", "") for each in tree.iter(f"{W}fldSimple")]
    parts = ((each.text or "") if each.tag == f"{W}instrText" else " " for each in tree.iter(*CODED))
    return " ".join([*simple, "".join(parts)])  # one code may be cut over several runs


def shows_number(anatomy: Anatomy, part: str | None) -> bool:
    return bool(PAGE.search(codes(anatomy.file.tree(part))))


def has_title_page(section: Section) -> bool:
    return is_on(section.element, "titlePg")


def number_format(section: Section) -> str:
    given = section.element.find(f"{W}pgNumType")
    return "decimal" if given is None else given.get(f"{W}fmt") or "decimal"


def settings_switch(anatomy: Anatomy, name: str) -> bool:
    return is_on(anatomy.file.related("settings"), name)


def default_tab(anatomy: Anatomy) -> int:
    return number(value(anatomy.file.related("settings"), "defaultTabStop"), 720)
