"""Proposals: what units added to their forms by hand."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nennep.organisation.permissions import may, must, must_any
from nennep.organisation.rules import Act
from nennep.paperwork import queries
from nennep.paperwork.actions.proposing import Taking, refuse_proposal, take_proposal
from nennep.paperwork.forms import TakingForm
from nennep.paperwork.models import Proposal
from nennep.web.forms import carried_out
from nennep.web.pages import page_of
from nennep.web.request import Request
from nennep.web.sheets import sheet_response


def proposal_of(request: Request, public_id: str) -> Proposal:
    must(request.user, Act.ISSUE)
    return get_object_or_404(queries.proposals_for(request.user), public_id=public_id)


@require_safe
def proposals(request: Request) -> HttpResponse:
    must_any(request.user, Act.ANSWER)
    page = page_of(request, queries.proposals_for(request.user))
    context = {"page": page, "may_decide": may(request.user, Act.ISSUE)}
    return render(request, "paperwork/proposals.html", context)


@require_safe
def proposals_sheet(request: Request) -> HttpResponseBase:
    must_any(request.user, Act.ANSWER)
    rows = queries.proposal_rows(queries.proposals_for(request.user))
    return sheet_response(_("Việc đơn vị ghi thêm"), queries.PROPOSAL_HEADINGS, rows)


@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: Request, public_id: str) -> HttpResponse:
    found = proposal_of(request, public_id)
    form = TakingForm(request.POST or None, initial={"text": found.text})

    def take() -> None:
        take_proposal(found, Taking(form.cleaned_data["post"], form.cleaned_data["text"]), by=request.user)

    if carried_out(form, take):
        messages.success(request, _("Đã giao thành việc của đơn vị."))
        return redirect("paperwork:proposals")
    return render(
        request, "paperwork/proposal.html", {"proposal": found, "form": form, "cells": queries.cells_of(found)}
    )


@require_POST
def refuse(request: Request, public_id: str) -> HttpResponse:
    refuse_proposal(proposal_of(request, public_id), request.POST.get("why", ""), by=request.user)
    messages.success(request, _("Đã ghi là không đưa vào; đơn vị được báo."))
    return redirect("paperwork:proposals")
