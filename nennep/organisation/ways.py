"""The ways between the pages of a room; only those that the person may go."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest

from nennep.organisation.models import Grant
from nennep.organisation.rules import RIGHTS, Act, Role


@dataclass(frozen=True)
class Way:
    word: str
    url: str
    here: bool


def ways_open(request: HttpRequest, places: Iterable[tuple[str, str, frozenset[Act]]]) -> list[Way]:
    """`places`: word, address, and the acts of which one is needed; where two addresses fit, one is at the longer."""
    held = frozenset[Act]().union(*(RIGHTS[Role(each.role)] for each in Grant.objects.held_by(request.user)))  # type: ignore[arg-type]
    shown = [(word, url) for word, url, acts in places if held & acts]
    here = max((url for _word, url in shown if request.path.startswith(url)), key=len, default="")
    return [Way(word, url, url == here) for word, url in shown]
