"""The language of pages for those who have not signed in: chosen on the page and kept by the browser."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

NAME = "__Host-language" if settings.ENVIRONMENT.https else "nennep_language"
LASTS = 365 * 24 * 3600  # seconds


def chosen_language(request: HttpRequest) -> str:
    """Vietnamese unless somebody chose another in this browser; what the browser itself wishes is not asked."""
    wanted = request.COOKIES.get(NAME, "")
    return wanted if wanted in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def keep_language(response: HttpResponse, language: str) -> None:
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(NAME, language, max_age=LASTS, secure=secure, httponly=True, samesite="Lax", path="/")
