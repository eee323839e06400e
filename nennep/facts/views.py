"""The year's calendar."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nennep.facts import queries
from nennep.facts.actions import KEEP_CALENDAR, add_days, annul_day
from nennep.facts.calendars import calendar_for
from nennep.facts.forms import AnnulForm, NewDayForm
from nennep.facts.models import CalendarDay
from nennep.facts.rules import FIRST_YEAR, LAST_YEAR, figures_of, months_of
from nennep.lib.dates import format_date
from nennep.web.form_page import FormPage, show_form
from nennep.web.forms import carried_out
from nennep.web.rights import must_hold
from nennep.web.sheets import sheet_response

if TYPE_CHECKING:
    from nennep.web.request import Request


def year_of(request: "Request") -> int:
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) == 4 else timezone.localdate().year
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    return year


@require_safe
def calendar(request: "Request") -> HttpResponse:
    year = year_of(request)
    months = months_of(year, calendar_for(year, year))
    shown = {
        "year": year,
        "before": year - 1 if year > FIRST_YEAR else None,
        "after": year + 1 if year < LAST_YEAR else None,
        "months": months,
        "figures": {shape.value: count for shape, count in figures_of(months).items()},
        "specials": queries.specials_of(year),
        "annulled": queries.annulled_in(year),
        "today": timezone.localdate(),
        "may_keep": request.user.may(KEEP_CALENDAR),
    }
    return render(request, "facts/calendar.html", shown)


@require_safe
def calendar_sheet(request: "Request") -> HttpResponseBase:
    year = year_of(request)
    rows = queries.sheet_rows(queries.specials_of(year))
    return sheet_response(_("Lịch nghỉ năm %(year)s") % {"year": year}, queries.HEADINGS, rows)


@require_http_methods(["GET", "HEAD", "POST"])
def new_day(request: "Request") -> HttpResponse:
    must_hold(request.user, KEEP_CALENDAR)
    form = NewDayForm(request.POST or None)
    if carried_out(form, lambda: add_days(form.days, by=request.user)):
        messages.success(request, _("Đã ghi vào lịch; các hạn tính theo ngày làm việc được tính lại."))
        return redirect(f"{reverse('facts:calendar')}?year={form.cleaned_data['day'].year}")
    lede = _("Ngày nghỉ riêng, ngày hoán đổi hay ngày làm bù. Ngày lễ và Tết đã có sẵn.")
    return show_form(request, form, FormPage(_("Thêm ngày vào lịch"), _("Ghi"), reverse("facts:calendar"), lede))


@require_http_methods(["GET", "HEAD", "POST"])
def annul(request: "Request", public_id: str) -> HttpResponse:
    must_hold(request.user, KEEP_CALENDAR)
    day = get_object_or_404(CalendarDay, public_id=public_id)
    form = AnnulForm(request.POST or None)
    back = f"{reverse('facts:calendar')}?year={day.day.year}"
    if carried_out(form, lambda: annul_day(day, form.cleaned_data["why"], by=request.user)):
        messages.success(request, _("Đã hủy; các hạn tính theo ngày làm việc được tính lại."))
        return redirect(back)
    title = _("Hủy ngày %(day)s khỏi lịch?") % {"day": format_date(day.day)}
    return show_form(request, form, FormPage(title, _("Hủy ngày này"), back, f"{day.name}. {day.source}"))
