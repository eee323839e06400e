"""The register as Word keeps it, and as LibreOffice prints it."""

import io
import subprocess
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from pypdf import PdfReader

from nennep.writing.papers import MOST_ROWS, Column, Letterhead, Paper, Register, first_rows, write_register

HEAD = Letterhead(
    superior="Thành ủy Bình Hải",
    issuer="Đảng ủy các cơ quan Đảng thành phố",
    place="Bình Hải",
    day=date(2026, 2, 5),
)
COLUMNS = (Column("TT", 10), Column("Việc phải làm", 95), Column("Từ văn bản", 30), Column("Hạn", 30))


def a_register(rows: int) -> bytes:
    body = [
        [str(n), f"Việc thứ {n}: rà soát hồ sơ đảng viên của đơn vị", "15-KL/ĐU", "31/12/2026"]
        for n in range(1, rows + 1)
    ]
    return write_register(Paper(HEAD, Register("DANH MỤC NHIỆM VỤ", "Trường Chính trị", COLUMNS, body)))


def test_the_form_is_that_of_the_party() -> None:
    document = Document(io.BytesIO(a_register(3)))
    section = document.sections[0]

    margins = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    assert [round(margin.mm) for margin in margins if margin] == [30, 15, 20, 20]
    words = "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in words
    assert "Bình Hải, ngày 05 tháng 02 năm 2026" in words
    assert document.styles["Normal"].font.name == "Times New Roman"


def test_the_heading_row_repeats_and_no_row_is_cut() -> None:
    table = Document(io.BytesIO(a_register(3))).tables[-1]

    traits = [row._tr.get_or_add_trPr() for row in table.rows]
    assert traits[0].find(qn("w:tblHeader")) is not None
    assert all(trait.find(qn("w:cantSplit")) is not None for trait in traits)


@pytest.mark.slow
def test_a_long_register_prints_on_several_pages_with_its_heading(tmp_path: Path) -> None:
    file = tmp_path / "danh-muc.docx"
    file.write_bytes(a_register(120))

    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]
    subprocess.run(convert, check=True, capture_output=True, timeout=120)

    pages = [page.extract_text() for page in PdfReader(file.with_suffix(".pdf")).pages]
    assert len(pages) >= 3
    assert all("Việc phải làm" in page for page in pages)


def test_a_list_that_is_cut_says_so() -> None:
    whole, more = list(range(MOST_ROWS)), list(range(MOST_ROWS + 1))

    assert first_rows(whole) == (whole, "")
    assert first_rows(more) == (whole, " (2000 dòng đầu; cả danh sách ở tệp Excel)")
