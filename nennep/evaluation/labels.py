"""The office's words for the figures of evaluation."""

from django.utils.translation import gettext_lazy as _

from nennep.evaluation.rules import Mark, Rate

MARKS = [
    (Mark.ALL, _("Nhiệm vụ")),
    (Mark.ON_TIME, _("Đúng hạn")),
    (Mark.LATE, _("Chậm")),
    (Mark.NOT_DONE, _("Chưa hoàn thành")),
    (Mark.EXCUSED, _("Khách quan")),
    (Mark.RUNNING, _("Còn hạn")),
    (Mark.EXCEEDED, _("Vượt mức")),
    (Mark.ENTERED_LATE, _("Nhập chậm")),
]
RATES = [
    (Rate.ON_TIME, _("Đúng hạn trên phải xong")),
    (Rate.NOT_ON_TIME, _("Không đúng hạn trên phải xong")),
    (Rate.EXCEEDED, _("Vượt mức trên nhiệm vụ")),
]
