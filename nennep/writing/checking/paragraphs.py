"""The body of a .docx in order: every paragraph with its visible text, its letters' looks, its place in tables."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from nennep.lib.text import nfc, one_line
from nennep.lib.word.numbering import Numbering, read_numbering
from nennep.lib.word.package import MC, W, number, switch, value
from nennep.lib.word.styles import read_styles
from nennep.writing.checking.drawings import boxes, rules
from nennep.writing.checking.looks import Letters, Looks, Shape
from nennep.writing.checking.wordfile import WordFile

GONE = {f"{W}del", f"{W}moveFrom"}
PROPERTIES = {f"{W}pPr", f"{W}rPr", f"{W}sdtPr", f"{W}sdtEndPr"}
SIGNS = {"noBreakHyphen": "-", "cr": "\n", "tab": "\t", "ptab": "\t"}
OFFICIAL = re.compile(r"ĐẢNG CỘNG SẢN VIỆT NAM|CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA|^\s*Nơi nhận", re.M)
LETTER = re.compile(r"[^\W_]")
INVISIBLE = str.maketrans("", "", "\u200b\u200c\u200d\u2060\ufeff\u00ad")


@dataclass(frozen=True)
class Piece:
    """Visible text of one look; `alone` when its run holds nothing else, so that the run may be changed for it."""

    text: str
    look: Letters
    run: etree._Element
    alone: bool = True

    @property
    def lettered(self) -> bool:
        return bool(LETTER.search(self.text))


@dataclass(frozen=True)
class Cell:
    table: int  # the outermost table's place in the body
    row: int
    column: int
    columns: int
    grid: bool  # lines are drawn between the cells
    element: etree._Element
    line_below: bool


@dataclass(frozen=True)
class Para:
    index: int
    element: etree._Element
    style: str
    shape: Shape
    pieces: tuple[Piece, ...]
    label: str = ""  # the number that Word prints
    cell: Cell | None = None
    section: int = 0
    new_page: bool = False
    rules: tuple[int, ...] = ()  # lengths of the lines drawn in it, in EMU
    boxed: bool = False

    @property
    def text(self) -> str:
        return nfc("".join(piece.text for piece in self.pieces))

    @property
    def plain(self) -> str:
        return one_line(self.text.replace("\n", " "))

    @property
    def in_grid(self) -> bool:
        return self.cell is not None and self.cell.grid


@dataclass
class Reader:
    file: WordFile
    looks: Looks
    numbering: Numbering
    fields: list[bool] = field(default_factory=list)  # open fields; True while still in the field's code
    place: int = 0
    section: int = 0
    tables: int = 0
    new_page: bool = False
    framed: bool = False  # the table of the head or of the signature shows its lines
    changes: bool = False  # insertions or deletions that nobody has accepted

    @classmethod
    def of(cls, file: WordFile) -> "Reader":
        styles = read_styles(file.related("styles"))
        return cls(file, Looks(file, styles), read_numbering(file.related("numbering"), styles))

    def read(self) -> list[Para]:
        return list(self._walk(self.file.body(), None, ""))

    def _walk(self, container: etree._Element, cell: Cell | None, table_style: str) -> Iterator[Para]:
        for child in container.iterchildren(tag=etree.Element):
            if child.tag == f"{W}p":
                yield from self._paragraphs(child, cell, table_style)
            elif child.tag == f"{W}tbl":
                yield from self._table(child, cell)
            elif child.tag == f"{MC}AlternateContent":
                yield from self._walk(child[0], cell, table_style) if len(child) else ()
            elif child.tag not in GONE | PROPERTIES:
                yield from self._walk(child, cell, table_style)

    def _table(self, table: etree._Element, outer: Cell | None) -> Iterator[Para]:
        self.tables += outer is None
        style = value(table, "tblPr/tblStyle") or ""
        grid = self._is_grid(table, style)
        if grid and _is_official(table):
            grid, self.framed = False, True
        for row_place, row in enumerate(below(table, "tr")):
            cells = list(below(row, "tc"))
            for column, element in enumerate(cells):
                cell = Cell(
                    outer.table if outer else self.tables, row_place, column, len(cells), grid, element,
                    line_below=_bordered(element.find(f"{W}tcPr/{W}tcBorders"), "bottom"),
                )  # fmt: skip
                if outer and outer.columns > 1 and len(cells) == 1:
                    cell = outer  # a table inside a cell of the header only sets lines apart
                yield from self._walk(element, cell, style)

    def _is_grid(self, table: etree._Element, style: str) -> bool:
        own = table.find(f"{W}tblPr/{W}tblBorders")
        chain = [s.find(f"{W}tblPr/{W}tblBorders") for s in self.looks.styles.chain(style)]
        borders = own if own is not None else next((b for b in chain if b is not None), None)
        if _bordered(borders, "insideH") or _bordered(borders, "insideV"):
            return True
        cells = list(table.iterfind(f"{W}tr/{W}tc/{W}tcPr/{W}tcBorders"))
        drawn = sum(sum(_bordered(cell, s) for s in ("top", "bottom", "left", "right")) >= 3 for cell in cells)
        return drawn >= 4

    def _paragraphs(self, element: etree._Element, cell: Cell | None, table_style: str) -> Iterator[Para]:
        properties = element.find(f"{W}pPr")
        style = self.looks.styles.paragraph(properties)
        level = self._level(properties, style)
        shape = self.looks.shape(properties, table_style, level)
        pieces = tuple(p for p in self._pieces(element, style, table_style) if p.text)
        label = self.numbering.label(*level) if level and "".join(p.text for p in pieces).strip() else ""
        new_page = self.new_page or bool(shape.page_break)
        self.new_page = _breaks_page(element)
        paragraph = Para(self.place, element, style, shape, pieces, label, cell, self.section, new_page, rules(element))
        self.place += 1
        self.section += properties is not None and properties.find(f"{W}sectPr") is not None
        yield paragraph
        for box in boxes(element):
            place = self.place
            for inner in self._walk(box, None, ""):
                yield Para(
                    paragraph.index, inner.element, inner.style, inner.shape, inner.pieces, section=self.section,
                    boxed=True,
                )  # fmt: skip
            self.place = place

    def _level(self, properties: etree._Element | None, style: str) -> tuple[str, int] | None:
        direct, depth = value(properties, "numPr/numId"), value(properties, "numPr/ilvl")
        names = (s.get(f"{W}styleId", "") for s in self.looks.styles.chain(style))
        linked = next((self.numbering.linked[name] for name in names if name in self.numbering.linked), None)
        list_id = direct if direct is not None else linked[0] if linked else "0"
        return None if list_id == "0" else (list_id, number(depth, linked[1] if linked else 0))

    def _pieces(self, element: etree._Element, style: str, table_style: str) -> Iterator[Piece]:
        for child in element.iterchildren(tag=etree.Element):
            if child.tag == f"{W}r":
                yield from self._run(child, style, table_style)
            elif child.tag in GONE:
                self.changes = True
            elif child.tag == f"{MC}AlternateContent":
                yield from self._pieces(child[0], style, table_style) if len(child) else ()
            elif child.tag not in PROPERTIES:
                self.changes = self.changes or child.tag == f"{W}ins"
                yield from self._pieces(child, style, table_style)

    def _run(self, run: etree._Element, style: str, table_style: str) -> Iterator[Piece]:
        look = self.looks.letters(run.find(f"{W}rPr"), style, table_style)
        parts = [part for part in re.split(r"([\t\n])", "".join(self._contents(run))) if part]
        if not look.hidden:
            for part in parts:
                text = part.translate(INVISIBLE).replace("\u00a0", " ")
                yield Piece(text.upper() if look.caps else text, look, run, len(parts) == 1)

    def _contents(self, run: etree._Element) -> Iterator[str]:
        for child in run.iterchildren(tag=etree.Element):
            name = etree.QName(child).localname
            if name == "fldChar":
                open_or_close(self.fields, child.get(f"{W}fldCharType", ""))
            elif any(self.fields):
                continue
            elif name == "t":
                yield child.text or ""
            elif name == "br":
                yield "" if child.get(f"{W}type") in {"page", "column"} else "\n"
            elif name in SIGNS:
                yield SIGNS[name]
            elif name == "sym":
                yield "•"


def open_or_close(fields: list[bool], kind: str) -> None:
    if kind == "begin":
        fields.append(True)
    elif kind == "separate" and fields:
        fields[-1] = False
    elif kind == "end" and fields:
        fields.pop()


def below(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Rows or cells, also inside content controls; rows deleted under tracked changes left out."""
    for child in element.iterchildren(tag=etree.Element):
        if child.tag == W + name:
            if child.find(f"{W}trPr/{W}del") is None:
                yield child
        elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"}:
            yield from below(child, name)


def _bordered(borders: etree._Element | None, side: str) -> bool:
    return value(borders, side) not in {None, "nil", "none"}


def _breaks_page(element: etree._Element) -> bool:
    """Whether the text goes on on a new page behind this paragraph."""
    section = element.find(f"{W}pPr/{W}sectPr")
    if section is not None:
        return value(section, "type") != "continuous"
    return any(br.get(f"{W}type") == "page" for br in element.iter(f"{W}br"))


def _is_official(table: etree._Element) -> bool:
    """A table of two or three columns that only sets the head's or the tail's blocks side by side."""
    rows = list(below(table, "tr"))
    columns = max((len(list(below(row, "tc"))) for row in rows), default=0)
    text = nfc("\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in table.iter(f"{W}p")))
    return 1 < columns <= 3 and len(rows) <= 8 and bool(OFFICIAL.search(text))


def is_on(element: etree._Element | None, name: str) -> bool:
    return bool(switch(element, name))
