"""A task's words as a report may repeat them: without its date, and without praise that no data bear out."""

import functools
import re

from nennep.lib.text import one_line
from nennep.reports.wording.phrases import ENDS, lowered

_DAY = r"\d{1,2}/\d{1,2}(?:/\d{4})?"
_MONTH = r"\d{1,2}(?:/\d{4}| năm \d{4})?"
_TERM = re.compile(
    rf",?\s*(?:(?:hoàn thành|xong|kết thúc)\s+)?(?:trước|chậm nhất|muộn nhất|trong|đến|vào)?\s*"
    rf"(?:là\s+)?(?:ngày\s+{_DAY}|tháng\s+{_MONTH}|quý\s+[IV]+(?:/\d{{4}}| năm \d{{4}})?)\s*$",
    re.IGNORECASE,
)
_TERM_WITHIN = re.compile(
    rf"\s+(?:xong\s+)?(?:trước|chậm nhất|muộn nhất)\s+(?:là\s+)?ngày\s+{_DAY}(?=[,;])", re.IGNORECASE
)
LEFT_OVER = ("trình", "gửi", "nộp", "báo cáo", "hoàn thành", "xong", "và")
_LEFT_OVER = re.compile(rf",?\s*\b(?:{'|'.join(LEFT_OVER)})$", re.IGNORECASE)
OF_DATES = ("ngày", "tháng", "quý")
_HOW = (
    r"(?:có hiệu quả|hiệu quả|chu đáo|nghiêm túc|nghiêm|chặt chẽ|kịp thời|tốt|thiết thực|đồng bộ|toàn diện|quyết liệt|"
    r"tích cực|đầy đủ|triệt để|đúng quy trình|đúng quy định|đúng tiến độ|thực chất|sâu rộng|có chất lượng)"
)
_VERB = (
    r"(?:tổ chức thực hiện|tổ chức triển khai|triển khai thực hiện|thực hiện|tổ chức|triển khai|chuẩn bị|thẩm định|"
    r"quản lý|giải quyết|kiểm sát|phục vụ|tham mưu|phối hợp|xử lý|hoàn thành|duy trì)"
)
_PRAISE = re.compile(rf"\b({_VERB})\s+{_HOW}(?:(?:,\s*|\s+và\s+){_HOW})*\s+(?=\w)", re.IGNORECASE)
_ZEAL = re.compile(
    r"^(?:(?:chủ động|tích cực|tập trung(?! vào)|quyết liệt|kịp thời|khẩn trương|nghiêm túc),?\s+)+(?=\w)",
    re.IGNORECASE,
)
_PURPOSE = re.compile(r",\s*(?:bảo đảm|góp phần|đáp ứng|qua đó|tạo)\s[^\d]*$")  # what it was meant to bring about
LEAST_WORDS = 4  # of what is left without it
MANY = 20_000  # orders kept in their short form: a report repeats each several times
DATED_BY_WORDS = 6  # shorter words of a date (“quý IV”) may be part of a name


@functools.lru_cache(maxsize=MANY)
def plain(text: str, due_words: str = "") -> str:
    """“Chuẩn bị chu đáo tài liệu kỳ họp, gửi trước ngày 10/12/2026” → “chuẩn bị tài liệu kỳ họp”."""
    words = _ZEAL.sub("", undated(text, due_words))
    bare = _PURPOSE.sub("", words)
    return lowered(_PRAISE.sub(r"\1 ", bare if len(bare.split()) >= LEAST_WORDS else words))


@functools.lru_cache(maxsize=MANY)
def undated(text: str, due_words: str = "") -> str:
    """The order as it was given, without the date that it gave."""
    words = one_line(text)
    term = one_line(due_words)
    if len(term) > DATED_BY_WORDS and any(sign.isdigit() for sign in term):
        before, found, after = words.partition(term)
        if found:
            kept = _LEFT_OVER.sub("", before.rstrip(" ,"))
            words = kept + (after if after[:1] in ",;" else f" {after.strip()}".rstrip())
    small = words.lower()
    if any(word in small for word in OF_DATES):  # most orders name no day, and the search is slow
        words = _TERM.sub("", _TERM_WITHIN.sub("", words))
    words = words.rstrip(ENDS)
    return _LEFT_OVER.sub("", words).rstrip(ENDS) if words.lower().endswith(LEFT_OVER) else words


_TARGET = re.compile(
    r"(?:\b(?:ít nhất|tối thiểu|tối đa|không dưới|trên|dưới|đạt từ|đạt|từ)\s+)*\d[\d.,]*(?:\s*%)?(?:\s+trở lên\b)?"
)
_GOAL = re.compile(r"^(?:phấn đấu|bảo đảm|đảm bảo|đạt)\s+(?:đạt\s+)?", re.IGNORECASE)
_ANOTHER = re.compile(r",\s*(?:hoàn thành|tỷ lệ|trong đó|bảo đảm|đạt|phấn đấu)\s.*$")  # target in the same words
LONGEST_NAME = 110  # characters


@functools.lru_cache(maxsize=MANY)
def indicator(text: str, due_words: str = "") -> str:
    """What a target measures: “kết nạp ít nhất 46 đảng viên trước ngày …, hoàn thành …” → “kết nạp đảng viên”."""
    words = _GOAL.sub("", _ANOTHER.sub("", plain(text, due_words)))
    name = one_line(_TARGET.sub(" ", words, count=1)).replace(" trở lên", "")
    if len(name) > LONGEST_NAME:
        name = name[:LONGEST_NAME].rsplit(" ", 1)[0].split(" và ")[0]
    return lowered(_GOAL.sub("", name.strip(ENDS)))
