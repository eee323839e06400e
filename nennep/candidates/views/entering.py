"""Who was admitted is put into the register: looked at first, then written in one act."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nennep.candidates.actions.entering import enter, join
from nennep.candidates.forms import EntryForm
from nennep.candidates.models import Candidate
from nennep.candidates.views.candidates import candidate_of
from nennep.lib.dates import format_date
from nennep.members.models import Member
from nennep.members.permissions import must_be_open
from nennep.members.queries.twins import likely
from nennep.organisation.permissions import must
from nennep.organisation.rules import Act
from nennep.web.form_page import FormPage, show_form
from nennep.web.forms import carried_out
from nennep.web.request import Request

MOST_LIKELY = 10


@require_http_methods(["GET", "HEAD", "POST"])
def enter_view(request: Request, public_id: str) -> HttpResponse:
    found = candidate_of(request, public_id)
    must(request.user, Act.KEEP_MEMBERS, found.unit)
    must_be_open()
    same = likely({"name": found.name, "dob": str(found.birth_year or "")}, request.user)
    known = list(same.select_related("cell")[:MOST_LIKELY])
    form = EntryForm(request.POST if request.method == "POST" else None, by=request.user, candidate=found, likely=known)
    made: list[Member] = []

    def act() -> None:
        member = form.member
        made.append(join(found, member, by=request.user) if member else enter(found, form.entry, by=request.user))

    if carried_out(form, act):
        messages.success(request, _("Đã có trong sổ đảng viên. Hãy bổ sung số định danh và các trường còn thiếu."))
        return redirect("members:member", made[0].public_id)
    title = _("Đưa %(name)s vào sổ đảng viên?") % {"name": found.name}
    back = reverse("candidates:candidate", args=[public_id])
    return show_form(request, form, FormPage(title, _("Đưa vào sổ"), back, days_said(found)))


def days_said(candidate: Candidate) -> str:
    """What the register will be told of the road."""
    admitted, recognised = candidate.admitted_on, candidate.recognised_on
    if admitted is None:
        return _("Chưa ghi lễ kết nạp, nên chưa đưa vào sổ được.")
    if recognised is None:
        return _("Sổ sẽ ghi: dự bị, vào Đảng ngày %(day)s.") % {"day": format_date(admitted)}
    said = {"day": format_date(admitted), "official": format_date(recognised)}
    return _("Sổ sẽ ghi: chính thức, vào Đảng ngày %(day)s, chính thức ngày %(official)s.") % said
