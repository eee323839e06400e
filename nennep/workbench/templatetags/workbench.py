"""Words and shapes of the workbench's tables."""

from collections.abc import Sequence

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from nennep.web.templatetags.web import st
from nennep.workbench.labels import RULES, SEVERITIES, SEVERITY_SHAPES
from nennep.workbench.queries.people import day_of
from nennep.workbench.retold import reason, retold
from nennep.workbench.rules import NO_CELL, NO_UNIT

register = template.Library()
SAID_SHAPES = {"same": "done", "different": "no", "later": "wait"}
register.filter("day", day_of)
register.filter("retold", retold)


@register.filter
def rule_word(rule: str) -> str:
    return str(RULES.get(rule, rule))


@register.filter
def cell_word(name: str) -> str:
    """Of a cell or a unit."""
    return gettext(name) if name in (NO_CELL, NO_UNIT) else name


@register.filter
def severity_word(severity: str) -> str:
    return str(SEVERITIES.get(severity, severity))


@register.simple_tag
def severity(name: str) -> SafeString:
    return st(SEVERITY_SHAPES[name], str(SEVERITIES[name]))


@register.simple_tag
def said(name: str, word: str) -> SafeString:
    return st(SAID_SHAPES[name], word)


@register.filter
def retold_reasons(reasons: Sequence[str]) -> str:
    return "; ".join(map(reason, reasons))
