from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nennep.notices.actions import mail_is_set, mark_read, retry_letter
from nennep.notices.models import Letter, Notice
from nennep.notices.queries import LETTER_HEADINGS, NEWS_HEADINGS, letter_rows, news_rows
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
