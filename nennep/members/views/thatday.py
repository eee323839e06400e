"""The list as it was on a day: a page, a sheet, a paper."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nennep.files.rules import CONTENT_TYPES
from nennep.lib.dates import format_date
from nennep.members.doors import register_view
from nennep.members.forms.thatday import ThatDayForm
from nennep.members.outgoing.thatday import list_document
from nennep.members.queries import thatday
from nennep.members.queries.handovers import LARGE
from nennep.members.queries.listing import MANY_UNITS
from nennep.organisation.models import Unit
from nennep.organisation.rules import Act
from nennep.web.downloads import as_download
from nennep.web.request import Request
from nennep.web.sheets import sheet_response
from nennep.writing.papers import MOST_ROWS


@dataclass(frozen=True)
class Question:
    """Which list is wanted: without a word of the highest unit within reach, today, where that is no long list."""

    unit: Unit
    units: list[Unit]  # to choose from, those that are closed by now too; none where they are too many
    form: ThatDayForm
    few: bool

    @property
    def asked(self) -> thatday.Asked | None:
        return thatday.Asked(self.unit, self.form.cleaned_data["on"], self.few) if self.form.is_valid() else None


def question_of(request: Request) -> Question:
    seen = Unit.objects.visible_to(request.user, Act.SEE_MEMBERS).order_by("path")
    units = list(seen[: MANY_UNITS + 1])
    wanted = request.GET.get("unit", "")[:12] or units[0].public_id
    unit = next((one for one in units if one.public_id == wanted), None) or get_object_or_404(seen, public_id=wanted)
    now = thatday.members_today(request.user, unit)
    today = {"on": format_date(timezone.localdate())} if now <= LARGE else None  # a whole city is counted in seconds
    form = ThatDayForm(request.GET if "on" in request.GET else today)
    return Question(unit, units if len(units) <= MANY_UNITS else [], form, now <= thatday.FEW)


def must_ask(request: Request) -> thatday.Asked:
    """A file is of a list that there is."""
    asked = question_of(request).asked
    if asked is None:
        raise Http404
    return asked


@register_view()
@require_safe
def that_day(request: Request) -> HttpResponse:
    question = question_of(request)
    shown: dict[str, Any] = {"question": question, "asked": question.asked}
    if asked := question.asked:
        page = thatday.pages_on(request.user, asked).get_page(request.GET.get("page"))
        shown |= {
            "page": page,
            "rows": thatday.rows_of(list(page), asked.day),
            "unseen": thatday.unseen(request.user, asked, page.paginator.count),
        }
    return render(request, "members/that_day.html", shown)


def name_of(asked: thatday.Asked) -> str:
    """The day in it, short enough for the name of a sheet."""
    return _("Danh sách đảng viên %(day)s") % {"day": f"{asked.day:%d-%m-%Y}"}


@register_view()
@require_safe
def that_day_sheet(request: Request) -> HttpResponseBase:
    asked = must_ask(request)
    rows = thatday.all_rows(thatday.list_on(request.user, asked), asked.day)
    return sheet_response(name_of(asked), thatday.headings(asked.day), thatday.sheet_rows(rows))


@register_view()
@require_safe
def that_day_paper(request: Request) -> HttpResponseBase:
    asked = must_ask(request)
    content = list_document(asked, list(thatday.list_on(request.user, asked)[: MOST_ROWS + 1]))
    return as_download([content], f"{name_of(asked)}.docx", CONTENT_TYPES["docx"], len(content))
