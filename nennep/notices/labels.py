"""The office's words for what news is about."""

from django.utils.translation import gettext_lazy as _

from nennep.notices.rules import Topic

TOPICS = [
    (Topic.WORK, _("Việc mới, việc thay đổi")),
    (Topic.DATES, _("Nhắc hạn, đôn đốc")),
    (Topic.JUDGED, _("Kết quả xem xét")),
    (Topic.UNITS, _("Đơn vị báo cáo, xin ý kiến")),
    (Topic.SYSTEM, _("Hệ thống")),
]
