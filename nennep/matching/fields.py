"""The fields of a person's record, as the contract names them."""

from enum import StrEnum


class Field(StrEnum):
    """What a column may be mapped to; several columns of one sheet may share a field and are then joined in order."""

    NAME = "name"
    LAST_NAME = "last_name"  # alone: the family name; together with `given_name` also "họ và chữ đệm"
    MIDDLE_NAME = "middle_name"
    GIVEN_NAME = "given_name"
    SEX = "sex"
    DOB = "dob"
    DOB_MAN = "dob_nam"  # lists that write the birth date of men and of women in two columns
    DOB_WOMAN = "dob_nữ"
    ID12 = "id12"  # "CMND/CCCD" goes here too: what has nine digits moves to `id9`
    ID9 = "id9"
    CARD = "card"  # member card by QĐ 85
    CARD12 = "card12"  # member card of twelve digits
    ADMISSION = "admission"
    OFFICIAL = "official"
    PHONE = "phone"
    ETHNIC = "ethnic"
    RELIGION = "religion"
    EDUCATION = "education"
    HOMETOWN = "hometown"
    RESIDENCE = "residence"
    CELL = "cell"
    UNIT_CODE = "unit_code"


LABELS = {
    Field.NAME: "Họ và tên",
    Field.LAST_NAME: "Họ (và chữ đệm)",
    Field.MIDDLE_NAME: "Chữ đệm",
    Field.GIVEN_NAME: "Tên",
    Field.SEX: "Giới tính",
    Field.DOB: "Ngày sinh",
    Field.DOB_MAN: "Ngày sinh (nam)",
    Field.DOB_WOMAN: "Ngày sinh (nữ)",
    Field.ID12: "Số định danh cá nhân",
    Field.ID9: "Số chứng minh nhân dân",
    Field.CARD: "Số thẻ đảng viên",
    Field.CARD12: "Số thẻ đảng viên 12 số",
    Field.ADMISSION: "Ngày vào Đảng",
    Field.OFFICIAL: "Ngày chính thức",
    Field.PHONE: "Điện thoại",
    Field.ETHNIC: "Dân tộc",
    Field.RELIGION: "Tôn giáo",
    Field.EDUCATION: "Trình độ",
    Field.HOMETOWN: "Quê quán",
    Field.RESIDENCE: "Nơi ở",
    Field.CELL: "Chi bộ",
    Field.UNIT_CODE: "Mã tổ chức đảng",
}
DATES = (Field.DOB, Field.ADMISSION, Field.OFFICIAL)
PLACES = (Field.HOMETOWN, Field.RESIDENCE)
