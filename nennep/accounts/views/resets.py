"""The resets that wait, as they leave."""

from typing import TYPE_CHECKING

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nennep.accounts.permissions import may_confirm_resets
from nennep.accounts.queries import RESET_HEADINGS, reset_rows, resets_waiting
from nennep.lib.errors import NotAllowed
from nennep.web.sheets import sheet_response

if TYPE_CHECKING:
    from nennep.web.request import Request


@require_safe
def resets_sheet(request: "Request") -> HttpResponseBase:
    if not may_confirm_resets(request.user):
        raise NotAllowed
    return sheet_response(_("Đề nghị cấp lại"), RESET_HEADINGS, reset_rows(resets_waiting()))
