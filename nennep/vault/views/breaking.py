"""Break-glass: asked by who keeps the vault, released by two custodians, each with the own key unlocked."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.vault.actions.breaking import NO_SUCH_LETTER, ask_to_break, release
from nennep.vault.forms.office import BreakForm
from nennep.vault.permissions import keeps_vault, must_keep_vault, sits
from nennep.vault.queries.breaking import Breaking, breakings_seen, letter_named
from nennep.vault.rules import Seated
from nennep.vault.tokens import Opener
from nennep.vault.views.unlocked import opener, to_unlock
from nennep.web.form_page import FormPage, show_form
from nennep.web.forms import carried_out

if TYPE_CHECKING:
    from nennep.web.request import Request


@require_safe
def breakings(request: "Request") -> HttpResponse:
    keeps = keeps_vault(request.user)
    if not (keeps or sits(request.user, Seated.CUSTODIAN)):
        raise NotAllowed
    rows = [Breaking(each, request.user) for each in breakings_seen(request.user)]
    waiting = [row for row in rows if row.request.waits]
    told = {"waiting": waiting, "over": [row for row in rows if not row.request.waits], "keeps": keeps}
    return render(request, "vault/breakings.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: "Request") -> HttpResponse:
    must_keep_vault(request.user)
    form = BreakForm(request.POST or None, by=request.user)

    def asked() -> object:
        told = form.cleaned_data
        if (letter := letter_named(told["alias"])) is None:  # said where a letter that is too near is said
            raise RuleBroken(str(NO_SUCH_LETTER))
        return ask_to_break(letter, told["handler"], told["reason"], by=request.user)

    if carried_out(form, asked):
        messages.success(request, _("Đã ghi đề nghị và báo người giữ mảnh khóa. Hai người phải mở trong 24 giờ."))
        return redirect("vault:breakings")
    lede = _("Chỉ khi không còn ai được giao mở được đơn. Người được giao, người đọc nhật ký được báo ngay.")
    page = FormPage(_("Đề nghị mở khẩn cấp một đơn"), _("Đề nghị"), reverse("vault:breakings"), lede)
    return show_form(request, form, page)


@require_http_methods(["GET", "HEAD", "POST"])
def breaking(request: "Request", public_id: str) -> HttpResponse:
    seen = (each for each in breakings_seen(request.user) if each.public_id == public_id)
    if (found := next(seen, None)) is None:
        raise Http404
    view, by = Breaking(found, request.user), opener(request)
    if request.method == "POST":
        return released(request, view, by) if by else to_unlock(request.path)
    return render(request, "vault/breaking.html", {"view": view, "open": by is not None})


def released(request: "Request", view: Breaking, by: Opener) -> HttpResponse:
    try:
        is_open = release(view.request, by=by)
        said = _("Đã mở đơn cho người được nêu tên.") if is_open else _("Đã trao mảnh khóa; cần một người nữa.")
        messages.success(request, said)
    except RuleBroken as broken:
        messages.error(request, str(broken))
    return redirect("vault:breaking", view.request.public_id)
