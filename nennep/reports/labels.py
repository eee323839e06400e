"""The office's words for reports."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from nennep.reports.rules import ParagraphState, Part, Promptness, ReportState, Step

REPORT_STATES = [
    (ReportState.WAITING, _("Chờ cấp dưới")),
    (ReportState.DRAFTED, _("Đã soạn")),
    (ReportState.SENT, _("Đã gửi")),
    (ReportState.RETURNED, _("Trả lại")),
    (ReportState.ACCEPTED, pgettext_lazy("báo cáo", "Đã nhận")),
    (ReportState.LOCKED, _("Đã khóa")),
    (ReportState.EXCUSED, _("Được miễn")),
]
SHAPES = {
    ReportState.WAITING: "wait",
    ReportState.DRAFTED: "draft",
    ReportState.SENT: "sent",
    ReportState.RETURNED: "back",
    ReportState.ACCEPTED: "done",
    ReportState.LOCKED: "lock",
    ReportState.EXCUSED: "no",
}
NOT_DRAFTED = ("open", _("Chưa soạn"))  # its turn has come, nobody and nothing has written yet
STEPS = [
    (Step.SEND, _("Gửi báo cáo")),
    (Step.WITHDRAW, _("Rút lại để sửa")),
    (Step.ACCEPT, _("Nhận báo cáo")),
    (Step.RETURN, _("Trả lại")),
    (Step.LOCK, _("Khóa báo cáo")),
    (Step.UNLOCK, _("Mở khóa")),
    (Step.EXCUSE, _("Miễn báo cáo kỳ này")),
    (Step.CALL_IN, _("Yêu cầu báo cáo")),
]
DONE = {
    Step.SEND: _("Đã gửi báo cáo: %(report)s."),
    Step.WITHDRAW: _("Đã rút lại báo cáo để sửa: %(report)s."),
    Step.ACCEPT: _("Đã nhận báo cáo: %(report)s."),
    Step.RETURN: _("Đã trả lại báo cáo: %(report)s."),
    Step.LOCK: _("Đã khóa báo cáo: %(report)s."),
    Step.UNLOCK: _("Đã mở khóa báo cáo: %(report)s."),
    Step.EXCUSE: _("Đã miễn báo cáo: %(report)s."),
    Step.CALL_IN: _("Đã yêu cầu báo cáo: %(report)s."),
}
PARAGRAPH_STATES = [
    (ParagraphState.MACHINE, _("Máy soạn")),
    (ParagraphState.EDITED, _("Người sửa")),
    (ParagraphState.ADDED, _("Người thêm")),
    (ParagraphState.DROPPED, _("Đã bỏ")),
]
PARTS = [
    (Part.HEADING, _("Đề mục")),
    (Part.OPENING, _("Mở đầu")),
    (Part.RESULTS, _("Kết quả")),
    (Part.FIGURES, _("Số liệu")),
    (Part.SHORTCOMINGS, _("Hạn chế")),
    (Part.CAUSES, _("Nguyên nhân")),
    (Part.NEXT, _("Nhiệm vụ kỳ tới")),
]
PROMPTNESS = [
    (Promptness.ON_TIME, _("Đúng hạn")),
    (Promptness.AFTER, _("Gửi sau hạn")),
    (Promptness.MISSING, _("Chưa gửi")),
    (Promptness.EXCUSED, _("Được miễn")),
]
