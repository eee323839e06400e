"""The ways between the pages of the organisation; only those that the person may go."""

from dataclasses import dataclass
from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from nennep.organisation.models import Grant
from nennep.organisation.rules import RIGHTS, Act, Role

register = template.Library()


@dataclass(frozen=True)
class Way:
    word: str
    url: str
    here: bool


@register.inclusion_tag("organisation/parts/ways.html", takes_context=True)
def ways(context: Context) -> dict[str, Any]:
    request = context["request"]
    held = frozenset[Act]().union(*(RIGHTS[Role(each.role)] for each in Grant.objects.held_by(request.user)))
    shown = [
        Way(word, reverse(f"organisation:{name}"), request.path.startswith(reverse(f"organisation:{name}")))
        for word, name, acts in places()
        if held & acts
    ]
    return {"ways": shown if len(shown) > 1 else []}


def places() -> list[tuple[str, str, frozenset[Act]]]:
    keep, users = frozenset({Act.KEEP_TREE}), frozenset({Act.KEEP_USERS})
    return [
        (pgettext("danh sách", "Đơn vị"), "units", keep | users | {Act.SEE_OWN}),
        (pgettext("danh sách", "Khối"), "groups", keep),
        (_("Lời đã học"), "phrases", keep),
        (pgettext("danh sách", "Chức vụ"), "posts", keep | users),
        (pgettext("danh sách", "Lĩnh vực"), "portfolios", keep),
        (_("Quyền"), "grants", users),
        (_("Nhập từ Excel"), "imports", keep | users),
        (_("Cơ quan"), "office", keep | {Act.KEEP_SYSTEM}),
    ]
