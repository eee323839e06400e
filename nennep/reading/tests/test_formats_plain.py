"""Plain text: every encoding of the last thirty years, and tables typed by hand."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nennep.lib.cleaning import clean
from nennep.lib.legacy import TCVN3, Encoding, convert, detect
from nennep.lib.syllables import is_syllable
from nennep.reading.formats import plain
from nennep.reading.source import Line, Source, Table

TEXT = (
    "Ban Thường vụ Đảng ủy giao các cấp ủy trực thuộc quán triệt, tổ chức thực hiện Kết luận này trong quý II năm 2026."
)
BACK = {letter: chr(code) for code, letter in TCVN3.items()}


def read(tmp_path: Path, content: bytes) -> Source:
    path = tmp_path / "van-ban.txt"
    path.write_bytes(content)
    return plain.read(path)


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        unicodedata.normalize("NFD", TEXT).encode(),
        "".join(BACK.get(letter, letter) for letter in TEXT).encode("latin-1"),
        "".join(BACK.get(letter, letter) for letter in TEXT).encode(),
    ],
    ids=["utf-8", "mark", "utf-16", "utf-16-le", "utf-16-be", "NFD", "TCVN3", "TCVN3 in UTF-8"],
)
def test_one_text_comes_out_of_every_encoding(content: bytes, tmp_path: Path) -> None:
    assert [block.text for block in read(tmp_path, content).blocks if isinstance(block, Line)] == [TEXT]


def test_windows_1258_is_composed(tmp_path: Path) -> None:
    bases = unicodedata.normalize("NFD", TEXT)
    for base, letter in (
        ("a\u0302", "â"),
        ("e\u0302", "ê"),
        ("o\u0302", "ô"),
        ("a\u0306", "ă"),
        ("o\u031b", "ơ"),
        ("u\u031b", "ư"),
    ):
        bases = bases.replace(base, letter)
    # A dot below stands before the circumflex in NFD; Windows writes it after the letter.
    for broken, letter in (("a\u0323\u0302", "â\u0323"), ("e\u0323\u0302", "ê\u0323"), ("o\u0323\u0302", "ô\u0323")):
        bases = bases.replace(broken, letter)

    source = read(tmp_path, bases.encode("cp1258"))

    assert [block.text for block in source.blocks if isinstance(block, Line)] == [TEXT]
    assert "Windows-1258" in source.notes[0]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Ñaûng boä caùc cô quan Ñaûng", "Đảng bộ các cơ quan Đảng"),
        ("ÑAÛNG UÛY", "ĐẢNG ỦY"),
        ("nhieäm vuï, kyû luaät, nghò quyeát, lyù luaän", "nhiệm vụ, kỷ luật, nghị quyết, lý luận"),
    ],
)
def test_vni_is_recognised_by_its_syllables(written: str, meant: str) -> None:
    assert detect(written) is Encoding.VNI
    assert convert(written, Encoding.VNI) == meant


@pytest.mark.parametrize("text", ["café à la carte", "Über § 5, ® và ©", "Đảng bộ §¶", "m² 30°C ± 2", "São Tomé"])
def test_what_is_unicode_stays(text: str) -> None:
    assert detect(text) is Encoding.UNICODE


@settings(deadline=None)
@given(st.sampled_from(TEXT.replace(",", "").replace(".", "").split()))
def test_every_word_of_the_language_is_a_syllable(word: str) -> None:
    assert is_syllable(word) or word in {"II", "2026"}


@settings(deadline=None)
@given(st.text())
def test_cleaning_is_done_once_and_for_all(text: str) -> None:
    once = clean(text)

    assert clean(once) == once
    assert "\n" not in once
    assert unicodedata.is_normalized("NFC", once)


def test_invisible_characters_go(tmp_path: Path) -> None:
    source = read(tmp_path, "Đảng\u00a0ủy\u200b các\u00ad cơ\tquan\ufeff\n\n\n\u202eSau".encode())

    assert source.blocks == (Line("Đảng ủy các cơ quan"), Line("Sau", gap=True))


def test_a_markdown_table_is_a_table(tmp_path: Path) -> None:
    source = read(tmp_path, b"| TT | Viec | Chu tri |\n|---|:--|--:|\n| 1 | A | B |\n| 2 | C |\nHet")

    assert source.blocks == (Table((("TT", "Viec", "Chu tri"), ("1", "A", "B"), ("2", "C", ""))), Line("Het"))


def test_rows_from_a_spreadsheet_are_a_table(tmp_path: Path) -> None:
    source = read(tmp_path, b"TT\tViec\tChu tri\n1\tA\tB\n2\tC\t\n\nHet")

    assert source.blocks[0] == Table((("TT", "Viec", "Chu tri"), ("1", "A", "B"), ("2", "C", "")))


def test_two_columns_typed_with_spaces_come_apart(tmp_path: Path) -> None:
    text = (
        "THÀNH ỦY A                 ĐẢNG CỘNG SẢN VIỆT NAM\n"
        "      *                    A, ngày 01 tháng 02 năm 2026\n"
        "Số 1-KL/ĐU\n\nKẾT LUẬN\n"
        + "Nội dung.\n" * 15
        + "Nơi nhận:                  T/M ĐẢNG ỦY\n- Lưu.                     BÍ THƯ\n"
    )

    texts = [block.text for block in read(tmp_path, text.encode()).blocks if isinstance(block, Line)]

    assert texts[:2] == ["THÀNH ỦY A", "*"]
    assert texts.index("ĐẢNG CỘNG SẢN VIỆT NAM") < texts.index("A, ngày 01 tháng 02 năm 2026")
    assert texts[-4:] == ["Nơi nhận:", "- Lưu.", "T/M ĐẢNG ỦY", "BÍ THƯ"]


def test_a_form_feed_begins_a_page(tmp_path: Path) -> None:
    source = read(tmp_path, b"mot\n\fhai\nba")

    assert [(block.text, block.page) for block in source.blocks if isinstance(block, Line)] == [
        ("mot", 0), ("hai", 1), ("ba", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "meant",
    [
        "năm 2026\nKẾ HOẠCH\nkiểm tra",
        "ĐẢNG ỦY XÃ MƯỜNG TÙNG",
        "ỦY BAN KIỂM TRA",
        "Số 14-KH/UBKT",
        "Kế hoạch của Ủy ban nhân dân",
        "- Ủy ban Kiểm tra họp. Ấn định ngày bầu",
        "Về việc X",
        "II. NHIỆM VỤ",
    ],
)
def test_capitals_that_tcvn3_cannot_write_are_restored(meant: str) -> None:
    written = "".join(BACK.get(letter, BACK.get(letter.lower(), letter)) for letter in meant)

    assert convert(written, Encoding.TCVN3).lower() == meant.lower()
    assert convert(written, Encoding.TCVN3) == meant
