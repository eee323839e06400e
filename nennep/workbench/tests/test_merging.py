from typing import Any

import polars as pl
import pytest

from nennep.workbench.child.merging import COLUMNS, FIELDS, choose, merged


def records(*rows: dict[str, Any]) -> pl.DataFrame:
    """Row `n` of the file "a" unless said otherwise."""
    blank = dict.fromkeys(FIELDS)
    told = [{"source": "a", "sheet": "", "row": n, **blank, **row} for n, row in enumerate(rows, 2)]
    return pl.DataFrame(
        told, schema={"source": pl.String, "sheet": pl.String, "row": pl.UInt32} | dict.fromkeys(FIELDS, pl.String)
    )


def clusters(*numbers: int) -> pl.Series:
    return pl.Series(numbers, dtype=pl.UInt32)


@pytest.mark.parametrize(
    ("field", "values", "taken", "lost"),
    [
        ("dob", ["1970", "1970-05-12"], "1970-05-12", []),
        ("dob", ["1970-05-12", "1971"], "1970-05-12", ["1971"]),
        ("name", ["Nguyen Van Hung", "Nguyễn Văn Hùng"], "Nguyễn Văn Hùng", []),
        ("name", ["Nguyễn Văn Hùng", "Nguyễn Văn Hưng"], "Nguyễn Văn Hùng", ["Nguyễn Văn Hưng"]),
        ("name", ["Nguyễn Văn Hùng", "NGUYỄN VĂN HÙNG"], "NGUYỄN VĂN HÙNG", []),
        ("residence", ["Nghệ An", "xã Nghi Lâm, Nghệ An"], "xã Nghi Lâm, Nghệ An", []),
        ("id12", ["031070001234", "031070001235"], "031070001234", ["031070001235"]),
    ],
)
def test_the_first_is_taken_or_what_says_the_same_more_fully(
    field: str, values: list[str], taken: str, lost: list[str]
) -> None:
    choice = choose(field, values)

    assert (choice.value, list(choice.lost)) == (taken, lost)


def test_a_person_is_one_row_in_the_order_of_trust_with_what_was_not_taken() -> None:
    lists = records(
        {"name": "Tran Thi Lan", "dob": "1982", "cell": "Chi bộ 2"},
        {"source": "b", "sheet": "Trang 1", "name": "Trần Thị Lan", "dob": "1982-11-30", "cell": "Chi bộ 1"},
        {"name": "Lò Văn Inh"},
    )

    made = merged(lists, clusters(0, 0, 2), ["b", "a"])

    assert made.columns == list(COLUMNS)
    first = made.row(0, named=True)
    assert (first["name"], first["dob"], first["dob_precision"], first["cell"]) == (
        "Trần Thị Lan", "1982-11-30", "day", "Chi bộ 1",
    )  # fmt: skip
    assert first["sources"] == ["b · Trang 1 · 3", "a · 2"]
    assert first["conflicts"] == "Chi bộ: Chi bộ 2 (a · 2)"
    assert made["cluster"].to_list() == ["0", "2"]


def test_of_one_file_the_fuller_record_is_taken() -> None:
    lists = records({"name": "A B", "card": "1"}, {"name": "A C", "card": "2", "phone": "0912345678"})

    [row] = merged(lists, clusters(0, 0), ["a"]).iter_rows(named=True)

    assert (row["name"], row["card"], row["phone"]) == ("A C", "2", "0912345678")
    assert row["conflicts"] == "Họ và tên: A B (a · 2); Số thẻ đảng viên: 1 (a · 2)"


def test_all_columns_are_text_and_nothing_stays_nothing() -> None:
    made = merged(records({"name": "A B", "dob": "1970-05"}), clusters(0), ["a"])

    assert set(made.schema.values()) == {pl.String, pl.List(pl.String)}
    row = made.row(0, named=True)
    assert (row["dob_precision"], row["admission"], row["conflicts"]) == ("month", None, None)
