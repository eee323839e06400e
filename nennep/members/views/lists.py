"""Lists of cells: how they went out by mail, and each that came back, looked at and written."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nennep.imports import queries as imports
from nennep.imports.looking import Addresses, looked_at
from nennep.imports.models import Preview
from nennep.jobs.models import Job
from nennep.lib.errors import BadFile, NotAllowed, RuleBroken
from nennep.members.actions.mailing import mail_soon
from nennep.members.actions.posting import leave_posted
from nennep.members.doors import register_view
from nennep.members.forms.campaigns import MailForm
from nennep.members.importing.posted import look_at
from nennep.members.importing.returning import commit_list, drop_list
from nennep.members.models import ListBack
from nennep.members.permissions import must_keep
from nennep.members.queries import campaigns as queries
from nennep.members.queries import mailing, returned
from nennep.members.rules import ToMail
from nennep.members.views.campaigns import campaign_of
from nennep.notices.actions import mail_is_set
from nennep.organisation.permissions import may
from nennep.organisation.rules import Act
from nennep.web.forms import carried_out
from nennep.web.pages import page_of
from nennep.web.request import Request
from nennep.web.sheets import sheet_response


@register_view(Act.KEEP_MEMBERS)
@require_safe
def campaign_lists(request: Request, public_id: str) -> HttpResponse:
    one = campaign_of(request, public_id)
    page = page_of(request, mailing.parts_in_order(one, request.user))
    lines = mailing.lines_of(list(page))
    came = ListBack.objects.visible_to(request.user).filter(part__campaign=one)
    shown = {
        "campaign": one,
        "page": page,
        "lines": [(line, returned.shown([line.back])[0] if line.back else None) for line in lines],
        "waiting": came.waiting().count(),
        "mail_is_set": mail_is_set(),
        "may_mail": not one.closed_at and may(request.user, Act.KEEP_MEMBERS, one.unit),
    }
    return render(request, "members/campaign_lists.html", shown)


@register_view(Act.KEEP_MEMBERS)
@require_safe
def campaign_lists_sheet(request: Request, public_id: str) -> HttpResponseBase:
    one = campaign_of(request, public_id)
    rows = mailing.sheet_rows(mailing.parts_in_order(one, request.user))
    return sheet_response(_("Bảng rà soát qua thư"), mailing.HEADINGS, rows)


@register_view(Act.KEEP_MEMBERS)
@require_http_methods(["GET", "HEAD", "POST"])
def mail_lists(request: Request, public_id: str) -> HttpResponse:
    """What would go to how many, then the job."""
    one = campaign_of(request, public_id)
    must_keep(request.user, one.unit)
    form = MailForm(request.POST or None, initial={"whom": ToMail.UNREACHED})
    made: list[Job] = []
    if carried_out(form, lambda: made.append(mail_soon(one, form.cleaned_data["whom"], by=request.user))):
        return redirect("jobs:job", made[0].public_id)
    lines = mailing.unreached(list(mailing.parts_in_order(one, request.user)))
    none = [line.part.cell for line in lines if all(way.failed for way in line.ways)]
    shown = {"campaign": one, "form": form, "n": len(lines), "without": none, "mail_is_set": mail_is_set()}
    return render(request, "members/mail_lists.html", shown)


def list_of(request: Request, public_id: str) -> ListBack:
    return get_object_or_404(queries.lists_back_of(request.user), public_id=public_id)


def own_preview(request: Request, kept: ListBack) -> Preview:
    """One's own: what stands in a file is nobody else's business until it is written."""
    if kept.preview is None or kept.preview.by_id != request.user.pk:
        raise NotAllowed
    return kept.preview


@register_view()
@require_safe
def list_back(request: Request, public_id: str) -> HttpResponse:
    """The preview of who looked at it; of a letter nobody else sees more than whence it came."""
    kept = list_of(request, public_id)
    if kept.letter and (kept.preview is None or kept.preview.by_id != request.user.pk):
        (shown,) = returned.shown([kept])
        return render(request, "members/list_letter.html", {"kept": kept, "shown": shown})
    names = ("list_back", "list_preview_sheet", "write_list", "leave_list")
    at = Addresses(*(reverse(f"members:{name}", args=[public_id]) for name in names))
    looked = looked_at(request, own_preview(request, kept), at, skipped=False)
    looked |= {"kept": kept, "rows": returned.preview_rows(request.user, looked["page"])}
    return render(request, "members/list_back.html", looked)


@register_view()
@require_safe
def list_preview_sheet(request: Request, public_id: str) -> HttpResponseBase:
    preview = own_preview(request, list_of(request, public_id))
    rows = returned.preview_sheet_rows(request.user, imports.rows_of(preview, request.GET.get("verdict", "")))
    return sheet_response(_("Kết quả xem trước"), imports.HEADINGS, rows)


@register_view()
@require_POST
def look_list(request: Request, public_id: str) -> HttpResponse:
    try:
        look_at(list_of(request, public_id), by=request.user)
    except (RuleBroken, BadFile) as error:
        messages.error(request, str(error))
    return redirect("members:list_back", public_id)


@register_view()
@require_POST
def write_list(request: Request, public_id: str) -> HttpResponse:
    kept = list_of(request, public_id)
    own_preview(request, kept)
    done = commit_list(kept, request.POST.get("digest", ""), by=request.user)
    messages.success(request, _("Đã ghi %(n)s dòng.") % {"n": done.written})
    return redirect("members:list_back", public_id)


@register_view()
@require_POST
def leave_list(request: Request, public_id: str) -> HttpResponse:
    kept = list_of(request, public_id)
    if kept.letter:
        leave_posted(kept, by=request.user)
    else:
        own_preview(request, kept)
        drop_list(kept, by=request.user)
    messages.success(request, _("Đã bỏ tệp này; chưa ghi gì."))
    return redirect("members:campaign_cell", kept.part.public_id)
