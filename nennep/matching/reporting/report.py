"""The report for people: a workbook to work with and a page to read or print."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from nennep.matching.checking.finding import LABELS, Rule
from nennep.matching.linking.deciding import REVIEW, SAME, Linked
from nennep.matching.linking.model import load
from nennep.matching.reporting.page import page
from nennep.matching.reporting.scores import Scores, scores
from nennep.matching.reporting.tables import placed, why
from nennep.matching.reporting.workbook import Table, workbook

MOST = 10_000  # rows of a list in the workbook; the whole stands in the .csv of the same name
SEVERITIES = {"error": "Lỗi", "warning": "Cảnh báo", "info": "Lưu ý"}
_PERSON = {"name": "Họ và tên", "dob": "Ngày sinh", "id12": "Số định danh", "card": "Số thẻ", "cell": "Chi bộ"}


@dataclass(frozen=True)
class Whole:
    people: pl.DataFrame
    found: pl.DataFrame
    linked: Linked
    sheets: Sequence[tuple[str, str, int, int]]  # source, sheet, rows in, records


def write(whole: Whole, out: Path) -> None:
    made = scores(whole.people, whole.found)
    sections = [_sheets(whole), _sources(made), _rules(made), _cells(made), _findings(whole), *_pairs(whole)]
    workbook(sections, out / "report.xlsx")
    (out / "report.html").write_text(page(_figures(whole), sections), encoding="utf-8")


def _figures(whole: Whole) -> list[tuple[str, int]]:
    decided = whole.linked.pairs["decision"]
    persons = whole.linked.clusters["cluster"].n_unique()
    return [
        ("hồ sơ", whole.people.height),
        ("người", persons),
        ("cặp trùng", int((decided == SAME).sum())),
        ("cặp cần xem", int((decided == REVIEW).sum())),
        ("lỗi", int((whole.found["severity"] == "error").sum())),
    ]


def _sheets(whole: Whole) -> Table:
    rows = [(source, sheet, rows, records, rows - records) for source, sheet, rows, records in whole.sheets]
    return Table("Tệp đã đọc", ("Tệp", "Trang tính", "Dòng có chữ", "Hồ sơ", "Dòng không phải hồ sơ"), rows)


def _sources(made: Scores) -> Table:
    heads = ("Nguồn", "Hồ sơ", "Hồ sơ có lỗi", "Hồ sơ có cảnh báo", "Không lỗi, %")
    return Table("Chất lượng theo nguồn", heads, made.by_source.rows())


def _cells(made: Scores) -> Table:
    heads = ("Chi bộ", "Hồ sơ", "Hồ sơ có lỗi", "Hồ sơ có cảnh báo", "Không lỗi, %")
    return Table("Chất lượng theo chi bộ", heads, made.by_cell.head(MOST).rows(), made.by_cell.height)


def _rules(made: Scores) -> Table:
    rows = [(LABELS[Rule(rule)], SEVERITIES[severity], count) for rule, severity, count in made.by_rule.iter_rows()]
    return Table("Lỗi theo loại", ("Loại", "Mức", "Số hồ sơ"), rows)


def _findings(whole: Whole) -> Table:
    listed = whole.found.head(MOST).with_columns(
        pl.col("rule").replace_strict(LABELS, default=None), pl.col("severity").replace_strict(SEVERITIES, default=None)
    )
    heads = ("Tệp", "Trang tính", "Dòng", "Loại", "Mức", "Cần sửa")
    rows = listed.select("source", "sheet", "row", "rule", "severity", "message").rows()
    return Table("Phải sửa", heads, rows, whole.found.height, "findings.csv")


def _pairs(whole: Whole) -> list[Table]:
    return [
        _listed(whole, REVIEW, "Cặp cần xem"),
        _listed(whole, SAME, "Cặp trùng"),
    ]


def _listed(whole: Whole, decision: str, title: str) -> Table:
    """Both records of each pair side by side, the most doubtful first."""
    pairs = whole.linked.pairs.filter(pl.col("decision") == decision).sort("weight", "uid_l", "uid_r")
    listed = placed(pairs.head(MOST), whole.people).with_columns(why(load()))
    for side, number in (("a", "uid_l"), ("b", "uid_r")):
        told = whole.people.select(
            pl.col("uid").alias(number), *(pl.col(name).alias(f"{name}_{side}") for name in _PERSON)
        )
        listed = listed.join(told, on=number, maintain_order="left")
    columns = [f"{name}_{side}" for side in "ab" for name in ("source", "row", *_PERSON)]
    heads = [f"{says} {side}" for side in ("A", "B") for says in ("Tệp", "Dòng", *_PERSON.values())]
    rows = listed.select(pl.col("weight").round(1), "why", *columns).rows()
    return Table(title, ("Điểm", "Vì sao", *heads), rows, pairs.height, "pairs.csv")
