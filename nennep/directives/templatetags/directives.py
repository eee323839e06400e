"""What the engine says of a document, in the reader's language."""

from django import template

from nennep.directives.retold import retold
from nennep.lib.periods import read_period

register = template.Library()
register.filter("retold", retold)


@register.filter
def period(key: str) -> str:
    """The name of a period by its key; what is none is shown as it stands."""
    try:
        return read_period(key).said
    except ValueError:
        return key
