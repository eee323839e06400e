"""Who may open a case: named one by one, and taken from it; the case opened by mistake is annulled."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nennep.lib.errors import RuleBroken
from nennep.procedures.actions.membership import add_member, end_member
from nennep.procedures.actions.moving import annul_case
from nennep.procedures.forms import MemberForm, ReasonForm
from nennep.procedures.models import Case, CaseMember
from nennep.procedures.views.case import address, open_view
from nennep.web.form_page import FormPage, show_form
from nennep.web.forms import carried_out

if TYPE_CHECKING:
    from nennep.web.request import Request


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: "Request", public_id: str) -> HttpResponse:
    view = open_view(request, public_id)
    form = MemberForm(request.POST or None, [member.user_id for member in view.members])
    if carried_out(form, lambda: add_member(view.case, form.cleaned_data["person"], by=request.user)):
        messages.success(request, _("Đã giao hồ sơ cho %(who)s.") % {"who": form.cleaned_data["person"].full_name})
        return redirect("procedures:case", public_id)
    lede = _("Người được giao xem và làm được mọi việc trong hồ sơ này.")
    return show_form(request, form, FormPage(_("Giao thêm người"), _("Giao hồ sơ"), address(view.case), lede))


@require_POST
def end(request: "Request", public_id: str) -> HttpResponse:
    seen = CaseMember.objects.filter(case__in=Case.objects.visible_to(request.user), ended_at=None)
    member = get_object_or_404(seen.select_related("case", "user"), public_id=public_id)
    try:
        end_member(member, by=request.user)
        messages.success(request, _("%(who)s thôi được giao hồ sơ.") % {"who": member.user.full_name})
    except RuleBroken as broken:
        messages.error(request, str(broken))
    if member.user_id == request.user.pk:
        return redirect("procedures:cases")
    return redirect("procedures:case", member.case.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def annul(request: "Request", public_id: str) -> HttpResponse:
    view = open_view(request, public_id)
    form = ReasonForm(request.POST or None)
    if carried_out(form, lambda: annul_case(view.case, form.cleaned_data["why"], by=request.user)):
        messages.success(request, _("Đã hủy hồ sơ mở nhầm; hồ sơ vẫn còn trong danh sách đã hủy."))
        return redirect("procedures:case", public_id)
    title = _("Hủy hồ sơ mở nhầm?")
    lede = _("Dùng khi mở nhầm. Nếu việc kết thúc sớm, hãy ghi xong bước với kết quả tương ứng.")
    return show_form(request, form, FormPage(title, _("Hủy hồ sơ"), address(view.case), lede))
