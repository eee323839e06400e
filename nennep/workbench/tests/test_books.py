from pathlib import Path

import polars as pl
import pytest
from openpyxl import load_workbook

from nennep.workbench.child.books import write_books
from nennep.workbench.child.merging import merged
from nennep.workbench.tests.test_merging import clusters, records

FORMULAS = ("=1+1", "@SUM(1)", "\ufeff=1", "＝1", "-1+1", " =cmd|' /C calc'!A0")


@pytest.mark.parametrize("typed", FORMULAS)
def test_nothing_in_the_clean_list_acts_as_a_formula(typed: str, tmp_path: Path) -> None:
    people = merged(records({"name": "A B", "dob": "1970-05-12", "cell": typed}), clusters(0), ["a"])

    write_books(people, tmp_path)

    book = load_workbook(tmp_path / "clean.xlsx")
    assert book.active
    row = [cell for cell in book.active[2] if cell.value is not None]
    met = next(cell for cell in row if cell.value == typed)
    assert (met.data_type, met.quotePrefix) == ("s", True)
    read = pl.read_csv(tmp_path / "clean.csv", infer_schema=False)
    assert read["Chi bộ"][0] == "'" + typed
    assert (read["Ngày sinh"][0], read["Ngày sinh: rõ đến"][0]) == ("12/05/1970", "ngày")
