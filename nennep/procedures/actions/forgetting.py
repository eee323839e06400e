"""Whoever is erased from the register or the road is no longer named by cases that have ended."""

from django.utils.translation import gettext as _

from nennep.lib.errors import RuleBroken
from nennep.lib.text import fold
from nennep.procedures.models import CaseQuerySet
from nennep.procedures.rules import CaseState

NO_NAME = "Đã xóa tên theo yêu cầu"


def forget_name(cases: CaseQuerySet) -> None:
    """Inside the transaction of the erasing, whose own entry tells who, when and why."""
    if cases.filter(state=CaseState.OPEN).exists():
        raise RuleBroken(_("Người này còn hồ sơ đang giải quyết. Hãy kết thúc hoặc hủy hồ sơ ấy trước."))
    cases.update(subject=NO_NAME, folded=fold(NO_NAME))
