"""What passes between the steps."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum

import polars as pl

from nennep.lib.legacy import Encoding
from nennep.matching.fields import Field

ROW = "row"  # its number as Excel counts it, from 1, in every frame of a sheet
Mapping = dict[str, Field | None]  # column letter → field
Told = Callable[[str], None]  # takes a line for whoever waits


class Aside(StrEnum):
    """Rows that are no record."""

    TITLE = "title"
    TOTAL = "total"
    SIGNATURE = "signature"
    GROUP = "group"  # "Chi bộ Văn phòng" above its people; "I", "1.2"
    HEADING = "heading"  # the headings printed again, and the row that numbers the columns


@dataclass(frozen=True)
class Sheet:
    """One sheet of a file; `name` is "" for a file without sheets."""

    source: str
    name: str
    headings: dict[str, str]  # column letter → heading, merged rows joined: "Ngày vào Đảng / Chính thức"; "" without
    raw: pl.DataFrame  # `row` and a text column a letter, as read; blank cells are null; only rows that are records
    text: pl.DataFrame  # the same, decoded from TCVN3 or VNI where a column is, else `raw` itself
    asides: pl.DataFrame = field(
        default_factory=lambda: pl.DataFrame(schema={ROW: pl.UInt32, "kind": pl.String, "text": pl.String})
    )
    encodings: dict[str, Encoding] = field(default_factory=dict)  # of the columns that were decoded

    def piece(self, start: int, rows: int) -> "Sheet":
        """Some of its records, without the asides."""
        return replace(
            self, raw=self.raw.slice(start, rows), text=self.text.slice(start, rows), asides=self.asides.clear()
        )

    @property
    def rows_in(self) -> int:
        """Rows with anything in them, the headings apart."""
        return self.raw.height + self.asides.height


@dataclass(frozen=True, slots=True)
class Standard:
    """A value as it should be written, and the rule that made it so."""

    value: str | None
    rule: str = ""  # why it differs from the original; "" where it does not
    fault: str = ""  # why there is no value: "malformed", "impossible_date"; "" otherwise
