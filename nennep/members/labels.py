"""The office's words for standings, sources and suggestions."""

from django.utils.translation import gettext_lazy as _

from nennep.members.resolving import Taken
from nennep.members.rules import (
    MergeState,
    MergingState,
    Second,
    SourceKind,
    Standing,
    SuggestionState,
    TwinsFound,
    TwinsState,
)

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
    "merged": _("Gộp hồ sơ"),
}
TWINS_STATES = [
    (TwinsState.WAITING, _("Chờ xem")),
    (TwinsState.LATER, _("Để sau")),
    (TwinsState.ASKED, _("Chờ người thứ hai")),
    (TwinsState.MERGED, _("Đã gộp")),
    (TwinsState.APART, _("Không phải một người")),
]
TWINS_FOUND = [
    (TwinsFound.SAME, _("Chắc trùng")),
    (TwinsFound.NUMBER, _("Trùng số")),
    (TwinsFound.REVIEW, _("Nghi trùng")),
    (TwinsFound.HAND, _("Người chọn")),
]
MERGING_STATES = [
    (MergingState.WAITING, _("Chờ người thứ hai")),
    (MergingState.DOING, _("Đang gộp")),
    (MergingState.DONE, _("Đã gộp")),
    (MergingState.REFUSED, _("Không gộp")),
    (MergingState.UNDOING, _("Đang hoàn tác")),
    (MergingState.UNDONE, _("Đã hoàn tác")),
]
MERGE_STATES = [
    (MergeState.WAITING, _("Chờ gộp")),
    (MergeState.DONE, _("Đã gộp")),
    (MergeState.LEFT, _("Không gộp được")),
    (MergeState.UNDONE, _("Đã hoàn tác")),
]
SECONDS = {
    Second.MANY: _("Nhiều cặp cùng lúc, nên phải có người thứ hai xác nhận."),
    Second.NUMBERS: _("Hai hồ sơ có hai số định danh khác nhau, nên phải có người thứ hai xác nhận."),
}
WHY_TAKEN = {
    Taken.ONLY: _("bên kia không ghi"),
    Taken.FULLER: _("ghi đầy đủ hơn"),
    Taken.SOUND: _("khớp năm sinh và giới tính"),
    Taken.NEWEST: _("ghi sau cùng"),
    Taken.KEPT: _("theo hồ sơ giữ lại"),
}
