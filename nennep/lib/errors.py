"""Errors that carry one clear sentence for the person who meets them."""

from nennep.lib.words import say


class NenNepError(Exception):
    """Base of every error whose text may be shown as it is."""


class RuleBroken(NenNepError):
    """The act is not possible in the present state; shown on the page, nothing is lost."""


class NotAllowed(NenNepError):
    """The person has no right to this act."""


class BadFile(NenNepError):
    """A file that cannot be taken in.

    `code` is a short English slug for machines ("encrypted", "bomb", "damaged" …); the text is the sentence for people,
    put together when it is read: who reads it may speak another language than who met it.
    """

    def __init__(self, code: str, sentence: str, **details: object) -> None:
        super().__init__(sentence)
        self.code, self.sentence, self.details = code, sentence, details

    def __str__(self) -> str:
        return say(self.sentence, **{name: _in_words(value) for name, value in self.details.items()})


def _in_words(detail: object) -> object:
    if isinstance(detail, list | tuple):
        return ", ".join(say(str(each)) for each in detail)
    return say(detail) if isinstance(detail, str) and detail else detail
