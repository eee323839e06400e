"""Numbers to reach: "đạt 95 % trở lên", "kết nạp từ 25 đảng viên"."""

import re
from datetime import date

from nennep.reading.model import Target
from nennep.reading.phrases import plain

_NUMBER = r"(?P<value>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)"
# "100% chi bộ", "trên 90 % đảng viên", "đạt tỷ lệ 3,5%"
_PERCENT = re.compile(rf"(?<![\d/.,]){_NUMBER}\s*(?:%|phần trăm)\s*(?P<unit>(?:số )?[a-zà-ỹđ]+(?: [a-zà-ỹđ]+){{0,4}})?")
# "kết nạp 30 đảng viên", "ít nhất 02 mô hình", "từ 25 đảng viên mới trở lên"
_COUNT = re.compile(
    r"(?:kết nạp|phấn đấu|đạt|ít nhất|tối thiểu|từ|trên|đủ|không quá|hoàn thành|"
    r"mỗi [a-zà-ỹ ]{2,30}?(?:có|đăng ký|xây dựng|thực hiện)?|phát triển|thành lập|vượt|xây dựng|giảm|"
    r"tăng|trồng|tổ chức)"
    rf"(?:\s+(?:được|mới|thêm|từ|ít nhất|tối thiểu|trên|đạt|và|vượt|tổng số|thành lập|chỉ tiêu))*\s+{_NUMBER}"
    r"\s*(?P<unit>(?:triệu |tỷ |tỉ |nghìn )?(?:lượt người|sản phẩm|đảng viên|quần chúng|hội viên|"
    r"đoàn viên|chi bộ|tổ chức|"
    r"mô hình|lớp|cuộc|lượt|công trình|tuyến|sáng kiến|"
    r"văn bản|hồ sơ|đồng chí|người|hộ|ngôi nhà|nhà|buổi|chuyên đề|đơn vị|đồng|km|ha|cây|điểm|suất|tin|"
    r"bài|đợt|đề tài|giải pháp|ý tưởng|doanh nghiệp)(?: mới| viết)?)"
)
_REACH = re.compile(r"chỉ tiêu|tỷ lệ|trở lên|phấn đấu|đạt|ít nhất|tối thiểu|không thấp hơn|100\s*%|\d\s*%")
# A sentence that is a target although no action begins it: "100% chi bộ sinh hoạt …", "Tỷ lệ … đạt 95%"
_BARE = re.compile(
    r"(?:(?:có\s+)?(?:trên|từ|ít nhất|tối thiểu|khoảng|hằng năm|hàng năm|có)\s+)*\d+(?:[.,]\d+)?\s*(?:%|phần trăm)|"
    r"(?:tỷ lệ|số lượng|số|tốc độ|tổng|thu ngân sách|kim ngạch|giá trị|thu nhập|"
    r"mức)\b[^.;]{3,160}?(?:đạt|từ|trên|dưới|không quá|giảm|tăng|ít nhất|còn|:)\s[^.;]{0,30}?\d|"
    r"(?:có|đón|thu hút)\s(?:trên |ít nhất |từ |hơn )?\d|(?:ít nhất|tối thiểu|trên|hơn)\s\d[\d.]*\s[a-zà-ỹ]|"
    r"không (?:còn|có) [a-zà-ỹ]|"
    r"(?:mỗi|các|toàn)\s[^.;]{3,80}?(?:đạt|có|kết nạp|thực hiện|đăng ký)\s(?:ít nhất |tối thiểu |từ )*\d"
)
# A thing and the number it is to reach: "Chỉ số hài lòng đạt từ 88%", "Diện tích … tối thiểu 1.500 ha"
_THING = r"(?!(?:đã|ước|qua|trong|sau|thời gian)\b)[a-zà-ỹđ](?:(?!\b(?:đã|đang|chưa|còn)\b)[^.;:\d]){2,140}?"
_AIM = re.compile(
    rf"{_THING}\b(?:đạt|chiếm|tăng|giảm|tối thiểu|ít nhất|không quá|không dưới|bằng|dưới)"
    r"(?: (?:khoảng|từ|trên|ít nhất|tối thiểu|mức|bình quân|thêm|tỷ lệ|dưới|xuống|lên))* \d|"
    r"không có [^.;:]{3,80} (?:dưới|trên|quá) \d|"
    rf"{_THING} \d[\d.,]*\s?(?:%|(?:triệu|tỷ|nghìn|ha|km|tạ|tấn) ?(?:đồng)?(?:/[a-zà-ỹ]+)?[.;]?\s*$)"
)
_BOUND = re.compile(
    rf"{_THING}\b(?:đạt|chiếm)(?: (?:tỷ lệ|mức))* (?:(?:từ|ít nhất|tối thiểu|trên|không dưới) \d|"
    r"\d[\d.,]*\s*%? ?[^.;,\d]{0,30}trở lên)"
)


def find_target(text: str, by: date | None) -> Target | None:
    low = plain(text)
    share, count = _PERCENT.search(low), _COUNT.search(low)
    if share and not (count and count.start("value") < share.start("value")):
        return Target(_value(share["value"]), "%", by)
    return Target(_value(count["value"]), count["unit"].strip(), by) if count else None


def is_bare_target(low: str, place: int) -> bool:
    return bool(_BARE.match(low, place))


def tells_target(low: str, place: int, *, among_aims: bool) -> bool:
    """`Tỷ trọng kinh tế biển chiếm 48%` among aims; anywhere else the number must be a bound: `đạt 98% trở lên`."""
    return bool((_AIM if among_aims else _BOUND).match(low, place))


def speaks_of_reaching(low: str) -> bool:
    return bool(_REACH.search(low))


def _value(written: str) -> float:
    """Vietnamese figures: a dot between thousands, a comma before decimals."""
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", written):
        written = written.replace(".", "")
    return float(written.replace(",", "."))
