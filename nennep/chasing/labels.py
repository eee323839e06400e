"""The office's words for why one is reminded."""

from django.utils.translation import gettext_lazy as _

from nennep.chasing.rules import Why

WHYS = [
    (Why.BEFORE, _("Sắp đến hạn")),
    (Why.TODAY, _("Đến hạn hôm nay")),
    (Why.LATE, _("Quá hạn")),
    (Why.SILENT, _("Chưa phản hồi")),
    (Why.ESCALATED, _("Báo cấp trên")),
]
