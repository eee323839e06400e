"""Handing over: what was, what would leave, making it, taking the file."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nennep.files.rules import CONTENT_TYPES
from nennep.lib.dates import format_date
from nennep.members.actions.handing import ask_handover, erase_handover_file, take_file
from nennep.members.doors import register_view
from nennep.members.forms.handovers import ReasonForm, WhatForm
from nennep.members.models import Handover, HandoverKind
from nennep.members.models.handover import HandoverQuerySet
from nennep.members.permissions import must_be_open, must_hand_over
from nennep.members.queries.handovers import (
    HEADINGS,
    KINDS_OF_CHANGE,
    Ahead,
    changed_since,
    handover_rows,
    to_go_on_from,
    units_to_choose,
)
from nennep.members.queries.statistics import statistics_of
from nennep.organisation.models import Unit
from nennep.organisation.rules import Act
from nennep.web.downloads import as_download
from nennep.web.forms import carried_out
from nennep.web.pages import page_of
from nennep.web.request import Request
from nennep.web.sheets import sheet_response

kept = register_view(Act.KEEP_MEMBERS)
form_view = require_http_methods(["GET", "HEAD", "POST"])
VCF = "text/vcard; charset=utf-8"
CHUNK = 256 * 1024


def shown(request: Request) -> HandoverQuerySet:
    return Handover.objects.visible_to(request.user).select_related("unit", "by").defer("persons")


def handover_of(request: Request, public_id: str) -> Handover:
    return get_object_or_404(shown(request).select_related("job", "since", "basis", "key"), public_id=public_id)


@kept
@require_safe
def handovers(request: Request) -> HttpResponse:
    page = page_of(request, shown(request))
    return render(request, "members/handovers.html", {"page": page, "last": shown(request).made().first()})


@kept
@require_safe
def handovers_sheet(request: Request) -> HttpResponseBase:
    return sheet_response(_("Bàn giao dữ liệu đảng viên"), HEADINGS, handover_rows(shown(request)))


@kept
@require_safe
def new_handover(request: Request) -> HttpResponse:
    """The first step."""
    asked = request.GET.get("unit", "")[:12]
    units = units_to_choose(request.user, asked)
    form = WhatForm(units=units, initial={"kind": HandoverKind.NATIONAL, "unit": asked})
    context = {"form": form, "earlier": to_go_on_from(request.user)}
    return render(request, "members/new_handover.html", context)


@kept
@form_view
def hand_over(request: Request) -> HttpResponse:
    """The second: what would leave, then to whom and why."""
    kind, unit = asked_for(request)
    must_hand_over(request.user, kind, unit)
    form = ReasonForm(request.POST or None, kind=kind)
    made: list[Handover] = []
    if carried_out(form, lambda: made.append(ask_handover(form.order(unit), by=request.user))):
        return redirect("members:handover", made[0].public_id)
    context = {"form": form, "kind": kind, "unit": unit, **ahead_of(request, kind, unit)}
    return render(request, "members/hand_over.html", context)


def asked_for(request: Request) -> tuple[HandoverKind, Unit]:
    """What the first step chose; by itself the whole of the highest unit within reach."""
    units = Unit.objects.living().visible_to(request.user, Act.KEEP_MEMBERS)
    what = WhatForm(request.GET, units=units)
    if what.is_valid():
        return HandoverKind(what.cleaned_data["kind"]), what.cleaned_data["unit"]
    return HandoverKind.NATIONAL, units.order_by("path")[0]


def ahead_of(request: Request, kind: HandoverKind, unit: Unit) -> dict[str, object]:
    """What the page before says, by what is asked for."""
    today = timezone.localdate()
    if kind == HandoverKind.STATISTICS:
        return {"found": statistics_of(request.user, unit, today)}
    ahead = Ahead(request.user, unit, must_be_open(), today)
    return {"ahead": ahead} if kind == HandoverKind.NATIONAL else {"contacts": ahead}


@kept
@form_view
def go_on(request: Request, public_id: str) -> HttpResponse:
    """A set of changes since an earlier hand-over, to the same receiver."""
    since = get_object_or_404(shown(request).made(), public_id=public_id)
    must_hand_over(request.user, HandoverKind.CHANGES, since.unit)
    form = ReasonForm(request.POST or None, kind=HandoverKind.CHANGES, since=since)
    made: list[Handover] = []
    if carried_out(form, lambda: made.append(ask_handover(form.order(since.unit), by=request.user))):
        return redirect("members:handover", made[0].public_id)
    context = {"form": form, "since": since, "n": changed_since(since)}
    return render(request, "members/go_on.html", context)


@kept
@require_safe
def handover(request: Request, public_id: str) -> HttpResponse:
    one = handover_of(request, public_id)
    context = {
        "handover": one,
        "mine": one.by_id == request.user.pk,
        "figures": [(word, one.figures[key]) for key, word in KINDS_OF_CHANGE if key in one.figures],
        "followed": Handover.objects.visible_to(request.user).filter(since=one).made().defer("persons").first(),
    }
    return render(request, "members/handover.html", context)


@kept
@require_POST
def take(request: Request, public_id: str) -> HttpResponseBase:
    """Taking a file is an act: it is on record before its first byte leaves."""
    one = handover_of(request, public_id)
    place = take_file(one, by=request.user)
    name = f"{one.get_kind_display()} - {one.unit.label} - {format_date(timezone.localdate(one.asked_at))}"
    kind = VCF if one.form == "vcf" else CONTENT_TYPES[one.form]
    file = place.open("rb")
    return as_download(iter(lambda: file.read(CHUNK), b""), f"{name.replace('/', '-')}.{one.form}", kind, one.size)


@kept
@require_POST
def erase_file(request: Request, public_id: str) -> HttpResponse:
    erase_handover_file(handover_of(request, public_id), by=request.user)
    messages.success(request, _("Đã xóa tệp khỏi máy chủ; lần bàn giao vẫn ghi trong sổ."))
    return redirect("members:handover", public_id)
