"""Deliverable, target or standing duty, and what a deliverable delivers."""

import re
from dataclasses import dataclass

from nennep.lib.text import one_line
from nennep.reading.lexicon.kinds import EVENTS, PRODUCTS, SURE_PRODUCTS, SURE_STANDING, WEIGHTLESS
from nennep.reading.model import Due, Kind, Target
from nennep.reading.phrases import plain
from nennep.reading.targets import speaks_of_reaching

_WITH = re.compile(
    r"phối hợp (?:chặt chẽ )?(?:với|cùng)[^,;.]{3,160}?(?=tham mưu|xây dựng|ban hành|tổ chức|triển khai|hướng dẫn|theo dõi|tăng cường|kiểm tra|hoàn thành|rà soát|thẩm định|đôn đốc|tổng hợp)"
)
_PRODUCT = re.compile(
    r"(?:xây dựng|ban hành|hoàn thiện|hoàn thành|trình|lập|soạn thảo|biên soạn|gửi|nộp|tổng hợp|cụ thể hóa bằng|sửa đổi|bổ sung|phê duyệt|ký kết)"
    r"(?:,? (?:và )?(?:xây dựng|ban hành|hoàn thiện|hoàn thành|trình|tổng hợp|bổ sung|triển khai|tổ chức thực hiện))*\s+(?P<what>(?:các |dự thảo |01 |một )?"
    rf"(?:{'|'.join(PRODUCTS)})[^,;.:()]{{0,90}})"
)
_OWN_RULES = frozenset(
    {
        "date",
        "month-end",
        "month-early",
        "month-mid",
        "month-late",
        "month-week",
        "working-days",
        "calendar-days",
        "before-month",
        "before-quarter",
    }
)


@dataclass(frozen=True)
class Signs:
    """What the kind is judged by."""

    text: str
    due: Due
    recurrence: str | None
    target: Target | None
    rules: bool = False  # a rule document: duties go on
    row: bool = False  # a row of a table: mostly something to deliver


def kind_of(signs: Signs) -> Kind:
    low = _core(signs.text)
    if _is_target(low, plain(signs.text), signs.target):
        return Kind.TARGET
    standing, product = _longest(low, SURE_STANDING), _longest(low, SURE_PRODUCTS)
    if signs.recurrence or signs.due.rule == "constant":
        return Kind.STANDING
    if signs.due.rule in _OWN_RULES and not (standing and not _names_product(low)):
        return Kind.DELIVERABLE
    if standing >= product and standing:
        return Kind.STANDING
    if low.startswith("xây dựng"):
        return Kind.DELIVERABLE if _names_product(low[:110]) else Kind.STANDING
    if product:
        return Kind.DELIVERABLE
    return Kind.DELIVERABLE if _organises(low) else Kind.STANDING


def product_of(text: str) -> str | None:
    match = _PRODUCT.search(plain(text))
    return one_line(text[match.start("what") : match.end("what")]).strip() if match else None


def _core(text: str) -> str:
    """The words from the first verb that tells of the kind; with whom it is done says nothing."""
    low = _WITH.sub(" ", plain(text)).strip(" ,")
    for _ in range(4):
        led = next((word for word in WEIGHTLESS if low.startswith(f"{word} ")), None)
        if led is None or _longest(low, SURE_STANDING) > len(led):
            break
        low = low[len(led) :].strip(" ,")
    return " ".join(low.split())


def _is_target(core: str, low: str, target: Target | None) -> bool:
    if "chỉ tiêu" in low[:80] and not core.startswith(
        ("giao", "phân bổ", "phân khai", "xây dựng", "báo cáo", "rà soát")
    ):
        return True
    return target is not None and speaks_of_reaching(low)


def _longest(low: str, words: tuple[str, ...]) -> int:
    return max((len(word) for word in words if low.startswith(word)), default=0)


def _names_product(low: str) -> bool:
    return any(word in low for word in PRODUCTS)


def _organises(low: str) -> bool:
    """`tổ chức Hội nghị`, `triển khai các cuộc kiểm tra`, `chuẩn bị … nội dung`: an event near the verb."""
    near = low[:70]
    if low.startswith(("tổ chức thực hiện", "tổ chức quán triệt", "tổ chức triển khai", "thực hiện")):
        return low.startswith("thực hiện") and any(word in low[:40] for word in ("cuộc", "đợt", "kiểm kê", "thí điểm"))
    begins = (
        "tổ chức",
        "triển khai",
        "mở",
        "chuẩn bị",
        "tham gia",
        "chủ trì",
        "tiến hành",
        "kiểm tra",
        "chọn",
        "lựa chọn",
        "cập nhật",
        "tiếp nhận",
        "đưa",
        "bầu",
        "quyết toán",
        "cài đặt",
    )
    return low.startswith(begins) and any(word in near for word in (*EVENTS, *PRODUCTS))
