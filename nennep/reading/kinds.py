"""Deliverable, target or standing duty, and what a deliverable delivers."""

import re
from dataclasses import dataclass

from nennep.lib.text import one_line
from nennep.reading.lexicon.kinds import (
    EVENTS,
    ONGOING,
    ORGANISES,
    PRODUCTS,
    REACHES,
    SURE_PRODUCTS,
    SURE_STANDING,
    WEIGHTLESS,
)
from nennep.reading.model import Due, Kind, Target
from nennep.reading.phrases import plain
from nennep.reading.subjects import read_subject

_WITH = re.compile(r"phối hợp (?:chặt chẽ )?(?:với|cùng) ")
_PRODUCT = re.compile(
    r"(?:xây dựng|ban hành|hoàn thiện|hoàn thành|trình|lập|soạn thảo|biên soạn|gửi|nộp|tổng hợp|"
    r"cụ thể hóa bằng|sửa đổi|bổ sung|"
    r"phê duyệt|ký kết)(?:,? (?:và )?(?:xây dựng|ban hành|hoàn thiện|hoàn thành|trình|tổng hợp|"
    r"bổ sung|triển khai|tổ chức thực hiện))*"
    rf"\s+(?P<what>(?:các |dự thảo |01 |một )?(?:{'|'.join(PRODUCTS)})[^,;.:()]{{0,90}})"
)
_TERM_BEHIND = re.compile(
    r" (?:xong )?(?:trong|trước|chậm nhất|vào|đến hết|hoàn thành) (?:là |ngày|tháng|quý|năm|tuần|\d)"
)
_LEADING = tuple(f"{word} " for word in WEIGHTLESS)
# Rules of a due date that the task states itself, fine enough to mean that it can be finished.
_OWN_DAYS = frozenset(
    {
        *("date", "month-end", "month-early", "month-mid", "month-late", "month-week"),
        *("working-days", "calendar-days", "before-month", "before-quarter"),
    }
)
_OWN_PERIODS = frozenset(
    {"quarter-end", "quarter-early", "quarter-mid", "half-year-end", "year-end", "year-mid", "year-early"}
)
_TERM_WORDS = ("trong", "hoàn thành", "trước", "xong", "hết", "đến hết", "chậm nhất", "muộn nhất")
# Duties that go on even where a period is named for them: "tăng cường tuần tra trong năm 2026".
_FIRM = (
    "tăng cường",
    "đẩy mạnh",
    "nâng cao",
    "duy trì",
    "bảo đảm",
    "đảm bảo",
    "giữ",
    "thường xuyên",
    "theo dõi",
    "quản lý",
    "tiếp tục",
)
_QUANTITY = re.compile(
    r"(?<![\d/.-])(?:0?[1-9]|[1-9]\d|[1-9]\d{2}|\d{1,3}(?:\.\d{3})+|\d+,\d+)(?! ?%)\s+(?!tháng|năm|"
    r"giờ|phút|ngày)[a-zà-ỹđ]"
)
# "thực hiện 02 cuộc kiểm tra khi có dấu hiệu vi phạm": counted events can be ticked off
_COUNTED_EVENT = re.compile(
    r"(?:thực hiện|tổ chức|tiến hành|mở) (?:ít nhất |tối thiểu )?\d+ (?:cuộc|đợt|lớp|hội nghị|buổi|đoàn|phiên)\b"
)
# "bố trí kinh phí, hoàn tất thủ tục mua sắm"; "tiếp thu ý kiến, hoàn chỉnh dự thảo, trình Ban Thường vụ"
_TIED_UP = re.compile(
    r", hoàn tất (?:hồ sơ|thủ tục|quy trình|việc)|\btiếp thu\b[^;.]{0,80}, (?:hoàn chỉnh|hoàn thiện|trình)\b"
)
_DONE_WITH = re.compile(
    r"\b(?:xóa|chốt|làm|giải quyết|xử lý|rà soát|sửa|lắp|đắp|hỗ trợ) xong\b|\bxong (?:\d|trước|trong)|dứt điểm \d"
)
_AFTER_ALL = re.compile(r"sau (?:khi )?(?:tổng kết|kết thúc|hoàn thành|hội nghị|đợt)\b")  # once, not whenever
# "chuyển ít nhất 30 ha lúa"; "điểm danh ít nhất 03 lần" is no amount
_LEAST = re.compile(
    r"\S+(?: \S+){0,2} (?:ít nhất|tối thiểu|không dưới) \d[\d.]* (?!lần|buổi|cuộc|đợt|lớp|kỳ|phiên|tháng|"
    r"ngày)"
)
_SHARE = re.compile(r"\S+(?: \S+)? \d{1,3}(?:,\d+)?\s?% ")  # "số hóa 100% kết quả"
_TROUBLES = re.compile(r"báo cáo [^,;]{0,60}(?:vướng mắc|khó khăn|phát sinh|vượt thẩm quyền)")  # whenever there are any
# "tiết kiệm tối thiểu 5% điện năng": a bound in percent is a target, whatever the verb
_BOUND = re.compile(r"(?:tối thiểu|ít nhất|không dưới|từ) \d+(?:[.,]\d+)?\s?%")
_REACHED = re.compile(
    r"đạt (?:tỷ lệ |từ |trên |ít nhất |tối thiểu |mức )*\d|\d[^.;]{0,40} trở lên|(?:lên|"
    r"xuống)(?: còn)? (?:ít nhất |dưới |trên |tối thiểu )?\d"
)


@dataclass(frozen=True)
class Signs:
    """What the kind is judged by."""

    text: str
    due: Due
    recurrence: str | None
    target: Target | None
    rules: bool = False  # a rule document: duties go on
    row: bool = False  # a row of a table or an item of a monthly programme: mostly something to deliver
    bare: bool = False  # no verb begins it: it is told as a number
    aims: bool = False  # it stands among aims: "II. MỤC TIÊU"


def kind_of(signs: Signs) -> Kind:
    low, whole = _core(signs.text), plain(signs.text)
    if _is_target(low, whole, signs):
        return Kind.TARGET
    if signs.recurrence or signs.due.rule == "constant":
        return Kind.STANDING
    standing, product = _longest(low, SURE_STANDING), _longest(low, SURE_PRODUCTS)
    if signs.due.rule == "on-event" and _AFTER_ALL.search(signs.due.words or ""):
        return Kind.DELIVERABLE
    if signs.due.rule in _OWN_DAYS or _COUNTED_EVENT.match(low) or _TIED_UP.search(low):
        return Kind.DELIVERABLE
    if _DONE_WITH.search(low) and not signs.rules:
        return Kind.DELIVERABLE
    if _TROUBLES.match(low):
        return Kind.STANDING
    if signs.rules and not _is_term(signs.due):
        return Kind.STANDING
    if _is_term(signs.due) and not low.startswith(_FIRM):
        return Kind.DELIVERABLE
    if standing >= product and standing:
        return Kind.STANDING
    if signs.row or signs.due.rule in _OWN_PERIODS:
        return Kind.DELIVERABLE
    if any(words in whole[:46] for words in ONGOING):
        return Kind.STANDING
    return _by_object(low, product)


def _is_term(due: Due) -> bool:
    """`trong quý II`, `hoàn thành trong năm 2027`: a period that words make a term."""
    return due.rule in _OWN_PERIODS and (due.words or "").lower().startswith(_TERM_WORDS)


def _by_object(low: str, product: int) -> Kind:
    if low.startswith("xây dựng") and not _QUANTITY.search(low):
        return Kind.DELIVERABLE if _names_product(low[:110]) else Kind.STANDING
    if product or _QUANTITY.search(low):
        return Kind.DELIVERABLE
    return Kind.DELIVERABLE if _organises(low) else Kind.STANDING


def product_of(text: str) -> str | None:
    match = _PRODUCT.search(plain(text))
    if match is None:
        return None
    what = text[match.start("what") : match.end("what")]
    term = _TERM_BEHIND.search(plain(what))  # "đề án trong tháng 10/2026"
    return one_line(what[: term.start()] if term else what).strip()


def _core(text: str) -> str:
    """The words from the first verb that tells of the kind; with whom and how it is done says nothing."""
    low = _without_partners(plain(text)).strip(" ,")
    for _ in range(4):
        led = next(word for word in _LEADING if low.startswith(word)).rstrip() if low.startswith(_LEADING) else ""
        if not led or _longest(low, SURE_STANDING) > len(led):
            break
        low = low[len(led) :].strip(" ,")
        helped = read_subject(low, 0, len(low)) if led.startswith("tham mưu") else None
        if helped and helped.action is not None:  # "tham mưu UBND tỉnh thành lập …"
            low = low[helped.action :]
    return " ".join(low.split())


def _without_partners(low: str) -> str:
    """`chủ trì, phối hợp với Văn phòng Đảng ủy tham mưu …` → `chủ trì, tham mưu …`."""
    match = _WITH.search(low, 0, 40)
    found = read_subject(low, match.end(), len(low)) if match else None
    if match is None or found is None or found.action is None:
        return low
    return f"{low[: match.start()]} {low[found.action :]}"


def _is_target(core: str, low: str, signs: Signs) -> bool:
    if signs.bare and (signs.target is not None or signs.aims):
        return True
    if _LEAST.match(core) and not core.startswith(SURE_PRODUCTS) and not _organises(core):
        return True
    if (_SHARE.match(core) and signs.due.rule not in _OWN_DAYS) or (
        signs.aims and core.startswith(("không còn", "không có"))
    ):
        return True
    if "chỉ tiêu" in low[:80] and not core.startswith(
        ("giao", "phân bổ", "phân khai", "xây dựng", "báo cáo", "rà soát", "ban hành", "đăng ký", "lập")
    ):
        return True
    if (_BOUND.match(core.partition(" ")[2]) or _BOUND.match(" ".join(core.split()[2:]))) or (
        signs.aims and core.startswith("chấm dứt")
    ):
        return True
    has_number = signs.target is not None or bool(_QUANTITY.search(low)) or "%" in low
    if not has_number:
        return False
    if core.startswith(REACHES) or low.startswith(REACHES) or (signs.aims and not _organises(core)):
        return True
    return bool(_REACHED.search(low)) and not core.startswith(SURE_PRODUCTS) and not _organises(core)


def _longest(low: str, words: tuple[str, ...]) -> int:
    if not low.startswith(words):
        return 0
    return max(len(word) for word in words if low.startswith(word))


def _names_product(low: str) -> bool:
    return any(word in low for word in PRODUCTS)


def _organises(low: str) -> bool:
    """`tổ chức Hội nghị`, `triển khai các cuộc kiểm tra`, `chuẩn bị … nội dung`: an event near the verb."""
    if low.startswith(("tổ chức thực hiện", "tổ chức quán triệt", "tổ chức triển khai")):
        return False
    if low.startswith("thực hiện"):
        return any(word in low[:40] for word in ("cuộc", "đợt", "kiểm kê", "thí điểm"))
    return low.startswith(ORGANISES) and any(word in low[:70] for word in (*EVENTS, *PRODUCTS))
