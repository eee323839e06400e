from typing import TYPE_CHECKING

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from nennep.journal.forms import SoughtForm
from nennep.journal.hidden import hidden_from
from nennep.journal.queries import actions_seen, find_entries, row_of
from nennep.web.pages import page_of
from nennep.web.rights import must_hold
from nennep.web.sheets import sheet_response

if TYPE_CHECKING:
    from nennep.web.request import Request

HEADINGS = (
    _("Số"),
    _("Lúc"),
    _("Người làm"),
    _("Việc đã làm"),
    _("Đối tượng"),
    _("Tên"),
    _("Chi tiết"),
    _("Mã băm"),
)
MOST_ROWS = 50_000  # of one sheet; `nennep journal export` gives the whole


@require_safe
def journal(request: "Request") -> HttpResponse:
    must_hold(request.user, "read_journal")
    form = SoughtForm(request.GET, actions_seen())
    page = page_of(request, find_entries(form.sought, hidden_from(request.user)))
    return render(request, "journal/journal.html", {"form": form, "page": page, "rows": [row_of(e) for e in page]})


@require_safe
def journal_sheet(request: "Request") -> HttpResponseBase:
    must_hold(request.user, "read_journal")
    sought = SoughtForm(request.GET, actions_seen()).sought
    found = find_entries(sought, hidden_from(request.user))[:MOST_ROWS]
    rows = ([r.n, r.at, r.who, r.action, r.thing, r.name, r.rest, r.hash] for r in map(row_of, found))
    return sheet_response(gettext("Nhật ký"), HEADINGS, rows)
