"""A browser in which the person has signed in before: its tries are counted apart, so that nobody is locked out."""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from nennep.lib.ids import public_id

NAME = "__Host-device" if settings.ENVIRONMENT.https else "nennep_device"
SALT = "nennep.accounts.device"
LASTS = 180 * 24 * 3600  # seconds


def known_device(request: HttpRequest, username: str) -> str:
    """The device's own number when this browser once signed in as `username`, else nothing."""
    try:
        owner, number = signing.loads(request.COOKIES.get(NAME, ""), salt=SALT, max_age=LASTS)
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return str(number) if owner == username else ""


def remember_device(request: HttpRequest, response: HttpResponse, username: str) -> None:
    if known_device(request, username):
        return
    value = signing.dumps([username, public_id()], salt=SALT)
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(NAME, value, max_age=LASTS, secure=secure, httponly=True, samesite="Lax", path="/")
