"""The list of cases and its sheet; opening one."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nennep.organisation.rules import Act
from nennep.procedures.actions.opening import open_case
from nennep.procedures.forms import OpenForm
from nennep.procedures.models import Case
from nennep.procedures.papers.drafting import WORD
from nennep.procedures.papers.register import register_document
from nennep.procedures.permissions import may_open
from nennep.procedures.queries import listing
from nennep.procedures.queries.catalogue import by_field, openable
from nennep.procedures.queries.figures import outdated
from nennep.procedures.queries.standing import version_on
from nennep.procedures.queries.starting import Start, start_of
from nennep.procedures.queries.statistics import ACTS
from nennep.vault.queries.letters import comes_here
from nennep.web.downloads import as_download
from nennep.web.form_page import FormPage, show_form
from nennep.web.forms import carried_out
from nennep.web.memory import until_an_act
from nennep.web.pages import KeptPages, page_of
from nennep.web.rights import must_hold
from nennep.web.sheets import sheet_response
from nennep.writing.papers import MOST_ROWS

if TYPE_CHECKING:
    from nennep.web.request import Request


def wanted_of(request: "Request") -> listing.Wanted:
    asked = request.GET
    state = asked.get("state", "")
    return listing.Wanted(
        state=state if state in listing.STATES else "",
        procedure=asked.get("procedure", "")[:40],
        words=asked.get("q", "").strip()[:100],
    )


@require_safe
def cases(request: "Request") -> HttpResponse:
    wanted, today = wanted_of(request), timezone.localdate()
    page = page_of(request, listing.cases(request.user, wanted, today), kind=KeptPages)
    shown = {
        "rows": listing.rows_of(list(page.object_list), today),
        "page": page,
        "counts": listing.counts(request.user, today),
        "wanted": wanted,
        "procedures": listing.procedures_of(request.user),
        "old_figures": until_an_act(("old figures", request.user.pk), lambda: len(outdated(request.user, today))),
        "may_open": request.user.may(Act.OPEN_CASES),
        "counts_cases": any(request.user.may(act) for act in ACTS),
        "has_letters": comes_here(request.user),
        "sees_members": request.user.may(Act.SEE_MEMBERS),
    }
    return render(request, "procedures/cases.html", shown)


@require_safe
def cases_sheet(request: "Request") -> HttpResponseBase:
    today = timezone.localdate()
    found = list(listing.cases(request.user, wanted_of(request), today))
    return sheet_response(_("Sổ theo dõi hồ sơ"), listing.HEADINGS, listing.sheet_rows(found, today))


@require_safe
def cases_paper(request: "Request") -> HttpResponseBase:
    today = timezone.localdate()
    found = list(listing.cases(request.user, wanted_of(request), today)[: MOST_ROWS + 1])
    content = register_document(found, today)
    return as_download([content], _("Sổ theo dõi hồ sơ.docx"), WORD, len(content))


@require_safe
def choose(request: "Request") -> HttpResponse:
    """Which procedure? With the field of work as heading."""
    must_hold(request.user, Act.OPEN_CASES)
    start = started(request)
    found = [version for version in openable(timezone.localdate()) if may_open(request.user, version.told.field)]
    suited = [version for version in found if start.suited is None or version.told.key in start.suited]
    return render(request, "procedures/choose.html", {"fields": by_field(suited), "start": start})


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: "Request", key: str) -> HttpResponse:
    version = version_on(key, timezone.localdate())
    if version is None or not may_open(request.user, version.told.field):
        raise Http404
    told = version.told
    if not told.opens_on(timezone.localdate()):
        return redirect("procedures:procedure", key)  # which says until when it was in force
    form = OpenForm(request.POST or None, told, by=request.user, start=started(request))
    opened: list[Case] = []
    if carried_out(form, lambda: opened.append(open_case(form.opening, by=request.user))):
        messages.success(request, _("Đã mở hồ sơ. Chỉ người được giao mới mở được hồ sơ này."))
        return redirect("procedures:case", opened[0].public_id)
    lede = _("Bước đầu: %(step)s. Chỉ những người được giao mới mở được hồ sơ, không kể cấp bậc.")
    page = FormPage(told.name, _("Mở hồ sơ"), reverse("procedures:choose"), lede % {"step": told.first.name})
    return show_form(request, form, page)


def started(request: "Request") -> Start:
    """From the case, the candidate or the member that the address names."""
    start = start_of(request.user, request.GET)
    if start is None:
        raise Http404
    return start
