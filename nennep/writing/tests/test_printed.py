"""Official documents as LibreOffice prints them, and as our own reader reads them."""

import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from nennep.lib import libreoffice
from nennep.lib.errors import BadFile
from nennep.lib.workdays import WorkCalendar
from nennep.reading.engine import read
from nennep.reading.files import open_source
from nennep.writing.content import Block, OfficialDocument, Paragraph, TableBlock
from nennep.writing.official import write_official
from nennep.writing.pdf import Kept, to_pdf
from nennep.writing.tests.make_official import BODY, COLUMNS, annexed, party, rows, state

LAST = Paragraph("Trên đây là báo cáo của Đảng ủy")


def pages(document: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(to_pdf(document))).pages]


def filling(lines: int) -> list[Block]:
    return [*(Paragraph(f"Dòng {n}.") for n in range(lines)), LAST]


@pytest.mark.slow
def test_a_report_prints_with_its_annexes_each_with_its_own_numbers() -> None:
    printed = pages(write_official(annexed(party(blocks=[*filling(40), *BODY]), count=40)))

    assert [page.split("\n")[0].strip() for page in printed] == [
        "ĐẢNG BỘ THÀNH PHỐ BÌNH HẢI", "2", "PHỤ LỤC 1", "2", "PHỤ LỤC 2",
    ]  # fmt: skip
    assert all("Nhiệm vụ" in page for page in printed[2:4])  # the table's head on both of its pages


@pytest.mark.slow
@pytest.mark.parametrize("lines", [17, 23])  # the least and the most that leave no room for a signature
def test_the_signature_never_stands_alone_on_a_page(lines: int) -> None:
    printed = pages(write_official(party(blocks=filling(lines))))

    assert len(printed) == 2
    assert all(words in printed[-1] for words in ("Trên đây là báo cáo", "Nơi nhận:", "T/M BAN", "Nguyễn Văn An"))


@pytest.mark.slow
def test_no_empty_page_follows_a_full_one() -> None:
    assert len(pages(write_official(party(blocks=filling(16))))) == 1  # with one line more it is two


@pytest.mark.slow
def test_what_is_kept_in_the_archive_is_pdf_a_2b() -> None:
    kept = to_pdf(write_official(state()), Kept.IN_ARCHIVE)

    assert b"<pdfaid:part>2</pdfaid:part>" in kept
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in kept
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in PdfReader(io.BytesIO(kept)).pages[0].extract_text()


@pytest.mark.slow
def test_a_long_table_is_set_in_time() -> None:
    printed = pages(write_official(party(blocks=[TableBlock(COLUMNS, rows(500)), LAST])))

    assert "Việc thứ 500:" in " ".join(printed)


@pytest.mark.slow
def test_what_is_no_document_is_refused() -> None:
    with pytest.raises(BadFile, match="hỏng"):
        to_pdf(b"PK\x03\x04 no document")


def test_without_libreoffice_one_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    libreoffice.program.cache_clear()
    try:
        with pytest.raises(BadFile, match="chưa cài LibreOffice"):
            to_pdf(b"")
    finally:
        libreoffice.program.cache_clear()


@pytest.mark.parametrize(
    ("content", "symbol"),
    [
        (party(), "BC/ĐU"),
        (party("Kết luận"), "KL/ĐU"),
        (party("Công văn", addressees=["Chi bộ Một"]), "CV/ĐU"),
        (state("Kế hoạch"), "KH-UBND"),
    ],
)
def test_our_own_reader_reads_what_we_write(tmp_path: Path, content: OfficialDocument, symbol: str) -> None:
    file = tmp_path / "van-ban.docx"
    file.write_bytes(write_official(content))

    found = read(open_source(file), WorkCalendar())

    assert (found.header.number, found.header.symbol) == ("07", symbol)
    assert found.header.issuer == content.head.issuer.upper()
    assert found.header.date == content.head.day
    assert found.signature.name == "Nguyễn Văn An"
    assert found.recipients[-1].startswith("Lưu")
