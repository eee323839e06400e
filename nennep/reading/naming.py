"""A list of bodies as printed, taken apart into single bodies."""

import re

from nennep.reading.phrases import plain
from nennep.reading.subjects import body_at

# "Tổ công tác có nhiệm vụ:", "… có các nhiệm vụ, quyền hạn sau đây"
_DUTY_TAIL = re.compile(
    r"\s+(?:có|thực hiện)(?: các| những)? (?:nhiệm vụ|trách nhiệm|chức năng|quyền hạn)"
    r"(?:,? (?:và )?(?:nhiệm vụ|trách nhiệm|quyền hạn))*(?: cụ thể)?(?: như sau| sau đây| sau)?[\s:.]*$"
)
_HALF_NAME = re.compile(r"(?:các |từng |mỗi )?(?:chi|ban|sở|phòng|hội|đoàn|đảng|cấp)")
_REMARK = re.compile(r"\s*\((?:[a-zà-ỹđ]|Cơ quan|Đơn vị)[^()]*\)$")  # "Sở Nội vụ (cơ quan thường trực)"
_SPLIT = re.compile(r"\s*;\s*(?:và\s+)?|\s*,\s+(?:và\s+)?|\s+và\s+|\s+cùng\s+")

# Verbs that hand over to the list behind the colon: "Đảng ủy Ủy ban nhân dân tỉnh lãnh đạo, chỉ đạo:"
_HANDS_OVER = re.compile(
    r"(?:(?:tập trung |trực tiếp )?(?:lãnh đạo|chỉ đạo|triển khai|tổ chức|thực hiện|chủ trì|tham mưu|phối hợp|đôn đốc|"
    r"có trách nhiệm|chịu trách nhiệm|có nhiệm vụ)(?:, | và |; )?)+$"
)


def names(bodies: str) -> tuple[str, ...]:
    """Single bodies of a list; a part that names no body of its own belongs to the one before it."""
    bodies = _DUTY_TAIL.sub("", re.sub("^[Rr]iêng ", "", bodies))
    low = plain(bodies)
    parts: list[tuple[int, int]] = []
    begin = 0
    for match in _SPLIT.finditer(bodies):
        if _names_new_body(bodies, low, begin, match):
            parts.append((begin, match.start()))
            begin = match.end()
    parts.append((begin, len(bodies)))
    return tuple(name for start, end in parts if (name := _REMARK.sub("", bodies[start:end].strip(" ,;:.-–"))))


def _names_new_body(bodies: str, low: str, begin: int, match: re.Match[str]) -> bool:
    after = match.end()
    if ";" in match.group():
        return True
    depth = bodies.count("(", begin, match.start()) - bodies.count(")", begin, match.start())
    if depth > 0 or not body_at(low, after):
        return False
    if _HALF_NAME.fullmatch(low[begin : match.start()]):
        return False  # "các Chi, Đảng bộ trực thuộc"
    several = len(low[begin : match.start()].split()) > 1
    return (several and bodies[after].isupper()) or low.startswith(("các ", "đồng chí "), after)


def hands_over(words: str) -> bool:
    """Whether the verbs only lead to the list below: `lãnh đạo, chỉ đạo`."""
    return _HANDS_OVER.match(plain(words)) is not None
