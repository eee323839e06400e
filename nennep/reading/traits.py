"""What is said of a task in lines of their own: "Đơn vị chủ trì: …", "Thời gian hoàn thành: …"."""

import re
from dataclasses import dataclass, replace

from nennep.lib.text import one_line
from nennep.reading.lexicon.formulas import ATTRIBUTE, DUE_SENTENCE, SUPERVISOR_SENTENCE
from nennep.reading.naming import names
from nennep.reading.phrases import plain
from nennep.reading.subjects import body_at


@dataclass(frozen=True)
class Traits:
    assignees: tuple[str, ...] = ()
    collaborators: tuple[str, ...] = ()
    supervisor: str | None = None
    due_text: str | None = None
    product: str | None = None

    def joined(self, other: "Traits") -> "Traits":
        return replace(self, **{key: value for key, value in vars(other).items() if value})


def read_traits(text: str) -> Traits | None:
    """The traits that a sentence or line states; none when it is no such line."""
    low = plain(text)
    found: Traits | None = None
    place = 0
    while match := ATTRIBUTE.match(low, place):
        end = _value_end(low, match.end())
        trait = _trait(_name(match), text[match.end() : end])
        if trait is None:
            return found
        found = trait if found is None else found.joined(trait)
        place = end
        while place < len(low) and low[place] in " ;.,":
            place += 1
    if found:
        return found
    if match := SUPERVISOR_SENTENCE.match(low):
        return Traits(supervisor=text[match.start("who") : match.end("who")].strip())
    return Traits(due_text=text) if DUE_SENTENCE.match(low) else None


def _name(match: re.Match[str]) -> str:
    return next(name for name, words in match.groupdict().items() if words and name != "head")


def _value_end(low: str, start: int) -> int:
    """A value goes up to the next attribute behind a semicolon or full stop, or to the end."""
    at = start
    while True:
        stop = min((i for i in (low.find(";", at), low.find(". ", at)) if i >= 0), default=-1)
        if stop < 0:
            return len(low)
        behind = stop + 1
        while behind < len(low) and low[behind] == " ":
            behind += 1
        if ATTRIBUTE.match(low, behind):
            return stop
        at = stop + 1


def _trait(name: str, raw: str) -> Traits | None:
    value = one_line(raw).strip(" ;.,")
    if name == "lead":
        return Traits(assignees=names(value)) if value and body_at(plain(value), 0) else None
    if name == "with":
        return Traits(collaborators=names(value))
    if name == "due":
        return Traits(due_text=value)
    if name == "product":
        return Traits(product=value or None)
    if name == "supervisor":
        return Traits(supervisor=value or None) if body_at(plain(value), 0) else None
    return Traits()
