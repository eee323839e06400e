"""What the engine says of a document, in the reader's language."""

from django import template

from nennep.directives.retold import retold

register = template.Library()
register.filter("retold", retold)
