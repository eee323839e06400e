"""Official documents as Word keeps them: each part as the layout's figures say."""

from dataclasses import replace

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH as SIDE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph as Line

from nennep.writing.content import Article, Formula, Heading, Marks, Paragraph, Run, TableBlock
from nennep.writing.official import write_official
from nennep.writing.tests.make_official import (
    BODY,
    COLUMNS,
    annexed,
    line,
    lines,
    opened,
    party,
    rows,
    state,
    undated,
)


def look(paragraph: Line) -> tuple[float, bool, bool]:
    """Size, bold, italic of the first run."""
    run = paragraph.runs[0]
    assert run.font.size is not None
    return run.font.size.pt, bool(run.bold), bool(run.italic)


def test_the_party_page_and_its_letters() -> None:
    document = opened(party())
    section = document.sections[0]

    sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(side.mm) for side in sides if side] == [20, 20, 30, 15]
    fonts = document.styles.element.find(f"{qn('w:docDefaults')}//{qn('w:rFonts')}")
    assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")} == {"Times New Roman"}
    language = document.styles.element.find(f"{qn('w:docDefaults')}//{qn('w:lang')}")
    assert language.get(qn("w:val")) == "vi-VN"


def test_the_party_head() -> None:
    document = opened(party())

    assert look(line(document, "ĐẢNG CỘNG SẢN VIỆT NAM")) == (15, True, False)
    assert look(line(document, "ĐẢNG BỘ THÀNH PHỐ BÌNH HẢI")) == (14, False, False)
    assert look(line(document, "ĐẢNG ỦY CÁC CƠ QUAN ĐẢNG THÀNH PHỐ")) == (14, True, False)
    assert look(line(document, "Số 07-BC/ĐU")) == (14, False, False)
    assert look(line(document, "Bình Hải, ngày 05 tháng 02 năm 2026")) == (14, False, True)
    assert look(line(document, "BÁO CÁO")) == (16, True, False)
    assert look(line(document, "kết quả quý IV năm 2025")) == (14, True, False)
    assert [each.text for each in lines(document) if each.text in {"*", "-----"}] == ["*", "-----"]


def test_the_state_head() -> None:
    document = opened(state())

    assert look(line(document, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")) == (13, True, False)
    assert look(line(document, "Độc lập - Tự do - Hạnh phúc")) == (14, True, False)
    assert look(line(document, "Số: 07/BC-UBND")) == (13, False, False)
    assert look(line(document, "TM. ỦY BAN NHÂN DÂN")) == (14, True, False)
    assert look(line(document, "PHÓ CHỦ TỊCH")) == (14, True, False)
    assert look(line(document, "Nơi nhận:")) == (12, True, True)


def test_the_rule_below_the_title_is_drawn_as_long_as_the_title() -> None:
    document = opened(party())
    every = lines(document)
    place = next(n for n, each in enumerate(every) if each.text == "ĐẢNG CỘNG SẢN VIỆT NAM")
    rule = every[place + 1]

    assert rule._p.find(f"{qn('w:pPr')}/{qn('w:pBdr')}/{qn('w:top')}") is not None
    width = document.tables[0].columns[1].width
    shape = rule.paragraph_format
    assert width is not None
    assert shape.left_indent is not None
    length = (width - 2 * shape.left_indent) / Mm(1)
    assert length == pytest.approx(73.5, abs=1.5)  # 15 points bold, measured on paper


def test_the_text_is_justified_with_exact_lines() -> None:
    document = opened(party())

    text = line(document, "Đảng ủy báo cáo kết quả thực hiện nhiệm vụ quý IV như sau:")
    assert text.style is not None
    shape = text.style.paragraph_format
    assert (shape.alignment, shape.line_spacing, shape.space_after) == (SIDE.JUSTIFY, Pt(18), Pt(6))
    assert round(shape.first_line_indent.mm) == 10


def test_headings_count_and_stay_with_what_follows() -> None:
    document = opened(
        party(blocks=[Heading(1, "Kết quả"), Heading(2, "Một"), Heading(2, "Hai"), Heading(3, "Ba"), *BODY])
    )

    titles = [each for each in document.paragraphs if each.style and each.style.name.startswith("Heading")]
    assert [each.text for each in titles[:5]] == ["I- KẾT QUẢ", "1. Một", "2. Hai", "2.1. Ba", "II- KẾT QUẢ THỰC HIỆN"]
    assert all(each.paragraph_format.keep_with_next for each in titles)


def test_the_text_ends_as_its_style_ends_texts() -> None:
    assert line(opened(party()), "Trên đây là báo cáo của Đảng ủy.")
    assert line(opened(state()), "Trên đây là báo cáo của Đảng ủy./.")


def test_the_signature_is_one_piece_tied_to_the_last_words() -> None:
    document = opened(party())

    assert look(line(document, "T/M BAN THƯỜNG VỤ")) == (14, True, False)
    assert look(line(document, "PHÓ BÍ THƯ")) == (14, False, False)
    assert look(line(document, "Nguyễn Văn An")) == (14, True, False)
    assert line(document, "Nơi nhận:").runs[0].underline
    assert [each.text for each in document.tables[-1].rows[0].cells[0].paragraphs[1:]] == [
        "- Ban Thường vụ Thành ủy;",
        "- Lưu Văn phòng Đảng ủy.",
    ]
    assert line(document, "Trên đây là báo cáo của Đảng ủy.").paragraph_format.keep_with_next
    assert document.tables[-1]._tbl.find(f".//{qn('w:cantSplit')}") is not None


def test_a_table_at_the_end_is_tied_to_the_signature() -> None:
    document = opened(party(blocks=[TableBlock(COLUMNS, rows(5))]))

    tied = [row._tr.find(f".//{qn('w:keepNext')}") is not None for row in document.tables[1].rows]
    assert tied == [True, False, False, False, True, True]


def test_a_letter_names_no_type_and_says_below_its_number_what_it_is_about() -> None:
    document = opened(party("Công văn", addressees=["Chi bộ Một", "Chi bộ Hai"]))

    assert look(line(document, "về việc kết quả quý IV năm 2025")) == (12, False, True)
    assert "CÔNG VĂN" not in [each.text for each in lines(document)]
    assert look(line(document, "Kính gửi:\t- Chi bộ Một;")) == (14, False, True)
    assert line(document, "- Chi bộ Hai;")


def test_a_submission_is_laid_before_one_body() -> None:
    document = opened(party("Tờ trình", addressees=["Ban Thường vụ Thành ủy"]))

    assert line(document, "Kính trình:\tBan Thường vụ Thành ủy")
    assert line(document, "TỜ TRÌNH")


def test_a_decision_has_grounds_a_formula_and_articles() -> None:
    articles = [
        Formula("QUYẾT ĐỊNH"),
        Article(1, words="Thành lập Tổ giúp việc."),
        Article(2, "Hiệu lực", "Từ ngày ký"),
    ]
    document = opened(party("Quyết định", grounds=["Căn cứ Điều lệ Đảng", "Xét đề nghị;"], blocks=articles))

    assert line(document, "- Căn cứ Điều lệ Đảng;")
    assert line(document, "- Xét đề nghị.")
    first = line(document, "Điều 1. Thành lập Tổ giúp việc.")
    assert [bool(run.bold) for run in first.runs] == [True, False, False]
    assert look(line(document, "Điều 2. Hiệu lực")) == (14, True, False)
    assert line(document, "Từ ngày ký.")


def test_state_grounds_are_in_italics() -> None:
    document = opened(state("Quyết định", grounds=["Căn cứ Luật Tổ chức chính quyền địa phương"]))

    assert look(line(document, "Căn cứ Luật Tổ chức chính quyền địa phương.")) == (14, False, True)


def test_an_unknown_number_and_day_leave_their_room() -> None:
    document = opened(undated(party()))

    assert line(document, f"Số {' ' * 6}-BC/ĐU")
    assert line(document, f"Bình Hải, ngày {' ' * 6} tháng {' ' * 6} năm 2026")


def test_page_numbers_begin_on_the_second_page_and_anew_in_annexes() -> None:
    document = opened(annexed(party()))

    assert [section.different_first_page_header_footer for section in document.sections] == [True] * 3
    assert document.sections[0].header.paragraphs[0].runs[1]._r.find(qn("w:instrText")).text == "PAGE"
    starts = [section._sectPr.findall(qn("w:pgNumType")) for section in document.sections]
    assert [[start.get(qn("w:start")) for start in each] for each in starts] == [[], ["1"], ["1"]]


def test_annexes_are_numbered_and_may_lie_across() -> None:
    document = opened(annexed(party()))

    assert [round(section.page_width.mm) for section in document.sections if section.page_width] == [210, 297, 210]
    assert line(document, "PHỤ LỤC 1")
    assert line(document, "PHỤ LỤC 2")
    note = "(Kèm theo Báo cáo số 07-BC/ĐU ngày 05/02/2026 của Đảng ủy các cơ quan Đảng thành phố)"
    assert look(line(document, note)) == (14, False, True)


def test_marks_stand_where_their_style_wants_them() -> None:
    document = opened(party(marks=Marks("Khẩn", draft=2, circulation="Tài liệu hội nghị", drafter="AnNV-26")))

    assert look(line(document, "KHẨN")) == (14, True, False)
    assert look(line(document, "Dự thảo lần 2")) == (14, False, True)
    assert look(line(document, "AnNV-26")) == (11, False, False)
    assert look(document.sections[0].first_page_header.paragraphs[0]) == (12, True, False)


def test_an_address_ends_a_party_document_and_stands_at_the_foot_of_a_state_ones_first_page() -> None:
    marks = Marks(contact="Số 1 Hồ Xuân Hương")
    by_party, by_state = opened(party(marks=marks)), opened(annexed(state(marks=marks)))

    assert by_party.paragraphs[-1].text == "Số 1 Hồ Xuân Hương"
    feet = ["".join(each.text for each in section.first_page_footer.paragraphs) for section in by_state.sections]
    assert feet == ["Số 1 Hồ Xuân Hương", "", ""]


def test_what_a_file_of_word_cannot_hold_is_left_out() -> None:
    words = [Run("Số liệu\x0b "), Run("<100> & \x00đúng", bold=True)]

    document = opened(party(blocks=[Paragraph(words), TableBlock(COLUMNS, [["1", "a\x07 < b\nhai dòng", ""]])]))

    assert line(document, "Số liệu <100> & đúng")
    assert document.tables[1].cell(1, 1).text == "a < b\nhai dòng"


def test_a_type_the_style_does_not_know_is_refused() -> None:
    content = state()

    with pytest.raises(KeyError, match="Kết luận"):
        write_official(replace(content, head=replace(content.head, type="Kết luận")))
