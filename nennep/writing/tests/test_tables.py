"""Long tables: quick to write, in stretches that LibreOffice can set."""

from time import process_time

from docx.oxml.ns import qn

from nennep.writing.content import Group, TableBlock
from nennep.writing.tables import MOST_ROWS, divided, spread
from nennep.writing.tests.make_official import COLUMNS, opened, party, rows


def test_the_head_repeats_and_no_row_is_cut() -> None:
    table = opened(party(blocks=[TableBlock(COLUMNS, [Group("I. Xây dựng Đảng"), *rows(3)])])).tables[1]

    traits = [row._tr.get_or_add_trPr() for row in table.rows]
    assert traits[0].find(qn("w:tblHeader")) is not None
    assert all(trait.find(qn("w:cantSplit")) is not None for trait in traits)
    assert table.rows[1].cells[0].text == table.rows[1].cells[2].text == "I. Xây dựng Đảng"


def test_a_very_long_table_is_divided_and_loses_nothing() -> None:
    every = rows(2 * MOST_ROWS + 20)

    parts = list(divided(every))
    assert [len(part) for part in parts] == [MOST_ROWS, MOST_ROWS, 20]
    assert [row for part in parts for row in part] == every
    document = opened(party(blocks=[TableBlock(COLUMNS, every)]))
    assert [len(table.rows) for table in document.tables[1:4]] == [MOST_ROWS + 1, MOST_ROWS + 1, 21]


def test_a_division_falls_where_a_group_begins() -> None:
    first, second = rows(MOST_ROWS - 10), rows(MOST_ROWS - 10)

    parts = list(divided([Group("A"), *first, Group("B"), *second]))
    assert [part[0] for part in parts] == [Group("A"), Group("B")]


def test_columns_fill_the_room_in_their_proportions() -> None:
    assert spread(COLUMNS, 300) == [20, 220, 60]


def test_six_thousand_rows_are_written_within_a_second_or_so() -> None:
    content = party(blocks=[TableBlock(COLUMNS, rows(6_000))])
    opened(party())

    began = process_time()
    opened(content)
    assert process_time() - began < 3  # half a second on the machine of the figures in bench, reading back included
