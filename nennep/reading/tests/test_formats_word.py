"""Word documents: what a reader sees, in order, and nothing that a reader does not see."""

from pathlib import Path

import pytest

from nennep.reading.formats import word
from nennep.reading.source import Form, Line, Source, Table
from nennep.reading.tests.make_word import cell, level, numbered, numbering, paragraph, run, table, write_word


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "van-ban.docx"


def read(path: Path, body: str, **parts: str) -> Source:
    return word.read(str(write_word(path, body, **parts)))


def texts(source: Source) -> list[str]:
    return [f"{block.label} {block.text}".strip() for block in source.blocks if isinstance(block, Line)]


OUTLINE = (
    level(0, "upperRoman", "%1.")
    + level(1, "decimal", "%2.")
    + level(2, "decimal", "%2.%3.")
    + level(3, "lowerLetter", "%4)")
    + level(4, "bullet", "–")
)


def test_numbers_of_word_stand_before_their_paragraphs(path: Path) -> None:
    depths = [0, 1, 2, 2, 3, 3, 4, 2, 1, 2, 0, 1]

    source = read(path, "".join(numbered("x", depth) for depth in depths), numbering=numbering(OUTLINE))

    labels = [block.label for block in source.blocks if isinstance(block, Line)]
    assert labels == ["I.", "1.", "1.1.", "1.2.", "a)", "b)", "–", "1.3.", "2.", "2.1.", "II.", "1."]


def test_a_second_list_goes_on_or_begins_again_as_it_says(path: Path) -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    more = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="3"><w:abstractNumId w:val="0"/>{again}</w:num>'
    )
    body = "".join(numbered("x", 0, which) for which in (1, 1, 2, 3, 3))

    source = read(path, body, numbering=numbering(level(0, "decimal", "%1."), more))

    assert [text.split()[0] for text in texts(source)] == ["1.", "2.", "3.", "1.", "2."]


def test_a_style_may_carry_the_number(path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Con"><w:basedOn w:val="Muc"/></w:style>'
    )
    levels = level(0, "upperRoman", "%1.") + level(1, "decimal", "%2.", '<w:pStyle w:val="Muc"/>')
    none = '<w:pStyle w:val="Muc"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    body = paragraph("a", '<w:pStyle w:val="Muc"/>') + paragraph("b", '<w:pStyle w:val="Con"/>') + paragraph("c", none)

    source = read(path, body, styles=styles, numbering=numbering(levels))

    assert texts(source) == ["1. a", "2. b", "c"]


@pytest.mark.parametrize(
    ("sign", "font", "shown"),
    [("\uf0b7", "Symbol", "•"), ("-", "", "-"), ("+", "", "+"), ("o", "Courier New", "•"), ("\uf02d", "Symbol", "-")],
)
def test_bullets_are_signs_that_can_be_read(sign: str, font: str, shown: str, path: Path) -> None:
    fonts = f'<w:rPr><w:rFonts w:ascii="{font}"/></w:rPr>'
    levels = level(0, "bullet", sign).replace("</w:lvl>", f"{fonts}</w:lvl>")

    source = read(path, numbered("x", 0), numbering=numbering(levels))

    assert texts(source) == [f"{shown} x"]


def test_a_header_without_borders_becomes_left_lines_then_right_lines(path: Path) -> None:
    header = table(
        cell("ĐẢNG BỘ THÀNH PHỐ BÌNH HẢI") + cell("ĐẢNG CỘNG SẢN VIỆT NAM"),
        cell("Số 15-KL/ĐU") + cell("Bình Hải, ngày 05 tháng 10 năm 2026"),
        bordered=False,
    )

    source = read(path, header + paragraph("KẾT LUẬN"))

    assert texts(source) == [
        "ĐẢNG BỘ THÀNH PHỐ BÌNH HẢI",
        "Số 15-KL/ĐU",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Bình Hải, ngày 05 tháng 10 năm 2026",
        "KẾT LUẬN",
    ]


def test_a_table_with_borders_keeps_its_grid(path: Path) -> None:
    wide = '<w:gridSpan w:val="3"/>'
    body = table(
        cell("TT") + cell("Nội dung") + cell("Chủ trì"),
        cell("I. Xây dựng Đảng", properties=wide),
        cell("1")
        + cell("Lập kế hoạch", "Tổ chức hội nghị")
        + cell("Ban Tổ chức", properties='<w:vMerge w:val="restart"/>'),
        cell("2") + cell("Báo cáo") + cell("", properties="<w:vMerge/>"),
    )

    source = read(path, body)

    assert source.blocks == (
        Table(
            (
                ("TT", "Nội dung", "Chủ trì"),
                ("I. Xây dựng Đảng", "", ""),
                ("1", "Lập kế hoạch\nTổ chức hội nghị", "Ban Tổ chức"),
                ("2", "Báo cáo", ""),
            )
        ),
    )


def test_word_prints_the_number_of_a_row_into_an_empty_cell(path: Path) -> None:
    border = '<w:tblBorders><w:insideH w:val="single"/></w:tblBorders>'
    rows = "".join(
        f"<w:tr><w:tc>{numbered('', 1)}</w:tc><w:tc><w:p><w:r><w:t>Lập sổ</w:t></w:r></w:p></w:tc></w:tr>" for _ in "12"
    )
    body = f"<w:tbl><w:tblPr>{border}</w:tblPr>{rows}</w:tbl>"

    source = read(path, body, numbering=numbering(OUTLINE))

    assert source.blocks == (Table((("1.", "Lập sổ"), ("2.", "Lập sổ"))),)


def test_what_was_deleted_is_left_out_and_said(path: Path) -> None:
    inside = f"<w:ins>{run('mới ')}</w:ins><w:del><w:r><w:delText>cũ</w:delText></w:r></w:del>{run('rõ')}"
    comments = '<w:comment w:id="0"><w:p/></w:comment>'

    source = read(path, paragraph(inside=inside) + paragraph("ẩn", inside=run("x", "<w:vanish/>")), comments=comments)

    assert texts(source) == ["mới rõ", "ẩn"]
    assert [note.split()[2] for note in source.notes] == ["1", "1", "1"]


def test_a_paragraph_whose_end_was_deleted_runs_on(path: Path) -> None:
    source = read(path, paragraph("Đảng ", "<w:rPr><w:del/></w:rPr>") + paragraph("ủy"))

    assert texts(source) == ["Đảng ủy"]


def test_only_the_result_of_a_field_is_read(path: Path) -> None:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "<w:r><w:instrText> REF a </w:instrText></w:r>"
    body = paragraph(
        inside=f"{mark('begin')}{code}{run('ẩn')}{mark('separate')}{run('Điều 5')}{mark('end')}{run(' này')}"
    )

    assert texts(read(path, body)) == ["Điều 5 này"]


def test_footnotes_stand_at_the_end_under_their_marks(path: Path) -> None:
    mark = '<w:r><w:footnoteReference w:id="7"/></w:r>'
    notes = f'<w:footnote w:id="7">{paragraph("Nghị quyết 18-NQ/TW.")}</w:footnote>'

    source = read(path, paragraph("Theo Nghị quyết 18", inside=mark) + paragraph("Hết."), footnotes=notes)

    assert texts(source) == ["Theo Nghị quyết 18¹", "Hết.", "¹ Nghị quyết 18-NQ/TW."]
    assert [block.footnote for block in source.blocks if isinstance(block, Line)] == [False, False, True]


def test_a_hard_break_divides_a_title_but_not_a_sentence(path: Path) -> None:
    centred = '<w:jc w:val="center"/>'
    title = paragraph(properties=centred, inside=f"{run('KẾT LUẬN')}<w:r><w:br/></w:r>{run('HỘI NGHỊ LẦN THỨ 5')}")
    sentence = paragraph(inside=f"{run('Hoàn thành trước ngày')}<w:r><w:br/></w:r>{run('30/6/2026 tại các')}")

    source = read(path, title + sentence)

    assert texts(source) == ["KẾT LUẬN", "HỘI NGHỊ LẦN THỨ 5", "Hoàn thành trước ngày 30/6/2026 tại các"]


def test_looks_come_through_styles_and_from_the_run(path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="T"><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
    )
    body = paragraph("Tiêu đề", '<w:pStyle w:val="T"/>') + paragraph() + paragraph(inside=run("x", "<w:i/>") + run(" "))

    first, second = read(path, body, styles=styles).blocks

    assert first == Line("Tiêu đề", bold=True, centred=True)
    assert second == Line("x", italic=True, gap=True)


def test_text_boxes_follow_their_paragraph_once(path: Path) -> None:
    box = f"<w:txbxContent>{paragraph('Trong khung')}</w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    drawn = (
        f"<mc:AlternateContent {mc}><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
    )

    source = read(path, paragraph("Ngoài", inside=f"<w:r>{drawn}</w:r>") + paragraph("Sau"))

    assert texts(source) == ["Ngoài", "Trong khung", "Sau"]


def test_old_fonts_become_unicode_even_when_a_letter_is_cut_in_two(path: Path) -> None:
    def of(font: str) -> str:
        return f'<w:rFonts w:ascii="{font}"/>'

    body = (
        paragraph(inside=run("§¶ng uû ", of(".VnTime")) + run("thµnh phè", of(".VnTimeH")))
        + paragraph(inside=run("Ña", of("VNI-Times")) + run("ûng boä", of("VNI-Times")))
        + paragraph("Đảng bộ")
    )

    source = read(path, body)

    assert texts(source) == ["Đảng uỷ THÀNH PHỐ", "Đảng bộ", "Đảng bộ"]
    assert len(source.notes) == 2


def test_a_header_typed_with_tabs_is_taken_apart(path: Path) -> None:
    tab = "<w:r><w:tab/></w:r>"
    body = "".join(
        paragraph(left, inside=tab + run(right))
        for left, right in (("ĐẢNG BỘ A", "ĐẢNG CỘNG SẢN VIỆT NAM"), ("Số 1-KL/ĐU", "A, ngày 01 tháng 02 năm 2026"))
    )

    source = read(path, body + paragraph("KẾT LUẬN") + paragraph("1.", inside=tab + run("Việc")))

    assert texts(source)[:3] == ["ĐẢNG BỘ A", "Số 1-KL/ĐU", "ĐẢNG CỘNG SẢN VIỆT NAM"]
    assert texts(source)[-1] == "1. Việc"
    assert source.form is Form.DOCX
