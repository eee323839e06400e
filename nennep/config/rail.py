"""The left rail: at most eight entries, only what the person may see."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from nennep.organisation.models import Grant, Post
from nennep.organisation.rules import RIGHTS, Act, Role

if TYPE_CHECKING:
    from nennep.accounts.models import User


@dataclass(frozen=True)
class Entry:
    word: str
    url: str
    here: bool
    late: int = 0


def rail(request: HttpRequest) -> dict[str, object]:
    if not request.user.is_authenticated:
        return {}
    return {"rail": SimpleLazyObject(lambda: build_rail(request))}


def build_rail(request: HttpRequest) -> dict[str, object]:
    user: User = request.user  # type: ignore[assignment]
    held = Grant.objects.living().filter(user=user).values_list("role", flat=True)
    acts = frozenset[Act]().union(*(RIGHTS[Role(role)] for role in held))
    entries = [
        Entry(
            word,
            reverse(name),
            request.path == reverse(name) or request.path.startswith(f"{reverse(name)}x"[:-1]) and name != "desk:desk",
        )
        for word, name, needed in places()
        if not needed or needed & acts
    ]
    return {"entries": entries, "post": Post.objects.living().filter(holder=user).select_related("unit").first()}


def places() -> list[tuple[str, str, frozenset[Act]]]:
    """Word, address, and the acts of which one is needed."""
    return [
        (_("Việc của tôi"), "desk:desk", frozenset()),
    ]
