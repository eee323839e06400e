"""PDF with a text layer: reading order, columns, tables, superscripts."""

from pathlib import Path

import pytest
import typst
from PIL import Image
from pypdf import PdfWriter, Transformation
from pypdf.generic import RectangleObject

from nennep.lib.errors import BadFile
from nennep.reading.formats import pdf
from nennep.reading.formats.recognition import NeedsRecognition
from nennep.reading.source import Form, Line, Source, Table

PAGE = '#set page(margin: (left: 3cm, rest: 2cm))\n#set text(font: "Libertinus Serif", size: 14pt)\n'
PARAGRAPH = "Ban Thường vụ Đảng ủy giao các cấp ủy trực thuộc quán triệt, tổ chức thực hiện nghiêm túc Kết luận này. "


def made(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "van-ban.pdf"
    made = typst.compile((PAGE + text).encode())
    assert isinstance(made, bytes)
    path.write_bytes(made)
    return path


def read(tmp_path: Path, text: str) -> Source:
    return pdf.read(str(made(tmp_path, text)))


def texts(source: Source) -> list[str]:
    return [block.text for block in source.blocks if isinstance(block, Line)]


def test_a_header_in_two_columns_does_not_interleave(tmp_path: Path) -> None:
    header = (
        "#grid(columns: (1fr, 1fr), align: center, gutter: 8pt, [ĐẢNG BỘ A], [ĐẢNG CỘNG SẢN VIỆT NAM],"
        "[Số 15-KL/ĐU], [A, ngày 05 tháng 10 năm 2026])\n#align(center)[*KẾT LUẬN*]\n"
    )

    source = read(tmp_path, header + PARAGRAPH * 3)

    assert texts(source)[:5] == [
        "ĐẢNG BỘ A",
        "Số 15-KL/ĐU",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "A, ngày 05 tháng 10 năm 2026",
        "KẾT LUẬN",
    ]
    title = source.blocks[4]
    assert isinstance(title, Line)
    assert title.bold
    assert title.centred


def test_lines_carry_their_page_and_no_letter_is_lost(tmp_path: Path) -> None:
    source = read(tmp_path, f"#set par(justify: true)\n{PARAGRAPH * 60}")

    assert " ".join(texts(source)) == (PARAGRAPH * 60).strip()
    assert {block.page for block in source.blocks} == {0, 1}
    assert source.form is Form.PDF
    assert source.wrapped


def test_a_new_paragraph_shows_by_its_place(tmp_path: Path) -> None:
    shape = "#set par(first-line-indent: (amount: 1cm, all: true), spacing: 20pt)\n"
    text = f"{shape}{PARAGRAPH * 3}\n\n{PARAGRAPH * 3}"

    lines = [block for block in read(tmp_path, text).blocks if isinstance(block, Line)]

    starts = [line for line in lines if line.text.startswith("Ban Thường vụ") and line.indented]
    assert len(starts) == 2
    assert [line.gap for line in starts] == [False, True]


def test_a_ruled_table_goes_on_over_the_page_as_one(tmp_path: Path) -> None:
    rows = "".join(f"[{n}], [Xây dựng kế hoạch số {n} về công tác tuyên truyền], [Ban Tổ chức]," for n in range(1, 41))

    source = read(tmp_path, f"Phụ lục\n#table(columns: (1fr, 4fr, 2fr), [TT], [Nội dung], [Chủ trì], {rows})\nHết.")

    tables = [block for block in source.blocks if isinstance(block, Table)]
    assert len(tables) == 1
    assert tables[0].rows[0] == ("TT", "Nội dung", "Chủ trì")
    assert [row[0] for row in tables[0].rows[1:]] == [str(n) for n in range(1, 41)]
    assert texts(source) == ["Phụ lục", "Hết."]


def test_a_merged_cell_is_repeated_as_nothing(tmp_path: Path) -> None:
    source = read(tmp_path, "#table(columns: 3, [TT], [Việc], [Ai], table.cell(colspan: 3)[I. Nhóm], [1], [A], [B])")

    assert source.blocks == (Table((("TT", "Việc", "Ai"), ("I. Nhóm", "", ""), ("1", "A", "B"))),)


def test_a_raised_figure_does_not_join_the_number_before_it(tmp_path: Path) -> None:
    source = read(tmp_path, "Nghị quyết số 18#super(typographic: false)[1] của Trung ương")

    assert texts(source) == ["Nghị quyết số 18¹ của Trung ương"]


def test_a_page_without_text_asks_to_be_recognised(tmp_path: Path) -> None:
    path = tmp_path / "quet.pdf"
    save_pictures(path)

    with pytest.raises(NeedsRecognition) as wanted:
        pdf.read(str(path))

    assert wanted.value.pages == [0, 1]


def save_pictures(path: Path) -> None:
    """Two pages, each one picture."""
    pages = [Image.new("L", (800, 1100), 255) for _ in range(2)]
    pages[0].save(path, "PDF", save_all=True, append_images=pages[1:])


def test_what_is_no_pdf_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "hong.pdf"
    path.write_bytes(b"%PDF-1.7\n" + bytes(100))

    with pytest.raises(BadFile, match="hỏng"):
        pdf.read(str(path))


@pytest.mark.parametrize(
    ("turn", "move", "size"), [(90, (842, 0), (842, 595)), (180, (595, 842), (595, 842)), (270, (0, 595), (842, 595))]
)
def test_a_page_set_sideways_reads_as_if_upright(
    turn: int, move: tuple[int, int], size: tuple[int, int], tmp_path: Path
) -> None:
    upright = made(
        tmp_path, "Đảng ủy#super(typographic: false)[1] các cơ quan\n#table(columns: 2, [TT], [Việc], [1], [A])"
    )
    writer = PdfWriter(clone_from=upright)
    page = writer.pages[0]
    page.add_transformation(Transformation().rotate(turn).translate(*move))
    page.mediabox = page.cropbox = RectangleObject((0, 0, *size))
    page.rotate(turn)
    writer.write(tmp_path / "ngang.pdf")

    assert pdf.read(str(tmp_path / "ngang.pdf")).blocks == pdf.read(str(upright)).blocks
