"""Figures for the quarterly evaluation, and the answers behind each of them."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nennep.evaluation.labels import MARKS, RATES
from nennep.evaluation.queries import Wanted, all_figures, figures_of, levels_on, listed, name_of, receivers_of
from nennep.evaluation.rules import Mark
from nennep.evaluation.sheets import answers_rows, figures_document, figures_rows
from nennep.lib.periods import Period, PeriodKind, period_of, read_period
from nennep.organisation.permissions import must_any
from nennep.organisation.rules import Act
from nennep.web.downloads import as_download
from nennep.web.pages import page_of
from nennep.web.request import Request
from nennep.web.sheets import sheet_response

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def period_asked(request: Request) -> Period:
    """The quarter that is asked for; what cannot be read means the present one."""
    must_any(request.user, Act.READ_TASK, Act.SEE_OWN)
    try:
        return read_period(request.GET.get("period", "")[:8])
    except ValueError:
        return period_of(timezone.localdate(), PeriodKind.QUARTER)


@require_safe
def evaluation(request: Request) -> HttpResponse:
    period = period_asked(request)
    page = page_of(request, receivers_of(request.user))
    context = {
        "period": period,
        "page": page,
        "lines": figures_of(period, request.user, page.object_list),
        "marks": MARKS,
        "rates": RATES,
        "levels": levels_on(period.end),
    }
    return render(request, "evaluation/evaluation.html", context)


@require_safe
def evaluation_sheet(request: Request) -> HttpResponseBase:
    period = period_asked(request)
    name = _("Số liệu đánh giá %(period)s") % {"period": period.said}
    return sheet_response(name, *figures_rows(all_figures(period, request.user)))


@require_safe
def paper(request: Request) -> HttpResponseBase:
    period = period_asked(request)
    content = figures_document(period, all_figures(period, request.user))
    name = _("Số liệu đánh giá %(period)s.docx") % {"period": period.said.replace("/", "-")}
    return as_download([content], name, WORD, len(content))


def asked(request: Request) -> Wanted:
    get = request.GET.get
    return Wanted(get("mark", Mark.ALL)[:12], get("unit", "")[:12], get("person", "")[:12])


@require_safe
def answers(request: Request) -> HttpResponse:
    period, wanted = period_asked(request), asked(request)
    page = page_of(request, listed(period, request.user, wanted))
    word = dict(MARKS).get(Mark(wanted.mark)) if wanted.mark in set(Mark) else ""
    context = {"period": period, "page": page, "wanted": wanted, "word": word, "name": name_of(wanted)}
    return render(request, "evaluation/answers.html", context)


@require_safe
def answers_sheet(request: Request) -> HttpResponseBase:
    period, wanted = period_asked(request), asked(request)
    name = _("Việc %(period)s") % {"period": period.said}
    return sheet_response(name, *answers_rows(listed(period, request.user, wanted)[:20_000]))
