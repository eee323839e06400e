"""The office's words for what the checks find."""

from django.utils.translation import gettext_lazy as _

from nennep.matching.checking.finding import Rule, Severity
from nennep.members.checks import Group

RULES = [  # the engine's own words, which the lists of an import bear too
    (Rule.CCCD_BIRTH, _("Số định danh không khớp năm sinh")),
    (Rule.CCCD_SEX, _("Số định danh không khớp giới tính")),
    (Rule.ADMISSION_BEFORE_18, _("Vào Đảng khi chưa đủ 18 tuổi")),
    (Rule.OFFICIAL_BEFORE_ADMISSION, _("Chính thức trước ngày vào Đảng")),
    (Rule.DUP_CARD, _("Hai người cùng một số thẻ")),
    (Rule.TWO_CELLS, _("Một người ở hai chi bộ")),
    (Rule.IMPOSSIBLE_DATE, _("Ngày không thể có")),
    (Rule.UNKNOWN_UNIT, _("Chi bộ không có trong cây tổ chức")),
    (Rule.MISSING, _("Thiếu thông tin")),
    (Rule.MALFORMED, _("Sai dạng")),
    (Rule.DUP_ID, _("Hai người cùng một số định danh")),
    (Rule.OFFICIAL_TOO_EARLY, _("Chính thức khi chưa đủ 12 tháng dự bị")),
    (Rule.IMPLAUSIBLE_AGE, _("Tuổi không hợp lý")),
    (Rule.FUTURE_DATE, _("Ngày ở tương lai")),
    (Rule.AMBIGUOUS_PLACE, _("Địa danh cũ thuộc nhiều xã, phường mới")),
]
SEVERITIES = [
    (Severity.ERROR, _("Lỗi")),
    (Severity.WARNING, _("Cần xem")),
    (Severity.INFO, _("Gợi ý")),
]
GROUP_WORDS = {
    Group.ABSENT: _("Thiếu"),
    Group.FORM: _("Sai dạng"),
    Group.NUMBER: _("Số định danh"),
    Group.SHARED: _("Trùng số"),
    Group.PARTY_DAYS: _("Ngày vào Đảng"),
    Group.PLACE_IN_TREE: _("Nơi sinh hoạt"),
    Group.DOUBT: _("Cần đối chiếu"),
}
