"""Whether a line goes on with the paragraph before it: page ends and hard line breaks cut paragraphs anywhere."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from nennep.lib.labels import ITEMS, Style, read_labels
from nennep.reading.cleaned import is_upper

_ENDS = tuple(".;:!?…")
_CLOSERS = "”\"')’]»"
# Lines of a header or a tail that never run on, whatever follows them, with an example each.
_STANDS_ALONE = re.compile(
    r"số\s*:?\s*[\d.…_ ]*\s*[-–/]\s*\S+$"  # "Số 12-KL/ĐU"
    r"|.*ngày\s+[\d.…]*\s*tháng\s+[\d.…]*\s*năm\s+\d{4}$"  # "Hải Phòng, ngày 07 tháng 4 năm 2026"
    r"|nơi nhận\s*:?$|kính gửi\s*:?$|\(?đã ký\)?$",
    re.I,
)
# Words after which a label is a reference, not a new clause: "…theo Điều" / "3. …", "… tại điểm" / "a) …".
# What has a number: "Nghị quyết số", "cơn bão số"; "chuyển đổi số", "dữ liệu số" end a line for good.
_NUMBERED = (
    r"(?:nghị quyết|kết luận|chỉ thị|quyết định|quy định|kế hoạch|thông báo|công văn|hướng dẫn|báo cáo|"
    r"tờ trình|nghị định|"
    r"thông tư|chương trình|luật|văn bản|công điện|quy chế|đề án|phụ lục|mẫu|biểu|bão|chi bộ|tổ|cụm|lớp|đợt)"
)
_EXPECTS_NUMBER = re.compile(rf"\b(?:điều|khoản|{_NUMBERED} số|lần thứ)$", re.I)
_EXPECTS_LETTER = re.compile(r"(?:\b(?:tại|theo|các|và)|,) điểm$", re.I)
_WANTS_NUMBER = re.compile(
    rf"\b(?:ngày|tháng|năm|quý|{_NUMBERED} số|từ|đến|là|khoảng|trên|ít nhất|tối thiểu|lần thứ|khóa|và)$", re.I
)
# Words no paragraph ends with: what follows goes on, even with a capital ("… của Ban" / "Thường vụ Đảng ủy").
_DANGLES = re.compile(
    r"\b(?:và|của|các|với|về|cho|trong|theo|do|tại|những|bởi|nhằm|để|từ|đối với|hoặc|cùng|một|giữa|vào|đồng chí)$"
)
# Openers of the text proper, which never go on with an abstract: "Căn cứ Điều lệ Đảng;"
_OPENER = re.compile(r"(?:Căn cứ|Thực hiện|Sau khi|Xét|Theo đề nghị|Ngày \d|Kính gửi|Nơi nhận)\b")
SHORTEST_WRAPPED, LONGEST_WRAPPED = 45, 140
_FULL = 0.88  # of the usual width; proportional type makes full lines differ by some characters


@dataclass(frozen=True)
class Strip:
    """A line as joining looks at it."""

    text: str
    gap: bool
    labelled: bool  # Word printed a label before it
    turned: bool  # it is the first of its page


def line_width(lines: Sequence[str]) -> int:
    """The width at which lines were broken, in characters; 0 when each line is a whole paragraph."""
    lengths = sorted(len(line) for line in lines if len(line) >= 20)
    if len(lengths) < 6:
        return 0
    width = lengths[int(0.92 * (len(lengths) - 1))]
    full = sum(length >= 0.8 * width for length in lengths)
    wrapped = SHORTEST_WRAPPED <= width <= LONGEST_WRAPPED and lengths[-1] <= 1.35 * width
    return width if wrapped and full >= 0.3 * len(lengths) else 0


def runs_on(before: str, last: str, strip: Strip, width: int) -> bool:
    """`before` is the paragraph so far, `last` its last line."""
    text = strip.text
    if strip.labelled or _STANDS_ALONE.match(before) or _OPENER.match(text):
        return False
    if "\t" in last and "\t" in text:
        return False
    if read_labels(text) and not _false_label(before, text):
        return False
    ended = before.rstrip(_CLOSERS).endswith(_ENDS)
    if is_upper(before) or is_upper(text):
        return _heading_runs_on(before, strip, ended)
    full = bool(width) and len(last) + 1 + len(text.split(None, 1)[0]) >= _FULL * width
    if text[0].islower() or text[0] in ",;.)”%":
        return not ended or (full and not strip.gap and not before.endswith(":"))
    if ended:
        return False
    if _DANGLES.search(before) and len(last) > SHORTEST_WRAPPED:
        return True
    if text[0].isdigit() or text[0] in '(“"–-':
        quoted = text[0] in '“"' and len(before) > LONGEST_WRAPPED
        return full or quoted or bool(_WANTS_NUMBER.search(before))
    return full and (not strip.gap or strip.turned) and (len(before) > len(last) or not _title_like(before))


def _heading_runs_on(before: str, strip: Strip, ended: bool) -> bool:
    """A labelled heading in capitals may be wrapped: `II. NHIỆM VỤ QUÝ II` / `NĂM 2026`."""
    labelled = bool(read_labels(before))
    return labelled and not ended and not strip.gap and is_upper(before) and is_upper(strip.text)


def _false_label(before: str, text: str) -> bool:
    """`… chính trị` / `- xã hội`, `… tại Điều` / `3. …`: a break inside a phrase only looks like a label."""
    if before.endswith(_ENDS):
        return False
    label = read_labels(text)[0]
    rest = text[label.length :]
    if label.style in ITEMS:
        spans = rest[:1].isdigit() and before[-1].isdigit()
        return spans or (rest[:1].islower() and not before.endswith(",") and len(before) > 20)
    expected = _EXPECTS_LETTER if label.style is Style.LETTER else _EXPECTS_NUMBER
    return bool(expected.search(before)) and not is_upper(before)


def _title_like(text: str) -> bool:
    labels = read_labels(text)
    return bool(labels) and len(text) < SHORTEST_WRAPPED
