import unicodedata

from nennep.lib.text import capitalised, fold, nfc, one_line, sentence_case, without_accents


def test_folding_forgets_accents_case_and_spacing() -> None:
    decomposed = unicodedata.normalize("NFD", "  Đảng   ỦY\nphường ")

    assert fold(decomposed) == "dang uy phuong"


def test_composing_keeps_every_letter() -> None:
    assert nfc(unicodedata.normalize("NFD", "Nền nếp")) == "Nền nếp"


def test_accents_go_but_case_and_spaces_stay() -> None:
    assert without_accents("Đảng  ủy") == "Dang  uy"


def test_a_text_is_put_on_one_line() -> None:
    assert one_line(" a\n b\t c ") == "a b c"
    assert capitalised("tổ chức") == "Tổ chức"


def test_a_heading_in_capitals_reads_as_a_sentence() -> None:
    assert sentence_case("HỘI NGHỊ BAN CHẤP HÀNH ĐẢNG BỘ LẦN THỨ III") == "Hội nghị Ban Chấp hành Đảng bộ lần thứ III"
    assert sentence_case("Về công tác cán bộ") == "Về công tác cán bộ"
