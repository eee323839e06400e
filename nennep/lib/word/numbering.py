"""The number that Word prints before a paragraph of a list, which stands nowhere in the text."""

import re
from dataclasses import dataclass, field

from lxml import etree

from nennep.lib.cleaning import SYMBOLS, clean
from nennep.lib.word.package import W, number, switch, value
from nennep.lib.word.styles import Styles

DEEPEST = 9  # Word has nine levels
LARGEST = 32_767
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
         (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
UNITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True)
class Level:
    start: int
    style: str  # "decimal", "upperRoman", "bullet" …
    pattern: str  # "%1.%2."
    legal: bool  # every figure of the pattern in Arabic
    restart_after: int | None  # the level that restarts this one; None: any higher level; 0: never
    font: str


@dataclass
class Numbering:
    """Counters live per abstract list: two lists made from the same one continue each other, as in Word."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)  # abstract list → levels
    lists: dict[str, str] = field(default_factory=dict)  # list → abstract list
    overrides: dict[tuple[str, int], Level] = field(default_factory=dict)
    restarts: dict[tuple[str, int], int] = field(default_factory=dict)  # (list, level) → number to begin again from
    linked: dict[str, tuple[str, int]] = field(default_factory=dict)  # paragraph style → (list, level)
    counters: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, list_id: str, depth: int) -> str:
        """Counts one paragraph, and returns what stands before it; "" when the list is not known."""
        abstract = self.lists.get(list_id)
        level = self._level(list_id, depth)
        if abstract is None or level is None:
            return ""
        self._count(list_id, abstract, depth, level)
        if level.style == "bullet":
            return _bullet(level)
        return clean(_PLACE.sub(lambda found: self._figure(list_id, int(found[1]) - 1, level), level.pattern))

    def _level(self, list_id: str, depth: int) -> Level | None:
        return self.overrides.get((list_id, depth)) or self.levels.get(self.lists.get(list_id, ""), {}).get(depth)

    def _count(self, list_id: str, abstract: str, depth: int, level: Level) -> None:
        counters = self.counters.setdefault(abstract, {})
        again = self.restarts.get((list_id, depth))
        if again is not None and (list_id, depth) not in self.begun:
            counters.pop(depth, None)
        self.begun.add((list_id, depth))
        counters[depth] = min(counters[depth] + 1, LARGEST) if depth in counters else again or level.start
        for deeper in [d for d in counters if d > depth]:
            after = (self._level(list_id, deeper) or level).restart_after
            if after is None or depth < after:
                counters.pop(deeper)

    def _figure(self, list_id: str, depth: int, printing: Level) -> str:
        level = self._level(list_id, depth)
        if level is None:
            return ""
        count = self.counters[self.lists[list_id]].get(depth, level.start)
        return figure(count, "decimal" if printing.legal and level.style != "decimalZero" else level.style)


def figure(count: int, style: str) -> str:
    """`figure(4, "upperRoman")` → `IV`; letters go a … z, aa, bb, as Word prints them."""
    match style:
        case "upperRoman" | "lowerRoman":
            return _roman(count).upper() if style == "upperRoman" else _roman(count)
        case "upperLetter" | "lowerLetter":
            letters = chr(ord("a") + (count - 1) % 26) * (1 + (count - 1) // 26) if 0 < count <= 780 else str(count)
            return letters.upper() if style == "upperLetter" else letters
        case "decimalZero":
            return f"{count:02d}"
        case "none":
            return ""
        case "vietnameseCounting" | "cardinalText" if 0 <= count < len(UNITS):
            return UNITS[count]
        case _:
            return str(count)


def _roman(count: int) -> str:
    if not 0 < count < 5000:
        return str(count)
    letters = ""
    for worth, sign in ROMAN:
        letters += sign * (count // worth)
        count %= worth
    return letters


def _bullet(level: Level) -> str:
    sign = clean(level.pattern) or "•"
    if level.font.startswith(("Wingdings", "Symbol", "Webdings")) and len(sign) == 1 and ord(sign) < 0x100:
        sign = SYMBOLS.get(0xF000 + ord(sign), "•")
    if "\ue000" <= sign <= "\uf8ff":
        return "•"
    return "•" if sign == "o" else sign


def read_numbering(tree: etree._Element | None, styles: Styles) -> Numbering:
    numbering = Numbering()
    if tree is None:
        return numbering
    abstracts = {a.get(f"{W}abstractNumId", ""): a for a in tree.iter(f"{W}abstractNum")}
    for name, abstract in abstracts.items():
        numbering.levels[name] = {_depth(level): _read_level(level) for level in abstract.iter(f"{W}lvl")}
    for listed in tree.iter(f"{W}num"):
        name = listed.get(f"{W}numId", "")
        numbering.lists[name] = value(listed, "abstractNumId") or ""
        _read_overrides(numbering, name, listed)
    _follow_style_links(numbering, abstracts, styles)
    _link_styles(numbering, abstracts, styles)
    return numbering


def _depth(level: etree._Element) -> int:
    return number(level.get(f"{W}ilvl"))


def _read_level(level: etree._Element) -> Level:
    fonts = level.find(f"{W}rPr/{W}rFonts")
    after = value(level, "lvlRestart")
    return Level(
        start=number(value(level, "start"), 1),
        style=value(level, "numFmt") or "decimal",
        pattern=(value(level, "lvlText") or "")[:100],
        legal=bool(switch(level, "isLgl")),
        restart_after=None if after is None else number(after),
        font="" if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "",
    )


def _read_overrides(numbering: Numbering, name: str, listed: etree._Element) -> None:
    for override in listed.iter(f"{W}lvlOverride"):
        start, level = value(override, "startOverride"), override.find(f"{W}lvl")
        if start is not None:
            numbering.restarts[name, _depth(override)] = number(start, 1)
        if level is not None:
            numbering.overrides[name, _depth(override)] = _read_level(level)


def _follow_style_links(numbering: Numbering, abstracts: dict[str, etree._Element], styles: Styles) -> None:
    """An abstract list without levels may point to a list style, whose own list has them."""
    for name, abstract in abstracts.items():
        style = value(abstract, "numStyleLink")
        if style and not numbering.levels[name]:
            target = value(styles.by_id.get(style), "pPr/numPr/numId")
            numbering.levels[name] = numbering.levels.get(numbering.lists.get(target or "", ""), {})


def _link_styles(numbering: Numbering, abstracts: dict[str, etree._Element], styles: Styles) -> None:
    """Paragraph styles that are numbered by themselves: the level is the one that names the style."""
    for style_id, style in styles.by_id.items():
        list_id = value(style, "pPr/numPr/numId")
        if list_id is None:
            continue
        depth = number(value(style, "pPr/numPr/ilvl"))
        abstract = abstracts.get(numbering.lists.get(list_id, ""))
        if abstract is not None:
            named = (_depth(level) for level in abstract.iter(f"{W}lvl") if value(level, "pStyle") == style_id)
            depth = next(named, depth)
        numbering.linked[style_id] = (list_id, depth)
