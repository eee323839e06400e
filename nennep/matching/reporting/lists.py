"""The list behind every figure of quality: findings by rule, by source, by unit and by cell, some of each."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from nennep.matching.checking.finding import LABELS, PLACE, Rule
from nennep.matching.reporting.workbook import Table

SEVERITIES = {"error": "Lỗi", "warning": "Cảnh báo", "info": "Lưu ý"}
HEADS = ("Tệp", "Trang tính", "Dòng", "Họ và tên", "Chi bộ", "Đơn vị", "Loại", "Mức", "Nội dung")
FILE = "findings.csv"


@dataclass(frozen=True)
class Few:
    """How much is listed behind the figures of quality."""

    groups: int  # units, and cells: the worst
    of_group: int  # of one severity in a unit or cell
    of_each: int  # of one severity in a source, or of a rule


EVERY = 1 << 31
IN_BOOK, ON_PAGE = Few(1_000, 5, 200), Few(200, 3, 10)


@dataclass(frozen=True)
class Grouped:
    """`by` is the column of the groups, `kept` what may be listed: place of the group, nth of its severity in it."""

    title: str
    by: str
    kept: pl.DataFrame
    sizes: pl.DataFrame  # place, len

    def table(self, most: int, groups: int = EVERY) -> Table:
        """The first of each group and severity bears the group's anchor."""
        kept = self.kept.filter((pl.col("place") < groups) & (pl.col("nth") < most))
        first = kept.with_row_index("line").filter(pl.col("nth") == 0).select("line", self.by, "severity")
        anchors = {line: anchor(self.by, group, severity) for line, group, severity in first.iter_rows()}
        over = {line: said_over(self.by, group, severity) for line, group, severity in first.iter_rows()}
        whole = int(self.sizes.filter(pl.col("place") < groups)["len"].sum())
        return Table(self.title, HEADS, in_words(kept), whole, FILE, anchors=anchors, groups=over)


def anchor(by: str, group: str, severity: str) -> str:
    return f"{by} {group} {severity}"


def said_over(by: str, group: str, severity: str) -> str:
    """A group of rules is the rule and its severity in one."""
    said = LABELS[Rule(group.removesuffix(f" {severity}"))] if by == "kind" else group
    return f"{said}: {SEVERITIES[severity].lower()}"


def in_words(rows: pl.DataFrame) -> list[tuple[object, ...]]:
    """With name, cell and unit, by which a clerk finds the person faster than by the row."""
    said = pl.col("rule").replace_strict(LABELS, default=None)
    return rows.select(
        *PLACE, "name", "cell", "unit", said, pl.col("severity").replace_strict(SEVERITIES), "message"
    ).rows()


def grouped(title: str, by: str, order: Sequence[str], told: pl.DataFrame) -> Grouped:
    """`told` has the column `by` and stands in the order of `findings.csv`; `order`: the groups, the first first."""
    places = pl.DataFrame({by: order}, schema={by: pl.String}).with_row_index("place")
    here = told.join(places, on=by, maintain_order="left")
    most = max(IN_BOOK.of_group, IN_BOOK.of_each) if by in ("kind", "source") else IN_BOOK.of_group
    counted = here.with_columns(nth=pl.int_range(pl.len()).over("place", "severity"))
    kept = counted.filter(pl.col("nth") < most).sort("place", "severity", maintain_order=True)
    return Grouped(title, by, kept, here.group_by("place").len())
