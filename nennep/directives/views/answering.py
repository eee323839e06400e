"""An assignment's own page: what is owed, what was said, and the forms of both sides."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from nennep.directives.models import Assignment
from nennep.web.request import Request


@require_safe
def answer(request: Request, public_id: str) -> HttpResponse:
    found = get_object_or_404(Assignment.objects.visible_to(request.user), public_id=public_id)
    return render(request, "directives/answer.html", {"answer": found})
