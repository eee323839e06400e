"""Search over everything one may see."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from nennep.desk.queries import finding
from nennep.desk.queries.scopes import periods_to_choose
from nennep.directives.labels import ANSWER_STATES
from nennep.directives.models import Directive
from nennep.directives.rules import DirectiveState
from nennep.organisation.models import Unit
from nennep.organisation.rules import Act
from nennep.search.rules import Question
from nennep.web.pages import query_without_page
from nennep.web.request import Request

MOST_UNITS, MOST_DIRECTIVES, DEPTH = 200, 30, 2
NARROWING = ("kind", "unit", "state", "period", "directive", "clause")


@require_safe
def search(request: Request) -> HttpResponse:
    asked = {name: request.GET.get(name, "")[:40] for name in NARROWING}
    typed = request.GET.get("q", "")[:400]
    units = list(finding.units(request.user).order_by("path")[:MOST_UNITS])
    unit = next((one for one in units if one.public_id == asked["unit"]), None) or unit_named(request, asked["unit"])
    page = int(request.GET.get("page", "1")) if request.GET.get("page", "1").isdigit() else 1
    question = Question(typed, **{**asked, "unit": unit.path if unit else ""})
    context = {
        "typed": typed,
        "turn": query_without_page(request),
        "asked": asked,
        "narrows": any(asked.values()),
        "results": finding.find(request.user, question, max(1, min(page, finding.MOST_PAGES))),
        "kinds": finding.KINDS,
        "states": ANSWER_STATES,
        "units": [one for one in units if one.depth <= DEPTH or len(units) < MOST_UNITS],
        "periods": list(dict.fromkeys(periods_to_choose(timezone.localdate()))),
        "directives": directives_to_choose(request),
    }
    return render(request, "desk/search.html", context)


def unit_named(request: Request, public_id: str) -> Unit | None:
    found: Unit | None = finding.units(request.user).filter(public_id=public_id).first() if public_id else None
    return found


def directives_to_choose(request: Request) -> list[Directive]:
    seen = Directive.objects.visible_to(request.user, Act.READ_DIRECTIVE).filter(state=DirectiveState.ISSUED)
    return list(seen.order_by("-date", "-pk").defer("text", "folded")[:MOST_DIRECTIVES])
