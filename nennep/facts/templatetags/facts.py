"""A figure that nobody of the office has confirmed says so wherever it is used."""

from django import template
from django.urls import reverse
from django.utils.html import format_html

from nennep.facts.values import FactValue
from nennep.facts.wording import amount, mark_of

register = template.Library()


@register.simple_tag
def fact_mark(value: FactValue) -> str:
    """{% fact_mark value %}: nothing for a confirmed figure, else shape, word and the way to its page."""
    if value.confirmed:
        return ""
    shape, word = mark_of(value.value, confirmed=False)
    address = reverse("facts:fact", args=[value.public_id])
    return format_html('<a class="st {}" href="{}">{}</a>', shape, address, word)


@register.simple_tag
def fact_amount(value: FactValue) -> str:
    """30 ngày làm việc, or a dash where the office has not said."""
    return amount(value.value, value.unit) or "–"
