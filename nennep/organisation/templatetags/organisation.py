"""The ways between the pages of the organisation; only those that the person may go."""

from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from nennep.organisation.rules import Act
from nennep.organisation.ways import ways_open

register = template.Library()


@register.inclusion_tag("organisation/parts/ways.html", takes_context=True)
def ways(context: Context) -> dict[str, Any]:
    found = [(word, reverse(f"organisation:{name}"), acts) for word, name, acts in places()]
    shown = ways_open(context["request"], found)
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
