"""What letters and paragraphs look like in the end: run, styles, table, numbering and defaults put together."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import TypeVar

from lxml import etree

from nennep.lib.word.package import W, number, switch, value
from nennep.lib.word.styles import Styles
from nennep.writing.checking.wordfile import WordFile

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
UNSAID = 10.0  # points: what Word takes where nobody says a size
AUTOMATIC_SPACE = 14.0  # points: "auto" before and after a paragraph
SPREAD = {"both", "distribute", "thaiDistribute", "lowKashida", "mediumKashida", "highKashida"}
ALIGNMENTS = {"start": "left", "end": "right", "center": "centre", "": "left"} | dict.fromkeys(SPREAD, "justify")

Any = TypeVar("Any", "Letters", "Shape")


@dataclass(frozen=True)
class Letters:
    """None: this level says nothing about it."""

    ascii: str | None = None
    high: str | None = None  # the font of letters beyond ASCII, all of Vietnamese's own
    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    caps: bool | None = None
    small_caps: bool | None = None
    hidden: bool | None = None
    colour: str | None = None


@dataclass(frozen=True)
class Shape:
    """Lengths in twentieths of a point, as Word keeps them."""

    align: str | None = None
    left: int | None = None
    first: int | None = None  # negative: hanging
    before: int | None = None
    after: int | None = None
    line: int | None = None
    rule: str | None = None
    before_auto: bool | None = None
    after_auto: bool | None = None
    joined: bool | None = None  # no space between paragraphs of one style
    line_above: bool | None = None
    line_below: bool | None = None
    page_break: bool | None = None
    tabs: tuple[int, ...] | None = None

    @property
    def space_before(self) -> float:
        return AUTOMATIC_SPACE if self.before_auto else (self.before or 0) / 20

    @property
    def space_after(self) -> float:
        return AUTOMATIC_SPACE if self.after_auto else (self.after or 0) / 20

    @property
    def aligned(self) -> str:
        return ALIGNMENTS.get(self.align or "", self.align or "left")


class Looks:
    """Answers for one document; what a style says in the end is worked out once."""

    def __init__(self, file: WordFile, styles: Styles) -> None:
        self.styles = styles
        self.fonts = theme_fonts(file.related("theme"))
        self.defaults = file.related("styles")
        self.levels = numbering_shapes(file.related("numbering"))
        self._letters: dict[tuple[str, str, str], Letters] = {}
        self._shapes: dict[tuple[str, str], Shape] = {}

    def letters(self, run: etree._Element | None, paragraph_style: str, table_style: str) -> Letters:
        own = self.read_letters(run)
        key = (value(run, "rStyle") or "", paragraph_style, table_style)
        if key not in self._letters:
            levels = [s.find(f"{W}rPr") for style in key for s in self.styles.chain(style)]
            levels.append(self._default("rPrDefault/rPr"))
            self._letters[key] = merged(self.read_letters(level) for level in levels)
        return over(own, self._letters[key])

    def shape(self, properties: etree._Element | None, table_style: str, level: tuple[str, int] | None) -> Shape:
        """`level` is the list and depth that number the paragraph; its indents stand between style and paragraph."""
        style = self.styles.paragraph(properties)
        key = (style, table_style)
        if key not in self._shapes:
            levels = [s.find(f"{W}pPr") for name in key for s in self.styles.chain(name)]
            levels.append(self._default("pPrDefault/pPr"))
            self._shapes[key] = merged(read_shape(each) for each in levels)
        own = read_shape(properties)
        listed = self.levels.get(level) if level else None
        return over(over(own, listed) if listed else own, self._shapes[key])

    def _default(self, path: str) -> etree._Element | None:
        steps = "/".join(W + step for step in ("docDefaults", *path.split("/")))
        return None if self.defaults is None else self.defaults.find(steps)

    def read_letters(self, properties: etree._Element | None) -> Letters:
        if properties is None:
            return Letters()
        fonts = properties.find(f"{W}rFonts")
        size, line, colour = value(properties, "sz"), value(properties, "u"), value(properties, "color")
        return Letters(
            ascii=self._font(fonts, "ascii"),
            high=self._font(fonts, "hAnsi"),
            size=number(size) / 2 if size else None,
            bold=switch(properties, "b"),
            italic=switch(properties, "i"),
            underline=None if line is None else line != "none",
            caps=switch(properties, "caps"),
            small_caps=switch(properties, "smallCaps"),
            hidden=switch(properties, "vanish"),
            colour=colour,
        )

    def _font(self, fonts: etree._Element | None, name: str) -> str | None:
        if fonts is None:
            return None
        theme = fonts.get(f"{W}{name}Theme")
        # both stand together only where a program wrote the name and overlooked the theme
        return fonts.get(f"{W}{name}") or (self.fonts.get(theme[:5]) if theme else None)


def over(upper: Any, lower: Any) -> Any:
    """What the upper level says, and what the lower one says where the upper is silent."""
    said = {f.name: given for f in fields(upper) if (given := getattr(upper, f.name)) is not None}
    return replace(lower, **said)


def merged(levels: Iterator[Any]) -> Any:
    found = next(levels)
    for level in levels:
        found = over(found, level)
    return found


def read_shape(properties: etree._Element | None) -> Shape:
    if properties is None:
        return Shape()
    spacing, indent, borders, tabs = (properties.find(W + name) for name in ("spacing", "ind", "pBdr", "tabs"))
    return Shape(
        align=value(properties, "jc"),
        left=_length(indent, "left", "start"),
        first=_first(indent),
        before=_length(spacing, "before"),
        after=_length(spacing, "after"),
        line=_length(spacing, "line"),
        rule=None if spacing is None or _length(spacing, "line") is None else spacing.get(f"{W}lineRule") or "auto",
        before_auto=_switched(spacing, "beforeAutospacing"),
        after_auto=_switched(spacing, "afterAutospacing"),
        joined=switch(properties, "contextualSpacing"),
        line_above=_drawn(borders, "top"),
        line_below=_drawn(borders, "bottom"),
        page_break=switch(properties, "pageBreakBefore"),
        tabs=None if tabs is None else tuple(sorted(_stops(tabs))),
    )


def _stops(tabs: etree._Element) -> Iterator[int]:
    for tab in tabs.iter(f"{W}tab"):
        if tab.get(f"{W}val") != "clear":
            yield number(tab.get(f"{W}pos"))


def _length(element: etree._Element | None, *names: str) -> int | None:
    given = next((g for name in names if element is not None and (g := element.get(W + name)) is not None), None)
    return None if given is None else number(given)


def _first(indent: etree._Element | None) -> int | None:
    hanging, first = _length(indent, "hanging"), _length(indent, "firstLine")
    return -hanging if hanging else first if first is not None else hanging


def _switched(element: etree._Element | None, name: str) -> bool | None:
    given = None if element is None else element.get(W + name)
    return None if given is None else given.lower() not in {"0", "false", "off"}


def _drawn(borders: etree._Element | None, side: str) -> bool | None:
    kind = value(borders, side)
    return None if kind is None else kind not in {"nil", "none"}


def theme_fonts(theme: etree._Element | None) -> dict[str, str]:
    """`minor` and `major` → the name of the font."""
    if theme is None:
        return {}
    found = {}
    for key in ("minor", "major"):
        latin = theme.find(f".//{DRAWING}{key}Font/{DRAWING}latin")
        if latin is not None and latin.get("typeface"):
            found[key] = latin.get("typeface", "")
    return found


def numbering_shapes(tree: etree._Element | None) -> dict[tuple[str, int], Shape]:
    """List and depth → the indents that the list gives its paragraphs."""
    if tree is None:
        return {}
    abstracts = {a.get(f"{W}abstractNumId", ""): a for a in tree.iter(f"{W}abstractNum")}
    found = {}
    for listed in tree.iter(f"{W}num"):
        abstract = abstracts.get(value(listed, "abstractNumId") or "")
        levels = [] if abstract is None else list(abstract.iter(f"{W}lvl"))
        for level in [*levels, *listed.iter(f"{W}lvl")]:
            given = read_shape(level.find(f"{W}pPr"))
            depth = number(level.get(f"{W}ilvl"))
            found[listed.get(f"{W}numId", ""), depth] = Shape(left=given.left, first=given.first)
    return found
