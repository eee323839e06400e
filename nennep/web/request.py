"""The request as a signed-in view sees it."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails

    from nennep.accounts.models import User


class Request(HttpRequest):
    user: "User"
    htmx: "HtmxDetails"
    request_id: str
