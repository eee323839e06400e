"""Lines drawn as shapes, and the text in boxes, which hang on a paragraph without being part of its text."""

from collections.abc import Iterator

from lxml import etree

from nennep.lib.word.package import MC, W, number

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
V = "{urn:schemas-microsoft-com:vml}"
FLAT = 20_000  # EMU: a shape lower than half a millimetre is a line, whatever its kind
LINES = {"line", "straightConnector1"}
CONNECTOR = "#_x0000_t32"


def rules(paragraph: etree._Element) -> tuple[int, ...]:
    """Lengths in EMU (0 when unknown) of the horizontal lines anchored in this paragraph."""
    return tuple(_lengths(paragraph))


def boxes(paragraph: etree._Element) -> list[etree._Element]:
    return [each for each in _chosen(paragraph) if each.tag == f"{W}txbxContent"]


def _chosen(element: etree._Element) -> Iterator[etree._Element]:
    """Elements below, the fallback of an alternative left aside, boxes in boxes not entered."""
    for child in element.iterchildren(tag=etree.Element):
        if child.tag == f"{MC}AlternateContent":
            yield from _chosen(child[0]) if len(child) else ()
            continue
        yield child
        if child.tag != f"{W}txbxContent":
            yield from _chosen(child)


def _lengths(paragraph: etree._Element) -> Iterator[int]:
    extent: tuple[int, int] = (0, 0)
    for each in _chosen(paragraph):
        if each.tag == f"{WP}extent":
            extent = (number(each.get("cx")), number(each.get("cy")))
        elif each.tag == f"{WPS}wsp":
            geometry = each.find(f".//{A}prstGeom")
            kind = "" if geometry is None else geometry.get("prst", "")
            flat = extent[0] > 0 and extent[1] <= FLAT
            if (kind in LINES and extent[1] <= extent[0] // 10) or (flat and each.find(f"{WPS}txbx") is None):
                yield extent[0]
        elif (
            each.tag == f"{V}line"
            or (each.tag == f"{V}shape" and each.get("type") == CONNECTOR)
            or (each.tag in {f"{V}rect", f"{V}shape"} and _height(each.get("style", "")) <= 1.5)
        ):
            yield 0


def _height(style: str) -> float:
    """Points, from `height:1.5pt` in the style of an old drawing."""
    for part in style.split(";"):
        name, _, given = part.partition(":")
        if name.strip() == "height":
            try:
                return float(given.strip().removesuffix("pt"))
            except ValueError:
                return 100.0
    return 100.0
