"""The report for people: a workbook to work with and a page to read or print."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import polars as pl

from nennep.lib.figures import whole as said
from nennep.matching.checking.finding import LABELS, Rule, day
from nennep.matching.fields import LABELS as LABELS_OF_FIELDS
from nennep.matching.fields import Field
from nennep.matching.linking.deciding import REVIEW, SAME, Linked
from nennep.matching.linking.model import load
from nennep.matching.model import Mapping as ColumnMapping
from nennep.matching.reporting.lists import (
    FILE,
    HEADS,
    IN_BOOK,
    ON_PAGE,
    SEVERITIES,
    Few,
    Grouped,
    anchor,
    grouped,
    in_words,
)
from nennep.matching.reporting.page import Summary, page
from nennep.matching.reporting.scores import AT, OF_CELL, Scores, located, of_unit, scored
from nennep.matching.reporting.tables import placed, why, write_scores
from nennep.matching.reporting.workbook import Table, workbook

Beside = Callable[..., object]  # a function and what it is given
MOST = 10_000  # pairs in the workbook; the whole stands in the .csv of the same name
QUALITY = "quality.csv"
SCORED = {
    "source": ("Chất lượng theo nguồn", "Nguồn"),
    "unit": ("Chất lượng theo đơn vị", "Đơn vị"),
    "cell": ("Chất lượng theo chi bộ", "Chi bộ"),
}
FOR_PEOPLE, TO_READ = 5_000, 1_000  # of findings; of pairs that need nobody
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
    units: Mapping[str, str]  # the office's tree: code → name


@dataclass(frozen=True)
class Quality:
    """The figures, and what stands behind them."""

    scores: Scores
    by_rule: Grouped
    by_source: Grouped
    by_unit: Grouped
    by_cell: Grouped

    def lists(self, few: Few) -> list[Table]:
        wide = [each.table(few.of_each) for each in (self.by_rule, self.by_source)]
        return [*wide, *(each.table(few.of_group, few.groups) for each in (self.by_unit, self.by_cell))]


def write(whole: Whole, out: Path, beside: Beside) -> None:
    """`beside` may do its work in another process, and is waited for by who gave it."""
    told = _named(whole)
    quality = _quality(whole, told)
    write_scores(quality.scores, out / QUALITY)
    to_do, notes = _findings(told, TO_DO, ("error", "warning")), _findings(told, NOTES, ("info",))
    review, same = (_pairs(whole, decision, title) for decision, title in ((REVIEW, DOUBTFUL), (SAME, SURE)))
    lists = quality.lists(IN_BOOK)
    book = [*_read(whole, quality.scores, lists, IN_BOOK), to_do, review, *lists, same, notes]
    beside(workbook, book, out / "report.xlsx")
    # on the page first what waits for somebody
    lists = quality.lists(ON_PAGE)
    read = _read(whole, quality.scores, lists, ON_PAGE)
    sections = [to_do, _below_each_other(review), *read, *lists, _below_each_other(same), notes]
    (out / "report.html").write_text(page(_summary(whole), sections), encoding="utf-8")


def _named(whole: Whole) -> pl.DataFrame:
    """Every finding with the name, the cell and the unit of its record."""
    told = located(whole.found, whole.people)
    groups = whole.people.select("name", unit=of_unit(whole.units), cell=OF_CELL)
    return told.hstack([groups[name].gather(told[AT]) for name in groups.columns])


def _quality(whole: Whole, told: pl.DataFrame) -> Quality:
    """What stands behind the figures of each rule, source, unit and cell."""
    made = scored(whole.people.select("source", unit=of_unit(whole.units), cell=OF_CELL), told)
    told = told.filter(pl.col("rule") != Rule.NOT_A_RECORD)
    told = told.with_columns(kind=pl.concat_str("rule", "severity", separator=" "))
    kinds = [f"{rule} {severity}" for rule, severity, _ in made.by_rule.iter_rows()]
    units, cells = (scores[by].head(IN_BOOK.groups).to_list() for by, scores in _worst(made))
    return Quality(
        made,
        grouped("Danh sách theo loại", "kind", kinds, told),
        grouped("Danh sách theo nguồn", "source", made.by_source["source"].to_list(), told),
        grouped("Danh sách theo đơn vị", "unit", units, told),
        grouped("Danh sách theo chi bộ", "cell", cells, told),
    )


def _worst(made: Scores) -> tuple[tuple[str, pl.DataFrame], ...]:
    return ("unit", made.by_unit), ("cell", made.by_cell)


def _read(whole: Whole, made: Scores, lists: Sequence[Table], few: Few) -> list[Table]:
    known = {name for table in lists for name in table.anchors.values()}
    told = (_rules(made), *(_scored(by, made, few) for by in SCORED), _sheets(whole))
    return [_with_links(table, known) for table in told]


def _with_links(table: Table, known: set[str]) -> Table:
    """Without those that open nothing, because nothing was found."""
    return replace(table, links={place: name for place, name in table.links.items() if name in known})


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


def _scored(by: str, made: Scores, few: Few) -> Table:
    title, head = SCORED[by]
    whole = {"source": made.by_source, "unit": made.by_unit, "cell": made.by_cell}[by]
    rows = whole.head(few.groups).rows()
    heads = (head, "Hồ sơ", "Có lỗi", "Có cảnh báo", "Không lỗi, %")
    return Table(title, heads, rows, whole.height, QUALITY, links=_links(by, rows))


def _links(by: str, rows: Sequence[tuple[Any, ...]]) -> dict[tuple[int, int], str]:
    return {
        (line, column): anchor(by, row[0], severity)
        for line, row in enumerate(rows)
        for column, severity in ((2, "error"), (3, "warning"))
    }


def _rules(made: Scores) -> Table:
    told = made.by_rule.rows()
    rows = [(LABELS[Rule(rule)], SEVERITIES[severity], count) for rule, severity, count in told]
    links = {(line, 2): anchor("kind", f"{rule} {severity}", severity) for line, (rule, severity, _) in enumerate(told)}
    return Table("Lỗi theo loại", ("Loại", "Mức", "Số hồ sơ"), rows, links=links)


def _findings(told: pl.DataFrame, title: str, severities: Sequence[str]) -> Table:
    """The gravest first."""
    kinds = [told.filter(pl.col("severity") == severity) for severity in severities]
    rows = in_words(pl.concat([kind.head(FOR_PEOPLE) for kind in kinds]).head(FOR_PEOPLE))
    return Table(title, HEADS, rows, sum(kind.height for kind in kinds), FILE)


def _pairs(whole: Whole, decision: str, title: str) -> Table:
    """Both records of each pair side by side, the most doubtful first."""
    pairs = whole.linked.pairs.filter(pl.col("decision") == decision).sort("weight", "uid_l", "uid_r")
    shown = placed(pairs.head(MOST if decision == REVIEW else TO_READ), whole.people).with_columns(why(load()))
    for side, number in (("a", "uid_l"), ("b", "uid_r")):
        told = whole.people.select(*_PERSON)[shown[number]]
        shown = shown.hstack(told.select((day(n) if n == "dob" else pl.col(n)).alias(f"{n}_{side}") for n in _PERSON))
    columns = [f"{name}_{side}" for side in "ab" for name in (*_RECORD, *_PERSON)]
    heads = [f"{says} {side}" for side in ("A", "B") for says in (*_RECORD.values(), *_PERSON.values())]
    rows = shown.select(pl.col("weight").round(1), "why", *columns).rows()
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
