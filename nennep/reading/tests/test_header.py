from datetime import date

import pytest

from nennep.reading.model import Header
from nennep.reading.tests.reading_of import reading_of


def header(text: str) -> Header:
    return reading_of(text, head="").header


def test_the_state_header_in_two_columns() -> None:
    found = header(
        "UBND THÀNH PHỐ BÌNH HẢI      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "SỞ NỘI VỤ                    Độc lập - Tự do - Hạnh phúc\n"
        "Số: 15/QĐ-SNV                Bình Hải, ngày 05 tháng 6 năm 2026\n\n"
        "QUYẾT ĐỊNH\nVề việc ban hành Quy chế làm việc\ncủa Sở Nội vụ\n"
        "GIÁM ĐỐC SỞ NỘI VỤ\nCăn cứ Luật Tổ chức chính quyền địa phương;\nQUYẾT ĐỊNH:\nĐiều 1. Ban hành Quy chế."
    )

    assert found == Header(
        type="Quyết định",
        number="15",
        symbol="QĐ-SNV",
        place="Bình Hải",
        date=date(2026, 6, 5),
        issuer="SỞ NỘI VỤ",
        superior="UBND THÀNH PHỐ BÌNH HẢI",
        abstract="Về việc ban hành Quy chế làm việc của Sở Nội vụ",
    )


def test_columns_run_together_with_single_blanks() -> None:
    found = header(
        "ĐẢNG BỘ THÀNH PHỐ BÌNH HẢI ĐẢNG CỘNG SẢN VIỆT NAM\n"
        "ĐẢNG ỦY PHƯỜNG AN HÒA An Hòa, ngày 09 tháng 02 năm 2026\n*\n"
        "Số 123-CV/ĐU\nV/v báo cáo kết quả thực hiện\nNghị quyết số 05\n\n"
        "Kính gửi: Các chi bộ trực thuộc.\n\n"
        "Thực hiện Kế hoạch năm, đề nghị các chi bộ báo cáo kết quả."
    )

    assert (found.type, found.number, found.symbol, found.place) == ("Công văn", "123", "CV/ĐU", "An Hòa")
    assert (found.issuer, found.superior) == ("ĐẢNG ỦY PHƯỜNG AN HÒA", "ĐẢNG BỘ THÀNH PHỐ BÌNH HẢI")
    assert found.abstract == "báo cáo kết quả thực hiện Nghị quyết số 05"


@pytest.mark.parametrize(
    ("printed", "number"), [("Số: - KL/ĐU", None), ("Số:     -KL/ĐU", None), ("Số 07-KL/ĐU", "07")]
)
def test_a_missing_number_is_none_and_warned_of(printed: str, number: str | None) -> None:
    reading = reading_of(
        f"Bình Hải, ngày 07 tháng 4 năm 2026\n{printed}\nKẾT LUẬN\nvề công tác\nI. NHIỆM VỤ\n1. Họp đều.", head=""
    )

    assert (reading.header.symbol, reading.header.number) == ("KL/ĐU", number)
    assert ("no-number" in {warning.code for warning in reading.warnings}) is (number is None)


def test_term_and_meeting_come_from_abstract_and_preamble() -> None:
    found = header(
        "Số 01-KL/ĐU\nBình Hải, ngày 07 tháng 4 năm 2026\nKẾT LUẬN\nHỘI NGHỊ LẦN THỨ 3,\nNHIỆM KỲ 2025 - 2030\n\n"
        "Thực hiện Kế hoạch số 15-KH/ĐU ngày 05/01/2026, ngày 27/3/2026, Ban Chấp hành tổ chức Hội nghị lần thứ ba:\n"
        "I. NHIỆM VỤ\n1. Họp đều."
    )

    assert (found.term, found.meeting_date) == ("2025-2030", date(2026, 3, 27))


def test_a_motto_over_two_lines_is_no_issuer() -> None:
    found = header(
        "ỦY BAN NHÂN DÂN TỈNH LÂM SƠN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA\nVĂN PHÒNG\tVIỆT NAM\n"
        "Số: 8/TB-VP\tLâm Sơn, ngày 05 tháng 6 năm 2026\n\nTHÔNG BÁO\nVề việc trực Tết\n\n1. Trực đủ."
    )

    assert (found.issuer, found.superior) == ("VĂN PHÒNG", "ỦY BAN NHÂN DÂN TỈNH LÂM SƠN")


def test_the_union_beside_its_committee_is_what_a_motto_is_elsewhere() -> None:
    found = header(
        "BCH ĐOÀN TỈNH LÂM SƠN\tĐOÀN TNCS HỒ CHÍ MINH\n***\nSố: 8-KH/TĐTN\tLâm Sơn, ngày 05 tháng 6 năm 2026\n\n"
        "KẾ HOẠCH\nTrồng cây mùa xuân\n\n1. Trồng cây."
    )

    assert (found.issuer, found.superior) == ("BCH ĐOÀN TỈNH LÂM SƠN", None)


def test_a_date_left_open_is_none() -> None:
    found = header("Số 01-KL/ĐU\nBình Hải, ngày … tháng 4 năm 2026\nKẾT LUẬN\nvề công tác\nI. NHIỆM VỤ\n1. Họp đều.")

    assert (found.date, found.place) == (None, "Bình Hải")
