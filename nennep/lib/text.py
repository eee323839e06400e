"""Vietnamese text: one Unicode form, and a folded form to compare by."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
# Each letter with marks to its plain letter; đ is apart, since no decomposition takes its stroke off.
_PLAIN_LETTERS = {
    code: plain
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
    if (plain := unicodedata.normalize("NFD", chr(code))[0]) != chr(code)
} | {ord("đ"): "d", ord("Đ"): "D"}
_MARKS = dict.fromkeys(range(0x300, 0x370))
_WITHOUT = _PLAIN_LETTERS | _MARKS


def nfc(text: str) -> str:
    """The composed form, in which all stored and compared text stands."""
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def one_line(text: str) -> str:
    """The text with every run of white space, line breaks included, as one space."""
    return " ".join(text.split())


def without_accents(text: str) -> str:
    """`Đảng ủy` → `Dang uy`: case and spaces stay."""
    return nfc(text).translate(_WITHOUT)


def fold(text: str) -> str:
    """`  Đảng  ỦY ` → `dang uy`: the form for searching and comparing."""
    return one_line(without_accents(text).lower())


def words_of(text: str) -> list[str]:
    """`12-KL/ĐU` → `12`, `kl`, `du`: the folded words, without what stands between them."""
    return _WORD.findall(fold(text))


def spaced(text: str) -> str:
    """`12-KL/ĐU` → ` 12 kl du`: every word behind a space, the form in which they are found by how they begin."""
    return "".join(f" {word}" for word in words_of(text))


def capitalised(text: str) -> str:
    """The first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]


# Words that keep their capitals when a heading in capitals is set as a sentence.
_PROPER = (
    *(
        "Đảng bộ",
        "Đảng ủy",
        "Đảng",
        "Ban Chấp hành",
        "Ban Thường vụ",
        "Thường trực",
        "Trung ương",
        "Thành ủy",
        "Tỉnh ủy",
    ),
    *(
        "Hội đồng nhân dân",
        "Ủy ban nhân dân",
        "Ủy ban Kiểm tra",
        "Mặt trận Tổ quốc",
        "Nhân dân",
        "Quốc hội",
        "Chính phủ",
    ),
    *("Ban Tổ chức", "Ban Nội chính", "Ban Tuyên giáo và Dân vận", "Văn phòng", "Việt Nam", "Hồ Chí Minh", "Thủ tướng"),
    *("Nghị quyết", "Chỉ thị", "Kết luận", "Quy định"),
)
_PROPER_BY_LOWER = {word.lower(): word for word in _PROPER}
_PROPER_WORDS = re.compile(r"\b(" + "|".join(sorted(map(re.escape, _PROPER_BY_LOWER), key=len, reverse=True)) + r")\b")
_ROMAN = re.compile(r"\b(?=[ivx])(?:x{0,3})(?:ix|iv|v?i{0,3})\b")


def sentence_case(text: str) -> str:
    """`HỘI NGHỊ BAN CHẤP HÀNH ĐẢNG BỘ` → `Hội nghị Ban Chấp hành Đảng bộ`; text that is not all capitals stays."""
    if not text.isupper():
        return text
    lower = _ROMAN.sub(lambda found: found[0].upper(), text.lower())
    return capitalised(_PROPER_WORDS.sub(lambda found: _PROPER_BY_LOWER[found[1]], lower))
