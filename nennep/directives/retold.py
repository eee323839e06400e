"""What is kept in Vietnamese for everybody, said again to a reader of another language.

The engine knows no Django and says its warnings and the “why” of a task in Vietnamese; a recount writes its reason for
all readers. Each of these sentences is one of the patterns below with words filled in; the pattern is translated, the
words stay as they are. A sentence that fits none is shown as it stands.
"""

import re
from functools import cache
from typing import NamedTuple

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _

HOLE = re.compile(r"%\\\((\w+)\\\)s")  # as `re.escape` leaves “%(name)s”
WARNINGS = (
    _("Không nhận ra tên loại văn bản."),
    _("Văn bản không có số. Cần bổ sung số trước khi giao việc."),
    _("Không thấy ký hiệu văn bản."),
    _("Không đọc được ngày ban hành; các hạn không ghi năm không tính được."),
    _("Không thấy trích yếu."),
    _("Không thấy tên cơ quan ban hành ở đầu văn bản."),
    _("Không thấy họ tên người ký."),
    _("Không thấy phần nơi nhận."),
    _("Số mục %(path)s xuất hiện hai lần."),
    _("Không tìm thấy nhiệm vụ nào trong văn bản."),
    _("Hạn %(day)s sớm hơn ngày ban hành."),
    _("Hạn “%(words)s” chỉ tính được khi sự việc xảy ra."),
    _("Đã chuyển chữ từ bảng mã %(name)s sang Unicode."),
    _("Đã đọc tệp theo bảng mã UTF-16."),
    _("Tệp có %(n)s ký tự hỏng."),
    _("Đã bỏ %(n)s chỗ bị xóa trong chế độ theo dõi thay đổi (track changes); chỗ thêm được giữ."),
    _("Đã bỏ %(n)s đoạn chữ ẩn."),
    _("Đã bỏ %(n)s ghi chú bên lề (comment)."),
    _("Cả tệp là bản quét, chữ do máy nhận dạng; cần đối chiếu với bản gốc."),
    _("Trang %(pages)s là bản quét, chữ do máy nhận dạng; cần đối chiếu với bản gốc."),
)
REASONS = (
    _("Do người duyệt chọn từ văn bản."),
    _("Lịch làm việc thay đổi: hạn tính lại từ %(before)s thành %(after)s."),
)
# “Giao việc bằng động từ “rà soát”, là việc làm liên tục; đơn vị lấy từ chính câu này; không nêu hạn.”
OPENINGS = (
    _("Là một dòng của bảng phân công"),
    _("Nêu một con số phải đạt"),
    _("Giao việc bằng động từ “%(words)s”"),
    _("Mở đầu bằng động từ “%(words)s”"),
)
KINDS = (_("có sản phẩm hoặc sự kiện hoàn thành được"), _("có chỉ tiêu phải đạt"), _("là việc làm liên tục"))
SOURCES = (
    _("đơn vị lấy từ chính câu này"),
    _("đơn vị lấy từ câu trước trong cùng đoạn"),
    _("đơn vị lấy từ đề mục gần nhất"),
    _("đơn vị lấy từ đầu dòng"),
    _("đơn vị lấy từ cột chủ trì"),
    _("đơn vị lấy từ dòng phân công"),
    _("đơn vị lấy từ phần kính gửi"),
    _("đơn vị lấy từ văn bản"),
    _("văn bản không nêu đơn vị"),
)
TERMS = (_("hạn theo “%(words)s”"), _("không tính hạn vì “%(words)s”"), _("không nêu hạn"))
WHY = re.compile(
    r"(?P<opening>.+?), (?P<kind>{}); (?P<source>{}); (?P<term>.+)\.".format("|".join(KINDS), "|".join(SOURCES)),
    re.DOTALL,
)


class Known(NamedTuple):
    pattern: re.Pattern[str]
    message: str


@cache
def known(messages: tuple[str, ...]) -> tuple[Known, ...]:
    return tuple(Known(re.compile(HOLE.sub(r"(?P<\1>.+)", re.escape(each)), re.DOTALL), each) for each in messages)


def retold(sentence: str) -> str:
    """The sentence in the reader's language, its own words untouched."""
    if get_language() == "vi" or not sentence:
        return sentence
    why = WHY.fullmatch(sentence)
    if why is None:
        return said(sentence, WARNINGS + REASONS)
    opening, term = said(why["opening"], OPENINGS), said(why["term"], TERMS)
    return f"{opening}, {gettext(why['kind'])}; {gettext(why['source'])}; {term}."


def said(words: str, messages: tuple[str, ...]) -> str:
    for pattern, message in known(messages):
        if found := pattern.fullmatch(words):
            return gettext(message) % found.groupdict()
    return words
