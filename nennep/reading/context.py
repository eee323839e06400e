"""What a clause inherits from the headings above it: its role, its bodies, its period."""

import re
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache

from nennep.lib.documents import RULE_TYPES, TELLING_TYPES
from nennep.lib.labels import Style, label_length
from nennep.lib.text import fold
from nennep.reading.clauses import Node
from nennep.reading.due import Period, Setting, period_in
from nennep.reading.lexicon.sections import AIMS, DUTIES, TITLES
from nennep.reading.model import Role
from nennep.reading.naming import hands_over, names
from nennep.reading.phrases import plain
from nennep.reading.subjects import body_at, order_at, read_subject
from nennep.reading.times import Clock, Grain, find_times
from nennep.reading.zones import type_of_line

# "Trách nhiệm của Văn phòng Đảng ủy", "Đối với các chi bộ", "Giao Ban Tổ chức Đảng ủy"
_TITLE_PREFIX = re.compile(
    r"(?:trách nhiệm(?:,? (?:và )?(?:nhiệm vụ|quyền hạn))*(?: của)?|"
    r"nhiệm vụ(?:,? (?:và )?(?:quyền hạn|trách nhiệm))*(?: cụ thể)?(?: của)?|đối với|về phía|"
    r"phân công|giao nhiệm vụ cho|giao cho|giao|đề nghị|yêu cầu|chức năng,? nhiệm vụ(?: của)?|"
    r"phần việc của|trách nhiệm thực hiện của|chế độ [^;:]{3,60}? của|bước (?:\d+|một|hai|ba|bốn|cuối)\s*[:.–-])\s+"
)
# "BAN THƯỜNG VỤ ĐẢNG ỦY QUYẾT ĐỊNH": who decides, not who is told.
_DECIDES = re.compile(r"QUYẾT ĐỊNH|QUYẾT NGHỊ|KẾT LUẬN")
# The word nearest before a period says whether the document plans for it or looks back on it.
_LOOKS_BACK = re.compile(r"kết quả|sơ kết|tổng kết|hội nghị|giao ban|phiên họp|cuộc họp|lần thứ|kiểm điểm|đánh giá")
_TASKS = re.compile(r"nhiệm vụ|phương hướng|chương trình công tác")
_PLANS = re.compile(r"nhiệm vụ|phương hướng|chương trình|kế hoạch|công tác|chỉ tiêu|chuyên đề|thực hiện|triển khai")


class Mode(StrEnum):
    FREE = "free"  # whatever begins with an action is ordered
    RULES = "rules"  # only what a body is told to do
    AIMS = "aims"  # only numbers to reach
    ORDERS = "orders"  # only what is openly given ("giao …")
    NONE = "none"


@dataclass(frozen=True)
class Context:
    clause: str
    role: Role
    mode: Mode
    base: Mode  # how the document as a whole is read
    setting: Setting
    assignees: tuple[str, ...] = ()
    source: str = ""  # where the assignees stand: "đề mục", "đầu dòng", "bảng", "kính gửi"
    collaborators: tuple[str, ...] = ()
    supervisor: str | None = None
    targets: bool = False  # numbers alone are targets here
    numbers: bool = False  # nothing but numbers to reach: "2. Các chỉ tiêu cụ thể"
    events: bool = False  # a programme: "Hội nghị sơ kết" alone is a task
    standing: bool = False  # rules: duties go on unless a day is set
    approvals: bool = False  # articles of a decision: "Ban hành …" sets in force


@lru_cache(maxsize=512)
def role_of(title: str) -> Role | None:
    words = re.sub(r"^(?:ve|mot so|nhung|cac|noi dung|phan) (?=\w)", "", fold(title).strip(" .:-"))
    whole = fold(title)
    return next(
        (
            role
            for key, role, begins in TITLES
            if (words.startswith(key) or whole.startswith(key) if begins else key in whole)
        ),
        None,
    )


def below(context: Context, node: Node) -> Context:
    """The context inside a clause."""
    title = node.title or _announced(node)
    context = replace(context, clause=node.path)
    if node.style is Style.ATTACHMENT and node.label:
        context = _attached(context, node)
    if not title:
        return context
    role = role_of(title)
    if role is Role.RESULTS and context.base is Mode.FREE and _only_names_a_topic(title, node):
        role = Role.TASKS
    if fold(title).strip(" .:") == "yeu cau" and not _beside_purposes(node):
        role = Role.TASKS  # "2.2. Yêu cầu:" with bodies below it assigns; beside "Mục đích" it is none
    if role is not None and not (
        context.role is Role.RESULTS and role is Role.TASKS and "nhiem vu" not in fold(title)[:20]
    ):
        context = in_role(context, role, fold(title))
    if context.mode is Mode.RULES and any(key in fold(title) for key in DUTIES):
        context = replace(context, mode=Mode.FREE if title_bodies(title) else Mode.RULES)
    elif node.style is Style.ARTICLE and context.mode is Mode.FREE and _is_rules(node):
        context = replace(context, mode=Mode.RULES)
    bodies = title_bodies(title)
    if bodies:
        context = replace(
            context,
            assignees=bodies,
            source="đề mục",
            role=Role.TASKS if context.role is Role.OTHER and role is None else context.role,
        )
    if context.role is Role.RESULTS:
        return context
    if "nhiem vu thuong xuyen" in fold(title) or "cong viec thuong xuyen" in fold(title):
        return replace(context, setting=replace(context.setting, heading=None, document=None))
    return replace(context, setting=context.setting.under(heading_period(title, context.setting)))


# "3. Về tình hình khiếu nại": a topic of a conclusion, not yet an account of it
_TOPIC = re.compile(r"về (?:tình hình|kết quả|đánh giá|khó khăn|tồn tại|công tác đánh giá)\b")
_ACCOUNT = re.compile(r"\d{2}|\d\s*%|\b(?:đã|đạt|tăng|giảm|ước)\b")
_AHEAD = re.compile(r"\b(?:trước|chậm nhất|yêu cầu|đề nghị|giao|trong (?:tháng|quý|năm)|định kỳ|hằng|đến hết)\b")


def _only_names_a_topic(title: str, node: Node) -> bool:
    """Whether what stands below a heading tells bodies what to do and gives no account.

    `3. Về tình hình khiếu nại` / `a) Đảng ủy Công an chủ động nắm tình hình; …`.
    """
    if not _TOPIC.match(plain(title)):
        return False
    texts = [
        block.text[label_length(block.text) :]
        for below_it in node.walk()
        for block in below_it.paragraphs
        if block.text.strip(" .:") and not block.text.endswith(node.title or "\0")
    ]
    told = [_is_told(text) for text in texts]
    account = any(_ACCOUNT.search(plain(text)) and not _AHEAD.search(plain(text)) for text in texts)
    return bool(told) and 4 * sum(told) >= 3 * len(told) and not account


def _is_told(text: str) -> bool:
    found = read_subject(text, 0, len(text))
    return found is not None and (found.action is not None or found.ordered)


def _beside_purposes(node: Node) -> bool:
    """Whether the heading above or a clause before it in the same list speaks of purposes or viewpoints."""
    above = node.parent
    around = [] if above is None else [above, *above.children[: above.children.index(node)]]
    starts = ("muc dich", "quan diem", "nguyen tac", "tu tuong chi dao")
    return any(
        fold(block.text[label_length(block.text) :]).startswith(starts)
        for other in around
        for block in other.paragraphs[:1]
    )


def _announced(node: Node) -> str:
    """A labelled line that ends in a colon heads what follows, as `2. Mục tiêu:` does."""
    if node.label is None or not node.paragraphs or not node.paragraphs[0].text.endswith(":"):
        return ""
    text = node.paragraphs[0].text[node.label.length :].rstrip(": ")
    heads = len(text) < 120 and role_of(text) is not None and order_at(plain(text), 0) is None
    return text if heads and not title_bodies(text) else ""


def in_role(context: Context, role: Role, title: str) -> Context:
    """The context of a section with this role; `title` is folded."""
    if role in (Role.RESULTS, Role.OTHER):
        return replace(context, role=role, mode=Mode.NONE)
    words = re.sub(r"^(?:cac|mot so|nhung|ve) ", "", title)
    if role is Role.TASKS and words.startswith(AIMS) and "nhiem vu" not in title:
        return replace(context, role=role, targets=True, mode=Mode.AIMS if context.base is Mode.FREE else context.base)
    mode = context.base if context.mode in (Mode.AIMS, Mode.NONE) else context.mode
    return replace(
        context,
        role=role,
        mode=mode,
        targets=context.targets or "chi tieu" in title,
        numbers=words.startswith("chi tieu") and "nhiem vu" not in title,
        approvals=False,
    )


def _is_rules(node: Node) -> bool:
    return any(above.style is Style.ATTACHMENT and type_named(above) in RULE_TYPES for above in node.ancestors())


def type_named(node: Node) -> str:
    return type_of_line(node.paragraphs[0].text) or "" if node.paragraphs else ""


def _attached(context: Context, node: Node) -> Context:
    kind = type_named(node)
    return replace(
        context,
        mode=mode_of(kind),
        base=mode_of(kind),
        approvals=False,
        standing=kind in RULE_TYPES,
        role=Role.TASKS,
        assignees=(),
        source="",
    )


def mode_of(kind: str | None) -> Mode:
    if kind in TELLING_TYPES:
        return Mode.ORDERS
    return Mode.RULES if kind in RULE_TYPES else Mode.FREE


def title_bodies(title: str) -> tuple[str, ...]:
    """The bodies a heading names, when it names nothing else."""
    if _DECIDES.search(title):
        return ()
    low = plain(title)
    begin = match.end() if (match := _TITLE_PREFIX.match(low)) else 0
    if not body_at(low, begin):
        return ()
    if low[:begin].rstrip().endswith(" của") and title[begin].isupper():
        return names(title[begin:].strip(" .:;"))  # "Nhiệm vụ của Tổ triển khai": all that follows is the name
    found = read_subject(title, begin, len(title))
    if found is not None and found.action is not None and hands_over(title[found.action :].strip(" .:;")):
        return names(found.bodies)  # "1. Đảng ủy Ủy ban nhân dân tỉnh lãnh đạo, chỉ đạo:"
    if found is None or (found.action is not None and not title.isupper()):
        return ()
    return names(title[begin:].strip(" .:;"))


def heading_period(title: str, setting: Setting) -> Period | None:
    return period_in(title, setting.clock) or _dated(title, setting) or _span(title, setting, at_start=True)


# "Từ ngày 01/01 đến ngày 31/01/2027", "Đợt 1 (từ … đến …)", "Trước ngày 20/12/2026"
_DATED = re.compile(
    r"(?:(?:đợt|giai đoạn|bước|tuần|kỳ)[^:;]{0,40}?[,(:–-]?\s*)?\(?(?:từ|trước|ngày|chậm nhất|xong trước|đến) "
)


def _dated(title: str, setting: Setting) -> Period | None:
    """The days a heading names: up to the last of them."""
    if not _DATED.match(plain(title)):
        return None
    days = [time for time in find_times(title, setting.clock) if time.grain is Grain.DAY]
    if not days:
        return None
    begins = days[0].day if len(days) > 1 else date.min
    return Period(days[-1].day, title[days[0].start : days[-1].end], Grain.MONTH, begins)


def document_period(abstract: str, preamble: str, setting: Setting) -> Period | None:
    """The time the document plans for, by its abstract or by what its preamble says it was issued on."""
    for text, stated in ((abstract, False), (preamble, True)):
        low = plain(text)
        for period in _periods(text, setting):
            before = low[: low.find(plain(period.words))]
            back, ahead = _last(_LOOKS_BACK, before), _last(_TASKS if stated else _PLANS, before)
            if ahead > back or (not stated and back < 0):
                return period
    return _span(abstract, setting)


# "phát triển nguồn nhân lực giai đoạn 2026 - 2030"
_SPAN = re.compile(r"giai đoạn\s+(?P<first>20\d{2})\s*[-–]\s*(?P<last>20\d{2})")


def _span(abstract: str, setting: Setting, *, at_start: bool = False) -> Period | None:
    match = (_SPAN.match if at_start else _SPAN.search)(plain(abstract))
    issued = setting.clock.issued
    if match is None or (issued and int(match["last"]) < issued.year):
        return None
    words = abstract[match.start() : match.end()]
    return Period(date(int(match["last"]), 12, 31), words, Grain.SPAN, date(int(match["first"]), 1, 1))


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in pattern.finditer(text[-140:])), default=-1)


def _periods(text: str, setting: Setting) -> list[Period]:
    """First and last period of the text; one without a year is of the document's own, so never long past."""
    issued = setting.clock.issued
    clock = Clock(issued, issued.year if issued else None)
    found = [period for last in (False, True) if (period := period_in(text, clock, last=last))]
    return [period for period in dict.fromkeys(found) if issued is None or period.day >= issued]
