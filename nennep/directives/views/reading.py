"""The list of directives, taking a new one in, and a directive's own page."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from nennep.accounts.models import User
from nennep.directives.actions.importing import AlreadyHere
from nennep.directives.forms import ImportForm
from nennep.directives.intake import take_file, take_text
from nennep.directives.labels import DIRECTIVE_STATES
from nennep.directives.models import Directive
from nennep.directives.queries import lists, pages
from nennep.directives.sheets import directive_rows, directives_rows
from nennep.files.queries import response_of
from nennep.jobs.models import Job
from nennep.jobs.queries import going_on
from nennep.lib.errors import BadFile, RuleBroken
from nennep.organisation.models import Office
from nennep.organisation.permissions import may, must
from nennep.organisation.rules import Act
from nennep.web.pages import FirstPages, KeptPages, page_of
from nennep.web.request import Request
from nennep.web.sheets import sheet_response


def asked(request: HttpRequest) -> lists.DirectiveFilter:
    year = request.GET.get("year", "")
    return lists.DirectiveFilter(
        words=request.GET.get("q", "")[:200],
        state=request.GET.get("state", "")[:10],
        type=request.GET.get("type", "")[:60],
        year=int(year) if year.isdecimal() and len(year) == 4 else None,
    )


@require_safe
def directives(request: Request) -> HttpResponse:
    wanted = asked(request)
    page = page_of(request, lists.directives_for(request.user, wanted), kind=FirstPages if wanted.words else KeptPages)
    reads_drafts = may(request.user, Act.READ_DIRECTIVE)
    if reads_drafts:
        rows: Any = page.object_list
        page.object_list = lists.with_counts(rows)
    context = {
        "page": page,
        "wanted": wanted,
        "states": DIRECTIVE_STATES,
        "types": lists.types_seen(request.user),
        "years": lists.span_of_years(request.user),
        "waiting": lists.waiting_for_review(request.user),
        "may_import": reads_drafts and may(request.user, Act.REVIEW),
        "reads_drafts": reads_drafts,
    }
    return render(request, "directives/directives.html", context)


@require_safe
def directives_sheet(request: Request) -> HttpResponseBase:
    found = lists.directives_for(request.user, asked(request))[:10_000]
    rows = lists.with_counts(found) if may(request.user, Act.READ_DIRECTIVE) else found
    return sheet_response("van-ban-chi-dao", *directives_rows(rows))


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    must(request.user, Act.REVIEW)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return new_page(request, form)
    office = Office.objects.select_related("root").get()
    try:
        if form.cleaned_data["file"]:
            taken = take_file(form.cleaned_data["file"], office.root, by=request.user)
        else:
            taken = take_text(form.cleaned_data["text"], office.root, by=request.user)
    except AlreadyHere as again:
        messages.warning(request, str(again))
        return redirect("directives:directive", again.directive.public_id)
    except (BadFile, RuleBroken) as error:
        form.add_error("file" if form.cleaned_data["file"] else "text", str(error))
        return new_page(request, form, 422)
    if isinstance(taken, Job):
        return redirect("jobs:job", taken.public_id)
    return redirect("directives:review", taken.public_id)


def new_page(request: Request, form: ImportForm, status: int = 200) -> HttpResponse:
    shown = {"form": form, "recent": recent(request.user), "going": going_on(request.user)}
    return render(request, "directives/new.html", shown, status=status)


def recent(user: User) -> list[Directive]:
    return list(lists.directives_for(user, lists.DirectiveFilter(state="review"))[:5])


@require_safe
def directive(request: Request, public_id: str) -> HttpResponse:
    found = get_object_or_404(Directive.objects.visible_to(request.user), public_id=public_id)
    reads_all = Directive.objects.visible_to(request.user, Act.READ_DIRECTIVE).filter(pk=found.pk).exists()
    view = pages.directive_page(found, request.user)
    context = {
        "directive": found,
        "view": view,
        "tally": pages.tally_of(view.states),
        "may_review": may(request.user, Act.REVIEW, found.unit),
        "may_issue": may(request.user, Act.ISSUE, found.unit),
        "reads_all": reads_all,
    }
    return render(request, "directives/directive.html", context)


@require_safe
def original(request: Request, public_id: str) -> HttpResponseBase:
    found = get_object_or_404(Directive.objects.visible_to(request.user), public_id=public_id, source__isnull=False)
    assert found.source
    return response_of(found.source.versions.select_related("blob")[0])


@require_safe
def directive_sheet(request: Request, public_id: str) -> HttpResponseBase:
    found = get_object_or_404(Directive.objects.visible_to(request.user), public_id=public_id)
    return sheet_response(f"viec-{found.reference or public_id}", *directive_rows(found, request.user))
