"""How a report's page shows figures and the marks of its outline."""

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nennep.reports.papers import figure_cells
from nennep.reports.queries.blocks import FigureLine

register = template.Library()
CASES = "case "  # how keys of figures begin that count cases
OUTLINE = {
    "heed": _("thiếu nguồn"),
    "back": _("có bản mới để chọn"),
    "done": _("người đã xem"),
    "draft": _("máy soạn"),
}


@register.filter
def outline_word(shape: str) -> "str | Promise":
    return OUTLINE.get(shape, "")


@register.simple_tag
def figure_row(line: FigureLine) -> dict[str, str | bool | None]:
    """The cells of a line, and the task whose answers sum to it where it is one."""
    name, target, now, before, year_before, change = figure_cells(line.figure)
    return {
        "name": name,
        "target": target,
        "now": now,
        "before": before,
        "year_before": year_before,
        "change": change,
        "task": line.task,
        "of_cases": line.figure.key.startswith(CASES),
    }
