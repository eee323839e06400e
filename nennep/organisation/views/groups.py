"""Groups, and the words that are understood."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nennep.organisation.actions.groups import add_group, deactivate_group, edit_group, reactivate_group
from nennep.organisation.actions.phrases import forget
from nennep.organisation.forms.groups import GroupForm
from nennep.organisation.models import Group, Phrase, Unit
from nennep.organisation.permissions import must
from nennep.organisation.queries import people
from nennep.organisation.rules import Act
from nennep.web.form_page import FormPage, show_form
from nennep.web.forms import carried_out
from nennep.web.pages import page_of
from nennep.web.sheets import sheet_response

if TYPE_CHECKING:
    from nennep.organisation.models import UnitQuerySet
    from nennep.web.request import Request

form_view = require_http_methods(["GET", "HEAD", "POST"])


def wanted_of(request: "Request") -> people.Wanted:
    asked = {name: request.GET[name][:100] for name in people.Wanted.__dataclass_fields__ if request.GET.get(name)}
    return people.Wanted(**asked | {"words": request.GET.get("q", "")[:100]})


def group_of(request: "Request", public_id: str) -> Group:
    must(request.user, Act.KEEP_TREE)
    return get_object_or_404(Group, public_id=public_id)


def members_for(request: "Request", group: Group | None = None) -> "UnitQuerySet":
    """Living units, and those of the group that have ended: editing must not drop them unsaid."""
    kept = Unit.objects.visible_to(request.user, Act.KEEP_TREE)
    own = group.units.values("pk") if group else Unit.objects.none().values("pk")
    return kept.filter(Q(pk__in=Unit.objects.living().values("pk")) | Q(pk__in=own))


@require_safe
def groups(request: "Request") -> HttpResponse:
    must(request.user, Act.KEEP_TREE)
    wanted = wanted_of(request)
    page = page_of(request, people.groups_found(wanted))
    return render(request, "organisation/groups.html", {"page": page, "wanted": wanted})


@require_safe
def groups_sheet(request: "Request") -> HttpResponseBase:
    must(request.user, Act.KEEP_TREE)
    rows = people.group_rows(people.groups_found(wanted_of(request)))
    return sheet_response(_("Danh sách khối"), people.GROUP_HEADINGS, rows)


@require_safe
def group(request: "Request", public_id: str) -> HttpResponse:
    group = group_of(request, public_id)
    phrases = group.phrases.select_related("taught_by")
    shown = {"group": group, "units": group.units.select_related("parent"), "phrases": phrases}
    return render(request, "organisation/group.html", shown)


@form_view
def new_group(request: "Request") -> HttpResponse:
    must(request.user, Act.KEEP_TREE)
    form = GroupForm(request.POST or None, units=members_for(request))
    made: list[Group] = []
    if carried_out(form, lambda: made.append(add_group(form.group_facts, by=request.user))):
        messages.success(request, _("Đã thêm khối."))
        return redirect("organisation:group", made[0].public_id)
    lede = _("Khối là tập hợp đơn vị mà văn bản hay gọi chung. Văn bản sau gọi tên khối là tự hiểu.")
    page = FormPage(_("Thêm khối"), _("Thêm khối"), reverse("organisation:groups"), lede)
    return show_form(request, form, page)


@form_view
def edit_group_view(request: "Request", public_id: str) -> HttpResponse:
    group = group_of(request, public_id)
    form = GroupForm(request.POST or None, units=members_for(request, group), group=group)
    if carried_out(form, lambda: edit_group(group, form.group_facts, by=request.user)):
        messages.success(request, _("Đã ghi."))
        return redirect("organisation:group", public_id)
    back = reverse("organisation:group", args=[public_id])
    return show_form(request, form, FormPage(_("Sửa khối"), _("Ghi"), back))


@require_POST
def deactivate(request: "Request", public_id: str) -> HttpResponse:
    deactivate_group(group_of(request, public_id), by=request.user)
    messages.success(request, _("Đã ngừng dùng khối. Có thể dùng lại ở trang của khối."))
    return redirect("organisation:group", public_id)


@require_POST
def reactivate(request: "Request", public_id: str) -> HttpResponse:
    reactivate_group(group_of(request, public_id), by=request.user)
    messages.success(request, _("Khối được dùng lại."))
    return redirect("organisation:group", public_id)


@require_safe
def phrases(request: "Request") -> HttpResponse:
    must(request.user, Act.KEEP_TREE)
    wanted = wanted_of(request)
    page = page_of(request, people.phrases_found(wanted))
    return render(request, "organisation/phrases.html", {"page": page, "wanted": wanted})


@require_safe
def phrases_sheet(request: "Request") -> HttpResponseBase:
    must(request.user, Act.KEEP_TREE)
    rows = people.phrase_rows(people.phrases_found(wanted_of(request)))
    return sheet_response(_("Lời đã học"), people.PHRASE_HEADINGS, rows)


@require_POST
def forget_phrase(request: "Request", public_id: str) -> HttpResponse:
    must(request.user, Act.KEEP_TREE)
    phrase = get_object_or_404(Phrase, public_id=public_id)
    forget(phrase, by=request.user)
    messages.success(request, _("Đã quên “%(words)s”.") % {"words": phrase.words})
    return redirect("organisation:phrases")
