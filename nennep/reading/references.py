"""Other documents a text refers to: by number, or by a name written large."""

import re

from nennep.lib.text import one_line

_TYPES = (
    "Nghị quyết|Kết luận|Chỉ thị|Quy định|Quyết định|Kế hoạch|Hướng dẫn|Thông báo|Công văn|"
    "Chương trình hành động|Chương trình|Quy chế|"
    "Nghị định|Thông tư|Báo cáo|Đề án|Tờ trình|Thông tri|Công điện|Pháp lệnh"
)
_CAPITAL_WORD = r"[A-ZÀ-ỸĐ][\wà-ỹ]*"
# Each with an example.
_REFERENCES = tuple(
    re.compile(pattern)
    for pattern in (
        # "Kết luận số 01-KL/TW", "Nghị định số 30/2020/NĐ-CP", "Kế hoạch 15-KH/ĐU"
        rf"(?:{_TYPES})\s+(?:số\s*:?\s*)?\d+\s*[-/][\w/.-]*[A-ZĐ][\w/.-]*\w",
        # "Nghị quyết số 57"
        rf"(?:{_TYPES})\s+số\s+\d+\b",
        # "Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIV của Đảng", "Nghị quyết Đại hội XIV của Đảng"
        r"Nghị quyết Đại hội(?: đại biểu)?(?: toàn quốc)?"
        r"(?: Đảng bộ(?: [a-zà-ỹ]+){0,3}(?: [A-ZÀ-ỸĐ][\wà-ỹ]*){0,4})?"
        r"(?: lần thứ [IVXL]+| [IVXL]+)?(?: của Đảng)?",
        # "Nghị quyết Trung ương 4 khóa XII"
        r"Nghị quyết Trung ương \d+(?:,? kh[óo]á? [IVX]+)?",
        # "Luật Tiếp công dân", "Luật Phòng, chống tham nhũng"
        rf"(?:Bộ luật|Luật)\s+{_CAPITAL_WORD}(?:,? (?!và\b|của\b|theo\b|gắn\b|để\b|trong\b|năm\b|"
        rf"ngày\b|số\b|sửa\b|có\b|được\b|do\b|khi\b|đã\b|trên\b)[a-zà-ỹ]+){{0,5}}(?: {_CAPITAL_WORD}){{0,2}}",
        r"Điều lệ Đảng(?: Cộng sản Việt Nam)?",
        r"Hiến pháp(?: năm \d{4})?",
    )
)
_HINTS = re.compile(r"[Ss]ố\s|Nghị quyết|Luật|Điều lệ|Hiến pháp|\d[-/]")


def references(text: str) -> tuple[str, ...]:
    """Each document once, as first written, in order of place."""
    if not _HINTS.search(text):
        return ()
    found: dict[int, tuple[int, str]] = {}
    for pattern in _REFERENCES:
        for match in pattern.finditer(text):
            if not any(start < match.end() and match.start() < end for start, (end, _) in found.items()):
                found[match.start()] = (match.end(), one_line(match.group()))
    return tuple(dict.fromkeys(words for _, (_, words) in sorted(found.items())))
