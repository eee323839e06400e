"""Paper forms keyed by a clerk: the code, the cells, Enter, the next one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nennep.directives.models import Assignment
from nennep.directives.permissions import may_answer
from nennep.directives.rules import Via
from nennep.lib.errors import RuleBroken
from nennep.organisation.permissions import must_any
from nennep.organisation.rules import Act
from nennep.paperwork import queries
from nennep.paperwork.actions.hearing import Way, hear
from nennep.paperwork.forms import KeyingForm
from nennep.paperwork.rules import read_code
from nennep.web.forms import carried_out
from nennep.web.request import Request


@require_http_methods(["GET", "HEAD", "POST"])
def keying(request: Request) -> HttpResponse:
    must_any(request.user, Act.ANSWER)
    if request.method != "POST":
        return page(request, KeyingForm(initial={name: request.GET.get(name, "") for name in ("code", "keyed_for")}))
    form = KeyingForm(request.POST)
    if form.is_valid() and form.heard().is_empty:  # the code alone: show what it is, then go on in the same row
        return redirect(f"{request.path}?{urlencode({n: form.cleaned_data[n] for n in ('code', 'keyed_for')})}")
    keyed: list[Assignment] = []
    if carried_out(form, lambda: keyed.append(key_in(request, form))):
        messages.success(request, _("Đã ghi: %(who)s – %(task)s") % {"who": keyed[0].label, "task": keyed[0].task})
        return redirect(f"{request.path}?{urlencode({'keyed_for': form.cleaned_data['keyed_for']})}")
    return page(request, form)


def page(request: Request, form: KeyingForm) -> HttpResponse:
    """What the code means stands above the row; a wrong one is said there."""
    typed = str(form["code"].value() or "")
    found, said = found_by(request, typed) if typed else (None, "")
    form.fields["state" if found else "code"].widget.attrs["autofocus"] = True
    context = {"form": form, "found": found, "said": said, "lately": queries.keyed_lately(request.user)}
    return render(request, "paperwork/keying.html", context)


def found_by(request: Request, typed: str) -> tuple[Assignment | None, str]:
    try:
        return meant(request, typed), ""
    except RuleBroken as broken:
        return None, str(broken)


def meant(request: Request, typed: str) -> Assignment:
    code = read_code(typed)
    found = queries.by_code(code, request.user) if code else []
    found = [answer for answer in found if may_answer(request.user, answer)]
    if not found:
        raise RuleBroken(_("Không có việc nào mang mã “%(code)s”. Xem lại mã ở cột đầu của phiếu.") % {"code": typed})
    if len(found) > 1:
        raise RuleBroken(_("Có hai việc cùng mã “%(code)s”. Hãy ghi ở trang của việc.") % {"code": typed})
    return found[0]


def key_in(request: Request, form: KeyingForm) -> Assignment:
    answer, heard = meant(request, form.cleaned_data["code"]), form.heard()
    if heard.faults:
        raise RuleBroken(" ".join(heard.faults))
    way = Way(Via.PAPER, form.cleaned_data["keyed_for"].strip() or answer.label)
    hear(answer.public_id, heard, heard.verbs, way, by=request.user)
    return answer
