"""How the pages name what was added to a letter, why it was opened, and the print of a key."""

from django import template
from django.utils.translation import gettext as _

from nennep.vault.models import HolderKey
from nennep.vault.queries.letters import print_told, why_words
from nennep.vault.rules import BlockKind

register = template.Library()


@register.simple_tag
def added(kind: str) -> str:
    words = {
        BlockKind.NOTE: _("Ghi chú"),
        BlockKind.MESSAGE: _("Thư của người gửi đơn"),
        BlockKind.ANSWER: _("Trả lời người gửi đơn"),
    }
    return words[BlockKind(kind)]


@register.filter
def why(reason: str) -> str:
    return why_words(reason)


@register.filter(name="print")
def print_(key: HolderKey) -> str:
    return print_told(key)
