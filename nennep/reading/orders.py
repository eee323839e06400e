"""Whether a piece of a sentence orders something, where its action begins, and who is told."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from nennep.reading.due import counts_days
from nennep.reading.lexicon.formulas import CARRY_OUT, PURPOSES, TELLING_STARTS
from nennep.reading.phrases import plain, word_starts
from nennep.reading.recurrence import recurring_words
from nennep.reading.sentences import past_marker
from nennep.reading.subjects import (
    Subject,
    begins_action,
    body_at,
    guessed_action,
    order_at,
    read_subject,
    starts_action,
)
from nennep.reading.targets import is_bare_target, tells_target
from nennep.reading.times import Clock, find_times

# A phrase before the order, up to its comma: a time, a ground, a condition.
_PREFIX = re.compile(
    r"(?:ngay |chậm |muộn |ít |trước mắt|từ nay|thời gian tới|trong|trước|từ |đến |vào |sau |hết |"
    r"xong |định kỳ|hằng|hàng |mỗi |đầu |giữa |cuối |quý |tháng |năm |"
    r"ngày |tuần |0?[69] tháng|căn cứ|trên cơ sở|theo |đối với|cùng với|bên cạnh|ngoài ra|khi |nếu |"
    r"để |nhằm |riêng |về |với |qua |do |tại |đồng thời|"
    r"hiện nay|tiếp theo|tiếp đó|song song|ở |bằng |thông qua|thực hiện (?:nghị quyết|kết luận|"
    r"chỉ thị|kế hoạch|quy định|chương trình|quyết định|công văn|hướng dẫn|ý kiến|chỉ đạo|thông báo)|"
    r"thực hiện |xuất phát|do đó|vì vậy|như vậy|trường hợp)"
)
_TIME_ONLY = re.compile(
    r"trước mắt|từ nay[^,]*|(?:trong )?thời gian tới|hiện nay|ngay sau (?:hội nghị|kết luận|khi)[^,]*|"
    r"trong (?:thời gian )?tới"
)
_TIME_START = re.compile(
    r"(?:0?6 tháng,?|trước|trong|hằng|hàng|mỗi|định kỳ|ngày|chậm nhất|muộn nhất|đầu|cuối|giữa|quý|"
    r"tháng|vào|sau|từ nay|hết|đến) "
)
_ANOTHER_TIME = re.compile(r"\d{1,2} (?:năm|tháng)")  # "định kỳ 06 tháng, 01 năm tổng hợp"
# An action or body behind these is part of the time: "kể từ ngày ban hành", "khi nhận được văn bản", "trước kỳ họp"
_IN_TIME = re.compile(
    r"(?:(?<!hằng )(?<!hàng )(?<!mỗi )\bngày|\bkhi|\bthông|\bđược|\bvăn|\bkỳ|\bphiên|\bcuộc|\bsau|\btrước|\bcủa) $"
)
_EVENTS = re.compile(
    r"(?:hội nghị|liên hoan|lễ|đại hội|hội thi|hội thảo|phiên họp|kỳ họp|cuộc họp|ngày hội|tọa đàm|"
    r"diễn đàn|hội diễn|hội trại|giao ban)\b"
)
# "Kịch bản chương trình do đồng chí An, Phó Chủ tịch …, phụ trách": a thing and who answers for it
_CHARGED = re.compile(
    r"(?!(?:đã|việc)\b)[a-zà-ỹđ][^.;:,()]{3,90}? do (?:đồng chí|đ/c|ông|bà) [^.;:()]{3,120}? "
    r"(?P<words>phụ trách|chịu trách nhiệm|chuẩn bị|chủ trì)\b"
)
# "100% chi bộ tổ chức kiểm điểm trước ngày 10/12"
_SHARE_OF = re.compile(r"(?:(?:ít nhất|tối thiểu|trên|từ) )?\d{1,3}(?:,\d+)? ?% (?:số )?[a-zà-ỹđ][^.;]{12,}")
# A thing that must be dealt with: "Hồ sơ kết nạp phải gửi về Ban Tổ chức trước ngày 10", "Việc quy hoạch … trình …"
_MUST = re.compile(
    r"(?!(?:do|vì|nếu|đây|điều|phải|cần)\b)[a-zà-ỹđ](?:(?!\b(?:đã|chưa|"
    r"đang)\b)[^.;:,]){4,90}? (?P<must>(?:phải|cần) (?:được )?"
    r"(?:gửi|nộp|trình|phân loại|xử lý|giải quyết|hoàn thành|báo cáo|thực hiện|kiểm tra|lập|công khai|"
    r"niêm yết|cập nhật|"
    r"rà soát|bảo đảm|ký|chốt|bàn giao|trả))\b"
)
# "Việc quy hoạch bổ sung … trình Ban Thường vụ xem xét giữa tháng 11": a matter with its day
_MATTER = re.compile(
    r"việc (?:(?!\b(?:đã|chưa|còn|đang|chậm)\b)[^.;:]){5,120}? (?P<act>trình|hoàn thành|báo cáo|gửi|xong|thực hiện) "
    r"[^.;]{0,90}?\b(?:trước|trong|giữa|chậm nhất|cuối|đầu) (?:ngày|tháng|quý|năm|\d)"
)
# "Kết quả gửi về Sở trước ngày 28/8": what is to be handed in, by when
_HANDED_IN = re.compile(
    r"(?:kết quả|danh sách|hồ sơ|biên bản|(?:các )?nội dung|số liệu|phiếu|(?:các )?đề xuất|(?:các )?kiến nghị)\b"
    r"(?:(?!\b(?:đã|chưa|còn|đạt)\b)[^.;:,]){0,60}? (?P<act>gửi|nộp|báo cáo|trình|chuyển) [^.;]{2,160}?"
    r"\b(?:trước|chậm nhất|muộn nhất|xong|định kỳ|hằng|hàng|trong) "
)
# "Những máy hỏng không sửa được thì lập biên bản": what is to be done in a case
_CASE = re.compile(r"(?:những|các|nếu|trường hợp) [^.;:]{4,90} thì ")
_ORDER_WORDS = re.compile(r"\b(?:đề nghị|yêu cầu|giao) ")
_SET_APART = re.compile(r"riêng [^,;:]{4,70}? (?P<act>gửi|nộp|hoàn thành|trình|thực hiện|tổ chức|triển khai)\b")
# Words of an account: what bodies "are still slow" with was no order to them.
_FAULTS = re.compile(
    r"\b(?:còn (?:chậm|nhiều|thiếu|yếu|hạn chế|thấp|một số|lúng túng|hình thức)|chưa (?:được|có|cao|"
    r"đạt|kịp|nghiêm|thường|thật))"
)
_OBJECT = re.compile(r"\b(?:các|những|số) [^,;.]{2,40} $")
_ABOUT = re.compile(r"đối với|với |khi |nếu |trường hợp|riêng ")
_REFERENCE_DAY = re.compile(
    r"(?:ngày )?\d{1,2}(?:/| tháng )\d{1,2}"
)  # "Thực hiện Quy định số 366-QĐ/TW, ngày 30/8/2025"
_GROUND = re.compile(r"thực hiện|căn cứ|theo|triển khai thực hiện")
_TELLS = re.compile(r"\b(?:đã|chưa|đang|vẫn|còn|luôn)\b")
LONGEST_PREFIX = 260
SHORTEST_UNSURE = 4  # words of a piece whose first syllable alone tells the verb


@dataclass(frozen=True)
class Order:
    action: int  # where the task begins
    phrase: str  # the action it begins with; empty for a bare target
    subject: Subject | None
    prefix: tuple[int, int] | None  # a leading time or ground that stands before it
    sure: bool = True


@dataclass(frozen=True)
class Verbless:
    """What counts as an order although no verb begins it."""

    target: bool = False  # a number to reach
    event: bool = False  # an event of a programme


@dataclass(frozen=True)
class Stretch:
    text: str
    low: str
    end: int


def read_order(text: str, start: int, end: int, verbless: Verbless = Verbless()) -> Order | None:
    """The order in `text[start:end]`, or none."""
    stretch = Stretch(text, low := plain(text), end)
    place = past_marker(text, start)
    prefix: tuple[int, int] | None = None
    if verbless.target and is_bare_target(low, place):
        return Order(place, "", None, None, sure=False)
    for _ in range(3):
        if _is_purpose(low, place) or TELLING_STARTS.match(low, place):
            return None
        comma = _time_end(stretch, place) or _prefix_end(stretch, place)
        if comma is None or not _is_time(text[place:comma]):
            found = _order_here(stretch, place, prefix)
            if found:
                return found
        if comma is None:
            break
        begin = prefix[0] if prefix else place
        prefix = (begin, comma)
        place = comma
    return _bare_order(low, place, prefix, verbless) or _apart(low, place, end)


def _apart(low: str, place: int, end: int) -> Order | None:
    """`riêng báo cáo tổng kết gửi về Sở trước …`: a thing set apart, then what is to be done with it."""
    match = _SET_APART.match(low, place, min(end, place + 120))
    return Order(match.start("act"), match["act"], None, (place, match.start("act"))) if match else None


def _bare_order(low: str, place: int, prefix: tuple[int, int] | None, verbless: Verbless) -> Order | None:
    """A number to reach, or in a programme an event: they need no verb."""
    if verbless.target and is_bare_target(low, place):
        return Order(place, "", None, prefix, sure=False)
    if tells_target(low, place, among_aims=verbless.target):
        return Order(place, "", None, prefix, sure=False)
    if _SHARE_OF.match(low, place) and not _TELLS.search(low, place, place + 120):
        return Order(place, "", None, prefix, sure=False)
    if passive := _MUST.match(low, place):
        return Order(place, passive["must"], None, prefix, sure=False)
    if handed := _HANDED_IN.match(low, place):
        return Order(place, handed["act"], None, prefix, sure=False)
    if matter := _MATTER.match(low, place):
        return Order(place, matter["act"], None, prefix, sure=False)
    if (case := _CASE.match(low, place)) and (act := begins_action(low, case.end())):
        return Order(place, act, None, prefix, sure=False)
    if charged := _CHARGED.match(low, place):
        return Order(place, charged["words"], None, prefix, sure=False)
    if verbless.event and (event := _EVENTS.match(low, place)):
        return Order(place, event.group(), None, prefix, sure=False)
    return None


def _order_here(stretch: Stretch, place: int, prefix: tuple[int, int] | None) -> Order | None:
    low, end = stretch.low, stretch.end
    subject = read_subject(stretch.text, place, end)
    guess = guessed_action(stretch.text, place, end) if subject and not subject.ordered else None
    known = subject.action if subject and subject.action is not None and subject.action < end else None
    if subject and known is not None and not (guess is not None and guess < known):
        return _told_order(stretch, subject, known, prefix)
    if subject and guess is not None:
        bodies = stretch.text[place:guess].strip()
        return _told_order(stretch, replace(subject, bodies=bodies, action=guess, end=guess), guess, prefix)
    phrase = starts_action(low, place)
    sure = begins_action(low, place) is not None
    if phrase is None or (subject and not sure):
        return None
    if not sure and (_TELLS.search(low, place, min(end, place + 24)) or len(low[place:end].split()) < SHORTEST_UNSURE):
        return None
    if prefix is None and _prefix_end(stretch, place) and _ordered_behind(low, place, end):
        return None  # "Thực hiện Kế hoạch số …, Đảng ủy đề nghị các chi bộ …": a ground, the order comes behind it
    begin = place if prefix is None or _is_time(stretch.text[prefix[0] : prefix[1]]) else prefix[0]
    return Order(begin, phrase, None, prefix, sure)


def _told_order(stretch: Stretch, subject: Subject, action: int, prefix: tuple[int, int] | None) -> Order | None:
    """An order to the bodies in front of its action, unless it is only to carry the document out, or an account."""
    low = stretch.low
    begin = _past_time(stretch.text, low, action, stretch.end)
    if CARRY_OUT.match(low[begin : stretch.end]) or TELLING_STARTS.match(low, begin):
        return None
    if not subject.ordered and _is_faulted(low, subject.end, stretch.end):
        return None
    known = begins_action(low, begin)
    return Order(begin, known or starts_action(low, begin) or "", subject, prefix, sure=known is not None)


def _is_faulted(low: str, start: int, end: int) -> bool:
    """What is not done yet by whom is an account; `tập trung cho các tiêu chí chưa đạt` only says for which."""
    return any(not _OBJECT.search(low, start, match.start()) for match in _FAULTS.finditer(low, start, end))


def _past_time(text: str, low: str, action: int, end: int) -> int:
    """`… định kỳ hằng tháng, báo cáo …`: a time between the bodies and the action."""
    comma = low.find(",", action, min(end, action + 60))
    if comma > 0 and _is_time(text[action:comma]) and begins_action(low, comma + 2):
        return comma + 2
    return action


def _is_purpose(low: str, place: int) -> bool:
    return low.startswith(PURPOSES, place) and not (low.startswith("để ", place) or low.startswith("nhằm", place))


def _prefix_end(stretch: Stretch, place: int) -> int | None:
    """Behind the comma that closes a leading phrase: the first that bodies follow, else the first an action follows."""
    text, low, end = stretch.text, stretch.low, stretch.end
    if not _PREFIX.match(low, place):
        return None
    acts: int | None = None
    for comma in _commas(low, place, min(end, place + LONGEST_PREFIX)):
        behind = comma + 1
        while behind < end and low[behind] == " ":
            behind += 1
        if _REFERENCE_DAY.match(low, behind) and _GROUND.match(low, place):
            continue
        if body_at(low, behind) or order_at(low, behind) or _is_time(text[place:comma]):
            return behind
        if acts is None and (begins_action(low, behind) or _PREFIX.match(low, behind)):
            acts = behind
            if not _ABOUT.match(low, place):
                return acts
    return acts


def _commas(low: str, place: int, limit: int) -> Iterator[int]:
    at = low.find(",", place, limit)
    while at >= 0:
        yield at
        at = low.find(",", at + 1, limit)


def _time_end(stretch: Stretch, place: int) -> int | None:
    """Behind a leading time that no comma closes: `hằng tuần nghe báo cáo`, `ngày 20 hằng tháng báo cáo`."""
    text, low, end = stretch.text, stretch.low, stretch.end
    if not _TIME_START.match(low, place):
        return None
    for at in word_starts(text, place + 4, min(end, place + 70)):
        if (
            not _IN_TIME.search(low, place, at)
            and (begins_action(low, at) or body_at(low, at))
            and _is_time(text[place:at])
            and low[at - 1] != "("
        ):
            return at
        if low[at - 2 : at - 1] in (";", ":") or (
            low[at - 2] == "," and not _ANOTHER_TIME.match(low, at) and _is_time(text[place : at - 2])
        ):
            return None
    return None


def _ordered_behind(low: str, place: int, end: int) -> bool:
    """Whether bodies are told to act behind the leading phrase."""
    if not _GROUND.match(low, place):
        return False
    orders = (place + match.start() for match in _ORDER_WORDS.finditer(low[place:end]))
    return any(order_at(low, at) is not None for at in orders)


def _is_time(text: str) -> bool:
    low = plain(text).strip(" ,:")
    often = recurring_words(text)
    if _TIME_ONLY.fullmatch(low) or counts_days(text) or (often and len(low) - len(often) < 30):
        return True
    times = find_times(text, Clock(None, 2000))
    return bool(times) and len(low) - sum(time.end - time.start for time in times) <= 24
