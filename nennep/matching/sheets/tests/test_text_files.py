import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nennep.lib.legacy import Encoding
from nennep.matching.sheets import delimited
from nennep.matching.sheets.grid import numbered
from nennep.matching.sheets.tests.make import read, tcvn3, text_file, texts, windows_1258

LIST = "Họ và tên,Ngày sinh,Quê quán\nNguyễn Văn Được,1970,Hải Phòng\nTrần Thị Ngọc,1980,Thái Bình\n"
ROWS = {2: ["Nguyễn Văn Được", "1970", "Hải Phòng"], 3: ["Trần Thị Ngọc", "1980", "Thái Bình"]}


@pytest.mark.parametrize(
    "content",
    [
        LIST.encode(),
        LIST.encode("utf-8-sig"),
        LIST.encode("utf-16"),
        LIST.encode("utf-16-be"),
        unicodedata.normalize("NFD", LIST).encode(),
        windows_1258(LIST),
        tcvn3(LIST).encode("latin-1"),
        tcvn3(LIST).encode(),
        LIST.replace(",", ";").encode(),
        LIST.replace(",", "\t").encode(),
        LIST.replace(",", "|").encode(),
        LIST.replace("\n", "\r\n").encode(),
        LIST.replace("\n", "\r").encode(),
        LIST.replace("Văn", "V\0ăn").encode(),
    ],
)
def test_a_list_reads_alike_in_every_encoding_and_with_every_delimiter(tmp_path: Path, content: bytes) -> None:
    sheet = read(text_file(tmp_path, content))

    assert texts(sheet) == ROWS
    assert list(sheet.headings.values()) == ["Họ và tên", "Ngày sinh", "Quê quán"]


def test_what_was_read_stays_beside_what_was_decoded(tmp_path: Path) -> None:
    sheet = read(text_file(tmp_path, tcvn3(LIST)))

    assert sheet.raw["A"][0] == tcvn3("Nguyễn Văn Được")
    assert sheet.encodings["A"] is Encoding.TCVN3


def test_in_a_column_of_two_encodings_only_what_must_be_old_is_decoded(tmp_path: Path) -> None:
    given = f"STT,Họ và tên\n1,{tcvn3('Nguyễn Văn Đức')}\n2,Trần Thị Bưởi\n3,Hoàng Lê\n"

    sheet = read(text_file(tmp_path, given))

    assert sheet.text["B"].to_list() == ["Nguyễn Văn Đức", "Trần Thị Bưởi", "Hoàng Lê"]


def test_slips_of_typing_do_not_outvote_an_old_encoding(tmp_path: Path) -> None:
    slips = ["NguyÔnn", "NguÔn", "NugyÔn", "V¨nn", "Vn¨", "§øx", "ThÞÞ", "TjÞ", "Phm¹", "TrÇnn", "Lªª", "BìnhB"]
    rows = [tcvn3("Nguyễn Văn Đức")] * 60 + slips

    sheet = read(text_file(tmp_path, "STT,Họ và tên\n" + "".join(f"{n},{row}\n" for n, row in enumerate(rows))))

    assert sheet.text["B"][0] == "Nguyễn Văn Đức"


def test_a_record_with_broken_lines_is_one_row_and_blank_lines_count(tmp_path: Path) -> None:
    given = 'Họ tên,"Ngày\nsinh",Quê quán\n\nNguyễn Văn An,1970,"Xã A,\nhuyện B"\n\nTrần Bình,1980,\n'

    sheet = read(text_file(tmp_path, given))

    assert texts(sheet) == {3: ["Nguyễn Văn An", "1970", "Xã A,\nhuyện B"], 5: ["Trần Bình", "1980", None]}
    assert sheet.headings["B"] == "Ngày sinh"


def test_excels_own_first_line_is_obeyed_and_not_counted(tmp_path: Path) -> None:
    sheet = read(text_file(tmp_path, 'sep=;\r\nHọ tên;Số CCCD\r\nNguyễn Văn An;="031070001234"\r\n'))

    assert texts(sheet) == {2: ["Nguyễn Văn An", "031070001234"]}
    assert sheet.raw["B"].to_list() == ['="031070001234"']


def test_rows_longer_or_shorter_than_the_headings_lose_nothing(tmp_path: Path) -> None:
    sheet = read(text_file(tmp_path, "Họ tên,Ngày sinh\nNguyễn Văn An,1970,thừa,nữa\nTrần Bình\n"))

    assert texts(sheet) == {2: ["Nguyễn Văn An", "1970", "thừa", "nữa"], 3: ["Trần Bình", None, None, None]}


def test_a_quote_that_nobody_closed_swallows_no_rows(tmp_path: Path) -> None:
    given = 'Họ tên,Ngày sinh,Ghi chú\nNguyễn An,1970,"chưa đóng\nTrần Bình,1980,\nLê Cường,1975,"ổn"\n'

    sheet = read(text_file(tmp_path, given))

    assert sheet.text["A"].to_list() == ["Nguyễn An", "Trần Bình", "Lê Cường"]


def test_a_quote_inside_a_cell_is_a_sign_like_any_other(tmp_path: Path) -> None:
    sheet = read(text_file(tmp_path, 'Họ tên,Ngày sinh\nTrần "Tí" Bình,1980\nLê 5" Cường,1975\n'))

    assert sheet.text["A"].to_list() == ['Trần "Tí" Bình', 'Lê 5" Cường']


_CELL = st.text(alphabet='aÂ ,;"\n=0', max_size=6)


@given(st.lists(st.lists(_CELL, min_size=3, max_size=3), min_size=1, max_size=8), st.sampled_from(",;\t"))
def test_the_fast_way_reads_what_the_exact_way_reads(rows: list[list[str]], delimiter: str) -> None:
    quoted = "\n".join(delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    bare = "\n".join(delimiter.join(row) for row in rows)

    for content in (quoted.encode(), bare.encode()):
        fast = delimited._fast(content, delimiter)

        if fast is not None:
            exact = delimited._exact(content, delimiter)
            assert numbered("", fast).cells.rows() == numbered("", exact).cells.rows()


def test_a_web_page_that_software_calls_xls_is_read_as_the_table_in_it(tmp_path: Path) -> None:
    page = (
        '<html><meta charset="utf-8"><table><tr><td colspan="3">DANH SÁCH</td></tr>'
        '<tr><th rowspan="2">Họ tên</th><th colspan="2">Ngày vào Đảng</th></tr>'
        "<tr><th>Dự bị</th><th>Chính thức</th></tr>"
        "<tr><td>Nguyễn Văn An</td><td>3/2/1995</td><td>3/2/1996</td></tr></table></html>"
    )

    sheet = read(text_file(tmp_path, page, "ds.xls"))

    assert texts(sheet) == {4: ["Nguyễn Văn An", "3/2/1995", "3/2/1996"]}
    assert sheet.headings["C"] == "Ngày vào Đảng / Chính thức"


def test_headings_typed_later_do_not_keep_an_old_column_from_being_read(tmp_path: Path) -> None:
    cells = ["Chi bộ Văn phòng", "Chi bộ 1", "Chi bộ thôn Đông", "Chi bộ 1", "Chi bộ 2", "Chi bộ Trạm Y tế"]
    content = "\n".join(["Tổ chức đảng;Họ tên", *(f"{tcvn3(cell)};Nguyen Van An" for cell in cells)])

    sheet = read(text_file(tmp_path, content))

    assert sheet.headings["A"] == "Tổ chức đảng"
    assert [row[0] for row in texts(sheet).values()] == cells
