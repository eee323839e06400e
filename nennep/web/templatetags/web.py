"""Template tags of every page: states as shape and word, bars, the day ruler, the pager."""

import re
from decimal import Decimal
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.template.context import Context
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nennep.lib.text import sentence_case
from nennep.web.pages import query_without_page

register = template.Library()


@register.simple_tag
def st(shape: str, word: str, extra: str = "") -> SafeString:
    """A state: a shape and a word, e.g. {% st "late" "Quá hạn" %}."""
    return format_html('<span class="st {}{}">{}</span>', shape, f" {extra}" if extra else "", word)


@register.simple_tag
def bar(part: int, whole: int, colour: str = "ink", height: int = 10) -> SafeString:
    """A filled bar; the figure itself must stand beside it in words."""
    share = 0 if not whole else max(0, min(100, round(100 * part / whole, 1)))
    return format_html(
        '<svg class="bar" height="{}" role="img" aria-label="{}"><rect class="ground" width="100%" height="10"/>'
        '<rect class="{}" width="{}%" height="10"/></svg>',
        height,
        _("%(part)s trên %(whole)s") % {"part": part, "whole": whole},
        colour,
        share,
    )


@register.inclusion_tag("web/parts/pager.html", takes_context=True)
def pager(context: Context, page: Page, noun: str) -> dict[str, Any]:  # type: ignore[type-arg]
    """Page numbers below a list and “21–40 trên 57 văn bản”."""
    return {
        "page": page,
        "noun": noun,
        "query": query_without_page(context["request"]),
        "numbers": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "gap": page.paginator.ELLIPSIS,
    }


@register.inclusion_tag("web/parts/field.html")
def field(bound: Any, rows: int | None = None, note: str | None = None) -> dict[str, Any]:
    """One form field: label, hint, error beside it, input. A note replaces “optional”."""
    if rows:
        bound.field.widget.attrs["rows"] = rows
    described = [f"{bound.auto_id}-h"] if bound.help_text else []
    if bound.errors:
        described.insert(0, f"{bound.auto_id}-e")
        bound.field.widget.attrs["aria-invalid"] = "true"
    if described:
        bound.field.widget.attrs["aria-describedby"] = " ".join(described)
    return {"bound": bound, "note": note}


@register.simple_tag
def other_languages() -> list[tuple[str, str]]:
    """Each by its own name, for those who read no other."""
    return [(code, name) for code, name in settings.LANGUAGES if code != get_language()]


@register.filter
def sentence(text: str) -> str:
    """A heading in capitals as a sentence."""
    return sentence_case(text or "")


@register.filter
def short(text: object, length: int) -> str:
    """At most so many characters, the last an ellipsis; what is kept here is composed (NFC), a letter is one."""
    words = str(text)
    return words if len(words) <= length else f"{words[: length - 1]}…"


@register.filter
def figure(number: Decimal) -> str:
    """A number as the reader's language writes it, without idle noughts: 2.500.000 or 97,5."""
    return number_format(number.normalize(), force_grouping=True)


@register.filter
def dialled(phone: str) -> str:
    """A telephone number as a phone takes it; the first, where several are written."""
    first = re.split(r"[,;/]", phone)[0]
    return "".join(c for c in first if c.isdigit() or c == "+")


@register.filter
def get(mapping: dict[Any, Any], key: Any) -> Any:
    return mapping.get(key)
