"""The office's words for standings, sources and suggestions."""

from django.utils.translation import gettext_lazy as _

from nennep.members.rules import SourceKind, Standing, SuggestionState

STANDINGS = [
    (Standing.PROBATIONARY, _("Dự bị")),
    (Standing.OFFICIAL, _("Chính thức")),
    (Standing.EXEMPT, _("Miễn công tác và sinh hoạt")),
    (Standing.TRANSFERRED, _("Đã chuyển đi")),
    (Standing.LEFT, _("Đã xin ra khỏi Đảng")),
    (Standing.REMOVED, _("Đã xóa tên")),
    (Standing.EXPELLED, _("Đã khai trừ")),
    (Standing.DECEASED, _("Đã từ trần")),
]
SOURCES = [
    (SourceKind.PAGE, _("Sửa trên trang")),
    (SourceKind.IMPORT, _("Nhập từ danh sách")),
    (SourceKind.SUGGESTION, _("Chi bộ báo")),
    (SourceKind.MERGE, _("Gộp hồ sơ")),
    (SourceKind.UNDO, _("Hoàn tác")),
]
SUGGESTION_STATES = [
    (SuggestionState.WAITING, _("Chờ xem")),
    (SuggestionState.TAKEN, _("Đã nhận")),
    (SuggestionState.REFUSED, _("Không nhận")),
]
SEXES = [("nam", _("Nam")), ("nữ", _("Nữ"))]
EVENTS = {  # what a change may speak of beside the fields
    "cell": _("Nơi sinh hoạt"),
    "standing": _("Tư cách"),
    "post": _("Chức vụ trong Đảng"),
}
