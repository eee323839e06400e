"""The board of a year, and the list behind its figures: units, stages and days, without names."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from nennep.candidates.drawing import curve_of
from nennep.candidates.labels import COLUMNS, HEEDS, STAGES
from nennep.candidates.queries import listing
from nennep.candidates.queries.board import Board, board_of, scope_of
from nennep.candidates.queries.sheets import BOARD_HEADINGS, board_rows
from nennep.candidates.rules import BEFORE_ADMISSION, LATE
from nennep.organisation.models import Unit
from nennep.organisation.permissions import may, must_any
from nennep.organisation.rules import Act
from nennep.web.pages import page_of
from nennep.web.request import Request
from nennep.web.sheets import sheet_response


def board_asked(request: Request) -> Board:
    must_any(request.user, Act.SEE_GROWTH)
    today = timezone.localdate()
    year = listing.year_said(request.GET.get("year", "")) or today.year
    return board_of(request.user, scope_of(request.user, request.GET.get("unit", "")[:12]), year, today)


@require_safe
def board(request: Request) -> HttpResponse:
    found = board_asked(request)
    keeps = listing.keeps_all_seen(request.user)
    context = {
        "board": found,
        "curve": curve_of(found),
        "road": [(stage, word) for stage, word in STAGES if stage in BEFORE_ADMISSION],
        "columns": COLUMNS,
        "heeds": [(heed, word, found.total.heeds[heed]) for heed, word in HEEDS if found.total.heeds[heed]],
        "people": reverse("candidates:candidates" if keeps else "candidates:people"),
        "keeps": keeps,
        "may_allot": found.scope.unit is not None and may(request.user, Act.ALLOT_GROWTH, found.scope.unit),
        "years": range(found.today.year - 2, found.today.year + 2),
    }
    return render(request, "candidates/board.html", context)


@require_safe
def board_sheet(request: Request) -> HttpResponseBase:
    found = board_asked(request)
    name = _("Chỉ tiêu kết nạp năm %(year)s") % {"year": found.year}
    return sheet_response(name, BOARD_HEADINGS, board_rows(found))


def wanted_of(request: Request) -> listing.Wanted:
    get = request.GET.get
    return listing.Wanted(
        words=get("q", "")[:100],
        unit=get("unit", "")[:12],
        own=get("own", "")[:1],
        stage=get("stage", "")[:12],
        heed=get("heed", "")[:20],
        state=get("state", "")[:10],
        admitted=listing.year_said(get("admitted", "")),
        recognised=listing.year_said(get("recognised", "")),
        expected=listing.year_said(get("expected", "")),
        forecast=listing.year_said(get("forecast", "")),
    )


@require_safe
def people(request: Request) -> HttpResponse:
    must_any(request.user, Act.SEE_GROWTH)
    wanted, today = wanted_of(request), timezone.localdate()
    found = listing.listed(request.user, wanted, Act.SEE_GROWTH).order_by("unit__path", "since", "pk")
    page = page_of(request, found)
    context = {
        "page": page,
        "rows": listing.rows_of(page, today),
        "wanted": wanted,
        "unit": Unit.objects.visible_to(request.user, Act.SEE_GROWTH).filter(public_id=wanted.unit).first(),
        "heed_words": dict(HEEDS),
        "sum": listing.share_expected(found, today) if wanted.expected or wanted.forecast else None,
        **choices(),
    }
    return render(request, "candidates/people.html", context)


def choices() -> dict[str, object]:
    return {"stages": STAGES, "heeds": HEEDS, "late": LATE}


@require_safe
def people_sheet(request: Request) -> HttpResponseBase:
    must_any(request.user, Act.SEE_GROWTH)
    found = listing.listed(request.user, wanted_of(request), Act.SEE_GROWTH).order_by("unit__path", "since", "pk")
    rows = listing.rows_of(found, timezone.localdate())
    return sheet_response(_("Số liệu phát triển đảng viên"), listing.COUNTED_HEADINGS, listing.counted_rows(rows))
