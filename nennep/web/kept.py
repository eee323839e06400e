"""What a form carried when its session was gone: shown again, so that nothing typed is lost without a word."""

import re

from django.http import HttpRequest

CODED = re.compile(r"[A-Za-z0-9_.:=+/-]*", re.ASCII)  # a token, a version, a choice: nothing a person wrote
SECRET = re.compile(r"pass|again|code|login|credential")
MOST = 20_000  # characters of one field


def typed_in(request: HttpRequest) -> list[str]:
    """The texts that a person wrote into the form, without anything secret."""
    if request.method != "POST":
        return []
    fields = [value for name, values in request.POST.lists() if not SECRET.search(name) for value in values]
    return [str(value)[:MOST] for value in fields if value.strip() and not CODED.fullmatch(str(value).strip())]
