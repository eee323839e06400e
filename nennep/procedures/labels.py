"""How states of cases are shown: a shape and a word."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nennep.procedures.rules import Answer, Time

TIMES: "dict[Time, tuple[str, Promise]]" = {
    Time.LATE: ("late", _("Quá hạn")),
    Time.SOON: ("soon", _("Sắp đến hạn")),
    Time.LATER: ("doing", _("Còn hạn")),
    Time.NONE: ("open", _("Không tính hạn")),
}
ANSWERS: "dict[Answer, Promise]" = {
    Answer.YES: _("Có"),
    Answer.NO: _("Chưa"),
    Answer.EXEMPT: _("Không đặt ra"),
}
