"""What a holder adds to a letter, and whom a holder asks to name, to take from it, or notes as accused."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nennep.vault.actions.holding import Asking, add_accused, ask
from nennep.vault.actions.writing import add_note, answer_author
from nennep.vault.forms.letters import AddHolderForm, AgainstForm, ReasonForm, WordsForm
from nennep.vault.models import Envelope, Holder
from nennep.vault.queries.letters import View
from nennep.vault.rules import Asked
from nennep.vault.views.letters import BACK, address, view_of
from nennep.web.form_page import FormPage, show_form
from nennep.web.forms import carried_out

if TYPE_CHECKING:
    from nennep.web.request import Request


@dataclass(frozen=True)
class Writing:
    """What a holder writes into a letter: the act, what is said when it is done, and the page that asks."""

    act: Callable[..., object]
    done: str
    title: str
    button: str
    lede: str


def written(request: "Request", public_id: str, what: Writing) -> HttpResponse:
    view, form = view_of(request, public_id), WordsForm(request.POST or None)
    if carried_out(form, lambda: what.act(view.envelope, form.cleaned_data["text"], by=request.user)):
        messages.success(request, what.done)
        return redirect("vault:letter", public_id)
    return show_form(request, form, FormPage(what.title, what.button, address(view), what.lede))


@require_http_methods(BACK)
def note(request: "Request", public_id: str) -> HttpResponse:
    lede = _("Chỉ những người được giao đơn đọc được, sau khi mở khóa.")
    told = (_("Đã niêm phong ghi chú."), _("Ghi chú niêm phong"), _("Niêm phong"), lede)
    return written(request, public_id, Writing(add_note, *told))


@require_http_methods(BACK)
def answer(request: "Request", public_id: str) -> HttpResponse:
    done = _("Đã niêm phong câu trả lời; người gửi đọc được bằng mã biên nhận.")
    lede = _("Người gửi đọc bằng mã biên nhận, không cần tài khoản. Không ghi điều làm lộ người khác.")
    return written(request, public_id, Writing(answer_author, done, _("Trả lời người gửi đơn"), _("Gửi trả lời"), lede))


@require_http_methods(BACK)
def accused(request: "Request", public_id: str) -> HttpResponse:
    view, form = view_of(request, public_id), AgainstForm(request.POST or None)
    if carried_out(form, lambda: add_accused(view.envelope, form.against, by=request.user)):
        messages.success(request, _("Đã ghi người, đơn vị bị tố cáo; ai liên quan thì thôi được giao đơn ngay."))
        return redirect("vault:letters" if is_gone(request, view) else address(view))
    lede = _("Người bị tố cáo, người của đơn vị bị tố cáo không giữ được đơn này, dù giữ chức vụ gì.")
    return show_form(request, form, FormPage(_("Ghi người, đơn vị bị tố cáo"), _("Ghi"), address(view), lede))


def is_gone(request: "Request", view: View) -> bool:
    """The one who noted it is concerned."""
    return not Envelope.objects.visible_to(request.user).filter(pk=view.envelope.pk).exists()


@require_http_methods(BACK)
def add_holder(request: "Request", public_id: str) -> HttpResponse:
    view = view_of(request, public_id)
    form = AddHolderForm(request.POST or None, [holder.user_id for holder in view.holders])

    def asked() -> object:
        told = form.cleaned_data
        return ask(Asking(Asked.ADD, told["person"], told["reason"], view.envelope), by=request.user)

    if carried_out(form, asked):
        messages.success(request, _("Đã đề nghị; cần một người thứ hai đồng ý trong 72 giờ."))
        return redirect("vault:letter", public_id)
    lede = _("Người thứ hai là một người khác được giao đơn này, hoặc người quản lý kho niêm phong.")
    return show_form(request, form, FormPage(_("Đề nghị giao đơn cho người khác"), _("Đề nghị"), address(view), lede))


@require_http_methods(BACK)
def remove_holder(request: "Request", public_id: str) -> HttpResponse:
    seen = Holder.objects.filter(ended_at=None, envelope__in=Envelope.objects.visible_to(request.user))
    holder = get_object_or_404(seen.select_related("envelope", "user"), public_id=public_id)
    view, form = View(holder.envelope, request.user), ReasonForm(request.POST or None)

    def asked() -> object:
        told = Asking(Asked.REMOVE, holder.user, form.cleaned_data["reason"], holder.envelope)
        return ask(told, by=request.user)

    if carried_out(form, asked):
        messages.success(request, _("Đã đề nghị; cần một người thứ hai đồng ý trong 72 giờ."))
        return redirect(address(view))
    title = _("Đề nghị thôi giao đơn cho %(who)s?") % {"who": holder.user.full_name}
    lede = _("Khi người thứ hai đồng ý, khóa của người này bị xóa ngay và đơn được thay khóa.")
    return show_form(request, form, FormPage(title, _("Đề nghị"), address(view), lede))
