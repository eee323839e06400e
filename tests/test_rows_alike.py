"""Records of a database are checked one by one as a sheet of them would be.

Turns red when `standardise_rows` and `standardise` part ways: a value that one cleans, a fault that one finds.
"""

from datetime import date

import pytest

from bench.people.records import Order, records
from nennep.matching.checking.rows import check_rows, sheet_of
from nennep.matching.fields import Field
from nennep.matching.standard.originals import Columns
from nennep.matching.standard.places import Places
from nennep.matching.standard.rows import Record, standardise_rows
from nennep.matching.standard.table import standardise

TODAY = date(2026, 11, 26)
FIELDS = tuple(
    Field[name]
    for name in (
        "NAME", "SEX", "DOB", "ID12", "ID9", "CARD12", "CARD", "ADMISSION", "OFFICIAL", "PHONE", "ETHNIC", "RELIGION",
        "HOMETOWN", "RESIDENCE",
    )
)  # fmt: skip
CASES: list[Record] = [
    {Field.NAME: "NGUYỄN  VĂN a", Field.DOB: "31/02/1970", Field.ID12: "012345678", Field.SEX: "x"},
    {Field.NAME: "Lê Thị Bé", Field.DOB: "1990", Field.ID12: "031090004821", Field.SEX: "nữ", Field.ADMISSION: "1999"},
    {Field.DOB: "12/12/2030", Field.PHONE: "12", Field.RESIDENCE: "Xã Tân Lập", Field.CARD: "không rõ"},
    {Field.ADMISSION: "03/02/2020", Field.OFFICIAL: "03/03/2020", Field.CARD12: "1", Field.ID9: "031090004821"},
    {},
]


def invented() -> list[Record]:
    """As four kinds of lists write them."""
    lists = records(Order(600, seed=11)).values()
    return [
        {field: row[field] for field in FIELDS if row.get(field)}
        for frame in lists
        for row in frame.iter_rows(named=True)
    ]


def test_values_and_faults_are_those_of_a_sheet() -> None:
    people = CASES + invented()
    sheet = standardise(
        sheet_of(people, FIELDS), Columns({field.value: field for field in FIELDS}), TODAY, Places.load()
    )

    rows = standardise_rows(people, FIELDS, TODAY, Places.load())

    assert rows.columns
    for name in set(rows.columns) & set(sheet.columns) - {"id_loose", "card_loose"}:
        assert rows[name].to_list() == sheet[name].to_list(), name


@pytest.mark.parametrize("at", range(0, 40, 8))
def test_one_record_is_told_what_it_is_told_among_many(at: int) -> None:
    people = (CASES + invented())[:400]
    among = check_rows(people, FIELDS, TODAY)

    alone = check_rows([people[at]], FIELDS, TODAY)

    told = ("field", "rule", "severity", "message")
    assert alone.select(told).rows() == among.filter(row=at + 1).select(told).rows()
