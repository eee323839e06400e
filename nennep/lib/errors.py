"""Errors that carry one clear sentence for the person who meets them."""


class NenNepError(Exception):
    """Base of every error whose text may be shown as it is, in Vietnamese."""


class RuleBroken(NenNepError):
    """The act is not possible in the present state; shown on the page, nothing is lost."""


class NotAllowed(NenNepError):
    """The person has no right to this act."""


class BadFile(NenNepError):
    """A file that cannot be taken in.

    `code` is a short English slug for machines ("encrypted", "bomb", "damaged" …); the text is the sentence for people.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
