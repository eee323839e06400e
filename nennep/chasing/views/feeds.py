"""Calendar feeds: the own page, and the address that programs fetch."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nennep.accounts.limits import is_read_too_often
from nennep.chasing.actions.feeds import hash_of, make_feed, revoke_feed
from nennep.chasing.calendars import calendar_of
from nennep.chasing.models import Feed
from nennep.chasing.queries.feeds import cases_of, feed_of, rows_of, units_to_follow
from nennep.organisation.models import Unit
from nennep.organisation.rules import Act
from nennep.web.request import Request


@require_http_methods(["GET", "HEAD", "POST"])
def feeds(request: Request) -> HttpResponse:
    """A new address is shown once, on the answer to the form that made it."""
    made, shown = None, {}
    if request.method == "POST":
        unit = None
        if wanted := request.POST.get("unit", ""):
            unit = get_object_or_404(Unit.objects.visible_to(request.user, Act.SEE_OWN), public_id=wanted)
        made, token = make_feed(unit, by=request.user)
        shown = {"days": address("chasing:days", token), "tasks": address("chasing:tasks", token)}
    living = Feed.objects.visible_to(request.user).living().select_related("unit", "owner")
    context = {"feeds": living, "made": made, "addresses": shown, "units": units_to_follow(request.user)}
    return render(request, "chasing/feeds.html", context)


def address(name: str, token: str) -> str:
    return settings.ENVIRONMENT.url + reverse(name, args=[token])


@require_POST
def revoke(request: Request, public_id: str) -> HttpResponse:
    revoke_feed(get_object_or_404(Feed.objects.visible_to(request.user), public_id=public_id), by=request.user)
    messages.success(request, _("Đã bỏ lịch. Phần mềm lịch không lấy được nữa."))
    return redirect("chasing:feeds")


@require_safe
def days(request: HttpRequest, token: str) -> HttpResponse:
    return calendar(request, token, as_tasks=False)


@require_safe
def tasks(request: HttpRequest, token: str) -> HttpResponse:
    return calendar(request, token, as_tasks=True)


def calendar(request: HttpRequest, token: str, *, as_tasks: bool) -> HttpResponse:
    """Who has the address reads, without signing in; an address that is none is tried as often as another."""
    if is_read_too_often(request, hash_of(token), settings.FEED_READINGS):
        return HttpResponse(status=429, headers={"Retry-After": "3600"})
    feed = feed_of(token)
    if feed is None:
        raise Http404
    with override(feed.owner.language):
        content = calendar_of(feed, rows_of(feed), cases_of(feed), as_tasks=as_tasks)
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")
