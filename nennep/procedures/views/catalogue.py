"""The procedures, and one of them: its picture, its steps in words, the figures on which it rests; its new versions."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nennep.lib.errors import NenNepError, RuleBroken
from nennep.procedures.actions.drafting import KEEP_PROCEDURES, drop_draft, publish, save_draft, set_target
from nennep.procedures.forms import DraftForm, TargetsForm
from nennep.procedures.models import Procedure, ProcedureVersion, VersionState
from nennep.procedures.permissions import may_open
from nennep.procedures.queries.catalogue import by_field, changes, page_of_procedure, targets_of, versions_on
from nennep.procedures.queries.standing import version_on
from nennep.web.form_page import FormPage, show_form
from nennep.web.forms import carried_out
from nennep.web.rights import must_hold

if TYPE_CHECKING:
    from django import forms

    from nennep.web.request import Request


@require_safe
def procedures(request: "Request") -> HttpResponse:
    versions = versions_on(timezone.localdate())
    return render(request, "procedures/procedures.html", {"versions": versions, "fields": by_field(versions)})


@require_safe
def procedure(request: "Request", key: str) -> HttpResponse:
    today = timezone.localdate()
    page = page_of_procedure(key, today, request.GET.get("at", ""))
    if page is None:
        raise Http404
    shown = {
        "page": page,
        "may_open": page.told.opens_on(today) and may_open(request.user, page.told.field),
        "may_keep": request.user.may(KEEP_PROCEDURES),
    }
    return render(request, "procedures/procedure.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def new_draft(request: "Request", key: str) -> HttpResponse:
    """Begins with the words of the version in force."""
    must_hold(request.user, KEEP_PROCEDURES)
    standing = get_object_or_404(Procedure, key=key).versions.filter(state=VersionState.PUBLISHED).order_by("number")
    version = standing.select_related("procedure").last()
    if version is None:
        raise Http404
    form = DraftForm(request.POST or None, initial={"text": version.text})
    if kept := draft_of(form, version.procedure, None, request):
        return redirect("procedures:draft", kept.public_id)
    return show_draft_form(request, form, version.procedure)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_draft(request: "Request", public_id: str) -> HttpResponse:
    draft = draft_at(request, public_id)
    form = DraftForm(request.POST or None, initial={"text": draft.text})
    if draft_of(form, draft.procedure, draft, request):
        return redirect("procedures:draft", public_id)
    return show_draft_form(request, form, draft.procedure)


def draft_of(
    form: DraftForm, procedure: Procedure, draft: ProcedureVersion | None, request: "Request"
) -> ProcedureVersion | None:
    """What is wrong with the text is said line by line, and the text stays."""
    if not form.is_bound or not form.is_valid():
        return None
    try:
        return save_draft(procedure, form.cleaned_data["text"], draft, by=request.user)
    except NenNepError as error:
        for line in str(error).splitlines():
            form.add_error("text", line)
    return None


def show_draft_form(request: "Request", form: "forms.Form", procedure: Procedure) -> HttpResponse:
    title = _("Soạn bản mới: %(name)s") % {"name": procedure.name}
    back = reverse("procedures:procedure", args=[procedure.key])
    lede = _("Hồ sơ đang làm giữ bản cũ. Bản mới có hiệu lực từ ngày valid_from, sau khi người thứ hai ban hành.")
    return render(
        request,
        "procedures/draft_form.html",
        {"form": form, "form_page": FormPage(title, _("Lưu bản thảo"), back, lede)},
    )


def draft_at(request: "Request", public_id: str) -> ProcedureVersion:
    must_hold(request.user, KEEP_PROCEDURES)
    drafts = ProcedureVersion.objects.filter(state=VersionState.DRAFT).select_related("procedure", "made_by")
    return get_object_or_404(drafts, public_id=public_id)


@require_safe
def draft(request: "Request", public_id: str) -> HttpResponse:
    found = draft_at(request, public_id)
    shown = {"draft": found, "lines": changes(found), "mine": found.made_by_id == request.user.pk}
    return render(request, "procedures/draft.html", shown)


@require_POST
def publish_draft(request: "Request", public_id: str) -> HttpResponse:
    found = draft_at(request, public_id)
    try:
        publish(found, by=request.user)
    except RuleBroken as broken:
        messages.error(request, str(broken))
        return redirect("procedures:draft", public_id)
    messages.success(request, _("Đã ban hành bản mới của “%(name)s”.") % {"name": found.procedure.name})
    return redirect("procedures:procedure", found.procedure.key)


@require_POST
def drop(request: "Request", public_id: str) -> HttpResponse:
    found = draft_at(request, public_id)
    drop_draft(found, by=request.user)
    messages.success(request, _("Đã bỏ bản thảo."))
    return redirect("procedures:procedure", found.procedure.key)


@require_http_methods(["GET", "HEAD", "POST"])
def targets(request: "Request", key: str) -> HttpResponse:
    must_hold(request.user, KEEP_PROCEDURES)
    version = version_on(key, timezone.localdate())
    if version is None:
        raise Http404
    form = TargetsForm(request.POST or None, targets_of(version, timezone.localdate()))

    def set_them() -> None:
        for step, n in form.changed_targets:
            set_target(version.procedure, step, n, by=request.user)

    back = reverse("procedures:procedure", args=[key])
    if carried_out(form, set_them):
        messages.success(request, _("Đã ghi; áp dụng cho các bước bắt đầu từ nay."))
        return redirect(back)
    title = _("Mục tiêu của cơ quan: %(name)s") % {"name": version.procedure.name}
    lede = _("Sớm hơn thời hạn theo quy định, cùng đơn vị tính. Để trống nếu không đặt.")
    return show_form(request, form, FormPage(title, _("Ghi"), back, lede))
