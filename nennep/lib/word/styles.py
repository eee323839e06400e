"""What a paragraph or run looks like, through its chain of styles."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from nennep.lib.word.package import W, switch, value

LONGEST_CHAIN = 20  # styles based on styles; a longer chain, or a circle, is cut here


@dataclass
class Styles:
    """`cache` holds each style's answer: a document has few styles and many runs."""

    by_id: dict[str, etree._Element] = field(default_factory=dict)
    default_paragraph: str = ""
    default_run: etree._Element | None = None
    cache: dict[tuple[str, str], bool | None] = field(default_factory=dict)

    def chain(self, style: str | None) -> Iterator[etree._Element]:
        for _ in range(LONGEST_CHAIN):
            element = self.by_id.get(style or "")
            if element is None:
                return
            yield element
            style = value(element, "basedOn")

    def switch(self, style: str | None, name: str) -> bool | None:
        key = (style or "", name)
        if key not in self.cache:
            found = (switch(element.find(f"{W}rPr"), name) for element in self.chain(style))
            self.cache[key] = next((answer for answer in found if answer is not None), None)
        return self.cache[key]

    def paragraph(self, properties: etree._Element | None) -> str:
        return value(properties, "pStyle") or self.default_paragraph

    def alignment(self, properties: etree._Element | None) -> str:
        direct = value(properties, "jc")
        if direct:
            return direct
        chain = (value(style, "pPr/jc") for style in self.chain(self.paragraph(properties)))
        return next((answer for answer in chain if answer), "")

    def is_on(self, name: str, run: etree._Element | None, paragraph_style: str) -> bool:
        """Bold, italic, hidden, capitals: the run's own word, then its style's, the paragraph's, the document's."""
        for answer in (
            switch(run, name),
            self.switch(value(run, "rStyle"), name),
            self.switch(paragraph_style, name),
            switch(self.default_run, name),
        ):
            if answer is not None:
                return answer
        return False

    def font(self, run: etree._Element | None, paragraph_style: str) -> str:
        """The name of the font for Latin text, through the styles."""
        holders = [run, *(style.find(f"{W}rPr") for style in self.chain(value(run, "rStyle")))]
        holders += [style.find(f"{W}rPr") for style in self.chain(paragraph_style)] + [self.default_run]
        for holder in holders:
            fonts = None if holder is None else holder.find(f"{W}rFonts")
            name = None if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi")
            if name:
                return name
        return ""


def read_styles(tree: etree._Element | None) -> Styles:
    styles = Styles()
    if tree is None:
        return styles
    for style in tree.iter(f"{W}style"):
        name = style.get(f"{W}styleId", "")
        styles.by_id[name] = style
        if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in {"1", "true"}:
            styles.default_paragraph = name
    styles.default_run = tree.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    return styles
