"""The report for people: a workbook to work with and a page to read or print."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from nennep.lib.figures import whole as said
from nennep.matching.checking.finding import LABELS, PLACE, Rule, day
from nennep.matching.fields import LABELS as LABELS_OF_FIELDS
from nennep.matching.fields import Field
from nennep.matching.linking.deciding import REVIEW, SAME, Linked
from nennep.matching.linking.model import load
from nennep.matching.model import Mapping as ColumnMapping
from nennep.matching.reporting.page import Summary, page
from nennep.matching.reporting.scores import Scores, scores
from nennep.matching.reporting.tables import placed, why
from nennep.matching.reporting.workbook import Table, workbook

MOST = 10_000  # rows of a list in the workbook; the whole stands in the .csv of the same name
SEVERITIES = {"error": "Lỗi", "warning": "Cảnh báo", "info": "Lưu ý"}
TO_DO, NOTES, DOUBTFUL, SURE = "Phải sửa", "Dòng không phải hồ sơ, lưu ý", "Cặp cần xem", "Cặp trùng"
_RECORD = {"source": "Tệp", "row": "Dòng"}
_PERSON = {"name": "Họ và tên", "dob": "Ngày sinh", "id12": "Số định danh", "card": "Số thẻ", "cell": "Chi bộ"}


@dataclass(frozen=True)
class Whole:
    people: pl.DataFrame
    found: pl.DataFrame
    linked: Linked
    sheets: Sequence[tuple[str, str, int, int]]  # source, sheet, rows in, records
    mappings: Mapping[str, Mapping[str, ColumnMapping]]  # source → sheet → letter → field


def write(whole: Whole, out: Path) -> None:
    made = scores(whole.people, whole.found)
    read = [_rules(made), _cells(made), _sources(made), _sheets(whole)]
    to_do, notes = _findings(whole, TO_DO, ("error", "warning")), _findings(whole, NOTES, ("info",))
    review, same = (_pairs(whole, decision, title) for decision, title in ((REVIEW, DOUBTFUL), (SAME, SURE)))
    workbook([*read, to_do, review, same, notes], out / "report.xlsx")
    # on the page first what waits for somebody
    sections = [to_do, _below_each_other(review), *read, _below_each_other(same), notes]
    (out / "report.html").write_text(page(_summary(whole), sections), encoding="utf-8")


def _summary(whole: Whole) -> Summary:
    decided = whole.linked.pairs["decision"]
    records, persons = whole.people.height, whole.linked.clusters["cluster"].n_unique()
    errors = int((whole.found["severity"] == "error").sum())
    warnings = int((whole.found["severity"] == "warning").sum())
    same, doubtful = (int((decided == decision).sum()) for decision in (SAME, REVIEW))
    rows, files = sum(rows for _, _, rows, _ in whole.sheets), len({source for source, *_ in whole.sheets})
    wrong = f"{said(errors)} lỗi phải sửa" if errors else "không có lỗi"
    return Summary(
        f"{said(records)} hồ sơ của {said(persons)} người, {wrong}",
        f"Đọc {said(rows)} dòng của {said(files)} tệp; {said(rows - records)} dòng không phải hồ sơ "
        "(tiêu đề, tổng cộng, chữ ký). Tệp gốc giữ nguyên.",
        [
            ("Lỗi", errors, TO_DO),
            ("Cảnh báo", warnings, TO_DO),
            ("Cặp cần xem", doubtful, DOUBTFUL),
            ("Cặp trùng", same, SURE),
            ("Dòng không phải hồ sơ", rows - records, NOTES),
        ],
    )


def _sheets(whole: Whole) -> Table:
    read = [
        (source, sheet, rows, records, rows - records, _without(whole.mappings[source][sheet]) if records else "")
        for source, sheet, rows, records in whole.sheets
    ]
    heads = ("Tệp", "Trang tính", "Dòng có chữ", "Hồ sơ", "Dòng không phải hồ sơ", "Không có cột")
    return Table("Tệp đã đọc", heads, read)


# What the check of single records leaves unsaid where a whole sheet has no such column.
_WANTED = {
    Field.NAME: (Field.NAME, Field.LAST_NAME, Field.GIVEN_NAME),
    Field.DOB: (Field.DOB, Field.DOB_MAN, Field.DOB_WOMAN),
    Field.SEX: (Field.SEX, Field.DOB_MAN, Field.DOB_WOMAN),
    Field.ID12: (Field.ID12, Field.ID9),
    Field.CARD: (Field.CARD, Field.CARD12),
    Field.ADMISSION: (Field.ADMISSION,),
    Field.CELL: (Field.CELL, Field.UNIT_CODE),
}


def _without(mapping: ColumnMapping) -> str:
    return ", ".join(
        LABELS_OF_FIELDS[field] for field, enough in _WANTED.items() if not set(enough) & set(mapping.values())
    )


def _sources(made: Scores) -> Table:
    heads = ("Nguồn", "Hồ sơ", "Hồ sơ có lỗi", "Hồ sơ có cảnh báo", "Không lỗi, %")
    return Table("Chất lượng theo nguồn", heads, made.by_source.rows())


def _cells(made: Scores) -> Table:
    heads = ("Chi bộ", "Hồ sơ", "Hồ sơ có lỗi", "Hồ sơ có cảnh báo", "Không lỗi, %")
    return Table("Chất lượng theo chi bộ", heads, made.by_cell.head(MOST).rows(), made.by_cell.height)


def _rules(made: Scores) -> Table:
    rows = [(LABELS[Rule(rule)], SEVERITIES[severity], count) for rule, severity, count in made.by_rule.iter_rows()]
    return Table("Lỗi theo loại", ("Loại", "Mức", "Số hồ sơ"), rows)


def _findings(whole: Whole, title: str, severities: Sequence[str]) -> Table:
    """The gravest first; with the name, by which a clerk finds the person faster than by the row."""
    kinds = [whole.found.filter(pl.col("severity") == severity) for severity in severities]
    listed = pl.concat(kinds).head(MOST)
    # first only those that are listed: a table of millions is not hashed for a list of thousands
    names = whole.people.select(*PLACE, "name").join(listed.select(PLACE).unique(), on=PLACE, how="semi")
    named = listed.join(names, on=PLACE, how="left", maintain_order="left")
    rows = named.select(
        *("source", "sheet", "row", "name"),
        pl.col("rule").replace_strict(LABELS, default=None),
        pl.col("severity").replace_strict(SEVERITIES, default=None),
        "message",
    ).rows()
    heads = ("Tệp", "Trang tính", "Dòng", "Họ và tên", "Loại", "Mức", "Nội dung")
    return Table(title, heads, rows, sum(kind.height for kind in kinds), "findings.csv")


def _pairs(whole: Whole, decision: str, title: str) -> Table:
    """Both records of each pair side by side, the most doubtful first."""
    pairs = whole.linked.pairs.filter(pl.col("decision") == decision).sort("weight", "uid_l", "uid_r")
    listed = placed(pairs.head(MOST), whole.people).with_columns(why(load()))
    for side, number in (("a", "uid_l"), ("b", "uid_r")):
        told = whole.people.select(
            pl.col("uid").alias(number),
            *((day(name) if name == "dob" else pl.col(name)).alias(f"{name}_{side}") for name in _PERSON),
        )
        listed = listed.join(told, on=number, maintain_order="left")
    columns = [f"{name}_{side}" for side in "ab" for name in (*_RECORD, *_PERSON)]
    heads = [f"{says} {side}" for side in ("A", "B") for says in (*_RECORD.values(), *_PERSON.values())]
    rows = listed.select(pl.col("weight").round(1), "why", *columns).rows()
    return Table(title, ("Điểm", "Vì sao", *heads), rows, pairs.height, "pairs.csv")


def _below_each_other(pairs: Table) -> Table:
    """A page is too narrow for two records in a row."""
    half = len(_RECORD) + len(_PERSON)
    rows = [
        row
        for score, reason, *both in pairs.rows
        for row in ((score, *both[:half], reason), (score, *both[half:], reason))
    ]
    heads = ("Điểm", *_RECORD.values(), *_PERSON.values(), "Vì sao")
    return Table(pairs.title, heads, rows, pairs.whole, pairs.file, tied=2, shared=(0, half + 1))
