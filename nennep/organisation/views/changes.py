"""New units, corrections, and the dated changes of one."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nennep.organisation.actions.reshaping import close_unit, merge_units, reopen_unit, split_unit
from nennep.organisation.actions.units import add_unit, correct_unit, move_unit, rename_unit
from nennep.organisation.events import warnings_before_end
from nennep.organisation.forms.units import (
    CloseForm,
    MergeForm,
    MoveForm,
    NewUnitForm,
    RenameForm,
    ReopenForm,
    SplitForm,
    unit_form,
)
from nennep.organisation.models import Unit, UnitQuerySet
from nennep.organisation.permissions import must
from nennep.organisation.rules import Act
from nennep.web.form_page import FormPage, show_form
from nennep.web.forms import carried_out

if TYPE_CHECKING:
    from nennep.web.request import Request

form_view = require_http_methods(["GET", "HEAD", "POST"])


def kept(request: "Request") -> UnitQuerySet:
    return Unit.objects.visible_to(request.user, Act.KEEP_TREE)


def unit_of(request: "Request", public_id: str) -> Unit:
    return get_object_or_404(kept(request).select_related("parent"), public_id=public_id)


def to_unit(request: "Request", unit: Unit, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("organisation:unit", unit.public_id)


def page_address(unit: Unit) -> str:
    return reverse("organisation:unit", args=[unit.public_id])


@form_view
def new(request: "Request") -> HttpResponse:
    must(request.user, Act.KEEP_TREE)
    parents = kept(request).living()
    parent = parents.filter(public_id=request.GET.get("parent", "")).first() or parents.first()
    form = NewUnitForm(request.POST or None, parents=parents, parent=parent)
    made: list[Unit] = []
    if carried_out(
        form, lambda: made.append(add_unit(form.cleaned_data["parent"], form.unit_facts, form.when, by=request.user))
    ):
        return to_unit(request, made[0], _("Đã thêm đơn vị."))
    return show_form(request, form, FormPage(_("Thêm đơn vị"), _("Thêm đơn vị"), reverse("organisation:units")))


@form_view
def edit(request: "Request", public_id: str) -> HttpResponse:
    unit = unit_of(request, public_id)
    form = unit_form(request.POST or None, unit)
    if carried_out(form, lambda: correct_unit(unit, form.unit_facts, by=request.user)):
        return to_unit(request, unit, _("Đã ghi."))
    lede = _("Để chữa chỗ ghi sai và cập nhật cách liên hệ. Đổi tên theo quyết định thì dùng “Đổi tên” để còn lịch sử.")
    return show_form(request, form, FormPage(_("Sửa thông tin đơn vị"), _("Ghi"), page_address(unit), lede))


@form_view
def rename(request: "Request", public_id: str) -> HttpResponse:
    unit = unit_of(request, public_id)
    form = RenameForm(request.POST or None, initial={"name": unit.name, "short_name": unit.short_name})
    if carried_out(
        form,
        lambda: rename_unit(
            unit, form.cleaned_data["name"], form.cleaned_data["short_name"], form.when, by=request.user
        ),
    ):
        return to_unit(request, unit, _("Đã đổi tên. Tên cũ vẫn tra được theo ngày."))
    lede = _("Tên đang dùng: %(name)s") % {"name": unit.name}
    return show_form(request, form, FormPage(_("Đổi tên đơn vị"), _("Đổi tên"), page_address(unit), lede))


@form_view
def move(request: "Request", public_id: str) -> HttpResponse:
    unit = unit_of(request, public_id)
    places = kept(request).living().exclude(path__startswith=unit.path)
    form = MoveForm(request.POST or None, places=places)
    if carried_out(form, lambda: move_unit(unit, form.cleaned_data["to"], form.when, by=request.user)):
        return to_unit(request, unit, _("Đã chuyển đơn vị cùng các đơn vị bên dưới."))
    lede = _("Chuyển %(name)s cùng mọi đơn vị bên dưới sang cấp trên khác.") % {"name": unit.name}
    return show_form(request, form, FormPage(_("Chuyển đơn vị"), _("Chuyển"), page_address(unit), lede))


@form_view
def split(request: "Request", public_id: str) -> HttpResponse:
    unit = unit_of(request, public_id)
    form = SplitForm(request.POST or None)
    if carried_out(form, lambda: split_unit(unit, form.split(unit.kind), form.when, by=request.user)):
        return to_unit(request, unit, _("Đã chia tách."))
    lede = _("Các đơn vị mới cùng loại và cùng cấp trên với %(name)s.") % {"name": unit.name}
    page = FormPage(_("Chia tách đơn vị"), _("Chia tách"), page_address(unit), lede, warnings_before_end(unit))
    return show_form(request, form, page)


@form_view
def merge(request: "Request", public_id: str) -> HttpResponse:
    unit = unit_of(request, public_id)
    near = unit.parent.path if unit.parent else unit.path
    others = kept(request).living().within([near]).exclude(pk=unit.pk).exclude(path=near)
    form = MergeForm(request.POST or None, others=others)
    if carried_out(form, lambda: merge_units(form.cleaned_data["sources"], unit, form.when, by=request.user)):
        return to_unit(request, unit, _("Đã sáp nhập."))
    lede = _("Các đơn vị được chọn kết thúc; đơn vị bên dưới, khối và lời đã dạy của chúng chuyển sang %(name)s.")
    page = FormPage(_("Nhập đơn vị khác vào đây"), _("Sáp nhập"), page_address(unit), lede % {"name": unit.name})
    return show_form(request, form, page)


@form_view
def close(request: "Request", public_id: str) -> HttpResponse:
    unit = unit_of(request, public_id)
    form = CloseForm(request.POST or None)
    if carried_out(form, lambda: close_unit(unit, form.when, by=request.user)):
        return to_unit(request, unit, _("Đã ghi ngày kết thúc."))
    lede = _("Chức vụ ở đơn vị và quyền theo chức vụ cũng hết. Có thể cho hoạt động trở lại.")
    title = _("Kết thúc hoạt động của %(name)s?") % {"name": unit.name}
    return show_form(request, form, FormPage(title, _("Kết thúc"), page_address(unit), lede, warnings_before_end(unit)))


@form_view
def reopen(request: "Request", public_id: str) -> HttpResponse:
    unit = unit_of(request, public_id)
    form = ReopenForm(request.POST or None)
    if carried_out(form, lambda: reopen_unit(unit, form.when, by=request.user)):
        return to_unit(request, unit, _("Đơn vị đã hoạt động trở lại."))
    title = _("Cho %(name)s hoạt động trở lại") % {"name": unit.name}
    return show_form(request, form, FormPage(title, _("Hoạt động trở lại"), page_address(unit)))
