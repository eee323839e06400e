"""The year's calendar; statutory figures and where they stand."""

from datetime import date
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nennep.facts import queries
from nennep.facts.actions import (
    KEEP_CALENDAR,
    KEEP_FACTS,
    add_days,
    annul_day,
    confirm_fact,
    correct_fact,
    refuse_fact,
)
from nennep.facts.calendars import calendar_for
from nennep.facts.forms import AnnulForm, CorrectionForm, NewDayForm, RefusalForm
from nennep.facts.models import CalendarDay, Fact, FactField
from nennep.facts.rules import FIRST_YEAR, LAST_YEAR, figures_of, months_of
from nennep.facts.uses import effects_of
from nennep.facts.wording import amount
from nennep.lib.dates import format_date
from nennep.lib.decided import still_open
from nennep.lib.errors import RuleBroken
from nennep.web.form_page import FormPage, show_form
from nennep.web.forms import carried_out
from nennep.web.pages import ROWS, page_of
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
        "doubts": still_open(date(year, 1, 1), date(year, 12, 31)),
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


STATES = ("open", "asked", "waiting", "confirmed")


def wanted_of(request: "Request") -> queries.Wanted:
    asked = request.GET
    field, state = asked.get("field", ""), asked.get("state", "")
    return queries.Wanted(
        field=field if field in FactField.values else "",
        state=state if state in STATES else "",
        words=asked.get("q", "").strip()[:100],
    )


@require_safe
def facts(request: "Request") -> HttpResponse:
    wanted, rows = wanted_of(request), queries.all_facts(timezone.localdate())
    found = queries.narrowed(rows, wanted)
    page = page_of(request, found, size=max(len(found), 1) if "all" in request.GET else ROWS)
    shown = {
        "rows": page.object_list,
        "page": page,
        "counts": queries.how_many(rows),
        "wanted": wanted,
        "fields": FactField.choices,
        "states": state_words(),
    }
    return render(request, "facts/facts.html", shown)


def state_words() -> list[tuple[str, str]]:
    words = (_("Chưa xác nhận"), _("Chưa có mức"), _("Đang chờ quyết định"), _("Đã xác nhận"))
    return list(zip(STATES, words, strict=True))


@require_safe
def facts_sheet(request: "Request") -> HttpResponseBase:
    rows = queries.narrowed(queries.all_facts(timezone.localdate()), wanted_of(request))
    return sheet_response(_("Thời hạn và căn cứ"), queries.FACT_HEADINGS, queries.fact_sheet_rows(rows))


@require_safe
def fact(request: "Request", public_id: str) -> HttpResponse:
    one = get_object_or_404(Fact, public_id=public_id)
    view, keeps = queries.page_of_fact(one, timezone.localdate()), request.user.may(KEEP_FACTS)
    figures = [queries.value_of(row.fact, timezone.localdate()) for row in view.waiting] if keeps else []
    effects = {figure.public_id: effects_of(request.user, figure) for figure in figures}
    return render(request, "facts/fact.html", {"view": view, "may_keep": keeps, "effects": effects})


@require_POST
def confirm(request: "Request", public_id: str) -> HttpResponse:
    must_hold(request.user, KEEP_FACTS)
    one = get_object_or_404(Fact, public_id=public_id)
    try:
        confirm_fact(one, by=request.user)
        messages.success(request, _("Đã xác nhận theo văn bản."))
    except RuleBroken as broken:
        messages.error(request, str(broken))
    return redirect("facts:fact", public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: "Request", public_id: str) -> HttpResponse:
    must_hold(request.user, KEEP_FACTS)
    one = get_object_or_404(Fact, public_id=public_id)
    form = CorrectionForm(request.POST or None, initial=CorrectionForm.first_words(one))
    if carried_out(form, lambda: correct_fact(one, form.said, by=request.user)):
        messages.success(request, _("Đã ghi đề nghị sửa. Mức mới dùng được khi người thứ hai xác nhận."))
        return redirect("facts:fact", public_id)
    lede = _("Đang dùng: %(amount)s, theo %(document)s. Hãy ghi theo văn bản đang cầm trên tay.") % {
        "amount": amount(one.value, one.unit) or _("chưa có mức"),
        "document": one.document,
    }
    back = reverse("facts:fact", args=[public_id])
    return show_form(request, form, FormPage(_("Sửa: %(name)s") % {"name": one.name}, _("Ghi đề nghị"), back, lede))


@require_http_methods(["GET", "HEAD", "POST"])
def refuse(request: "Request", public_id: str) -> HttpResponse:
    must_hold(request.user, KEEP_FACTS)
    one = get_object_or_404(Fact, public_id=public_id)
    form = RefusalForm(request.POST or None)
    if carried_out(form, lambda: refuse_fact(one, form.cleaned_data["why"], by=request.user)):
        messages.success(request, _("Đã ghi là không nhận; mức đang dùng giữ nguyên."))
        return redirect("facts:fact", public_id)
    title = _("Không nhận bản mới của “%(name)s”?") % {"name": one.name}
    return show_form(request, form, FormPage(title, _("Không nhận"), reverse("facts:fact", args=[public_id])))
