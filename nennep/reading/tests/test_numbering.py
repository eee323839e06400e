import pytest

from nennep.lib.labels import Style, read_labels
from nennep.reading.tests.reading_of import reading_of


@pytest.mark.parametrize(
    ("text", "style", "part"),
    [
        ("I. KẾT QUẢ", Style.ROMAN, "I"),
        ("II- NHIỆM VỤ", Style.ROMAN, "II"),
        ("A. NỘI DUNG", Style.UPPER, "A"),
        ("1. Tổ chức", Style.DECIMAL, "1"),
        ("05. Tổ chức", Style.DECIMAL, "5"),
        ("2. 100% chi bộ", Style.DECIMAL, "2"),
        ("1.1. Tổ chức", Style.DECIMAL, "1.1"),
        ("2.1- Ban Xây dựng Đảng", Style.DECIMAL, "2.1"),
        ("II.1. Công tác", Style.DECIMAL, "1"),
        ("(4) Tổ chức", Style.PAREN, "(4)"),
        ("(ii) Tổ chức", Style.PAREN_ROMAN, "(ii)"),
        ("đ) Tổ chức", Style.LETTER, "đ"),
        ("Điều 3. Hiệu lực", Style.ARTICLE, "Điều 3"),
        ("Chương II", Style.CHAPTER, "Chương II"),
        ("Phần thứ nhất", Style.PART, "Phần thứ nhất"),
        ("PHỤ LỤC II", Style.APPENDIX, "Phụ lục II"),
        ("– Tổ chức", Style.DASH, "–"),
        ("+ Tổ chức", Style.PLUS, "+"),
    ],
)
def test_every_label_in_use_is_read(text: str, style: Style, part: str) -> None:
    label = read_labels(text)[0]

    assert (label.style, label.part or label.printed) == (style, part if label.part else label.printed)


@pytest.mark.parametrize(
    "text", ["1.000 đồng", "1.5 triệu", "30/6/2026 là hạn", "Điều 3 Quy chế này", "V/v báo cáo", "- 2 -", "Tổ chức"]
)
def test_quantities_dates_and_references_are_no_labels(text: str) -> None:
    assert read_labels(text) == ()


def test_paths_join_labels_by_dots_and_a_decimal_brings_its_upper_levels() -> None:
    reading = reading_of(
        "I. KẾT QUẢ\nTốt.\nII. NHIỆM VỤ\n1. Công tác Đảng\n1.1. Các chi bộ\n(1) Họp đều.\n"
        "(2) Thu đảng phí.\n1.2. Văn phòng\na) Lưu hồ sơ.\n2. Công tác khác\nTiếp dân."
    )

    assert [clause.path for clause in reading.clauses] == [
        *("I", "II", "II.1", "II.1.1", "II.1.1.(1)", "II.1.1.(2)", "II.1.2", "II.1.2.a", "II.2")
    ]


def test_articles_count_through_the_chapters_and_a_letter_may_be_a_number() -> None:
    reading = reading_of(
        "Chương I\nCHUNG\nĐiều 1. Một\n1. Là một.\nChương II\nRIÊNG\nĐiều 2. Hai\na) Là hai;\nb) Là ba."
    )

    assert [clause.path for clause in reading.clauses] == [
        "Chương I",
        "Điều 1",
        "Điều 1.1",
        "Chương II",
        "Điều 2",
        "Điều 2.a",
        "Điều 2.b",
    ]


def test_hyphen_items_take_the_path_of_their_clause() -> None:
    reading = reading_of("I. NHIỆM VỤ\n1. Văn phòng Đảng ủy:\n- Lập kế hoạch.\n+ Theo dõi tiến độ.")

    assert {task.clause for task in reading.tasks} == {"I.1"}
