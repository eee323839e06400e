"""Pairs that may be one person: the list, one pair side by side, all that the machine is sure of."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nennep.lib.errors import RuleBroken
from nennep.members.actions.finding import ask_for_twins
from nennep.members.actions.merging import merge, merge_all
from nennep.members.actions.pairing import look_again, pair_by_hand, put_off, tell_apart
from nennep.members.actions.unmasking import unmask
from nennep.members.doors import register_view
from nennep.members.fields import kept_fields
from nennep.members.forms.merging import FindForm, NoteForm, chosen_from
from nennep.members.labels import SECONDS, TWINS_FOUND, TWINS_STATES
from nennep.members.models import Member, Merging, Twins
from nennep.members.permissions import must_be_open
from nennep.members.queries import twins as queries
from nennep.members.queries.listing import figures_of, searched
from nennep.members.queries.mergings import merging_of, waiting_count, who_else
from nennep.members.queries.sides import ONE, OTHER, Clear, beside
from nennep.members.rules import MergingState, TwinsFound, TwinsState, second_person
from nennep.members.views.people import member_of
from nennep.organisation.models import Unit
from nennep.organisation.permissions import may
from nennep.organisation.rules import Act
from nennep.web.pages import page_of
from nennep.web.request import Request
from nennep.web.sheets import sheet_response

form_view = require_http_methods(["GET", "HEAD", "POST"])
keeper_view = register_view(Act.KEEP_MEMBERS)
SEEN = (TwinsState.WAITING, TwinsState.LATER)
MOST_FOUND = 20


def wanted_of(request: Request) -> queries.Wanted:
    get = request.GET.get
    return queries.Wanted(
        get("state", "")[:10], get("found", "")[:10], get("unit", "")[:12], get("q", "").strip()[:120]
    )


@keeper_view
@require_safe
def twins(request: Request) -> HttpResponse:
    wanted = wanted_of(request)
    page = page_of(request, queries.twins_found(request.user, wanted))
    counts = queries.counts(request.user)
    shown = {
        "page": page,
        "rows": queries.shown(list(page)),
        "wanted": wanted,
        "sure": counts.get(TwinsFound.SAME, 0),
        "doubtful": sum(counts.values()) - counts.get(TwinsFound.SAME, 0),
        "states": TWINS_STATES,
        "kinds": TWINS_FOUND,
        "unit": Unit.objects.filter(public_id=wanted.unit).first() if wanted.unit else None,
        "asked": waiting_count(request.user),
    }
    return render(request, "members/twins.html", shown)


@keeper_view
@require_safe
def twins_sheet(request: Request) -> HttpResponseBase:
    rows = queries.sheet_rows(queries.twins_found(request.user, wanted_of(request)))
    return sheet_response(_("Cặp hồ sơ nghi trùng"), queries.HEADINGS, rows)


@keeper_view
@require_POST
def find(request: Request) -> HttpResponse:
    job = ask_for_twins(_("Tìm cặp hồ sơ nghi trùng"), by=request.user)
    return redirect("jobs:job", job.public_id)


@keeper_view
@form_view
def all_sure(request: Request) -> HttpResponse:
    """First what will happen, then it happens."""
    if request.method == "POST":
        try:
            return after(request, merge_all(by=request.user))
        except RuleBroken as error:
            messages.error(request, str(error))
            return redirect("members:twins")
    pairs, limit = queries.clean_pairs(request.user), queries.limit_today()
    sure = queries.counts(request.user).get(TwinsFound.SAME, 0)
    second = second_person(len(pairs), limit, apart=False)
    shown = {
        "count": len(pairs),
        "left": max(0, sure - len(pairs)),
        "limit": limit,
        "second": second,
        "others": who_else(request.user),
    }
    return render(request, "members/merge_all.html", shown)


def after(request: Request, merging: Merging) -> HttpResponse:
    """To the next pair, or to what waits or is being done."""
    if merging.state == MergingState.DONE and merging.size == 1:
        messages.success(request, _("Đã gộp. Nhầm thì hoàn tác ở “Các lần gộp”."))
        return to_next("")
    if merging.state == MergingState.WAITING:
        messages.info(request, str(SECONDS[merging.second]))  # type: ignore[index]
    elif merging.state == MergingState.DOING:
        messages.info(request, _("Máy đang gộp; trang này cho biết khi xong."))
    else:
        said = ngettext("Đã gộp %(n)s cặp.", "Đã gộp %(n)s cặp.", merging.size)
        messages.success(request, said % {"n": merging.size})
    return redirect("members:merging", merging.public_id)


def pair_of(request: Request, public_id: str) -> Twins:
    found = Twins.objects.visible_to(request.user).select_related("one__cell", "other__cell", "decided_by")
    return get_object_or_404(found, public_id=public_id)


@keeper_view
@require_safe
def pair(request: Request, public_id: str) -> HttpResponse:
    return show_pair(request, pair_of(request, public_id), {})


def show_pair(request: Request, found: Twins, clear: Clear, status: int = 200) -> HttpResponse:
    before, following = queries.neighbours(found, request.user)
    open_now = found.state in SEEN and found.one.merged_into_id is None and found.other.merged_into_id is None
    shown: dict[str, Any] = {
        "pair": found,
        "why": queries.why_of(found),
        "before": before,
        "after": following,
        "clear": clear,
        "may_decide": open_now,
        "may_unmask": all(may(request.user, Act.UNMASK_MEMBERS, each.cell) for each in (found.one, found.other)),
        "merging": None if open_now or found.state == TwinsState.APART else merging_of(found),
    }
    if open_now or found.state in (TwinsState.APART, TwinsState.ASKED):
        shown["beside"] = beside(found, must_be_open().fields, timezone.localdate(), clear)
    return render(request, "members/pair.html", shown, status=status)


@keeper_view
@require_POST
def decide(request: Request, public_id: str) -> HttpResponse:
    found = pair_of(request, public_id)
    form = NoteForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else ""
    following = queries.neighbours(found, request.user)[1]
    try:
        match request.POST.get("said"):
            case "same":
                merging = merge(chosen_from(request.POST, found), by=request.user)
                if merging.state == MergingState.WAITING:
                    return after(request, merging)
                messages.success(request, _("Đã gộp. Nhầm thì hoàn tác ở “Các lần gộp”."))
            case "different":
                tell_apart(found, note, by=request.user)
                messages.success(request, _("Đã ghi là hai người; máy sẽ không nêu lại cặp này."))
            case "later":
                put_off(found, note, by=request.user)
                messages.success(request, _("Đã để cặp này xem sau."))
            case _:
                messages.error(request, _("Hãy chọn gộp, hai người, hay để sau."))
    except RuleBroken as error:
        messages.error(request, str(error))
        return show_pair(request, pair_of(request, public_id), {}, 422)
    return to_next(following)


def to_next(public_id: str) -> HttpResponse:
    """What was next before the decision; else the list."""
    return redirect("members:pair", public_id) if public_id else redirect("members:twins")


@keeper_view
@require_POST
def again(request: Request, public_id: str) -> HttpResponse:
    try:
        look_again(pair_of(request, public_id), by=request.user)
        messages.success(request, _("Cặp này lại chờ xem."))
    except RuleBroken as error:
        messages.error(request, str(error))
    return redirect("members:pair", public_id)


@register_view(Act.UNMASK_MEMBERS)
@require_POST
def unmask_pair(request: Request, public_id: str) -> HttpResponse:
    """The values of both stand on the answer alone."""
    found = pair_of(request, public_id)
    keys, why = tuple(kept_fields()), request.POST.get("why", "")
    try:
        clear = {
            side: unmask(each, keys, why, by=request.user) for side, each in ((ONE, found.one), (OTHER, found.other))
        }
    except RuleBroken as error:
        messages.error(request, str(error))
        return redirect("members:pair", public_id)
    return show_pair(request, found, clear)


@keeper_view
@form_view
def merge_with(request: Request, public_id: str) -> HttpResponse:
    """The other record is looked for by what stands in no address; then the two are a pair to be looked at."""
    whom = member_of(request, public_id, Act.KEEP_MEMBERS)
    form = FindForm(request.POST or None)
    shown: dict[str, Any] = {"member": whom, "form": form}
    if request.method == "POST":
        others = Member.objects.visible_to(request.user, Act.KEEP_MEMBERS).filter(merged_into=None).exclude(pk=whom.pk)
        if other := others.filter(public_id=request.POST.get("other", "")).first():
            try:
                return redirect("members:pair", pair_by_hand(whom, other, by=request.user).public_id)
            except RuleBroken as error:
                messages.error(request, str(error))
        elif form.is_valid():
            words = form.cleaned_data["words"]
            number = figures_of(words)
            found = others.numbered(number) if number else searched(others, words)
            shown |= {
                "found": list(found.select_related("cell").order_by("sort_key", "pk")[:MOST_FOUND]),
                "looked": True,
            }
    else:
        shown["found"] = list(queries.likely(whom.values(), request.user).exclude(pk=whom.pk)[:MOST_FOUND])
    shown["back"] = reverse("members:member", args=[public_id])
    return render(request, "members/merge_with.html", shown)
