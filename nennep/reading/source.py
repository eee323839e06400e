"""What a file holds before anybody asks what it means: lines and tables, in order.

`nennep.reading.formats` turns a file into a `Source`; everything after it works on a `Source` alone.
"""

from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    TXT = "txt"
    DOCX = "docx"
    PDF = "pdf"
    SCAN = "scan"


@dataclass(frozen=True)
class Line:
    """One paragraph (.docx) or one visual line (.pdf, .txt, scan), text in NFC without line breaks."""

    text: str
    label: str = ""  # the number Word would print before it ("1.", "a)", "–"); not part of `text`
    page: int = 0  # 0-based; 0 throughout where the form has no pages
    bold: bool = False  # every visible character is bold
    italic: bool = False
    centred: bool = False
    gap: bool = False  # an empty line, or extra space, stands before it
    indented: bool = False  # .pdf and scan: begins to the right of the page's left edge, as a paragraph's first line
    footnote: bool = False  # a foot- or endnote; it stands after the body, its mark ("¹") is its label


@dataclass(frozen=True)
class Table:
    """A table with borders, or at least with a grid of work; header tables without borders arrive as `Line`s."""

    rows: tuple[tuple[str, ...], ...]  # text of each cell, paragraphs joined by "\n"; a merged cell is repeated as ""
    page: int = 0


@dataclass(frozen=True)
class Source:
    blocks: tuple[Line | Table, ...]
    form: Form
    notes: tuple[str, ...] = ()  # what was done on the way in, in Vietnamese ("đã chuyển từ bảng mã TCVN3")

    @property
    def wrapped(self) -> bool:
        """Whether a block may be only a visual line, so that paragraphs must be joined again."""
        return self.form is not Form.DOCX
