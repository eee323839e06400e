"""The request as a signed-in view sees it."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from nennep.accounts.models import User


class Request(HttpRequest):
    user: "User"
