"""The ground on which the register is kept: shown to who sees it, recorded, narrowed, closed."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nennep.lib.errors import NotAllowed
from nennep.members.actions.basis import choose_fields, close_register, must_keep_whole, open_register
from nennep.members.actions.narrowing import concerned, holding, left_out
from nennep.members.doors import register_view
from nennep.members.fields import KeptField, kept_fields
from nennep.members.forms.basis import BasisForm, FieldsForm, WhyForm
from nennep.members.models import Basis
from nennep.members.permissions import must_be_open
from nennep.organisation.permissions import must_any
from nennep.organisation.rules import Act
from nennep.web.form_page import FormPage, show_form
from nennep.web.forms import carried_out
from nennep.web.request import Request


@require_safe
def basis(request: Request) -> HttpResponse:
    must_any(request.user, Act.SEE_MEMBERS)
    open_one = Basis.objects.in_force().select_related("recorded_by").first()
    shown = {
        "basis": open_one,
        "fields": [(field, not open_one or field.key in open_one.fields) for field in kept_fields().values()],
        "former": Basis.objects.exclude(closed_at=None).select_related("closed_by"),
        "may_decide": may_decide(request),
    }
    return render(request, "members/basis.html", shown)


def ticked(form: FieldsForm) -> list[tuple[KeptField, bool]]:
    chosen = form["fields_kept"].value() or []
    return [(field, field.needed or field.key in chosen) for field in kept_fields().values()]


def may_decide(request: Request) -> bool:
    try:
        must_keep_whole(request.user)
    except NotAllowed:
        return False
    return True


def going(request: Request, form: FieldsForm) -> list[tuple[KeptField, int]]:
    """Fields whose values would be erased, with how many records have one; nothing once the person has agreed."""
    if request.method != "POST" or "agreed" in request.POST or not form.is_valid():
        return []
    return [(kept_fields()[key], n) for key, n in holding(left_out(form.chosen)).items()]


def ask_first(request: Request, form: FieldsForm, lost: list[tuple[KeptField, int]]) -> HttpResponse:
    """What was typed goes along, forth and back."""
    typed = [(name, text) for name in form.fields for text in request.POST.getlist(name)]
    shown = {"typed": typed, "lost": lost, "records": concerned([field.key for field, _n in lost])}
    return render(request, "members/agree_fields.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def open_view(request: Request) -> HttpResponse:
    must_keep_whole(request.user)
    every = [key for key, field in kept_fields().items() if not field.needed]
    form = BasisForm(request.POST or None, initial={"fields_kept": every})
    if "back" not in request.POST and (lost := going(request, form)):
        return ask_first(request, form, lost)
    if "back" not in request.POST and carried_out(form, lambda: open_register(form.basis_facts, by=request.user)):
        messages.success(request, _("Sổ đảng viên đã mở. Bước tiếp theo: nhập danh sách đã đối chiếu."))
        return redirect("members:members")
    return render(request, "members/open.html", {"form": form, "fields": ticked(form)})


@register_view(Act.KEEP_MEMBERS)
@require_http_methods(["GET", "HEAD", "POST"])
def fields(request: Request) -> HttpResponse:
    must_keep_whole(request.user)
    kept = must_be_open()
    form = FieldsForm(request.POST or None, initial={"fields_kept": kept.fields})
    if "back" not in request.POST and (lost := going(request, form)):
        return ask_first(request, form, lost)
    if "back" not in request.POST and carried_out(form, lambda: choose_fields(kept, form.chosen, by=request.user)):
        messages.success(request, _("Đã ghi các trường được giữ."))
        if "agreed" in request.POST:
            messages.info(request, _("Giá trị của các trường đã bỏ đang được xóa; mất ít phút."))
        return redirect("members:basis")
    return render(request, "members/choose_fields.html", {"form": form, "fields": ticked(form)})


@register_view(Act.KEEP_MEMBERS)
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: Request) -> HttpResponse:
    must_keep_whole(request.user)
    kept = must_be_open()
    form = WhyForm(request.POST or None)
    if carried_out(form, lambda: close_register(kept, form.cleaned_data["why"], by=request.user)):
        messages.success(request, _("Sổ đã đóng; không ai xem được cho đến khi mở lại."))
        return redirect("members:basis")
    lede = _("Dữ liệu còn nguyên trên máy nhưng không ai xem được cho đến khi ghi một văn bản mới.")
    page = FormPage(_("Đóng sổ đảng viên?"), _("Đóng sổ"), reverse("members:basis"), lede)
    return show_form(request, form, page)
