import unicodedata

import pytest

from nennep.reading.cleaned import Paragraph
from nennep.reading.cleaning import clean
from nennep.reading.source import Form, Line, Source
from nennep.reading.tests.reading_of import source_of


def paragraphs(text: str) -> list[str]:
    return [block.text for block in clean(source_of(text)).blocks if isinstance(block, Paragraph)]


LONG = "Công tác tổ chức, cán bộ của Đảng bộ trong thời gian vừa qua đã được thực"


@pytest.mark.parametrize(
    "between",
    ["", "\n\n", "\n\n2\n\n", "\n\n- 2 -\n\n", "\n\nTrang 2/6\n\n", "\n\n2\nKẾT LUẬN HỘI NGHỊ LẦN THỨ BA\n\n"],
)
def test_a_paragraph_broken_by_a_page_end_is_joined(between: str) -> None:
    found = paragraphs(f"{LONG}{between or chr(10)}hiện chặt chẽ, đúng quy định.")

    assert found == [f"{LONG} hiện chặt chẽ, đúng quy định."]


def test_what_was_dropped_is_told_with_its_place() -> None:
    cleaned = clean(source_of(f"{LONG}\n\n2\n\nhiện chặt chẽ."))

    assert [(piece.text, piece.at) for piece in cleaned.dropped] == [("2", len(LONG))]


def test_hard_wrapped_lines_become_paragraphs_again() -> None:
    lines = [
        "1. Văn phòng Đảng ủy chủ trì, phối hợp với các cơ quan tham mưu, giúp việc của",
        "Đảng ủy chuẩn bị nội dung, chương trình hội nghị Ban Chấp hành Đảng bộ phường và",
        "các điều kiện phục vụ hội nghị theo quy chế làm việc, hoàn thành trước ngày",
        "15/9/2026.",
        "2. Các chi bộ trực thuộc tổ chức sinh hoạt chuyên đề, đưa nội dung chính trị",
        "- xã hội vào chương trình hằng tháng.",
    ]

    assert [text[:2] for text in paragraphs("\n".join([*lines, *lines]))] == ["1.", "2.", "1.", "2."]


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("**T/M BAN CHẤP HÀNH**", "T/M BAN CHẤP HÀNH"),
        ("## II. NHIỆM VỤ", "II. NHIỆM VỤ"),
        ("1\\. Giao Văn phòng", "1. Giao Văn phòng"),
        ("> Nơi nhận:", "Nơi nhận:"),
        ("*Bình Hải, ngày 5*", "Bình Hải, ngày 5"),
        ("ủY BAN KIểM TRA", "ỦY BAN KIỂM TRA"),
        (unicodedata.normalize("NFD", "Đảng ủy"), "Đảng ủy"),
        ("Đảng\u00a0ủy\u200b phường", "Đảng ủy phường"),
    ],
)
def test_leftovers_of_markup_and_odd_letters_go(raw: str, plain: str) -> None:
    assert paragraphs(raw) == [plain]


def test_word_labels_stand_in_the_text_as_printed() -> None:
    cleaned = clean(Source((Line("Tổ chức hội nghị.", label="1."),), Form.DOCX))

    assert cleaned.text == "1. Tổ chức hội nghị."


def test_numbers_of_rows_are_no_page_numbers() -> None:
    assert "1" in paragraphs("Danh sách gồm\n1\nNguyễn Văn A\n2\nTrần Thị B\n3\nLê Văn C")
