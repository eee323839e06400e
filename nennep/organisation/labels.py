"""The office's words for kinds, roles and changes."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from nennep.organisation.rules import ChangeKind, Role, UnitKind

KINDS = [
    (UnitKind.COMMITTEE, _("Đảng ủy, đảng bộ")),
    (UnitKind.CELL, _("Chi bộ")),
    (UnitKind.BOARD, _("Ban của Đảng ủy")),
    (UnitKind.OFFICE, _("Văn phòng")),
    (UnitKind.INSPECTION, _("Ủy ban Kiểm tra")),
    (UnitKind.MASS, _("Tổ chức chính trị – xã hội")),
    (UnitKind.AGENCY, _("Cơ quan, đơn vị")),
]
ROLES = [
    (Role.CLERK, _("Chuyên viên tổng hợp")),
    (Role.LEADER, _("Lãnh đạo")),
    (Role.CONTACT, _("Đầu mối của đơn vị")),
    (Role.ORGANISER, _("Ban Tổ chức")),
    (Role.INSPECTOR, _("Ủy ban Kiểm tra")),
    (Role.MEMBER, pgettext_lazy("vai trò", "Đảng viên")),
    (Role.SYSADMIN, _("Quản trị hệ thống")),
    (Role.AUDITOR, _("Người đọc nhật ký")),
]
CHANGES = [
    (ChangeKind.CREATED, _("Thành lập")),
    (ChangeKind.RENAMED, _("Đổi tên")),
    (ChangeKind.MOVED, _("Chuyển đơn vị cấp trên")),
    (ChangeKind.SPLIT, _("Chia tách")),
    (ChangeKind.MERGED, _("Sáp nhập")),
    (ChangeKind.CLOSED, _("Kết thúc hoạt động")),
    (ChangeKind.REOPENED, _("Hoạt động trở lại")),
]
