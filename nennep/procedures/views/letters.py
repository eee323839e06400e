"""Between a protected letter and the case that settles it; who holds one of them does not open the other by it."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nennep.procedures.actions.letters import tie_letter
from nennep.procedures.forms import LetterForm
from nennep.procedures.models import Case
from nennep.procedures.queries.starting import letters_without_a_case
from nennep.procedures.rules import CaseState
from nennep.procedures.views.case import BACK, address, open_view
from nennep.vault.models import Envelope
from nennep.web.form_page import FormPage, show_form
from nennep.web.forms import carried_out

if TYPE_CHECKING:
    from nennep.web.request import Request


@require_safe
def of_letter(request: "Request", public_id: str) -> HttpResponse:
    """To its case, or to opening one."""
    letter = get_object_or_404(Envelope.objects.visible_to(request.user), public_id=public_id)
    case = Case.objects.visible_to(request.user).filter(letter=letter).exclude(state=CaseState.ANNULLED).first()
    if case:
        return redirect("procedures:case", case.public_id)
    return redirect(f"{reverse('procedures:choose')}?letter={letter.public_id}")


@require_http_methods(BACK)
def tie(request: "Request", public_id: str) -> HttpResponse:
    view = open_view(request, public_id)
    if not view.procedure.sealed or view.case.letter_id:
        raise Http404
    form = LetterForm(request.POST or None, letters_without_a_case(request.user))
    if carried_out(form, lambda: tie_letter(view.case, form.cleaned_data["letter"], by=request.user)):
        messages.success(request, _("Đã gắn đơn niêm phong vào hồ sơ."))
        return redirect("procedures:case", public_id)
    lede = _("Chỉ những đơn được giao cho đồng chí và chưa có hồ sơ. Gắn rồi thì không đổi được.")
    return show_form(request, form, FormPage(_("Gắn đơn niêm phong"), _("Gắn đơn"), address(view.case), lede))
