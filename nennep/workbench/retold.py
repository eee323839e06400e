"""What the engine says in Vietnamese, said again to a reader of another language: its own words stay as they are."""

import re
from functools import cache
from typing import NamedTuple

from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _

from nennep.matching.fields import LABELS
from nennep.workbench.labels import FIELDS

HOLE = re.compile(r"%\\\((\w+)\\\)s")  # as `re.escape` leaves “%(name)s”
FINDINGS = (
    _("Chưa có %(field)s."),
    _("%(field)s: “%(words)s” không phải là một ngày có thật."),
    _("%(field)s: “%(words)s” sai dạng, không dùng được."),
    _("%(field)s: “%(words)s” không theo dạng M1.M2.M3.M4.M5 (2-3-3-3-3 chữ số)."),
    _("%(field)s: “%(words)s” là ngày chưa tới."),
    _("%(field)s: “%(words)s” nay thuộc %(others)s; hãy chọn một."),
    _("Số định danh %(number)s ghi năm sinh %(year)s, hồ sơ ghi %(other)s."),
    _("Số định danh %(number)s là của %(sex)s, hồ sơ ghi %(other)s."),
    _("%(field)s %(day)s ở tương lai."),
    _("Sinh %(day)s: %(age)s tuổi."),
    _("Sinh %(day)s, vào Đảng %(admission)s: chưa đủ %(age)s tuổi."),
    _("Chính thức %(official)s trước ngày vào Đảng %(admission)s."),
    _("Vào Đảng %(admission)s, chính thức %(official)s: chưa đủ %(months)s tháng dự bị."),
    _("%(field)s %(number)s cũng của %(name)s (%(place)s dòng %(row)s)."),
    _("Ở “%(cell)s”, và còn ở chi bộ khác: %(name)s (%(place)s dòng %(row)s)."),
    _("Cùng người với %(name)s (%(place)s dòng %(row)s)."),
    _("“%(cell)s” không có trong cây tổ chức."),
    _("Không phải hồ sơ: “%(words)s”."),
)
PROPOSALS = (
    _("Không nhận ra cột này."),
    _("Cột “%(heading)s” không dùng để so khớp."),
    _("Tiêu đề “%(heading)s” là %(field)s nhưng nội dung không phải, nên bỏ qua."),
    _("Tiêu đề “%(heading)s” là %(field)s nhưng nội dung là %(found)s, nên theo nội dung."),
    _("Tiêu đề “%(heading)s” là %(field)s, nội dung phù hợp."),
    _("Tiêu đề “%(heading)s” là %(field)s."),
    _("Tiêu đề “%(heading)s” trái với các năm trong cột, nên đổi cho cột kia."),
    _("Cột “Tên” ghi cả họ và tên."),
    _("Họ và tên chia thành hai cột."),
    _("Cột “%(heading)s” ghi ngày hoặc năm sinh."),
    _("Cột “%(heading)s” đánh dấu giới tính."),
    _("Cột “%(heading)s” ghi số thẻ 12 số."),
    _("Cột “%(heading)s” ghi số thẻ 8 số."),
    _("Cột “%(heading)s” ghi số định danh 12 số."),
    _("Cột “%(heading)s” ghi số chứng minh 9 số."),
    _("Cột “%(heading)s” là một phần của %(field)s."),
    _("Theo nội dung, cột này là %(field)s."),
    _("Theo các năm trong cột, đây là %(field)s."),
    _("Đã có cột khác hợp hơn cho %(field)s."),
)
STEPS = (  # what one reads beside the bar that moves
    _("Đọc %(name)s"),
    _("So khớp các hồ sơ"),
    _("Kiểm giữa các hồ sơ"),
    _("Ghi kết quả"),
    _("Lập báo cáo"),
    _("Lập danh sách sạch"),
    _("Ghi tệp tải về"),
    _("Chưa có bảng địa danh nên địa chỉ được giữ nguyên. Hãy cài: %(command)s"),
)
WORDS = (_("nam"), _("nữ"))


class Known(NamedTuple):
    pattern: re.Pattern[str]
    message: str


@cache
def known() -> tuple[Known, ...]:
    """The most telling first: a pattern that is mostly holes fits much."""
    messages = sorted(FINDINGS + PROPOSALS + STEPS, key=lambda each: len(re.sub(r"%\(\w+\)s", "", each)), reverse=True)
    return tuple(Known(re.compile(HOLE.sub(r"(?P<\1>.+)", re.escape(each)), re.DOTALL), each) for each in messages)


def retold(sentence: str) -> str:
    """A finding, why a column is proposed for a field, or a step of the work."""
    if get_language() == "vi" or not sentence:
        return sentence
    for pattern, message in known():
        if found := pattern.fullmatch(sentence):
            return gettext(message) % {name: word(text) for name, text in found.groupdict().items()}
    return sentence


def reason(said: str) -> str:
    """“Họ tên: trùng cả dấu”: the words of the linkage model."""
    what, colon, how = said.partition(": ")
    return f"{gettext(what)}: {gettext(how)}" if colon and get_language() != "vi" else said


def word(text: str) -> str:
    """The name of a field, or of a sex; anything else is the data's own."""
    if text in WORDS:
        return gettext(text)
    field = fields().get(text.lower())
    return text if field is None else str(FIELDS[field]) if text[:1].isupper() else str(FIELDS[field]).lower()


@cache
def fields() -> dict[str, str]:
    """In Vietnamese, whoever reads: that is how the engine names them."""
    return {label.lower(): field.value for field, label in LABELS.items()}
