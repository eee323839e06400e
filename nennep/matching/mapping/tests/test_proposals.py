from pathlib import Path

import pytest

from nennep.matching.fields import Field
from nennep.matching.mapping import propose
from nennep.matching.mapping.heading_words import said_by
from nennep.matching.sheets.tests.make import read, text_file


def proposed(folder: Path, headings: str, *rows: str) -> list[Field | None]:
    sheet = read(text_file(folder, "\n".join([headings, *rows]) + "\n"))
    return [each.field for each in propose(sheet).values()]


PEOPLE = (
    "Nguyễn Văn An,12/5/1970,Nam,031070001234,3/2/1995,3/2/1996",
    "Trần Thị Bình,1/2/1980,Nữ,031180001234,3/2/2005,3/2/2006",
    "Lê Văn Cường,1/2/1978,Nam,031078001234,3/2/2003,3/2/2004",
)
FIELDS = [Field.NAME, Field.DOB, Field.SEX, Field.ID12, Field.ADMISSION, Field.OFFICIAL]


@pytest.mark.parametrize(
    "headings",
    [
        "Họ và tên,Ngày sinh,Giới tính,Số CCCD,Ngày vào Đảng,Ngày chính thức",
        "HO TEN,NGAY SINH,GIOI TINH,SO CCCD,NGAY VAO DANG,NGAY CHINH THUC",
        "HOTEN,NGAYSINH,GIOITINH,SOCCCD,NGAYVD,NGAYCT",
        "FullName,DateOfBirth,Gender,CitizenId,AdmissionDate,OfficialDate",
        "full_name,dob,sex,id_number,join_date,official_date",
        "Họ tên đảng viên,Năm sinh,Nam/Nữ,CMND/CCCD,Kết nạp,Chính thức",
    ],
)
def test_headings_of_any_house_are_understood(tmp_path: Path, headings: str) -> None:
    assert proposed(tmp_path, headings, *PEOPLE) == FIELDS


def test_without_headings_the_cells_tell_and_dates_are_set_in_order(tmp_path: Path) -> None:
    assert proposed(tmp_path, *PEOPLE) == FIELDS


def test_headings_that_say_another_thing_than_the_cells_are_overruled(tmp_path: Path) -> None:
    headings = "Họ và tên,Ngày vào Đảng,Số điện thoại,Giới tính,Ngày sinh,Ngày chính thức"

    found = proposed(tmp_path, headings, *PEOPLE)

    assert found == [Field.NAME, Field.DOB, Field.SEX, Field.ID12, Field.ADMISSION, Field.OFFICIAL]


@pytest.mark.parametrize(
    ("headings", "row", "fields"),
    [
        ("Họ đệm,Tên", "Nguyễn Văn,An", [Field.LAST_NAME, Field.GIVEN_NAME]),
        ("Họ,Tên đệm,Tên", "Nguyễn,Văn,An", [Field.LAST_NAME, Field.MIDDLE_NAME, Field.GIVEN_NAME]),
        ("STT,Họ và tên,,Năm sinh", "1,Nguyễn Văn,An,1970", [None, Field.LAST_NAME, Field.GIVEN_NAME, Field.DOB]),
        ("STT,Tên,Năm sinh", "1,Nguyễn Văn An,1970", [None, Field.NAME, Field.DOB]),
        ("Họ tên,Năm sinh nam,Năm sinh nữ", "Lê An,1970,", [Field.NAME, Field.DOB_MAN, Field.DOB_WOMAN]),
        ("Họ tên,Nam,Nữ", "Lê An,1970,", [Field.NAME, Field.DOB_MAN, Field.SEX]),
        ("Họ tên,Nữ", "Lê An,x", [Field.NAME, Field.SEX]),
        ("Họ tên,CMND,CCCD", "Lê An,031234567,031070001234", [Field.NAME, Field.ID9, Field.ID12]),
        ("Họ tên,Số thẻ đảng", "Lê An,310013086501", [Field.NAME, Field.CARD12]),
        ("Họ tên,Số CCCD,Ngày cấp,Nơi cấp", "Lê An,031070001234,1/1/2020,CA", [Field.NAME, Field.ID12, None, None]),
        ("Họ tên,Số QĐ kết nạp,Ngày vào Đảng", "Lê An,12-QĐ/HU,3/2/1995", [Field.NAME, None, Field.ADMISSION]),
        ("Họ tên,Văn hóa,Chuyên môn,LLCT", "Lê An,12/12,Đại học,TC", [Field.NAME, Field.EDUCATION, None, None]),
        ("Họ tên,Chuyên môn,LLCT", "Lê An,Đại học,Trung cấp", [Field.NAME, Field.EDUCATION, None]),
        ("Họ tên,Thường trú,Nơi ở hiện nay", "Lê An,Xã A,Xã B", [Field.NAME, None, Field.RESIDENCE]),
        ("Họ tên,Quê quán,Nơi sinh", "Lê An,Xã A,Xã B", [Field.NAME, Field.HOMETOWN, None]),
        ("Họ tên,Xã,Huyện,Tỉnh", "Lê An,An Hưng,An Dương,Hải Phòng", [Field.NAME, *[Field.RESIDENCE] * 3]),
        (
            "Họ tên,Chức vụ,Chi bộ,Mã chi bộ",
            "Lê An,BT,CB 1,31.045.001",
            [Field.NAME, None, Field.CELL, Field.UNIT_CODE],
        ),
        ("Họ tên,Họ tên cha,Người giới thiệu", "Lê An,Lê Bình,Lê Cao", [Field.NAME, None, None]),
        ("Họ tên,Dân tộc,Tôn giáo", "Lê An,Kinh,Không", [Field.NAME, Field.ETHNIC, Field.RELIGION]),
    ],
)
def test_columns_that_look_alike_are_told_apart(
    tmp_path: Path, headings: str, row: str, fields: list[Field | None]
) -> None:
    assert proposed(tmp_path, headings, row, row, row, row) == fields


def test_the_parts_of_a_date_and_of_a_place_share_their_field(tmp_path: Path) -> None:
    given = (
        "Họ và tên,Ngày sinh,,,Quê quán,,\n,Ngày,Tháng,Năm,Xã,Huyện,Tỉnh\n"
        "Lê An,5,12,1970,An Hưng,An Dương,Hải Phòng\nLê Bình,6,2,1971,An Hưng,An Dương,Hải Phòng\n"
        "Lê Cao,7,3,1972,An Hưng,An Dương,Hải Phòng\n"
    )

    found = propose(read(text_file(tmp_path, given)))

    assert [each.field for each in found.values()] == [Field.NAME, *[Field.DOB] * 3, *[Field.HOMETOWN] * 3]


def test_an_export_in_english_keeps_its_names_birth_dates_and_addresses(tmp_path: Path) -> None:
    headings = "rec_id,given_name,surname,street_number,address_1,suburb,postcode,state,date_of_birth,soc_sec_id"
    row = "rec-1-org,michaela,neumann,8,stanley street,winston hills,4223,nsw,19151111,5304218"

    found = proposed(tmp_path, headings, row, row, row)

    assert found[:3] == [None, Field.GIVEN_NAME, Field.LAST_NAME]
    assert found[4] == found[5] == found[7] == Field.RESIDENCE
    assert found[8:] == [Field.DOB, Field.ID9]


@pytest.mark.parametrize(
    "heading", ["Ngày cấp thẻ", "Nơi công nhận chính thức", "Số nghị quyết", "Chức vụ Đảng", "Email"]
)
def test_what_is_known_to_be_no_field_is_said_so(heading: str) -> None:
    said = said_by(heading)

    assert said is not None
    assert said.field is None


def test_every_proposal_gives_its_reason(tmp_path: Path) -> None:
    sheet = read(text_file(tmp_path, "Họ tên,Lạ,Số thẻ\n" + "Lê An,abc,31400289\n" * 3))

    found = propose(sheet)

    assert all(each.why.endswith(".") and 0 <= each.confidence <= 1 for each in found.values())
    assert found["A"].why == "Tiêu đề “Họ tên” là họ và tên, nội dung phù hợp."
