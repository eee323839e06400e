"""Small changes in the file that was read: properties of runs, paragraphs and sections, and words of a paragraph."""

from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from functools import partial

from lxml import etree

from nennep.lib.text import nfc
from nennep.lib.word.package import W
from nennep.writing.checking.lines import Line
from nennep.writing.checking.model import Mend

SPACE = "{http://www.w3.org/XML/1998/namespace}space"


# The order in which the schema wants what stands in a run's, a paragraph's and a section's properties.
def _order(names: str) -> tuple[str, ...]:
    return tuple(names.split())


RUN = _order(
    """rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish
    webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang"""
)
PARAGRAPH = _order(
    """pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs
    suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd
    snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment
    textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"""
)
SECTION = _order(
    """headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType
    cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings"""
)


def properties(element: etree._Element, name: str) -> etree._Element:
    """`w:rPr` or `w:pPr`, which stands first; made when missing."""
    found = element.find(W + name)
    if found is None:
        found = etree.Element(W + name)
        element.insert(0, found)
    return found


def child(parent: etree._Element, name: str, order: Iterable[str]) -> etree._Element:
    """The child of this name, made in its place when missing."""
    found = parent.find(W + name)
    if found is not None:
        return found
    made = etree.Element(W + name)
    names = list(order)
    later = {W + each for each in names[names.index(name) + 1 :]}
    following = next((each for each in parent if each.tag in later), None)
    if following is None:
        parent.append(made)
    else:
        following.addprevious(made)
    return made


def set_values(element: etree._Element, values: Mapping[str, str | None]) -> None:
    for name, given in values.items():
        if given is None:
            remove(element, name)
        else:
            element.set(W + name, given)


def set_size(run: etree._Element, points: float) -> None:
    for name in ("sz", "szCs"):
        child(properties(run, "rPr"), name, RUN).set(f"{W}val", str(round(points * 2)))


def set_switch(run: etree._Element, name: str, on: bool) -> None:
    for each in (name, f"{name}Cs") if name in {"b", "i"} else (name,):
        set_values(child(properties(run, "rPr"), each, RUN), {"val": None if on else "0"})


def set_underline(run: etree._Element, on: bool) -> None:
    child(properties(run, "rPr"), "u", RUN).set(f"{W}val", "single" if on else "none")


def drop(run: etree._Element, name: str) -> None:
    holder = properties(run, "rPr")
    for each in holder.findall(W + name):
        holder.remove(each)


def set_font(run: etree._Element, name: str) -> None:
    fonts = child(properties(run, "rPr"), "rFonts", RUN)
    for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(W + kind, name)
        remove(fonts, f"{kind}Theme")
    remove(fonts, "cstheme")


def remove(element: etree._Element, name: str) -> None:
    if W + name in element.attrib:
        del element.attrib[W + name]


def set_black(run: etree._Element) -> None:
    colour = child(properties(run, "rPr"), "color", RUN)
    colour.attrib.clear()
    colour.set(f"{W}val", "auto")


def set_alignment(paragraph: etree._Element, align: str) -> None:
    given = {"centre": "center", "justify": "both"}.get(align, align)
    child(properties(paragraph, "pPr"), "jc", PARAGRAPH).set(f"{W}val", given)


def set_indent(paragraph: etree._Element, twips: int) -> None:
    indent = child(properties(paragraph, "pPr"), "ind", PARAGRAPH)
    set_values(indent, {"left": "0", "start": None, "hanging": None, "firstLine": str(twips), "firstLineChars": None})
    set_values(indent, {"leftChars": None, "hangingChars": None})
    strip_lead(paragraph)


def strip_lead(paragraph: etree._Element) -> None:
    """Tabs and blanks that stood in for the indent."""
    for run in list(paragraph.iter(f"{W}r")):
        for each in list(run):
            if each.tag == f"{W}tab":
                run.remove(each)
            elif each.tag == f"{W}t":
                each.text = (each.text or "").lstrip()
                if each.text:
                    return


def set_spacing(paragraph: etree._Element, values: Mapping[str, str | None]) -> None:
    holder = properties(paragraph, "pPr")
    set_values(child(holder, "spacing", PARAGRAPH), values)
    if "before" in values:
        child(holder, "contextualSpacing", PARAGRAPH).set(f"{W}val", "0")


def each_run(line: Line, change: Callable[[etree._Element], None]) -> Mend | None:
    """The change for every run with letters in the line; None when a run reaches into another line."""
    pieces = [piece for piece in line.pieces if piece.text.strip()]
    if not all(piece.alone for piece in pieces):
        return None
    return in_turn(partial(change, piece.run) for piece in pieces)


def rewrite(paragraph: etree._Element, old: str, new: str) -> Mend | None:
    """`old` becomes `new` in the visible words of a paragraph; None when it does not stand there exactly once."""
    texts = [t for t in paragraph.iter(f"{W}t") if not _deleted(t)]
    whole = "".join(t.text or "" for t in texts)
    if old and nfc(whole) == whole and whole.count(old) == 1:
        start = whole.index(old)
        return lambda: _put(texts, start, start + len(old), new)
    return None


def _deleted(text: etree._Element) -> bool:
    return any(above.tag in {f"{W}del", f"{W}moveFrom", f"{W}txbxContent"} for above in text.iterancestors())


def _put(texts: list[etree._Element], start: int, end: int, new: str) -> None:
    place = 0
    for text in texts:
        content = text.text or ""
        first, last = max(start - place, 0), min(end - place, len(content))
        place += len(content)
        if first >= len(content) and not (first == len(content) == last and text is texts[-1]):
            continue
        if last <= 0 and end > 0:
            break
        text.text = content[:first] + new + content[max(last, first) :]
        text.set(SPACE, "preserve")
        new = ""


def append(paragraph: etree._Element, words: str, drop: str = "") -> Mend | None:
    """Puts a sign at the end of a paragraph, in place of those in `drop` that stand there."""
    texts = [t for t in paragraph.iter(f"{W}t") if not _deleted(t) and (t.text or "").strip()]
    if not texts:
        return None

    def mend() -> None:
        texts[-1].text = (texts[-1].text or "").rstrip().rstrip(drop).rstrip() + words

    return mend


def change_case(line: Line, change: Callable[[str], str]) -> Mend | None:
    def change_run(run: etree._Element) -> None:
        for text in run.iter(f"{W}t"):
            text.text = change(text.text or "")
        child(properties(run, "rPr"), "smallCaps", RUN).set(f"{W}val", "0")

    return each_run(line, change_run)


def both(*mends: Mend | None) -> Mend | None:
    """All of them, or none when one is missing."""
    wanted = [mend for mend in mends if mend is not None]
    return in_turn(wanted) if len(wanted) == len(mends) else None


def in_turn(steps: Iterable[Mend]) -> Mend:
    taken = list(steps)

    def mend() -> None:
        for step in taken:
            step()

    return mend


def add_below(above: Line, words: str) -> None:
    """A paragraph like that of the line, with these words alone."""
    element = above.para.element
    made = etree.Element(f"{W}p")
    shape = element.find(f"{W}pPr")
    if shape is not None:
        made.append(deepcopy(shape))
        for each in list(made.iter(f"{W}sectPr", f"{W}numPr", f"{W}pBdr")):
            next(each.iterancestors()).remove(each)
    run = etree.SubElement(made, f"{W}r")
    looks = above.pieces[-1].run.find(f"{W}rPr")
    if looks is not None:
        run.append(deepcopy(looks))
    etree.SubElement(run, f"{W}t").text = words
    element.addnext(made)
