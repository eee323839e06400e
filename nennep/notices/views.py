from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nennep.lib.errors import RuleBroken
from nennep.notices.actions import mail_is_set, mark_read, retry_letter
from nennep.notices.actions.preferences import choose_ways
from nennep.notices.actions.pushing import Offered, subscribe, unsubscribe
from nennep.notices.forms import OfferForm, PreferencesForm
from nennep.notices.keys import public_push_key
from nennep.notices.models import Letter, Notice, Subscription
from nennep.notices.queries import LETTER_HEADINGS, NEWS_HEADINGS, bounced, letter_rows, news_rows, ways_of
from nennep.notices.rules import GATHERED_AT, Topic
from nennep.web.forms import carried_out
from nennep.web.pages import page_of
from nennep.web.rights import must_hold
from nennep.web.sheets import sheet_response

if TYPE_CHECKING:
    from nennep.web.request import Request

MOST_IN_SHEET = 10_000


@require_safe
def notices(request: "Request") -> HttpResponse:
    own = Notice.objects.visible_to(request.user)
    return render(request, "notices/notices.html", {"page": page_of(request, own), "unread": own.unread().count()})


@require_safe
def notices_sheet(request: "Request") -> HttpResponseBase:
    own = Notice.objects.visible_to(request.user)[:MOST_IN_SHEET]
    return sheet_response(_("Tin báo"), NEWS_HEADINGS, news_rows(own))


@require_safe
def notice(request: "Request", public_id: str) -> HttpResponse:
    """One notice with all that it gathers."""
    own = get_object_or_404(Notice.objects.filter(to=request.user), public_id=public_id)
    return render(request, "notices/notice.html", {"notice": own})


@require_POST
def read(request: "Request") -> HttpResponse:
    """The notices named, or all."""
    own = Notice.objects.visible_to(request.user).unread()
    if wanted := request.POST.getlist("notice"):
        own = own.filter(public_id__in=wanted)
    mark_read(own, by=request.user)
    return redirect("notices:notices")


@require_safe
def letters(request: "Request") -> HttpResponse:
    """Who could not be reached by mail; never what the letter says."""
    must_hold(request.user, "keep_system")
    troubled = Letter.objects.troubled().select_related("to")
    shown = {"page": page_of(request, troubled), "waiting": Letter.objects.due().count(), "mail_is_set": mail_is_set()}
    return render(request, "notices/letters.html", shown)


@require_safe
def letters_sheet(request: "Request") -> HttpResponseBase:
    must_hold(request.user, "keep_system")
    troubled = Letter.objects.troubled().select_related("to")[:MOST_IN_SHEET]
    return sheet_response(_("Thư chưa tới"), LETTER_HEADINGS, letter_rows(troubled))


@require_POST
def retry(request: "Request", public_id: str) -> HttpResponse:
    must_hold(request.user, "keep_system")
    retry_letter(get_object_or_404(Letter, public_id=public_id), by=request.user)
    messages.success(request, _("Thư sẽ được gửi lại trong ít phút."))
    return redirect("notices:letters")


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: "Request") -> HttpResponse:
    user = request.user
    ways = ways_of([user])
    form = PreferencesForm(request.POST or None, {topic: ways[user.pk, topic] for topic in Topic})
    if carried_out(form, lambda: choose_ways(form.ways, by=user)):
        messages.success(request, _("Đã ghi."))
        return redirect("notices:preferences")
    context = {
        "form": form,
        "gathered_at": f"{GATHERED_AT:%H:%M}",
        "bounce": bounced([user.email]).get(user.email.lower()),
        "mail_is_set": mail_is_set(),
        "push_key": public_push_key(),
        "subscriptions": Subscription.objects.visible_to(user),
    }
    return render(request, "notices/preferences.html", context)


@require_POST
def push_on(request: "Request") -> HttpResponse:
    form = OfferForm(request.POST)
    if not form.is_valid():
        raise RuleBroken(_("Trình duyệt chưa đưa đủ khóa. Hãy bật lại."))
    subscribe(Offered(**form.cleaned_data, browser=browser_of(request)), by=request.user)
    messages.success(request, _("Đã bật tin đẩy ở trình duyệt này."))
    return redirect("notices:preferences")


@require_POST
def push_off(request: "Request", public_id: str) -> HttpResponse:
    unsubscribe(get_object_or_404(Subscription.objects.visible_to(request.user), public_id=public_id), by=request.user)
    messages.success(request, _("Đã tắt tin đẩy."))
    return redirect("notices:preferences")


def browser_of(request: "Request") -> str:
    """By which its owner knows it: “Firefox, Windows”."""
    named = request.headers.get("User-Agent", "")
    browser = next((name for name in ("Edg", "Firefox", "Chrome", "Safari") if name in named), "")
    system = next((name for name in ("Windows", "Android", "iPhone", "Mac", "Linux") if name in named), "")
    return ", ".join(part for part in (browser.replace("Edg", "Edge"), system) if part)
