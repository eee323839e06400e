import io
import zipfile
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from python_calamine import CalamineWorkbook

from nennep.web.downloads import safe_name
from nennep.web.sheets import looks_like_formula, sheet_bytes, sheet_response

DANGEROUS = [
    "=1+1",
    "+84 912 345 678",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠A1",
    "\ufeff=1+1",
    "  =1+1",
    "\u00a0=1",
    "\u200b=HYPERLINK(1)",
    "=cmd|' /C calc'!A0",
]


def written(content: bytes) -> Any:
    return load_workbook(io.BytesIO(content)).active


def test_yes_is_said_in_the_readers_language() -> None:
    with override("en"):
        content = sheet_bytes("Posts", ["May sign"], [[True], [False]])

    assert [cell.value for (cell,) in written(content)["A2:A3"]] == ["Yes", None]


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_that_looks_like_a_formula_stays_text_and_comes_back_as_it_was(text: str) -> None:
    content = sheet_bytes("Danh sách", ["Tên"], [[text]])

    cell = written(content)["A2"]
    assert cell.data_type == "s"
    assert cell.quotePrefix
    assert cell.value == text
    assert CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()[1] == [text]
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=60))
def test_no_text_becomes_a_formula(text: str) -> None:
    content = sheet_bytes("Danh sách", ["Tên"], [[text]])

    cell = written(content)["A2"]
    assert cell.data_type in ("s", "n")
    assert (cell.value or "") == ILLEGAL_CHARACTERS_RE.sub("", text)
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml")


def test_numbers_and_dates_are_typed_and_the_heading_stays_in_sight() -> None:
    moment = datetime(2026, 6, 18, 2, 0, tzinfo=UTC)

    sheet = written(
        sheet_bytes("Việc", ["Số", "Ngày", "Lúc", "Xong", "Trống"], [[3, date(2026, 6, 25), moment, True, None]])
    )

    assert [cell.value for cell in sheet[2]] == [3, datetime(2026, 6, 25), datetime(2026, 6, 18, 9, 0), "Có", None]
    assert (sheet.freeze_panes, sheet["A1"].font.bold, sheet["B2"].number_format) == ("A2", True, "dd/mm/yyyy")


def test_plain_words_bear_no_quote_mark() -> None:
    assert not looks_like_formula("Ban Tổ chức – 12 đảng viên")
    assert not written(sheet_bytes("Tên", ["Tên"], [["Chi bộ 1"]]))["A2"].quotePrefix


def test_the_answer_is_a_file_to_save() -> None:
    response = sheet_response("Người dùng", ["Tên"], [["a"]])

    assert "filename*=utf-8''Ng%C6%B0%E1%BB%9Di%20d%C3%B9ng.xlsx" in response["Content-Disposition"]
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\a\\kết luận.docx", "kết luận.docx"),
        ("bao\u202ecod.exe\x00.docx", "baocod.exe.docx"),
        ("", "tep"),
        ("ế" * 300 + ".pdf", "ế" * 147 + ".pdf"),
        ('a"b\r\nX: y.txt', "abX y.txt"),
    ],
)
def test_a_name_is_made_harmless(name: str, kept: str) -> None:
    assert safe_name(name) == kept
