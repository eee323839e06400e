"""A unit's forms: taken out as Excel, Word or paper, and handed in again."""

from collections.abc import Callable, Sequence

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_safe

from nennep.files.rules import CONTENT_TYPES
from nennep.organisation.models import Unit
from nennep.organisation.rules import Act
from nennep.paperwork import queries
from nennep.paperwork.formfiles.excel import excel_form
from nennep.paperwork.formfiles.word import paper_form, word_form
from nennep.paperwork.forms import FilledForm
from nennep.paperwork.intake import take_upload
from nennep.paperwork.models import ReturnedForm
from nennep.web.downloads import as_download
from nennep.web.forms import carried_out
from nennep.web.request import Request

LATELY = 10


def unit_of(request: Request, public_id: str) -> Unit:
    return get_object_or_404(Unit.objects.visible_to(request.user, Act.ANSWER), public_id=public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def forms(request: Request, public_id: str) -> HttpResponse:
    unit = unit_of(request, public_id)
    form = FilledForm(request.POST or None, request.FILES or None)
    made: list[ReturnedForm] = []

    def take_in() -> None:
        file = form.cleaned_data["file"]
        made.append(take_upload(unit, file.name, file.chunks(), by=request.user))

    if carried_out(form, take_in):
        return redirect("paperwork:returned_form", made[0].public_id)
    context = {
        "unit": unit,
        "form": form,
        "open": queries.open_answers(unit, request.user).count(),
        "returned": queries.shown(queries.returned_for(request.user).filter(unit=unit)[:LATELY]),
    }
    return render(request, "paperwork/forms.html", context)


Writer = Callable[[Unit, Sequence[queries.Line]], bytes]


def form_file(request: Request, public_id: str, write: Writer, name: str) -> HttpResponseBase:
    """In Vietnamese, whoever takes it: a form goes from hand to hand."""
    unit = unit_of(request, public_id)
    with override("vi"):
        content = write(unit, queries.lines_of(unit, request.user))
    kind = CONTENT_TYPES[name.rsplit(".", 1)[-1]]
    return as_download([content], f"{unit.label} - {name}", kind, len(content))


@require_safe
def excel(request: Request, public_id: str) -> HttpResponseBase:
    return form_file(request, public_id, excel_form, _("Mẫu trả lời.xlsx"))


@require_safe
def word(request: Request, public_id: str) -> HttpResponseBase:
    return form_file(request, public_id, word_form, _("Mẫu trả lời.docx"))


@require_safe
def paper(request: Request, public_id: str) -> HttpResponseBase:
    return form_file(request, public_id, paper_form, _("Phiếu trả lời.docx"))
