"""The office's words for kinds, states and parts."""

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from nennep.directives.rules import (
    AnswerState,
    AskState,
    DirectiveState,
    Kind,
    Part,
    Route,
    Status,
    TaskState,
    Verb,
    Via,
)

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
ROUTES = [
    (Route.CARRY_OUT, _("Thực hiện")),
    (Route.OPINION, _("Cho ý kiến")),
    (Route.FIGURES, _("Báo cáo số liệu")),
    (Route.INFORMATION, _("Để biết")),
]
ANSWER_STATES = [
    (AnswerState.GIVEN, _("Đã giao")),
    (AnswerState.ACCEPTED, _("Đã tiếp nhận")),
    (AnswerState.DECLINED, _("Xin trả lại")),
    (AnswerState.DOING, _("Đang thực hiện")),
    (AnswerState.REPORTED, _("Chờ xem xét")),
    (AnswerState.RETURNED, _("Trả lại")),
    (AnswerState.CONFIRMED, _("Hoàn thành")),
    (AnswerState.CANCELLED, _("Đã hủy")),
]
STATUSES = [
    (Status.LATE, _("Quá hạn")),
    (Status.SILENT, _("Chưa phản hồi")),
    (Status.RETURNED, _("Trả lại")),
    (Status.DECLINED, _("Xin trả lại")),
    (Status.WAITING, _("Chờ xem xét")),
    (Status.SOON, _("Sắp đến hạn")),
    (Status.EXTENDED, _("Gia hạn")),
    (Status.EXCUSED, _("Khách quan")),
    (Status.DOING, _("Đang thực hiện")),
    (Status.DONE, _("Hoàn thành")),
    (Status.CANCELLED, _("Đã hủy")),
]
SHAPES = {  # class of the mark that stands before the word
    Status.LATE: "late",
    Status.SILENT: "silent",
    Status.RETURNED: "back",
    Status.DECLINED: "back",
    Status.WAITING: "wait",
    Status.SOON: "soon",
    Status.EXTENDED: "more",
    Status.EXCUSED: "cause",
    Status.DOING: "doing",
    Status.DONE: "done",
    Status.CANCELLED: "no",
}
VERBS = [
    (Verb.ACCEPT, _("Tiếp nhận")),
    (Verb.DECLINE, _("Xin trả lại")),
    (Verb.INSIST, _("Giao lại")),
    (Verb.RELEASE, _("Đồng ý cho trả lại")),
    (Verb.PROGRESS, _("Báo tiến độ")),
    (Verb.REPORT, _("Báo hoàn thành")),
    (Verb.WITHDRAW, _("Rút lại báo cáo")),
    (Verb.CONFIRM, _("Xác nhận hoàn thành")),
    (Verb.RETURN, _("Trả lại")),
    (Verb.CLOSE, _("Đóng việc")),
    (Verb.CANCEL, _("Hủy")),
    (Verb.ASK_EXTENSION, _("Xin gia hạn")),
    (Verb.EXTEND, _("Gia hạn")),
    (Verb.REFUSE_EXTENSION, _("Không gia hạn")),
    (Verb.STATE_CAUSE, _("Nêu nguyên nhân khách quan")),
    (Verb.ADMIT_CAUSE, _("Ghi nhận nguyên nhân khách quan")),
    (Verb.REFUSE_CAUSE, _("Không ghi nhận nguyên nhân khách quan")),
    (Verb.REMIND, _("Đôn đốc")),
    (Verb.ESCALATE, _("Báo cấp trên")),
    (Verb.NOTE, _("Trao đổi")),
]
VIAS = [
    (Via.WEB, _("trên mạng")),
    (Via.PAPER, _("phiếu giấy")),
    (Via.EXCEL, _("mẫu Excel")),
    (Via.WORD, _("mẫu Word")),
    (Via.MAIL, _("thư điện tử")),
    (Via.CLOCK, _("tự động")),
]
ASK_STATES = [
    (AskState.ASKED, _("Chờ quyết định")),
    (AskState.GRANTED, _("Đồng ý")),
    (AskState.REFUSED, _("Không đồng ý")),
]


def days_said(days: int) -> str:
    """How far a date is from today, in words; before today it is past."""
    if days == 0:
        return gettext("hạn hôm nay")
    if days < 0:
        return ngettext("quá %(days)s ngày", "quá %(days)s ngày", -days) % {"days": -days}
    return ngettext("còn %(days)s ngày", "còn %(days)s ngày", days) % {"days": days}


def reference_by(number: str, symbol: str) -> str:
    """“12-KL/ĐU” (Party) or “12/TB-UBND” (State); the symbol alone while there is no number."""
    joint = "/" if "-" in symbol and "/" not in symbol else "-"
    return f"{number}{joint}{symbol}" if number and symbol else number or symbol
