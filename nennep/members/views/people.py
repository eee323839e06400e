"""The list of members, one member, adding and correcting."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nennep.lib.dates import parse_date
from nennep.lib.errors import RuleBroken
from nennep.members.actions.people import Newcomer, add_member, correct_member
from nennep.members.actions.unmasking import unmask
from nennep.members.doors import register_view
from nennep.members.fields import kept_fields
from nennep.members.forms.moving import NewMemberForm
from nennep.members.forms.people import ValuesForm
from nennep.members.labels import STANDINGS
from nennep.members.models import Member
from nennep.members.permissions import may_keep, may_unmask, must_be_open
from nennep.members.queries import listing, person
from nennep.members.queries.twins import likely
from nennep.members.rules import Standing
from nennep.organisation.models import Unit
from nennep.organisation.permissions import may
from nennep.organisation.rules import Act
from nennep.web.forms import carried_out
from nennep.web.request import Request
from nennep.web.sheets import sheet_response

form_view = require_http_methods(["GET", "HEAD", "POST"])


def wanted_of(request: Request) -> listing.Wanted:
    asked = request.GET

    def words(key: str) -> str:
        return asked.get(key, "").strip()[:120]

    def year(key: str) -> int | None:
        said = words(key)
        return int(said) if said.isdecimal() and len(said) <= 4 else None

    return listing.Wanted(
        words=words("q"), unit=words("unit"), standing=words("standing"), sex=words("sex"),
        education=words("education"), born_from=year("born_from"), born_to=year("born_to"),
        party_from=year("party_from"), party_to=year("party_to"), here=words("here") == "1",
        by=words("by"), band=words("band"), lacks=words("lacks"),
    )  # fmt: skip


@register_view()
@require_safe
def members(request: Request) -> HttpResponse:
    wanted = wanted_of(request)
    page = listing.pages_found(request.user, wanted).get_page(request.GET.get("page"))
    shown = {
        "page": page,
        "rows": listing.shown(list(page), timezone.localdate()),
        "wanted": wanted,
        "said": listing.said_of(wanted, timezone.localdate()),
        "unit": Unit.objects.filter(public_id=wanted.unit).first() if wanted.unit else None,
        "units": listing.units_to_choose(request.user),
        "standings": STANDINGS,
        "may_keep": may(request.user, Act.KEEP_MEMBERS),
    }
    return render(request, "members/members.html", shown)


@register_view()
@require_safe
def members_sheet(request: Request) -> HttpResponseBase:
    rows = listing.sheet_rows(listing.members_found(request.user, wanted_of(request)))
    return sheet_response(_("Danh sách đảng viên"), listing.HEADINGS, rows)


@register_view()
@require_POST
def find(request: Request) -> HttpResponse:
    """By a number, to its last figure; posted, so that it stands in no address."""
    figures = listing.figures_of(request.POST.get("number", ""))
    found = Member.objects.visible_to(request.user).numbered(figures) if figures else Member.objects.none()
    ids = list(found.filter(merged_into=None).values_list("public_id", flat=True)[:2])
    ids = ids or list(found.values_list("public_id", flat=True)[:1])  # a record that leads on to another
    if len(ids) == 1:
        return redirect("members:member", ids[0])
    messages.info(request, _("Hai hồ sơ cùng ghi số này.") if ids else _("Không thấy ai có số này."))
    return redirect("members:members")


def member_of(request: Request, public_id: str, act: Act = Act.SEE_MEMBERS) -> Member:
    found = Member.objects.visible_to(request.user, act).select_related("cell", "merged_into")
    return get_object_or_404(found, public_id=public_id)


@register_view()
@require_safe
def member(request: Request, public_id: str) -> HttpResponse:
    whom = member_of(request, public_id)
    if whom.merged_into:
        return redirect("members:member", whom.merged_into.public_id)
    return show_member(request, whom, {})


@register_view(Act.UNMASK_MEMBERS)
@require_POST
def unmask_view(request: Request, public_id: str) -> HttpResponse:
    """The values stand on the answer alone: nothing of them is in an address, and going back shows the mask again."""
    whom = member_of(request, public_id, Act.UNMASK_MEMBERS)
    keys = tuple(key for key in request.POST.getlist("field") if key in kept_fields())
    try:
        clear = unmask(whom, keys or tuple(kept_fields()), request.POST.get("why", ""), by=request.user)
    except RuleBroken as error:
        messages.error(request, str(error))
        return redirect("members:member", public_id)
    return show_member(request, whom, clear)


def show_member(request: Request, whom: Member, clear: dict[str, str]) -> HttpResponse:
    today = timezone.localdate()
    changes = list(person.changes_of(whom)[: person.MOST_CHANGES])
    shown: dict[str, Any] = {
        "member": whom,
        "clear": clear,
        "lines": person.lines_of(whom, must_be_open().fields, clear, changes),
        "told": person.by_change(changes),
        "first": next((change for change in changes if change.made and change.member_id == whom.pk), None),
        "party_years": person.party_years(whom, today),
        "stays": whom.stays.select_related("cell"),
        "memberships": whom.memberships.all(),
        "posts": whom.posts.select_related("unit"),
        "on": day_asked(request, whom),
        "waiting": whom.suggestions.waiting().select_related("by"),
        "may_keep": may_keep(request.user, whom),
        "may_unmask": may_unmask(request.user, whom),
        "may_open_case": may(request.user, Act.OPEN_CASES, whom.cell),
        "may_see_road": may(request.user, Act.KEEP_CANDIDATES, whom.cell),  # by which he came, see `candidates`
        "today": today,
    }
    return render(request, "members/member.html", shown)


def day_asked(request: Request, whom: Member) -> person.OnDay | None:
    said = request.GET.get("on", "")
    if not said:
        return None
    try:
        return person.on_day(whom, parse_date(said))
    except ValueError as error:
        messages.error(request, str(error))
        return None


@register_view()
@require_safe
def history_sheet(request: Request, public_id: str) -> HttpResponseBase:
    whom = member_of(request, public_id)
    return sheet_response(_("Lịch sử hồ sơ"), person.HISTORY, person.history_rows(whom))


@register_view(Act.KEEP_MEMBERS)
@form_view
def new(request: Request) -> HttpResponse:
    units = Unit.objects.living().visible_to(request.user, Act.KEEP_MEMBERS)
    at = units.filter(public_id=request.GET.get("unit", "")).first()
    where = NewMemberForm(request.POST or None, units=units, initial={"cell": at})
    form = ValuesForm(request.POST or None, keys=must_be_open().fields)
    made: list[Member] = []

    def add() -> None:
        facts = where.cleaned_data
        since = facts["since"].isoformat() if facts["since"] else ""
        standing = Standing(facts["standing"])
        from_day = form.values.get("official" if standing is not Standing.PROBATIONARY else "admission", "")
        made.append(add_member(Newcomer(form.values, facts["cell"], standing, since, from_day), by=request.user))

    if where.is_valid() & form.is_valid() and carried_out(form, add):
        messages.success(request, _("Đã thêm vào sổ."))
        if likely(form.values, request.user).exclude(pk=made[0].pk).exists():
            messages.warning(request, _("Sổ đã có hồ sơ giống. Hãy xem có phải một người."))
            return redirect("members:merge_with", made[0].public_id)
        return redirect("members:member", made[0].public_id)
    return render(request, "members/edit.html", {"form": form, "where": where})


@register_view(Act.KEEP_MEMBERS)
@form_view
def edit(request: Request, public_id: str) -> HttpResponse:
    whom = member_of(request, public_id, Act.KEEP_MEMBERS)
    form = ValuesForm(request.POST or None, keys=must_be_open().fields, member=whom)
    version = request.POST.get("version", str(whom.version))
    seen = int(version) if version.isdecimal() else 0

    if carried_out(form, lambda: correct_member(whom, form.values, version=seen, by=request.user)):
        messages.success(request, _("Đã ghi."))
        return redirect("members:member", public_id)
    back = reverse("members:member", args=[public_id])
    return render(request, "members/edit.html", {"form": form, "member": whom, "version": whom.version, "back": back})
