"""The office's words for kinds, states and parts."""

from django.utils.translation import gettext_lazy as _

from nennep.directives.rules import DirectiveState, Kind, Part, TaskState

KINDS = [(Kind.DELIVERABLE, _("Sản phẩm")), (Kind.TARGET, _("Chỉ tiêu")), (Kind.STANDING, _("Thường xuyên"))]
DIRECTIVE_STATES = [
    (DirectiveState.REVIEW, _("Đang duyệt")),
    (DirectiveState.ISSUED, _("Đã giao việc")),
    (DirectiveState.WITHDRAWN, _("Đã rút")),
]
TASK_STATES = [
    (TaskState.PROPOSED, _("Chờ duyệt")),
    (TaskState.LATER, _("Để sau")),
    (TaskState.ACCEPTED, _("Đã nhận")),
    (TaskState.REJECTED, _("Đã bỏ qua")),
    (TaskState.ISSUED, _("Đã giao")),
    (TaskState.ANNULLED, _("Đã hủy")),
]
PARTS = [(Part.LEAD, _("Chủ trì")), (Part.SUPPORT, _("Phối hợp"))]
