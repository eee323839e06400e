from datetime import date

import polars as pl

from nennep.matching.fields import Field
from nennep.matching.model import Mapping, Sheet
from nennep.matching.standard.originals import columns_of, headed_sex, narrow_first, texts_of
from nennep.matching.standard.places import Places
from nennep.matching.standard.sex import standard_sex
from nennep.matching.standard.table import standardise

PARTS: Mapping = {"A": Field.NAME, "B": Field.RESIDENCE, "C": Field.RESIDENCE, "D": Field.RESIDENCE}


def test_an_address_in_columns_from_the_province_down_is_joined_from_the_commune_up() -> None:
    cells = pl.DataFrame({"A": ["Lê An"], "B": ["Nghệ An"], "C": ["Nghi Lộc"], "D": ["Nghi Lâm"]})

    down = narrow_first(PARTS, {"A": "Họ tên", "B": "Nơi ở / Tỉnh/TP", "C": "Nơi ở / Huyện", "D": "Nơi ở / Phường/Xã"})
    up = narrow_first(PARTS, {"A": "Họ tên", "B": "Xã", "C": "Huyện", "D": "Tỉnh"})

    assert texts_of(cells, down)[Field.RESIDENCE].to_list() == ["Nghi Lâm, Nghi Lộc, Nghệ An"]
    assert up == PARTS


def test_a_column_of_marks_under_one_sex_tells_both() -> None:
    marks = pl.DataFrame({"A": ["x", None, "X"]})
    sheet = Sheet("ds.csv", "", {"A": "Giới tính / Nữ"}, marks, marks)
    texts = texts_of(marks, {"A": Field.SEX})

    heading = headed_sex(sheet, {"A": Field.SEX}, texts)

    assert [standard_sex(text, heading).value for text in texts[Field.SEX].fill_null("")] == ["nữ", "nam", "nữ"]


def test_words_under_one_sex_and_a_column_without_marks_tell_only_what_they_say() -> None:
    for cells in (["nữ", None], [None, None]):
        marks = pl.DataFrame({"A": cells}, schema={"A": pl.String})
        sheet = Sheet("ds.csv", "", {"A": "Nữ"}, marks, marks)
        texts = texts_of(marks, {"A": Field.SEX})

        assert (headed_sex(sheet, {"A": Field.SEX}, texts), texts[Field.SEX].to_list()) == ("", cells)


def test_a_column_with_the_month_first_is_told_by_the_whole_of_it() -> None:
    dates = pl.DataFrame({"row": range(2, 11), "A": ["1/2/1970"] * 6 + ["3/31/1976", "4/30/1980", "5/31/1981"]})
    sheet = Sheet("ds.csv", "", {"A": "DOB"}, dates, dates)

    columns = columns_of(sheet, {"A": Field.DOB})
    first = standardise(sheet.piece(0, 6), columns, date(2026, 11, 26), Places.load())

    assert first["dob"].to_list() == ["1970-01-02"] * 6
