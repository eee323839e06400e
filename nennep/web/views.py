"""What needs no person: does the server answer, and in which language do its doors speak?"""

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from nennep.web.language import keep_language
from nennep.web.middleware import where_from


@require_safe
def health(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- a view
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    response = redirect(where_from(request))
    if (wanted := request.POST.get("language", "")) in dict(settings.LANGUAGES):
        keep_language(response, wanted)
    return response
