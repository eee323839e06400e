"""Letters of their holders: the list, one letter, and what is opened of it; who holds none does not learn of it."""

import json
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nennep.lib.errors import RuleBroken
from nennep.vault.actions.opening import Shown, Wanted, clean_copy, file_of, open_letter
from nennep.vault.forms.letters import FileForm, WhyForm
from nennep.vault.labels import IDENTITY, SEALED
from nennep.vault.models import Attachment, Envelope
from nennep.vault.permissions import keeps_vault, sits, takes_letters
from nennep.vault.queries.letters import View, comes_here, key_of_person, letters_of, needs_key, rows_of
from nennep.vault.queries.trust import to_vouch_for
from nennep.vault.queries.waiting import waiting_in_vault
from nennep.vault.rules import BlockKind, Opened, Seated
from nennep.vault.tokens import Opener
from nennep.vault.views.unlocked import opener, to_unlock
from nennep.web.downloads import as_download
from nennep.web.form_page import FormPage, show_form
from nennep.web.pages import page_of

if TYPE_CHECKING:
    from nennep.web.request import Request

BACK = ["GET", "HEAD", "POST"]


@require_safe
def letters(request: "Request") -> HttpResponse:
    user = request.user
    if not comes_here(user):
        raise Http404
    page = page_of(request, letters_of(user))
    told = {
        "page": page,
        "rows": rows_of(user, list(page)),
        "may_take": takes_letters(user),
        "keeps": keeps_vault(user),
        "keeps_shares": sits(user, Seated.CUSTODIAN),
        "waiting": waiting_in_vault(user),
        "to_vouch": to_vouch_for(user),
    }
    own = {"kept": key_of_person(user), "needs_key": needs_key(user), "open": opener(request)}
    return render(request, "vault/letters.html", told | own)


def view_of(request: "Request", public_id: str) -> View:
    seen = Envelope.objects.visible_to(request.user).select_related("unit")
    return View(get_object_or_404(seen, public_id=public_id), request.user)


def address(view: View) -> str:
    return reverse("vault:letter", args=[view.envelope.public_id])


@require_safe
def letter(request: "Request", public_id: str) -> HttpResponse:
    view = view_of(request, public_id)
    return render(request, "vault/letter.html", {"view": view, "envelope": view.envelope, "open": opener(request)})


@require_POST
def read(request: "Request", public_id: str) -> HttpResponse:
    """The copy without the name, with notes, messages and answers."""
    view, by = view_of(request, public_id), opener(request)
    if by is None:
        return to_unlock(address(view))
    shown = open_letter(Wanted(view.envelope, Opened.TEXT, ""), by=by)
    copy = next((each.text for each in shown if each.block.kind == BlockKind.COPY), "")
    thread = [each for each in shown if each.block.kind != BlockKind.COPY]
    return render(request, "vault/read.html", {"view": view, "envelope": view.envelope, "copy": copy, "thread": thread})


@require_http_methods(BACK)
def open_one(request: "Request", public_id: str) -> HttpResponse:
    """Who wrote it, or the letter as it came: for a reason, in this one answer."""
    view, by = view_of(request, public_id), opener(request)
    if by is None:
        return to_unlock(request.get_full_path())
    form = WhyForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            shown = open_letter(Wanted(view.envelope, form.what_chosen, form.cleaned_data["why"]), by=by)
            return opened(request, view, form.what_chosen, shown)
        except RuleBroken as broken:
            form.add_error(None, str(broken))
    lede = _("Lần mở này được ghi nhật ký, cùng lý do, trước khi hiện nội dung.")
    return show_form(request, form, FormPage(_("Mở niêm phong"), _("Ghi nhật ký và mở"), address(view), lede))


def opened(request: "Request", view: View, what: Opened, shown: list[Shown]) -> HttpResponse:
    data = shown[0].text if shown else ""
    told = {"view": view, "envelope": view.envelope, "what": SEALED[what]}
    if what is Opened.AUTHOR:
        kept = json.loads(data)
        return render(request, "vault/opened.html", told | {"lines": [(IDENTITY[k], v) for k, v in kept.items()]})
    return render(request, "vault/opened.html", told | {"text": data})


@require_http_methods(BACK)
def file(request: "Request", public_id: str) -> HttpResponseBase:
    seen = Attachment.objects.filter(envelope__in=Envelope.objects.visible_to(request.user))
    attachment = get_object_or_404(seen.select_related("envelope"), public_id=public_id)
    view, by = View(attachment.envelope, request.user), opener(request)
    if by is None:
        return to_unlock(request.get_full_path())
    form = FileForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            return taken_out(attachment, form, by)
        except RuleBroken as broken:
            form.add_error(None, str(broken))
    lede = _("Bản sao không còn tên, nguồn gốc và tên tệp cũ; hãy xem lại bằng mắt trước khi đưa ai, nhất là ảnh.")
    return show_form(request, form, FormPage(_("Lấy tệp kèm đơn"), _("Ghi nhật ký và tải"), address(view), lede))


def taken_out(attachment: Attachment, form: FileForm, by: Opener) -> HttpResponseBase:
    why, envelope = form.cleaned_data["why"], attachment.envelope
    if form.what_chosen is Opened.CLEAN:
        copy = clean_copy(envelope, attachment, why, by=by)
        return as_download([copy], f"{envelope.alias}.{attachment.ending}", "application/octet-stream", len(copy))
    [shown] = open_letter(Wanted(envelope, Opened.FILE, why, attachment), by=by)
    kept = file_of(shown)
    return as_download(kept.chunks, kept.name, "application/octet-stream")
