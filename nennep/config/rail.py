"""The left rail: at most eight entries, only what the person may see."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from nennep.organisation.models import Grant
from nennep.organisation.rules import RIGHTS, Act, Role
from nennep.vault.queries.doors import open_door_now

if TYPE_CHECKING:
    from nennep.accounts.models import User

HOME = "desk:desk"
MOST = 8  # entries
ORGANISATION = ("/groups/", "/phrases/", "/posts/", "/portfolios/", "/grants/", "/imports/", "/office/")


@dataclass(frozen=True)
class Place:
    word: str
    name: str  # of the address
    acts: frozenset[Act] = frozenset()  # one of them is needed; empty: everybody
    also: tuple[str, ...] = ()  # other addresses that belong to it


@dataclass(frozen=True)
class Entry:
    word: str
    url: str
    here: bool
    inside: "tuple[Entry, ...]" = ()  # shown while one is there


def places() -> tuple[Place, ...]:
    own = frozenset({Act.READ_DIRECTIVE, Act.READ_TASK, Act.SEE_OWN})
    return (
        Place(_("Việc của tôi"), HOME),
        Place(_("Toàn cảnh"), "desk:overview", frozenset({Act.READ_TASK})),
        Place(_("Văn bản chỉ đạo"), "directives:directives", own),
        Place(_("Nhiệm vụ"), "directives:tasks", own, ("/answers/", "/keying/", "/returned/", "/proposals/")),
        Place(_("Đôn đốc"), "chasing:silent", frozenset({Act.READ_TASK}), ("/weekly/", "/follow-rules/")),
        Place(_("Báo cáo"), "reports:reports", own),
        Place(_("Hồ sơ"), "procedures:cases", own | {Act.OPEN_CASES}, ("/procedures/", "/letters/")),
        Place(_("Tổ chức"), "organisation:units", frozenset({Act.KEEP_TREE, Act.KEEP_USERS}), ORGANISATION),
    )


def persons() -> tuple[Place, ...]:
    """Members: the register, lists on files alone, new ones on their way."""
    return (
        Place(_("Sổ đảng viên"), "members:members", frozenset({Act.SEE_MEMBERS})),
        Place(_("Đối chiếu danh sách"), "workbench:lists", frozenset({Act.KEEP_MEMBERS})),
        Place(_("Phát triển đảng viên"), "candidates:board", frozenset({Act.SEE_GROWTH}), ("/candidates/",)),
    )


def keeping() -> tuple[Place, ...]:
    """What is kept for everybody; with two of these or more they stand together under one entry."""
    return (
        Place(_("Người dùng"), "accounts:users", frozenset({Act.KEEP_USERS})),
        Place(_("Lịch làm việc"), "facts:calendar", frozenset({Act.KEEP_CALENDAR, Act.KEEP_SYSTEM})),
        Place(_("Thời hạn và căn cứ"), "facts:facts", frozenset({Act.KEEP_FACTS})),
        Place(_("Hệ thống"), "accounts:system", frozenset({Act.KEEP_SYSTEM})),
        Place(_("Nhật ký"), "journal:journal", frozenset({Act.READ_JOURNAL})),
    )


def rail(request: HttpRequest) -> dict[str, object]:
    user = getattr(request, "user", None)  # none when a request is refused before anybody is known
    if user is None or not user.is_authenticated:
        return {}
    return {"rail": SimpleLazyObject(lambda: build_rail(request))}


def public_page(request: HttpRequest) -> dict[str, object]:  # noqa: ARG001 -- a context processor
    """Whether letters come in without an account; asked by the sign-in page alone."""
    return {"takes_letters": SimpleLazyObject(lambda: open_door_now() is not None)}


def build_rail(request: HttpRequest) -> dict[str, object]:
    user: User = request.user  # type: ignore[assignment]
    acts = frozenset[Act]().union(*(RIGHTS[Role(held.role)] for held in Grant.objects.held_by(user)))
    return {"entries": entries_for(request.path, acts), "post": user.post}


def entries_for(path: str, acts: frozenset[Act]) -> list[Entry]:
    """Who holds many roles finds the organisation among what is kept for everybody."""
    first, last = [*entries(places(), path, acts)], [*entries(keeping(), path, acts)]
    members = [*entries(persons(), path, acts)]
    if len(first) + bool(members) + bool(last) > MOST and first[-1].url == reverse("organisation:units"):
        *first, organisation = first
        last = [organisation, *last]
    word = _("Đảng viên")
    if len(first) + bool(members) + bool(last) > MOST:
        *first, cases = first
        word, members = _("Hồ sơ, đảng viên"), [cases, *members]
    return [*first, *together(word, members), *together(_("Quản trị"), last)]


def together(word: str, inside: list[Entry]) -> list[Entry]:
    """Under one entry, opened while one is there; a single one stands by itself."""
    if len(inside) < 2:
        return inside
    here = any(entry.here for entry in inside)
    return [Entry(word, inside[0].url, here, inside=tuple(inside) if here else ())]


def entries(places: tuple[Place, ...], path: str, acts: frozenset[Act]) -> Iterator[Entry]:
    for place in places:
        if place.acts and not place.acts & acts:
            continue
        url = reverse(place.name)
        inside = (*place.also, url) if place.name != HOME else ()
        yield Entry(place.word, url, path == url or path.startswith(inside))
