"""A run's result: what is wrong, the clean list, and the files that leave; each of those on record."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from nennep.lib.errors import RuleBroken
from nennep.web.downloads import as_download
from nennep.web.pages import ROWS, page_of
from nennep.web.request import Request
from nennep.web.sheets import XLSX, sheet_response
from nennep.workbench.actions.erasing import take_out
from nennep.workbench.models import ListRun
from nennep.workbench.queries import findings as found
from nennep.workbench.queries import people as clean
from nennep.workbench.queries.pairs import Pairs
from nennep.workbench.queries.runs import shown
from nennep.workbench.rules import NOT_MATCHED, RunState
from nennep.workbench.views.runs import next_of, run_of

WORST = 30  # units, and cells, on the page of the result
MOST_IN_SHEET = 20_000
CHUNK = 256 * 1024


@require_safe
def run(request: Request, public_id: str) -> HttpResponse:
    one = run_of(request, public_id)
    context: dict[str, Any] = {"run": one, "shown": shown([one])[0]}
    if one.is_here:
        pairs = Pairs(one)
        context |= {
            "by_source": found.heat_of(one, "source", 0, ROWS),
            "by_unit": found.heat_of(one, "unit", 0, WORST),
            "by_cell": found.heat_of(one, "cell", 0, WORST),
            "left": len(pairs.waiting),
            "stale": pairs.stale,
            "files": list(one.files.all()),
        }
    if one.state in (RunState.OPENING, RunState.MATCHING) and one.job and not one.job.is_over:
        context["going"] = next_of(one)
    return render(request, "workbench/run.html", context)


def run_with_result(request: Request, public_id: str) -> ListRun:
    """Raises RuleBroken where there is none: it is said on the page one came from."""
    one = run_of(request, public_id)
    if not one.is_here:
        raise RuleBroken(_(NOT_MATCHED))
    return one


def wanted_of(request: Request) -> found.Wanted:
    given = request.GET if request.method != "POST" else request.POST
    return found.Wanted(**{name: given.get(name, "")[:250] for name in found.FIELD_ON})


@require_safe
def findings(request: Request, public_id: str) -> HttpResponse:
    one = run_of(request, public_id)
    if not one.is_here:
        return redirect("workbench:run", one.public_id)
    wanted = wanted_of(request)
    rows: Any = found.findings_of(one, wanted)
    page = page_of(request, rows)
    context = {"run": one, "page": page, "wanted": wanted, "rows": found.told(list(page)), **found.choices_of(one)}
    if wanted.of_group:
        context["records"] = found.records_in(rows)
    return render(request, "workbench/findings.html", context)


@require_POST
def findings_sheet(request: Request, public_id: str) -> HttpResponseBase:
    one = run_with_result(request, public_id)
    rows = found.findings_of(one, wanted_of(request))[:MOST_IN_SHEET]
    name = _("Phải sửa – %(name)s") % {"name": one.name}
    take_out(one, f"{name}.xlsx", by=request.user)
    return sheet_response(name, found.HEADINGS, found.sheet_rows(rows))


@require_safe
def people(request: Request, public_id: str) -> HttpResponse:
    one = run_of(request, public_id)
    if not one.is_here:
        return redirect("workbench:run", one.public_id)
    listed: Any = clean.people_list(one, only_conflicts="conflicts" in request.GET)
    page = page_of(request, listed)
    context = {"run": one, "page": page, "rows": clean.told(list(page)), "stale": Pairs(one).stale}
    return render(request, "workbench/people.html", context)


@require_POST
def people_sheet(request: Request, public_id: str) -> HttpResponseBase:
    return file_out(request, public_id, "clean.xlsx", _("Danh sách sạch"))


@require_POST
def people_csv(request: Request, public_id: str) -> HttpResponseBase:
    return file_out(request, public_id, "clean.csv", _("Danh sách sạch"))


@require_POST
def report_book(request: Request, public_id: str) -> HttpResponseBase:
    return file_out(request, public_id, "report.xlsx", _("Báo cáo đối chiếu"))


@require_POST
def report_page(request: Request, public_id: str) -> HttpResponseBase:
    return file_out(request, public_id, "report.html", _("Báo cáo đối chiếu"))


KINDS = {".xlsx": XLSX, ".csv": "text/csv; charset=utf-8", ".html": "text/html; charset=utf-8"}


def file_out(request: Request, public_id: str, file: str, title: str) -> HttpResponseBase:
    """A file that the child has written beside the tables."""
    one = run_with_result(request, public_id)
    path = one.result_folder / file
    name = f"{title} – {one.name}{path.suffix}"
    take_out(one, name, by=request.user)
    return as_download(pieces_of(path), name, KINDS[path.suffix], path.stat().st_size)


def pieces_of(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            yield piece
