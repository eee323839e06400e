"""The report for people: a workbook to work with and a page to read or print."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import polars as pl

from nennep.lib.figures import whole as said
from nennep.matching.checking.finding import LABELS, PLACE, Rule, day
from nennep.matching.fields import LABELS as LABELS_OF_FIELDS
from nennep.matching.fields import Field
from nennep.matching.linking.deciding import REVIEW, SAME, Linked
from nennep.matching.linking.model import load
from nennep.matching.model import Mapping as ColumnMapping
from nennep.matching.reporting.lists import FILE, HEADS, SEVERITIES, Asked, anchor, grouped, in_words, listed
from nennep.matching.reporting.page import Summary, page
from nennep.matching.reporting.scores import OF_CELL, Scores, scores
from nennep.matching.reporting.tables import placed, why
from nennep.matching.reporting.workbook import Table, workbook

MOST = 10_000  # rows of a list in the workbook; the whole stands in the .csv of the same name
FOR_PEOPLE, TO_READ = 5_000, 1_000  # of findings; of pairs that need nobody
TO_DO, NOTES, DOUBTFUL, SURE = "Phải sửa", "Dòng không phải hồ sơ, lưu ý", "Cặp cần xem", "Cặp trùng"
_RECORD = {"source": "Tệp", "row": "Dòng"}
_PERSON = {"name": "Họ và tên", "dob": "Ngày sinh", "id12": "Số định danh", "card": "Số thẻ", "cell": "Chi bộ"}


@dataclass(frozen=True)
class Few:
    """How much is listed behind the figures of quality."""

    cells: int
    of_cell: int  # of one severity
    of_each: int  # of one severity in a source, or of a rule


IN_BOOK, ON_PAGE = Few(1_000, 5, 200), Few(200, 3, 10)


@dataclass(frozen=True)
class Whole:
    people: pl.DataFrame
    found: pl.DataFrame
    linked: Linked
    sheets: Sequence[tuple[str, str, int, int]]  # source, sheet, rows in, records
    mappings: Mapping[str, Mapping[str, ColumnMapping]]  # source → sheet → letter → field


def write(whole: Whole, out: Path) -> None:
    made = scores(whole.people, whole.found)
    to_do, notes = _findings(whole, TO_DO, ("error", "warning")), _findings(whole, NOTES, ("info",))
    review, same = (_pairs(whole, decision, title) for decision, title in ((REVIEW, DOUBTFUL), (SAME, SURE)))
    lists = _lists(whole, made, IN_BOOK)
    workbook([*_read(whole, made, lists), to_do, review, *lists, same, notes], out / "report.xlsx")
    # on the page first what waits for somebody
    lists = _lists(whole, made, ON_PAGE)
    read = _read(whole, made, lists)
    sections = [to_do, _below_each_other(review), *read, *lists, _below_each_other(same), notes]
    (out / "report.html").write_text(page(_summary(whole), sections), encoding="utf-8")


def _read(whole: Whole, made: Scores, lists: Sequence[Table]) -> list[Table]:
    known = {name for table in lists for name in table.anchors.values()}
    return [*(_with_links(table, known) for table in (_rules(made), _cells(made), _sources(made))), _sheets(whole)]


def _with_links(table: Table, known: set[str]) -> Table:
    """Without those that open nothing here: a group that is not among the listed."""
    return replace(table, links={place: name for place, name in table.links.items() if name in known})


def _lists(whole: Whole, made: Scores, few: Few) -> list[Table]:
    """What stands behind the figures of each rule, cell and source."""
    told = whole.found.with_columns(kind=pl.concat_str("rule", "severity", separator=" "))
    told = told.filter(pl.col("rule") != Rule.NOT_A_RECORD)
    kinds = [f"{rule} {severity}" for rule, severity, _ in made.by_rule.iter_rows()]
    cells, sources = made.by_cell["cell"].head(few.cells).to_list(), made.by_source["source"].to_list()
    of_cells = whole.people.select(*PLACE, cell=OF_CELL).filter(pl.col("cell").is_in(cells))
    return [
        grouped(Asked("Danh sách theo loại", "kind", kinds, few.of_each), told, whole.people),
        grouped(
            Asked("Danh sách theo chi bộ", "cell", cells, few.of_cell), told.join(of_cells, on=PLACE), whole.people
        ),
        grouped(Asked("Danh sách theo nguồn", "source", sources, few.of_each), told, whole.people),
    ]


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
    rows = made.by_source.rows()
    return Table("Chất lượng theo nguồn", heads, rows, links=_links("source", rows))


def _cells(made: Scores) -> Table:
    heads = ("Chi bộ", "Hồ sơ", "Hồ sơ có lỗi", "Hồ sơ có cảnh báo", "Không lỗi, %")
    rows = made.by_cell.head(MOST).rows()
    return Table("Chất lượng theo chi bộ", heads, rows, made.by_cell.height, links=_links("cell", rows))


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


def _findings(whole: Whole, title: str, severities: Sequence[str]) -> Table:
    """The gravest first."""
    kinds = [whole.found.filter(pl.col("severity") == severity) for severity in severities]
    rows = in_words(listed(pl.concat(kinds).head(FOR_PEOPLE), whole.people))
    return Table(title, HEADS, rows, sum(kind.height for kind in kinds), FILE)


def _pairs(whole: Whole, decision: str, title: str) -> Table:
    """Both records of each pair side by side, the most doubtful first."""
    pairs = whole.linked.pairs.filter(pl.col("decision") == decision).sort("weight", "uid_l", "uid_r")
    shown = placed(pairs.head(MOST if decision == REVIEW else TO_READ), whole.people).with_columns(why(load()))
    for side, number in (("a", "uid_l"), ("b", "uid_r")):
        told = whole.people.select(
            pl.col("uid").alias(number),
            *((day(name) if name == "dob" else pl.col(name)).alias(f"{name}_{side}") for name in _PERSON),
        )
        shown = shown.join(told, on=number, maintain_order="left")
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
