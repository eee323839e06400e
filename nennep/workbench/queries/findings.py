"""What is wrong in the lists: scores by source, by unit and by cell, and the findings behind every figure."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import polars as pl
from django.utils.translation import gettext_lazy as _

from nennep.matching.checking.finding import PLACE
from nennep.workbench.labels import FIELDS, RULES, SEVERITIES
from nennep.workbench.models import ListRun
from nennep.workbench.queries.tables import Row, Rows
from nennep.workbench.rules import masked

HEADINGS = (
    _("Tệp"), _("Trang tính"), _("Dòng"), _("Họ và tên"), _("Chi bộ"), _("Đơn vị"), _("Trường"), _("Loại"), _("Mức"),
    _("Nội dung"),
)  # fmt: skip
TO_FIX = ("error", "warning")
FIELD_ON = ("rule", "severity", "source", "unit", "cell")
OF_GROUP = ("source", "unit", "cell")


@dataclass(frozen=True)
class Wanted:
    """One value of each, or all."""

    rule: str = ""
    severity: str = ""  # "": errors and warnings
    source: str = ""
    unit: str = ""
    cell: str = ""

    @property
    def of_group(self) -> bool:
        return any(getattr(self, name) for name in OF_GROUP)

    @property
    def is_any(self) -> bool:
        return not any(getattr(self, name) for name in FIELD_ON)

    def query(self) -> str:
        return urlencode({name: value for name in FIELD_ON if (value := getattr(self, name))})


@dataclass(frozen=True)
class Square:
    """A figure of the heat map."""

    count: int
    shade: str  # class of its ground
    query: str  # that opens its list


@dataclass(frozen=True)
class Line:
    name: str
    records: int
    score: float
    worst: Sequence[Square]  # how many records have an error, how many a warning
    query: str
    squares: Sequence[Square]


@dataclass(frozen=True)
class Heat:
    rules: Sequence[tuple[str, str]]  # rule and its words; the most frequent first
    lines: Sequence[Line]
    count: int  # of lines there are


def findings_of(run: ListRun, wanted: Wanted) -> Rows:
    scan = pl.scan_parquet(run.result_folder / "findings.parquet")
    there = scan.collect_schema().names()  # a result of before has no units
    kept = [pl.col(name) == value for name in FIELD_ON if name in there and (value := getattr(wanted, name))]
    if not wanted.severity and wanted.rule != "not_a_record":
        kept.append(pl.col("severity").is_in(TO_FIX))
    return Rows(scan.filter(*kept))


def records_in(found: Rows) -> int:
    """On how many records the findings are: what the figures of quality count."""
    return int(found.scan.select(pl.struct(PLACE).n_unique()).collect().item())


def sheet_rows(rows: Sequence[Row]) -> Iterator[list[object]]:
    for row in rows:
        yield [
            row["source"], row["sheet"], row["row"], row["name"], row["cell"], row.get("unit"),
            FIELDS.get(row["field"], ""),
            RULES[row["rule"]], SEVERITIES[row["severity"]], row["message"],
        ]  # fmt: skip


def told(rows: Sequence[Row]) -> list[Row]:
    """As a page shows them: numbers in part."""
    return [{**row, "message": masked(row["message"])} for row in rows]


def choices_of(run: ListRun) -> dict[str, Any]:
    """What one may ask for, with how many there are."""
    counts = pl.read_parquet(run.result_folder / "heat.parquet").filter(pl.col("by") == "source")
    rules: Counter[str] = Counter()
    for rule, count in counts.select("rule", "count").iter_rows():
        rules[rule] += count
    return {
        "rules": [(rule, RULES[rule], count) for rule, count in rules.most_common()],
        "sources": counts["name"].unique(maintain_order=True).to_list(),
        "severities": list(SEVERITIES.items()),
    }


def heat_of(run: ListRun, by: str, start: int, length: int) -> Heat:
    """Lines by `source` in the order of the files, by `unit` and `cell` the worst first."""
    scores = pl.read_parquet(run.result_folder / "scores.parquet").filter(pl.col("by") == by).sort("place")
    counts = pl.read_parquet(run.result_folder / "heat.parquet").filter(
        pl.col("by") == by, pl.col("severity").is_in(TO_FIX)
    )
    rules = counts.group_by("rule").agg(pl.col("count").sum()).sort("count", "rule", descending=[True, False])["rule"]
    shown = scores.slice(start, length)
    told = counts.filter(pl.col("name").is_in(shown["name"].implode()))
    by_place = {(name, rule): count for name, rule, count in told.select("name", "rule", "count").iter_rows()}
    lines = [line_of(by, row, [(rule, by_place.get((row["name"], rule), 0)) for rule in rules]) for row in rows(shown)]
    return Heat([(rule, str(RULES[rule])) for rule in rules], lines, scores.height)


def rows(frame: pl.DataFrame) -> list[Row]:
    return frame.rows(named=True)


def line_of(by: str, row: Row, counts: Sequence[tuple[str, int]]) -> Line:
    def query(**more: str) -> str:
        return urlencode({by: row["name"], **more})

    squares = [Square(count, shade(count, row["records"]), query(rule=rule)) for rule, count in counts]
    worst = [Square(row[f"{severity}s"], "", query(severity=severity)) for severity in TO_FIX]
    return Line(row["name"], row["records"], row["score"], worst, query(), squares)


SLIGHT, GRAVE = 0.02, 0.1  # share of the records from which a square is amber, and red


def shade(count: int, records: int) -> str:
    share = count / max(1, records)
    return "l2" if share >= 2 * GRAVE else "l1" if share >= GRAVE else "s1" if share >= SLIGHT else ""
