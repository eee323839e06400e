"""The ways between the pages of the register, only those that the person may go; days as far as they are known."""

from typing import Any

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.translation import gettext as _

from nennep.lib.dates import format_known
from nennep.organisation.rules import Act
from nennep.organisation.ways import ways_open

register = template.Library()
register.filter("known", format_known)


@register.inclusion_tag("members/parts/ways.html", takes_context=True)
def member_ways(context: Context) -> dict[str, Any]:
    found = [(word, reverse(f"members:{name}"), acts) for word, name, acts in places()]
    return {"ways": ways_open(context["request"], found)}


def places() -> list[tuple[str, str, frozenset[Act]]]:
    see, keep = frozenset({Act.SEE_MEMBERS}), frozenset({Act.KEEP_MEMBERS})
    return [
        (_("Danh sách"), "members", see),
        (_("Chi bộ báo"), "suggestions", see),
        (_("Nhập danh sách"), "imports", keep),
        (_("Nghi trùng"), "twins", keep),
        (_("Chất lượng"), "quality", see),
        (_("Đợt làm sạch"), "campaigns", see),
        (_("Thống kê"), "statistics", see),
        (_("Bàn giao"), "handovers", keep),
        (_("Căn cứ lập sổ"), "basis", see),
    ]
