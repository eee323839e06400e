"""What an official document says, without how it looks."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from nennep.writing.layout import Style


@dataclass(frozen=True, kw_only=True)
class Letterhead:
    """Who writes, where and when; with `dated` false day and month have room left, and `day` gives the year alone."""

    superior: str  # "" where the issuer has none above it
    issuer: str
    place: str
    day: date
    dated: bool = True
    style: Style = Style.PARTY


@dataclass(frozen=True, kw_only=True)
class Head(Letterhead):
    """Of a document with a number; `number` "" leaves the room in which it is written by hand."""

    type: str  # the name of a type in the layout
    symbol: str  # of the issuer: "ĐU"
    number: str = ""


@dataclass(frozen=True)
class Run:
    text: str
    bold: bool = False
    italic: bool = False


Words = str | Sequence[Run]


@dataclass(frozen=True)
class Heading:
    """Level 1 the outermost; `label` None counts by itself, "" has none."""

    level: int
    title: str
    label: str | None = None


@dataclass(frozen=True)
class Division:
    """A phần, chương or mục: its kind and number on one line, its title on the next."""

    kind: str
    number: str
    title: str


@dataclass(frozen=True)
class Article:
    """A điều: its title bold, or without one its words after the number."""

    number: int
    title: str = ""
    words: Words = ""


@dataclass(frozen=True)
class Paragraph:
    words: Words


@dataclass(frozen=True)
class Bullet:
    words: Words
    sign: str = "-"


@dataclass(frozen=True)
class Formula:
    """A line of its own in the middle: "QUYẾT ĐỊNH:"."""

    text: str


class Side(StrEnum):
    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"
    JUSTIFIED = "both"


@dataclass(frozen=True)
class Column:
    heading: str
    width: int  # mm
    side: Side = Side.LEFT


@dataclass(frozen=True)
class Group:
    """A row of one cell over all columns, which names those below."""

    text: str


@dataclass(frozen=True)
class TableBlock:
    columns: Sequence[Column]
    rows: Sequence[Sequence[str] | Group]


Block = Heading | Division | Article | Paragraph | Bullet | Formula | TableBlock


@dataclass(frozen=True)
class Signature:
    """`authority` "T/M BAN THƯỜNG VỤ", "" where the head signs; several lines are parted by line breaks."""

    authority: str
    position: str
    name: str


@dataclass(frozen=True)
class Annex:
    """An annex with its own page numbers; its heading names the document that it belongs to."""

    title: str
    blocks: Sequence[Block]
    landscape: bool = False


@dataclass(frozen=True)
class Marks:
    """What only some documents bear: "KHẨN", the draft's number, "TÀI LIỆU HỘI NGHỊ", who typed it, an address."""

    urgency: str = ""
    draft: int = 0
    circulation: str = ""
    drafter: str = ""
    contact: str = ""


@dataclass(frozen=True)
class OfficialDocument:
    head: Head
    abstract: str
    blocks: Sequence[Block]
    signature: Signature
    recipients: Sequence[str]  # without dashes; the last says where the document is kept: "Lưu Văn phòng Đảng ủy"
    addressees: Sequence[str] = ()  # after "Kính gửi" or "Kính trình"
    grounds: Sequence[str] = ()
    annexes: Sequence[Annex] = ()
    marks: Marks = field(default_factory=Marks)
