"""The list behind every figure of quality: findings by rule, by cell and by source, some of each."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from nennep.matching.checking.finding import LABELS, PLACE
from nennep.matching.reporting.workbook import Table

SEVERITIES = {"error": "Lỗi", "warning": "Cảnh báo", "info": "Lưu ý"}
HEADS = ("Tệp", "Trang tính", "Dòng", "Họ và tên", "Loại", "Mức", "Nội dung")
LISTED = (*PLACE, "name", "rule", "severity", "message")
FILE = "findings.csv"


@dataclass(frozen=True)
class Asked:
    """A list of groups: `by` is their column, `order` its values as the figures stand one below the other."""

    title: str
    by: str
    order: Sequence[str]
    most: int  # rows of one severity in one group


def anchor(by: str, group: str, severity: str) -> str:
    return f"{by} {group} {severity}"


def listed(found: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """With the name, by which a clerk finds the person faster than by the row; `found` in the order that is wanted."""
    names = people.select(*PLACE, "name").join(found.select(PLACE).unique(), on=PLACE, how="semi")
    return found.join(names, on=PLACE, how="left", maintain_order="left")


def in_words(rows: pl.DataFrame) -> list[tuple[object, ...]]:
    said = pl.col("rule").replace_strict(LABELS, default=None)
    return rows.select(*PLACE, "name", said, pl.col("severity").replace_strict(SEVERITIES), "message").rows()


def grouped(asked: Asked, found: pl.DataFrame, people: pl.DataFrame) -> Table:
    """`found` has the column `by`; the first of each group and severity bears the group's anchor."""
    order = pl.DataFrame({asked.by: asked.order}, schema={asked.by: pl.String}).with_row_index("place")
    here = found.join(order, on=asked.by).sort("place", "severity", *PLACE, "rule", "field")
    counted = here.with_columns(nth=pl.int_range(pl.len()).over("place", "severity"))
    kept = listed(counted.filter(pl.col("nth") < asked.most), people)
    first = kept.with_row_index("line").filter(pl.col("nth") == 0)
    groups = first.select("line", asked.by, "severity").iter_rows()
    anchors = {line: anchor(asked.by, group, severity) for line, group, severity in groups}
    return Table(asked.title, HEADS, in_words(kept), here.height, FILE, anchors=anchors)
