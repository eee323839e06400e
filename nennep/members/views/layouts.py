"""The columns of hand-overs: those in force, a receiver's template taken in, confirmed, put aside."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nennep.members.actions.basis import must_keep_whole
from nennep.members.actions.layouts import confirm_layout, end_layout, propose_layout
from nennep.members.doors import register_view
from nennep.members.forms.layouts import ColumnsForm, TemplateForm
from nennep.members.models import OwnLayout
from nennep.members.permissions import must_be_open
from nennep.members.queries.layouts import EARLIER, layout_for, lines_of, own_in_force
from nennep.organisation.rules import Act
from nennep.web.forms import carried_out
from nennep.web.request import Request


@register_view(Act.KEEP_MEMBERS)
@require_http_methods(["GET", "HEAD", "POST"])
def layout(request: Request) -> HttpResponse:
    must_keep_whole(request.user)
    form = TemplateForm(request.POST or None, request.FILES or None)
    made: list[OwnLayout] = []

    def take_in() -> None:
        file = form.cleaned_data["file"]
        made.append(propose_layout(file.name, file.chunks(), by=request.user))

    if carried_out(form, take_in):
        return redirect("members:own_layout", made[0].public_id)
    used = layout_for(timezone.localdate())
    lines = lines_of(used, must_be_open().fields)
    shown = {
        "layout": used,
        "own": own_in_force(),
        "lines": lines,
        "empty": sum(not line.filled for line in lines),
        "form": form,
        "earlier": OwnLayout.objects.visible_to(request.user).exclude(ended_at=None).confirmed()[:EARLIER],
        "waiting": OwnLayout.objects.visible_to(request.user).proposed().first(),
    }
    return render(request, "members/layout.html", shown)


@register_view(Act.KEEP_MEMBERS)
@require_http_methods(["GET", "HEAD", "POST"])
def own_layout(request: Request, public_id: str) -> HttpResponse:
    """A proposal, column by column; one that is confirmed already is told on the page of the columns."""
    must_keep_whole(request.user)
    own = get_object_or_404(OwnLayout.objects.visible_to(request.user), public_id=public_id)
    if own.confirmed_at or own.ended_at:
        return redirect("members:layout")
    form = ColumnsForm(request.POST or None, own=own)
    if carried_out(form, lambda: confirm_layout(own, form.chosen, by=request.user)):
        messages.success(request, _("Các lần bàn giao từ nay theo mẫu này."))
        return redirect("members:layout")
    unknown = sum(not source for _heading, source, _why in own.columns)
    return render(request, "members/own_layout.html", {"own": own, "form": form, "unknown": unknown})


@register_view(Act.KEEP_MEMBERS)
@require_POST
def end_own_layout(request: Request, public_id: str) -> HttpResponse:
    own = get_object_or_404(OwnLayout.objects.visible_to(request.user), public_id=public_id)
    ended = end_layout(own, by=request.user)
    said = _("Các lần bàn giao từ nay theo mẫu có sẵn.") if ended.confirmed_at else _("Đã bỏ mẫu vừa đưa vào.")
    messages.success(request, said)
    return redirect("members:layout")
