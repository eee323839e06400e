"""What a case will write into its candidate's road, shown before it is written."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from nennep.candidates.models import Candidate
from nennep.lib.errors import RuleBroken
from nennep.procedures.actions.telling import tell_candidate
from nennep.procedures.queries.telling import to_tell
from nennep.procedures.views.case import view_of

if TYPE_CHECKING:
    from nennep.web.request import Request


@require_http_methods(["GET", "HEAD", "POST"])
def tell(request: "Request", public_id: str) -> HttpResponse:
    case = view_of(request, public_id).case
    seen = Candidate.objects.visible_to(request.user).named()
    candidate = seen.filter(pk=case.candidate_id).first() if case.candidate_id else None
    if candidate is None:
        raise Http404
    if request.method == "POST":
        try:
            n = tell_candidate(case, by=request.user)
        except RuleBroken as broken:
            messages.error(request, str(broken))
            return redirect("procedures:case", public_id)
        messages.success(request, ngettext("Đã ghi %(n)s bước.", "Đã ghi %(n)s bước.", n) % {"n": n})
        return redirect("candidates:candidate", candidate.public_id)
    shown = {"case": case, "candidate": candidate, "reached": to_tell(case)}
    return render(request, "procedures/tell.html", shown)
