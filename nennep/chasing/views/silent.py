"""Units that owe a word: the list, its sheet, pressing them, and the letter."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from nennep.chasing.actions.pressing import MOST_UNITS, press_units
from nennep.chasing.forms import LetterForm
from nennep.chasing.letter import Wish, letter_to_all, letters_to_each
from nennep.chasing.queries.silent import (
    HEADINGS,
    Wanted,
    answers_owed,
    contacts_of,
    keys_of_owing,
    sheet_rows,
    unit_rows,
    units_owing,
)
from nennep.directives.models import Assignment
from nennep.lib.errors import RuleBroken
from nennep.organisation.models import Unit
from nennep.organisation.permissions import may, must
from nennep.organisation.rules import Act
from nennep.web.downloads import as_download
from nennep.web.pages import page_of
from nennep.web.request import Request
from nennep.web.sheets import sheet_response

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ROWS, MOST_IN_SHEET = 30, 5_000


def wanted_of(request: Request) -> Wanted:
    return Wanted(request.GET.get("q", "")[:200], request.GET.get("show", "")[:8])


@require_safe
def silent(request: Request) -> HttpResponse:
    must(request.user, Act.READ_TASK)
    wanted = wanted_of(request)
    page = page_of(request, keys_of_owing(request.user, wanted), ROWS)
    context = {
        "page": page,
        "rows": unit_rows(units_owing(request.user, wanted, page.object_list)),
        "wanted": wanted,
        "may_press": may(request.user, Act.ISSUE),
    }
    return render(request, "chasing/silent.html", context)


@require_safe
def silent_sheet(request: Request) -> HttpResponseBase:
    must(request.user, Act.READ_TASK)
    rows = unit_rows(units_owing(request.user, wanted_of(request))[:MOST_IN_SHEET])
    return sheet_response(_("Đơn vị chưa phản hồi"), HEADINGS, sheet_rows(rows))


@require_POST
def press(request: Request) -> HttpResponse:
    """For the units that are ticked, or the one whose button it was: press them now, or go on to the letter."""
    must(request.user, Act.ISSUE)
    only = request.POST.get("only", "")
    units = ([only] if only else request.POST.getlist("unit"))[: MOST_UNITS + 1]
    if not units:
        raise RuleBroken(_("Chưa chọn đơn vị nào. Đánh dấu ở đầu dòng rồi làm lại."))
    if request.POST.get("act") == "letter":
        query = QueryDict(mutable=True)
        query.setlist("unit", units)
        return redirect(f"{reverse('chasing:letter')}?{query.urlencode()}")
    pressed = press_units(units, request.POST.get("words", ""), by=request.user)
    tell(request, [unit for unit, _n in pressed], sum(n for _unit, n in pressed))
    return redirect("chasing:silent")


def tell(request: Request, units: list[Unit], answers: int) -> None:
    said = ngettext("Đã đôn đốc %(n)s việc", "Đã đôn đốc %(n)s việc", answers) % {"n": answers}
    where = ngettext("ở %(n)s đơn vị.", "ở %(n)s đơn vị.", len(units)) % {"n": len(units)}
    messages.success(request, f"{said} {where}")
    known = contacts_of({unit.pk: unit for unit in units})
    if deaf := [unit.label for unit in units if not any(c.email and not c.bounce for c in known[unit.pk])]:
        messages.warning(
            request, _("Không có địa chỉ thư dùng được ở: %(units)s. Hãy gọi điện.") % {"units": ", ".join(deaf)}
        )


def chosen(request: Request) -> list[Assignment]:
    must(request.user, Act.ISSUE)
    return list(answers_owed(request.user, request.GET.getlist("unit")[:MOST_UNITS], Act.ISSUE))


@require_safe
def letter(request: Request) -> HttpResponse:
    """What goes into the letter, before it is taken."""
    owed = chosen(request)
    units = list(dict.fromkeys(answer.unit for answer in owed if answer.unit))
    return render(request, "chasing/letter.html", {"owed": owed, "units": units, "form": LetterForm()})


@require_safe
def letter_paper(request: Request) -> HttpResponseBase:
    owed, form = chosen(request), LetterForm(request.GET)
    if not owed:
        raise RuleBroken(_("Không có việc nào của đơn vị đã chọn cần đôn đốc."))
    if not form.is_valid():
        raise RuleBroken(str(next(iter(form.errors.values()))[0]))
    data = form.cleaned_data
    wish = Wish(data["until"], data["signer"])
    if data["each"]:
        return saved(letters_to_each, _("Công văn đôn đốc.zip"), "application/zip", (owed, wish))
    return saved(letter_to_all, _("Công văn đôn đốc.docx"), WORD, (owed, wish))


def saved(
    write: Callable[[list[Assignment], Wish], bytes], name: str, kind: str, what: tuple[list[Assignment], Wish]
) -> HttpResponseBase:
    content = write(*what)
    return as_download([content], name, kind, len(content))
