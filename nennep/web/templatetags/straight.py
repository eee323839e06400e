"""Django's own tags for words and addresses, only straight in the plain cases: they stand in each row of each list."""

import re
from typing import Any

from django import template
from django.template.base import Node, Parser, Token, TokenType, render_value_in_context
from django.template.context import Context
from django.template.defaulttags import url
from django.templatetags.i18n import BlockTranslateNode, do_block_translate, do_translate
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

register = template.Library()
LANGUAGE = "nennep.language"
PUBLIC_ID, STAND_IN = re.compile(r"[0-9A-Za-z]{12}"), "a" * 12


def language_of(context: Context) -> str | None:
    """Asked for once in each template."""
    here = context.render_context.dicts[-1]
    found: str | None = here[LANGUAGE] if LANGUAGE in here else here.setdefault(LANGUAGE, get_language())
    return found


@register.tag("trans")
def words(parser: Parser, token: Token) -> Node:
    literal = re.fullmatch(r"""trans (["'])(.*)\1""", token.contents)
    return Words(literal[2]) if literal and literal[1] not in literal[2] else do_translate(parser, token)


class Words(Node):
    """A translation is looked up once for each language."""

    def __init__(self, said: str) -> None:
        self.said = said.replace("%", "%%")  # as Django writes them in its files of messages
        self.known: dict[str | None, str] = {}

    def render(self, context: Context) -> str:
        language = language_of(context)
        if language not in self.known:
            self.known[language] = _(self.said).replace("%%", "%")
        return self.known[language]


@register.tag("blocktrans")
def sentence(parser: Parser, token: Token) -> Node:
    usual = do_block_translate(parser, token)
    plain = not (usual.message_context or usual.asvar or usual.trimmed)
    return Sentence(usual) if plain else usual


class Sentence(Node):
    """Words with values in them, put together once; what a translator left malformed is left to Django."""

    def __init__(self, usual: BlockTranslateNode) -> None:
        self.usual = usual
        self.one, self.many = message_of(usual.singular), message_of(usual.plural or [])
        tokens = [*usual.singular, *(usual.plural or [])]
        self.names = {token.contents for token in tokens if token.token_type == TokenType.VAR}
        self.known: dict[str | None, str] = {}

    def render(self, context: Context) -> str:
        given = {name: value.resolve(context) for name, value in self.usual.extra_context.items()}
        if self.usual.counter is None:
            said = self.said(language_of(context))
        else:
            count = given[str(self.usual.countervar)] = self.usual.counter.resolve(context)
            if not isinstance(count, int):
                return str(self.usual.render(context))
            said = ngettext(self.one, self.many, count)
        try:
            return said % {name: self.value(name, given, context) for name in self.names}
        except (KeyError, ValueError):
            return str(self.usual.render(context))

    def said(self, language: str | None) -> str:
        if language not in self.known:
            self.known[language] = _(self.one)
        return self.known[language]

    def value(self, name: str, given: dict[str, Any], context: Context) -> str:
        value = given[name] if name in given else context[name]
        return value if type(value) is SafeString else str(render_value_in_context(value, context))


def message_of(tokens: list[Token]) -> str:
    """As Django writes it in its files of messages."""
    return "".join(
        f"%({token.contents})s" if token.token_type == TokenType.VAR else token.contents.replace("%", "%%")
        for token in tokens
    )


@register.tag("url")
def address(parser: Parser, token: Token) -> Node:
    """Straight where an address is named by nothing or by one public id."""
    usual = url(parser, token)
    name = usual.view_name.var
    plain = isinstance(name, SafeString) and len(usual.args) < 2 and not usual.kwargs and not usual.asvar
    return Address(str(name), usual) if plain else usual


class Address(Node):
    """All that an address says but the public id stands fast once it was asked for."""

    def __init__(self, name: str, usual: Any) -> None:
        self.name, self.usual, self.around = name, usual, ("", "")
        self.args = usual.args

    def render(self, context: Context) -> str:
        values = [arg.resolve(context) for arg in self.args]
        if not all(isinstance(value, str) and PUBLIC_ID.fullmatch(value) for value in values):
            return str(self.usual.render(context))
        if not any(self.around):
            before, _id, after = reverse(self.name, args=[STAND_IN for _ in values]).partition(STAND_IN)
            self.around = (before, after)
        return values[0].join(self.around) if values else self.around[0]
