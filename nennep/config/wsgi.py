"""The WSGI application that granian serves."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

from nennep.config.settling import settle
from nennep.config.supervisor import SERVED, end_at_once, leave_when_orphaned

if os.environ.get(SERVED):
    end_at_once()
    leave_when_orphaned()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nennep.config.settings")
answer = get_wsgi_application()
settle()


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """Granian names itself in every answer that bears no name; which server stands here is nobody's business."""
    return answer(environ, lambda status, headers, *rest: start(status, [*headers, ("Server", "nennep")], *rest))
