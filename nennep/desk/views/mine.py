"""My work, and the guide."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nennep.desk.queries.mine import desk_of, founding
from nennep.organisation.permissions import may
from nennep.organisation.rules import Act
from nennep.web.request import Request


@require_safe
def desk(request: Request) -> HttpResponse:
    found = desk_of(request.user)
    context = {
        "desk": found,
        "may_import": may(request.user, Act.REVIEW),
        "may_keep_users": may(request.user, Act.KEEP_USERS),
        "founding": founding(request.user, found),
        "may_read_journal": may(request.user, Act.READ_JOURNAL),
    }
    return render(request, "desk/desk.html", context)


@require_safe
def guide(request: Request) -> HttpResponse:
    return render(request, "desk/guide.html")


@require_safe
def guide_https(request: Request) -> HttpResponse:
    return render(request, "desk/guide_https.html")
