from pathlib import Path

import pytest

from nennep.matching.model import Aside
from nennep.matching.sheets.tests.make import aside_kinds, read, tcvn3, text_file, texts

LIST = """\
ĐẢNG BỘ XÃ AN HƯNG,,,,,ĐẢNG CỘNG SẢN VIỆT NAM,
CHI BỘ THÔN 1,,,,,"Hải Phòng, ngày 5 tháng 6 năm 2025",

DANH SÁCH ĐẢNG VIÊN,,,,,,
STT,Họ và tên,Ngày sinh,,Ngày vào Đảng,,Số CCCD
,,Nam,Nữ,Dự bị,Chính thức,
(1),(2),(3),(4),(5),(6),(7)
I,Chi bộ Văn phòng,,,,,
1,Nguyễn Văn An,12/05/1970,,3/2/1995,3/2/1996,031070001234
2,Trần Thị Bình,,01/02/1980,3/2/2005,3/2/2006,031180001234
3,Tống Văn Cường,,,,,
II,Khối trường học,,,,,
STT,Họ và tên,Ngày sinh,,Ngày vào Đảng,,Số CCCD
4,Trương Thị Dung,,1/1/1990,,,
5,Lê Văn Em,,,,,
Tổng cộng: 5 đồng chí,,,,,,
,,,,,"An Hưng, ngày 5 tháng 6 năm 2025",
,NGƯỜI LẬP BIỂU,,,,T/M CHI BỘ,
,(ký),,,,BÍ THƯ,
,Phạm Văn Lập,,,,Đỗ Văn Ký,
"""


def test_a_printed_list_gives_its_people_and_sets_all_else_aside(tmp_path: Path) -> None:
    sheet = read(text_file(tmp_path, LIST))

    assert sheet.text["row"].to_list() == [9, 10, 11, 14, 15]
    kinds = dict.fromkeys((1, 2, 4), Aside.TITLE) | {7: Aside.HEADING, 8: Aside.GROUP, 12: Aside.GROUP}
    kinds |= {13: Aside.HEADING, 16: Aside.TOTAL} | dict.fromkeys((17, 18, 19, 20), Aside.SIGNATURE)
    assert aside_kinds(sheet) == kinds


def test_headings_of_two_rows_are_joined(tmp_path: Path) -> None:
    sheet = read(text_file(tmp_path, LIST))

    assert list(sheet.headings.values()) == [
        *("STT", "Họ và tên", "Ngày sinh / Nam", "Ngày sinh / Nữ"),
        *("Ngày vào Đảng / Dự bị", "Ngày vào Đảng / Chính thức", "Số CCCD"),
    ]


def test_every_row_with_anything_in_it_is_a_record_or_set_aside(tmp_path: Path) -> None:
    sheet = read(text_file(tmp_path, LIST))

    filled = sum(any(line.split(",")) for line in LIST.splitlines())
    assert sheet.rows_in == filled - 2  # the two rows of headings


def test_the_old_encoding_of_headings_and_titles_hides_nothing(tmp_path: Path) -> None:
    sheet = read(text_file(tmp_path, tcvn3(LIST)))

    assert sheet.text["row"].to_list() == [9, 10, 11, 14, 15]
    assert sheet.headings["B"] == "Họ và tên"


def test_persons_whose_names_sound_like_a_total_stay(tmp_path: Path) -> None:
    people = "1,Tống Thị Cộng,,,\n2,Công Văn Tổng,,,\n3,Tong Cong Minh,1970,,\n"
    given = f"STT,Họ và tên,Ngày sinh,Quê quán,Ghi chú\n{people}Cộng: 3,,,,\n"

    sheet = read(text_file(tmp_path, given))

    assert sheet.text["A"].to_list() == ["1", "2", "3"]
    assert aside_kinds(sheet) == {5: Aside.TOTAL}


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Đoàn Thanh Phương",
            "TRƯƠNG CHÍNH",
            "Tô Đăng Minh",
            "T. Nguyên Bảo",
            "Xa Thị Lan",
            "Khu Văn A",
            "Bàn Văn Hai",
        ),
        *("Quan Văn Huyện", "Trương Tiểu Long", "K’ Brông", "H’Hen Niê", "Ma Seo Chứ", "Phong Van Tu", "Hồ Sơ"),
    ],
)
def test_a_person_of_whom_only_the_name_is_known_stays_a_record(tmp_path: Path, name: str) -> None:
    sheet = read(text_file(tmp_path, f"STT,Họ và tên,Ngày sinh,Quê quán\n1,{name},,\n2,Lê Văn An,1970,Hải Phòng\n"))

    assert sheet.text["B"].to_list() == [name, "Lê Văn An"]


@pytest.mark.parametrize(
    "name",
    [
        "Chi bộ Trường THCS",
        "CHI BỘ 1",
        "I. Khối cơ quan",
        "Tổ đảng số 2",
        "Phòng Giáo dục",
        "Đoàn Thanh niên",
        "Khu phố 3",
    ],
)
def test_the_name_of_a_unit_above_its_people_is_a_group(tmp_path: Path, name: str) -> None:
    rows = f"1,Lê Văn An,1970,Hải Phòng\n,{name},,\n2,Lê Văn Bình,1971,Hải Phòng\n"

    sheet = read(text_file(tmp_path, f"STT,Họ và tên,Ngày sinh,Quê quán\n{rows}"))

    assert aside_kinds(sheet) == {3: Aside.GROUP}


def test_in_a_list_of_two_columns_number_and_name_are_a_record(tmp_path: Path) -> None:
    signed = ',"Hải Phòng, ngày   tháng   năm 2025"\n,BÍ THƯ\n,Phạm Ký\n'
    given = f"TT,Họ tên\n1,Nguyễn Văn An\n2,Trần Bình\nTổng số: 2 người,\n{signed}"

    sheet = read(text_file(tmp_path, given))

    assert texts(sheet) == {2: ["1", "Nguyễn Văn An"], 3: ["2", "Trần Bình"]}
    assert set(aside_kinds(sheet)) == {4, 5, 6, 7}


@pytest.mark.parametrize(
    "first", ["1,Nguyễn Văn An,12/05/1970,Nam,031070001234", "Nguyễn Văn An,1970,Kinh,Phật giáo,Thành phố Hải Phòng"]
)
def test_without_headings_every_row_is_a_record(tmp_path: Path, first: str) -> None:
    sheet = read(text_file(tmp_path, f"{first}\n{first}\n{first}\n"))

    assert sheet.text["row"].to_list() == [1, 2, 3]
    assert set(sheet.headings.values()) == {""}


@pytest.mark.parametrize(
    "headings",
    [
        "HỌ VÀ TÊN,NGÀY SINH,SỐ CCCD",
        "Ho va ten,Ngay sinh,So CCCD",
        "FullName,DOB,CCCD",
        "HOTEN,NGAYSINH,SOCCCD",
        "Cột1,Cột2,Cột3",
    ],
)
def test_headings_are_found_in_any_case_and_language(tmp_path: Path, headings: str) -> None:
    rows = "Nguyễn Văn An,12/5/1970,031070001234\nTrần Bình,1/2/1980,031180001234\n"

    sheet = read(text_file(tmp_path, f"{headings}\n{rows}"))

    assert list(sheet.headings.values()) == headings.split(",")
    assert sheet.text["row"].to_list() == [2, 3]


def test_a_page_of_instructions_is_no_list(tmp_path: Path) -> None:
    sheet = read(text_file(tmp_path, "HƯỚNG DẪN\nBước 1: mở tệp\nBước 2: điền tên\n"))

    assert sheet.text.is_empty()
    assert set(aside_kinds(sheet).values()) == {Aside.TITLE}


def test_a_table_of_figures_holds_no_records(tmp_path: Path) -> None:
    content = "TỔNG HỢP,,\nSTT,Chi bộ,Tổng số đảng viên,Nữ\n1,Chi bộ 1,24,9\n2,Chi bộ thôn Đông,31,12\n,Cộng,55,21\n"

    sheet = read(text_file(tmp_path, content))

    assert (texts(sheet), sheet.rows_in) == ({}, 4)
    assert set(aside_kinds(sheet)) == {1, 3, 4, 5}
