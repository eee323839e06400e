"""The list by name, a candidate's page, and what is done with one or with many."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nennep.candidates.actions.keeping import add_candidate
from nennep.candidates.actions.recording import Tally, record_many, record_step
from nennep.candidates.forms import NewCandidateForm, StepForm
from nennep.candidates.labels import HEEDS, STEPS
from nennep.candidates.models import Candidate
from nennep.candidates.papers import list_document
from nennep.candidates.queries import listing
from nennep.candidates.queries.one import story_of
from nennep.candidates.rules import LATE, PROBATION
from nennep.candidates.views.board import choices, wanted_of
from nennep.members.permissions import basis_in_force
from nennep.organisation.models import Unit, UnitQuerySet
from nennep.organisation.permissions import may, must_any
from nennep.organisation.rules import Act
from nennep.web.downloads import as_download
from nennep.web.form_page import FormPage, show_form
from nennep.web.forms import carried_out
from nennep.web.pages import page_of
from nennep.web.request import Request
from nennep.web.sheets import sheet_response

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_ON_PAPER, MOST_NAMED = 2_000, 10
PURPOSE = gettext_lazy(
    "Chỉ ghi điều cần để theo dõi chỉ tiêu và thời hạn. Tên chỉ hiện với ban tổ chức và đầu mối của đơn vị."
)


def candidate_of(request: Request, public_id: str) -> Candidate:
    seen = Candidate.objects.visible_to(request.user).named().select_related("unit", "added_by", "member")
    return get_object_or_404(seen, public_id=public_id)


@require_safe
def candidates(request: Request) -> HttpResponse:
    must_any(request.user, Act.KEEP_CANDIDATES)
    wanted, today = wanted_of(request), timezone.localdate()
    found = listing.listed(request.user, wanted, Act.KEEP_CANDIDATES)
    page = page_of(request, found)
    units = Unit.objects.visible_to(request.user, Act.KEEP_CANDIDATES)
    context = {
        "page": page,
        "rows": listing.rows_of(page, today),
        "wanted": wanted,
        "units": units.living(),
        "unit": units.filter(public_id=wanted.unit).first() if wanted.unit else None,
        "heed_words": dict(HEEDS),
        "steps": STEPS[1:],
        "sum": listing.share_expected(found, today) if wanted.expected or wanted.forecast else None,
        **choices(),
    }
    return render(request, "candidates/candidates.html", context)


@require_safe
def candidates_sheet(request: Request) -> HttpResponseBase:
    must_any(request.user, Act.KEEP_CANDIDATES)
    found = listing.listed(request.user, wanted_of(request), Act.KEEP_CANDIDATES)
    rows = listing.rows_of(found, timezone.localdate())
    return sheet_response(_("Danh sách phát triển đảng viên"), listing.HEADINGS, listing.sheet_rows(rows))


@require_safe
def paper(request: Request) -> HttpResponseBase:
    must_any(request.user, Act.KEEP_CANDIDATES)
    found = listing.listed(request.user, wanted_of(request), Act.KEEP_CANDIDATES)[:MOST_ON_PAPER]
    content = list_document(listing.rows_of(found, timezone.localdate()))
    return as_download([content], _("Danh sách phát triển đảng viên.docx"), WORD, len(content))


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    must_any(request.user, Act.KEEP_CANDIDATES)
    kept = Unit.objects.visible_to(request.user, Act.KEEP_CANDIDATES)
    asked = kept.filter(public_id=request.GET.get("unit", "")[:12]).first() or sole(kept)
    posted = request.POST if request.method == "POST" else None
    form = NewCandidateForm(posted, by=request.user, initial={"unit": asked})
    made: list[Candidate] = []
    if carried_out(form, lambda: made.append(add_candidate(form.facts, form.steps, by=request.user))):
        messages.success(request, _("Đã thêm vào danh sách."))
        return redirect("candidates:candidate", made[0].public_id)
    page = FormPage(_("Thêm người vào danh sách"), _("Thêm"), reverse("candidates:candidates"), str(PURPOSE))
    return show_form(request, form, page)


def sole(units: UnitQuerySet) -> Unit | None:
    """Who keeps the list of one unit need not choose it."""
    first = list(units.living()[:2])
    return first[0] if len(first) == 1 else None


@require_http_methods(["GET", "HEAD", "POST"])
def candidate(request: Request, public_id: str) -> HttpResponse:
    """Who it is, where on the road, which time limits run; the form records a step."""
    found = candidate_of(request, public_id)
    story = story_of(found, timezone.localdate())
    form = StepForm(request.POST if request.method == "POST" else None, stages=story.open_to)
    if carried_out(form, lambda: record_step(found, form.told, by=request.user)):
        messages.success(request, _("Đã ghi bước: %(step)s.") % {"step": dict(STEPS)[form.told.stage]})
        return redirect("candidates:candidate", public_id)
    context = {"candidate": found, "story": story, "form": form, "heed_words": dict(HEEDS), "late": LATE}
    context["may_open_case"] = may(request.user, Act.OPEN_CASES, found.unit)
    context["case_of_stage"] = "recognition" if found.stage in PROBATION else "admission"
    context["keeps_register"] = may(request.user, Act.KEEP_MEMBERS, found.unit) and basis_in_force() is not None
    return render(request, "candidates/candidate.html", context)


@require_POST
def many(request: Request) -> HttpResponse:
    """One step for the ticked rows; who does not fit is named, the rest is done."""
    must_any(request.user, Act.KEEP_CANDIDATES)
    seen = Candidate.objects.visible_to(request.user).named()
    chosen = list(seen.filter(public_id__in=request.POST.getlist("person")))
    form = StepForm(request.POST)
    made: list[Tally] = []
    if carried_out(form, lambda: made.append(record_many(chosen, form.told, by=request.user))):
        tell(request, made[0])
    for errors in form.errors.values():
        messages.warning(request, str(errors[0]))
    return redirect(safe_place(request))


def tell(request: Request, tally: Tally) -> None:
    if tally.done:
        said = ngettext("Đã ghi cho %(n)s người.", "Đã ghi cho %(n)s người.", tally.done)
        messages.success(request, said % {"n": tally.done})
    for line in tally.refused[:MOST_NAMED]:
        messages.warning(request, line)
    if (more := len(tally.refused) - MOST_NAMED) > 0:
        messages.warning(request, _("Còn %(n)s người khác không ghi được.") % {"n": more})


def safe_place(request: Request) -> str:
    came = urlsplit(request.POST.get("back", ""))
    here = f"{came.path}?{came.query}" if came.query else came.path
    own = reverse("candidates:candidates")
    return here if came.path == own and not came.netloc else own
