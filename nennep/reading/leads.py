"""What stands before a colon: bodies, a time, a topic, or an action whose parts follow."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from nennep.lib.text import fold, one_line
from nennep.reading.cleaned import is_upper
from nennep.reading.context import Context, heading_period, in_role, role_of, title_bodies
from nennep.reading.lexicon.formulas import GENERIC_LEAD
from nennep.reading.naming import hands_over, names
from nennep.reading.orders import Order, read_order
from nennep.reading.phrases import plain, word_starts
from nennep.reading.sentences import past_marker
from nennep.reading.subjects import body_at, names_follow, order_at, read_subject

LONGEST_TOPIC = 160
_DECIDES = re.compile(r"QUYẾT ĐỊNH|QUYẾT NGHỊ|KẾT LUẬN|CHỈ THỊ|YÊU CẦU")
_CONCLUDES = re.compile(
    r"(?:kết luận|quyết định|quyết nghị|thống nhất|nhất trí|ý kiến chỉ đạo|phát biểu|nhấn mạnh|"
    r"(?<!lãnh đạo, )chỉ đạo)(?: một số nội dung| các nội dung)?(?: như sau| sau)?$"
)
# Which of the bodies: "Các chủ đầu tư có tỷ lệ giải ngân dưới 30%:", "Các sở, ngành chưa hoàn thành chỉ tiêu:"
_WHICH = re.compile(r"(?:các|những) [^:;.]{3,60}? (?:chưa|có|còn|đang|được) [^:;.]{3,80}$")
_ABOUT = re.compile(r"(?:đối với|về|riêng|với|liên quan)\b")
# "Đối với Phòng Kinh tế: …" tells the office what to do; "Đối với đảng viên dự bị: …" speaks of people.
_ACCOUNT = re.compile(r"(?:đánh giá chung|nhận xét chung|nhận xét, đánh giá|đánh giá kết quả|đánh giá tình hình)$")
_VIEW = re.compile(r"(?:định hướng|tầm nhìn)[^:;.]{0,30} năm 20\d{2}$")  # "Định hướng đến năm 2035: …"
_PEOPLE = re.compile(
    r"đối với (?:các |những )?(?:đảng viên|cán bộ|công chức|cá nhân|doanh nghiệp|tập thể|địa phương chưa)\b"
)
# "Ban Thường vụ Tỉnh ủy quy định chế độ báo cáo như sau:": the issuer speaks, nobody is told.
_ISSUES = re.compile(
    r"\b(?:quy định|quyết nghị|quyết định|kết luận|chỉ thị|ban hành|hướng dẫn|thông báo|đề ra)\b"
    r"[^:]{0,90}(?:như sau|sau đây)$|"
    r"\b(?:chỉ thị|quyết nghị)$"
)


class LeadKind(StrEnum):
    HEADLINE = "headline"  # "1. Nâng cao nhận thức: Các cấp ủy quán triệt …. Đưa …": a heading in the line itself
    BODIES = "bodies"  # "- Ban Tổ chức Đảng ủy: …"
    TOPIC = "topic"  # "Công tác tổ chức: …", "Tháng 7: …", "tập trung các nhiệm vụ sau: …"
    PARTS = "parts"  # "Chuẩn bị Đại hội, gồm: …": one task with its parts


@dataclass(frozen=True)
class Lead:
    kind: LeadKind
    context: Context  # what holds behind the colon
    end: int  # behind the colon
    order: Order | None = None


def lead_of(text: str, start: int, end: int, context: Context) -> Lead | None:
    """The lead of `text[start:end]`, when a colon stands before its first semicolon."""
    colon = _colon(text, start, end)
    if colon is None:
        return None
    place = past_marker(text, start)
    behind = colon + 1
    head = text[place:colon]
    low = plain(head)
    if (is_upper(head) and _DECIDES.search(head)) or _CONCLUDES.search(low) or _issues(low):
        return Lead(LeadKind.TOPIC, context, behind)  # "BAN THƯỜNG VỤ ĐẢNG ỦY QUYẾT ĐỊNH:"
    subject = read_subject(text, place, colon)
    if _WHICH.match(low) and body_at(low, 0) and not GENERIC_LEAD.search(low):
        one = (one_line(head).strip(),)
        return Lead(LeadKind.BODIES, replace(context, assignees=one, source="đầu dòng"), behind)
    if subject and (subject.action is None or hands_over(text[subject.action : colon])):
        return Lead(LeadKind.BODIES, replace(context, assignees=names(subject.bodies), source="đầu dòng"), behind)
    if low == "yêu cầu" and not text[behind:end].strip():
        return Lead(LeadKind.TOPIC, context, behind)  # its section says whether it orders
    if _ABOUT.match(low):
        bodies = title_bodies(head) if low.startswith("đối với") and not _PEOPLE.match(low) else ()
        if bodies:
            return Lead(LeadKind.BODIES, replace(context, assignees=bodies, source="đầu dòng"), behind)
        return _topic(head, context, behind)  # "Đối với 06 trường đang sửa chữa: …"
    if _ACCOUNT.match(low) or _VIEW.match(low):
        return _topic(head, context, behind)  # "Đánh giá chung: …" is no order to assess
    order = read_order(text, start, colon)
    if order is None:
        bodies = title_bodies(head)
        if bodies:
            return Lead(LeadKind.BODIES, replace(context, assignees=bodies, source="đầu dòng"), behind)
        return _topic(head, context, behind)
    if order.subject and not plain(order.subject.bodies).startswith("quý "):
        context = replace(context, assignees=names(order.subject.bodies), source="đầu dòng")
    if GENERIC_LEAD.search(low) or (order.subject is None and _told_behind(text, behind, end)):
        return Lead(LeadKind.TOPIC, context, behind)  # "Báo cáo quý: cấp ủy cơ sở gửi Văn phòng …"
    if start and text[behind:end].lstrip()[:1].isupper() and text[end:].strip():
        return Lead(LeadKind.HEADLINE, context, behind, order)
    return Lead(LeadKind.PARTS, context, behind, order)


def _told_behind(text: str, behind: int, end: int) -> bool:
    """Whether a body and its action follow the colon, so that what stands before it only names the matter."""
    begin = past_marker(text, behind + len(text[behind:end]) - len(text[behind:end].lstrip()))
    stop = text.find(";", begin, end)
    found = read_subject(text, begin, end if stop < 0 else stop)
    return found is not None and found.action is not None and found.action < (end if stop < 0 else stop)


def _issues(low: str) -> bool:
    return _ISSUES.search(low) is not None and not any(
        order_at(low, at) is not None for at in word_starts(low, 0, len(low))
    )


def _topic(head: str, context: Context, behind: int) -> Lead | None:
    if len(head) > LONGEST_TOPIC and not GENERIC_LEAD.search(plain(head)):
        return None
    period = heading_period(head, context.setting) if len(head) < 60 else None
    inner = replace(context, setting=context.setting.under(period))
    role = role_of(head) if len(head) < 60 else None
    return Lead(LeadKind.TOPIC, in_role(inner, role, fold(head)) if role else inner, behind)


def _colon(text: str, start: int, end: int) -> int | None:
    """The first colon outside brackets and quotes that no digit follows ("10:30")."""
    depth = 0
    for i in range(start, end):
        sign = text[i]
        if sign in "(“[":
            depth += 1
        elif sign in ")”]":
            depth = max(0, depth - 1)
        elif sign == ";" and not depth and not _lists_bodies(text, start, i):
            return None
        elif sign == ":" and not depth and not text[i + 1 : i + 2].isdigit() and not names_follow(text, i):
            return i
    return None


def _lists_bodies(text: str, start: int, semicolon: int) -> bool:
    """`Thủ trưởng các sở, ban, ngành; Chủ tịch …:`: nothing but bodies before the semicolon, and a body behind it."""
    behind = semicolon + 1
    while behind < len(text) and text[behind] == " ":
        behind += 1
    found = read_subject(text, past_marker(text, start), semicolon)
    return (
        found is not None
        and found.action is None
        and text[behind : behind + 1].isupper()
        and body_at(plain(text), behind)
    )
