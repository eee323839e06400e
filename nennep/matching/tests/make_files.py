"""Lists as two offices send them, and what is wrong in them."""

from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

from nennep.matching.sheets.tests.make import tcvn3

HEADINGS = (
    "STT", "Họ và tên", "Giới tính", "Ngày sinh", "Số CCCD", "Ngày vào Đảng", "Ngày chính thức", "Số thẻ", "Chi bộ",
    "Mã tổ chức đảng",
)  # fmt: skip
TREE = "code,name\n15.001.001.000.000,Chi bộ Văn phòng\n15.001.002.000.000,Chi bộ thôn Đông\n"
_OFFICE, _EAST = ("Chi bộ Văn phòng", "15.001.001.000.000"), ("Chi bộ thôn Đông", "15.001.002.000.000")

Row = Sequence[str]
GOOD: Sequence[Row] = (
    ("1", "Nguyễn Văn Hùng", "Nam", "12/05/1970", "031070001234", "02/03/1995", "02/03/1996", "30012345", *_OFFICE),
    ("2", "Trần Thị Lan", "Nữ", "30/11/1982", "030182004321", "02/09/2008", "02/09/2009", "30054321", *_EAST),
    ("3", "Lò Văn Inh", "Nam", "7/8/1965", "014065000777", "19/5/1990", "19/5/1991", "14000777", *_EAST),
    ("4", "Đỗ Thị Hường", "Nữ", "1961-03-09", "031161005555", "03/02/1985", "03/02/1986", "30005555", *_OFFICE),
)
_FAULTY = """\
cccd_birth:5,Phạm Đức Minh,Nam,01/02/1975,031078001001,03/02/1999,03/02/2000,30001001,VP
cccd_sex:6,Lê Thị Hòa,Nữ,04/06/1977,031077001002,03/02/2001,03/02/2002,30001002,VP
admission_before_18:7,Bùi Văn Tám,Nam,05/06/1980,031080001003,05/05/1998,05/05/1999,30001003,VP
official_before_admission:8,Vũ Thị Xuân,Nữ,06/07/1979,031179001004,03/02/2003,03/02/2002,30001004,VP
dup_card:9,Hoàng Văn Sáu,Nam,08/01/1968,031068001005,03/02/1993,03/02/1994,30001006,VP
dup_card:10,Ngô Thị Nhung,Nữ,09/10/1988,031188001006,03/02/2012,03/02/2013,30001006,ĐÔNG
two_cells:11,Đặng Quốc Khánh,Nam,10/11/1972,031072001007,03/02/1997,03/02/1998,30001007,VP
two_cells:12,Đặng Quốc Khánh,Nam,10/11/1972,031072001007,03/02/1997,03/02/1998,30001007,ĐÔNG
impossible_date:13,Mai Thị Thơm,Nữ,11/12/1983,031183001008,31/02/2007,01/03/2008,30001008,ĐÔNG
unknown_unit:14,Cao Văn Lợi,Nam,13/01/1966,031066001009,03/02/1991,03/02/1992,30001009,Chi bộ Bưu điện,
unit_code_form:15,Hồ Thị Kỷ,Nữ,14/02/1969,031169001010,03/02/1994,03/02/1995,30001010,Chi bộ thôn Đông,15.1.2
missing:16,Tạ Văn Bốn,Nam,,031074001011,03/02/1999,03/02/2000,30001011,VP
malformed:17,Quách Thị Tuyết,Nữ,15/03/1976,03117,03/02/2000,03/02/2001,30001012,VP
future_date:18,Phùng Văn Chín,Nam,16/03/1971,031071001013,03/02/1996,03/02/2097,30001013,ĐÔNG
not_a_record:,Tổng cộng: 18 đồng chí,,,,,,,,
"""
FAULTS: Sequence[tuple[str, Row]] = [
    (rule, row.replace("VP", ",".join(_OFFICE)).replace("ĐÔNG", ",".join(_EAST)).split(","))
    for rule, _, row in (line.partition(":") for line in _FAULTY.splitlines())
]


def faulty(folder: Path) -> Path:
    """Good records first, then one of every fault: rows 6 and on, in the order of `FAULTS`."""
    return _csv(folder / "loi.csv", [HEADINGS, *GOOD, *(row for _, row in FAULTS)])


def old_software(folder: Path) -> Path:
    """Of the same good people, in TCVN3, with identity numbers but no cards."""
    rows = [HEADINGS[:6], *(row[:6] for row in GOOD)]
    lines = (";".join(row) for row in rows)
    path = folder / "phan mem cu.csv"
    path.write_bytes(tcvn3("\r\n".join(lines)).encode("latin-1"))
    return path


def twins(folder: Path, name: str, *, numbered: bool) -> Path:
    """Two sisters, of one day and one commune, with consecutive numbers."""
    rows = [
        ("Ngô Thị Ánh", "05/09/1985", "031185002001", "03/02/2010", "xã Nghi Lâm, tỉnh Nghệ An"),
        ("Ngô Thị Ngọc", "05/09/1985", "031185002002", "03/02/2010", "xã Nghi Lâm, tỉnh Nghệ An"),
    ]
    headings = ("Họ và tên", "Ngày sinh", "Số CCCD", "Ngày vào Đảng", "Nơi ở")
    return _csv(folder / name, [headings, *(row if numbered else (*row[:2], "", *row[3:]) for row in rows)])


def form(folder: Path) -> Path:
    """A form with titles, headings in two merged rows, signatures, a hidden sheet and a sheet of figures."""
    path = folder / "bieu.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Đảng viên")
        sheet.write("A1", "CHI BỘ VĂN PHÒNG")
        sheet.merge_range("A3:F3", "DANH SÁCH ĐẢNG VIÊN")
        for place, (above, below) in enumerate(_FORM_HEADINGS):
            sheet.write(4, place, above)
            sheet.write(5, place, below)
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for place, row in enumerate(GOOD, 6):
            sheet.write_row(place, 0, [row[0], row[1].upper()])
            sheet.write(place, 2 if row[2] == "Nam" else 3, row[3])
            sheet.write_number(place, 4, int(row[4]))
            sheet.write_number(place, 5, 35000 + place, day)
        sheet.write("E12", "Ngày 30 tháng 6 năm 2026")
        sheet.write("E13", "BÍ THƯ")
        figures = book.add_worksheet("Tổng hợp")
        figures.write_row("A1", ["STT", "Chi bộ", "Tổng số", "Nữ"])
        figures.write_row("A2", [1, "Chi bộ Văn phòng", 12, 5])
        hidden = book.add_worksheet("Chuyển đến")
        hidden.write_row("A1", ["Họ", "Tên", "Nữ", "Ngày sinh"])
        hidden.write_row("A2", ["Kiều Thị", "Mận", "x", "1/2/1990"])
        hidden.write_row("A3", ["Khúc Văn", "Đào", "", "3/4/1991"])
        hidden.hide()
    return path


_FORM_HEADINGS = (
    ("TT", ""), ("Họ và tên", ""), ("Ngày sinh", "Nam"), ("", "Nữ"), ("Số định danh", ""), ("Ngày vào Đảng", ""),
)  # fmt: skip


def _csv(path: Path, rows: Sequence[Row]) -> Path:
    path.write_text("\n".join(",".join(f'"{cell}"' for cell in row) for row in rows) + "\n", encoding="utf-8")
    return path
