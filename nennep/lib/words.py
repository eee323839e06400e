"""Sentences of the floor below Django: Vietnamese by themselves; the web lends its translator when it starts."""

from collections.abc import Callable

_lent: list[Callable[[str], str]] = []


def lend(translator: Callable[[str], str]) -> None:
    _lent[:] = [translator]


def say(sentence: str, **values: object) -> str:
    """The sentence in the language of whoever reads now, with its values put in."""
    said = _lent[0](sentence) if _lent else sentence
    return said.format(**values) if values else said
