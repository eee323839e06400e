"""What the figures of a layout are about: one frozen dataclass per table of `figures/*.toml`."""

from dataclasses import dataclass

from nennep.writing.rows import Figures, Row, Source, Span


@dataclass(frozen=True)
class Component:
    """`align` is left, centre, right, justify, or None where nothing is laid down."""

    name: str
    size: Span  # points
    upper: bool
    bold: bool
    italic: bool
    underline: bool
    framed: bool  # in a drawn box
    align: str | None
    position: str
    source: Source

    @classmethod
    def of(cls, row: Row, source: Source) -> "Component":
        return cls(
            name=row["name"],
            size=Span.of(row, "size"),
            upper=row.get("case") == "upper",
            bold=row.get("bold", False),
            italic=row.get("italic", False),
            underline=row.get("underline", False),
            framed=row.get("framed", False),
            align=row.get("align"),
            position=row["position"],
            source=source,
        )


@dataclass(frozen=True)
class Heading:
    """A customary heading: `label` is a pattern of {roman}, {arabic}, {letter}, and {above}, the label above it."""

    label: str
    upper: bool
    bold: bool
    italic: bool
    source: Source

    @classmethod
    def of(cls, row: Row, source: Source) -> "Heading":
        upper = row.get("case") == "upper"
        return cls(row["label"], upper, row.get("bold", False), row.get("italic", False), source)


@dataclass(frozen=True)
class Length:
    """A span of millimetres, points or lines with its source."""

    span: Span
    source: Source


@dataclass(frozen=True)
class Page:
    width: int
    height: int
    top: Length
    bottom: Length
    left: Length
    right: Length
    number_from_edge: Length
    source: Source

    @classmethod
    def of(cls, figures: Figures) -> "Page":
        def length(key: str) -> Length:
            row, source = figures.row("page", key)
            return Length(Span.of(row, "mm"), source)

        row, source = figures.row("page", "size")
        return cls(
            width=row["width"],
            height=row["height"],
            top=length("margin_top"),
            bottom=length("margin_bottom"),
            left=length("margin_left"),
            right=length("margin_right"),
            number_from_edge=length("number_from_edge"),
            source=source,
        )


@dataclass(frozen=True)
class Text:
    font: str
    font_source: Source
    indent: Length  # mm, first line
    space_between: Length  # points between paragraphs; only the least is laid down
    line: Length  # points, or lines
    line_exact: bool  # points "exactly", else a multiple of a line

    @classmethod
    def of(cls, figures: Figures) -> "Text":
        rows = {key: (row, source) for key, row, source in figures.rows("text")}

        def length(key: str, unit: str) -> Length:
            row, source = rows[key]
            return Length(Span.of(row, unit), source)

        font, source = rows["font"]
        exact = rows["line"][0]["rule"] == "exactly"
        between = length("space_between", "pt")
        return cls(font["name"], source, length("indent", "mm"), between, length("line", "span"), exact)


@dataclass(frozen=True)
class Mark:
    """What stands below a component: `text`, or a drawn rule as long as `rule`, a share of the words above it."""

    text: str
    rule: Span | None
    source: Source

    @classmethod
    def of(cls, row: Row, source: Source) -> "Mark":
        return cls(row.get("text", ""), Span.of(row, "rule") if "rule" in row else None, source)


@dataclass(frozen=True)
class Wording:
    text: str
    source: Source


@dataclass(frozen=True)
class DocumentType:
    name: str
    symbol: str
    letter: bool  # its name is not printed, its abstract stands under the number
    paper: bool  # an administrative paper (giấy tờ hành chính)
    source: Source

    @classmethod
    def of(cls, name: str, row: Row, source: Source) -> "DocumentType":
        return cls(name, row["symbol"], row.get("letter", False), row.get("paper", False), source)


@dataclass(frozen=True)
class Issuer:
    begins: str
    symbol: str
    advisory: bool  # to a higher body, whose symbol is joined on: BTC + TU
    source: Source

    @classmethod
    def of(cls, begins: str, row: Row, source: Source) -> "Issuer":
        return cls(begins, row["symbol"], row.get("advisory", False), source)


@dataclass(frozen=True)
class Authority:
    """A sign of authority ("T/M"), the bodies or titles that may follow it, and the titles that may stand below it."""

    sign: str
    meaning: str
    bodies: tuple[str, ...]
    titles: tuple[str, ...]
    source: Source

    @classmethod
    def of(cls, row: Row, source: Source) -> "Authority":
        return cls(row["sign"], row["meaning"], tuple(row["bodies"]), tuple(row["titles"]), source)


@dataclass(frozen=True)
class MayIssue:
    body: str
    types: tuple[str, ...]
    source: Source


@dataclass(frozen=True)
class NumberForm:
    written: str  # with {number}, {type}, {issuer}
    letter: str  # of a công văn
    digits: int
    series: str  # numbers begin anew with each …
    day_below: int  # a day below it gets a leading 0
    month_below: int
    source: Source

    @classmethod
    def of(cls, figures: Figures) -> "NumberForm":
        rows = {key: row for key, row, _ in figures.rows("number")}
        return cls(
            written=rows["written"]["text"],
            letter=rows["letter"]["text"],
            digits=rows["digits"]["least"],
            series=rows["series"]["per"],
            day_below=rows["padded_day"]["below"],
            month_below=rows["padded_month"]["below"],
            source=figures.row("number", "written")[1],
        )
