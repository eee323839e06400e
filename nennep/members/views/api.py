"""Members for programs: by a key in the header alone; no session, no cookie, no other site's script."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from nennep.accounts.limits import is_read_too_often
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.members.actions.answering import give_page, unit_told
from nennep.members.actions.keys import hash_of, key_behind
from nennep.members.models import ApiKey, Handover
from nennep.organisation.conditions import at_or_below

SCHEME = "Bearer "
LONGEST_HEADER = 200  # characters
USUAL, MOST = 100, 500  # members of a page
View = Callable[..., JsonResponse]


def with_key(view: View) -> View:
    """A key that is none is tried as seldom as another; a register that is off gives nothing."""

    @wraps(view)
    def guarded(request: HttpRequest, **named: str) -> JsonResponse:
        said = request.headers.get("Authorization", "")[:LONGEST_HEADER]
        token = said.removeprefix(SCHEME).strip() if said.startswith(SCHEME) else ""
        if is_read_too_often(request, f"api:{hash_of(token)}", settings.API_READINGS):
            return refusal(429, _("Hỏi quá nhiều lần. Hãy chờ một giờ."), {"Retry-After": "3600"})
        try:
            return view(request, key_behind(token), **named)
        except NotAllowed:
            return refusal(401, _("Khóa không đúng, đã hết hạn hoặc đã thu lại."), {"WWW-Authenticate": "Bearer"})
        except RuleBroken as error:
            return refusal(403, str(error))

    return guarded


def refusal(status: int, words: str, headers: dict[str, str] | None = None) -> JsonResponse:
    return told({"error": words}, status, headers)


def told(content: dict[str, Any], status: int = 200, headers: dict[str, str] | None = None) -> JsonResponse:
    return JsonResponse(content, status=status, headers=headers, json_dumps_params={"ensure_ascii": False})


@require_GET
@with_key
def members(request: HttpRequest, key: ApiKey) -> JsonResponse:
    """GET, and yet it writes: members that leave are on record before they leave."""
    asked = request.GET.get("limit", "")
    size = min(MOST, max(1, int(asked))) if asked.isdecimal() and len(asked) < 6 else USUAL
    page = give_page(key, request.GET.get("after", "")[:12], size)
    following = f"{reverse('members:api_members')}?{urlencode({'after': page.after, 'limit': size})}"
    return told(
        {
            "handover": page.handover.public_id,
            "unit": unit_told(key.unit),
            "members": page.members,
            "next": following if page.after else None,
        }
    )


@require_GET
@with_key
def handover(_request: HttpRequest, key: ApiKey, public_id: str) -> JsonResponse:
    """The record of a hand-over of the key's unit or below: by it a receiver checks the file that came."""
    inside = Handover.objects.visible_to(key.owner).filter(at_or_below(key.unit.path, "unit__"))
    found = inside.filter(public_id=public_id).select_related("unit").first()
    if found is None:
        return refusal(404, _("Không có lần bàn giao này."))
    return told(
        {
            "id": found.public_id,
            "kind": found.kind,
            "unit": unit_told(found.unit),
            "to": found.to,
            "asked_at": found.asked_at.isoformat(),
            "made_at": found.made_at.isoformat() if found.made_at else None,
            "rows": found.rows,
            "figures": found.figures,
            "layout": found.layout,
            "size": found.size,
            "sha256": found.sha256,
        }
    )
