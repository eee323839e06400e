"""Plain text: no other format in disguise, and hardly any character that text does not have."""

import re

from nennep.lib.guard.kinds import Kind

UNKNOWN = "không rõ"
HEAD = 64 * 1024  # bytes looked at
MOST_CONTROLS = 0.01  # share of control characters in text; TCVN3 and VNI use none
_WEB = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)*<(?:!doctype|html|head|body|script|svg|\?xml|\?php|%)", re.I | re.S
)
_CONTROLS = bytes(set(range(32)) - {9, 10, 11, 12, 13, 26, 27})


def check(content: bytes) -> Kind | str:
    head = content[:HEAD]
    if _WEB.match(head):
        return "trang web hoặc tệp XML"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")) or _looks_wide(head):
        encoding = _encoding(head)
        narrow = head.decode(encoding, errors="replace").encode("utf-8", errors="replace")
        return UNKNOWN if _is_binary(narrow) else "trang web hoặc tệp XML" if _WEB.match(narrow) else Kind.TXT
    return UNKNOWN if _is_binary(head) else Kind.TXT


def _encoding(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    return "utf-16-le" if head[1:2] == b"\0" else "utf-16-be"


def _looks_wide(head: bytes) -> bool:
    """UTF-16 without a mark: zeros on one side of the pairs only."""
    even, odd = head[0:4000:2].count(0), head[1:4000:2].count(0)
    most, least = max(even, odd), min(even, odd)
    return most > len(head[:4000]) * 0.15 and least <= most * 0.05


def _is_binary(head: bytes) -> bool:
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls > max(0, len(head) * MOST_CONTROLS) or b"\x00" in head
