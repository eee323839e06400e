"""One's own key: made, unlocked, locked again, given up."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nennep.accounts.models import User
from nennep.lib.errors import RuleBroken
from nennep.vault.actions.keys import forget_key, lock_up, make_key, opener_of, unlock_key, vouch_for
from nennep.vault.actions.mending import mend
from nennep.vault.forms.letters import UnlockForm
from nennep.vault.queries.letters import key_of_person, needs_key
from nennep.vault.queries.trust import keys_of, to_vouch_for, who_vouches
from nennep.vault.tokens import Opener
from nennep.vault.views.unlocked import keep_token, opener, to_unlock, wanted_next
from nennep.web.form_page import FormPage, show_form

if TYPE_CHECKING:
    from nennep.web.request import Request


@require_safe
def key(request: "Request") -> HttpResponse:
    kept = key_of_person(request.user)
    if kept is None and not needs_key(request.user):
        raise Http404
    told = {"kept": kept, "open": opener(request) is not None, "waits": waits_for(request.user) if kept else None}
    return render(request, "vault/key.html", told)


def waits_for(user: User) -> list[User] | None:
    """Whose word the own key waits for; None when it waits for nobody's."""
    return None if user.pk in keys_of([user]) else who_vouches(user)


@require_POST
def new_key(request: "Request") -> HttpResponse:
    """The words stand in this one answer."""
    if not needs_key(request.user):
        raise Http404
    words = make_key(by=request.user)
    told = {"words": words, "kept": key_of_person(request.user), "waits": waits_for(request.user)}
    return render(request, "vault/words.html", told)


@require_http_methods(["GET", "HEAD", "POST"])
def unlock(request: "Request") -> HttpResponse:
    if key_of_person(request.user) is None:
        raise Http404
    form = UnlockForm(request.POST or None)
    back = wanted_next(request)
    if form.is_bound and form.is_valid():
        try:
            return unlocked(request, form.cleaned_data["passphrase"], back)
        except RuleBroken as broken:
            form.add_error("passphrase", str(broken))
    lede = _("Khóa mở trong 10 phút kể từ lần dùng cuối, chỉ trong trình duyệt này. Mỗi lần mở đều ghi nhật ký.")
    return show_form(request, form, FormPage(_("Mở khóa kho niêm phong"), _("Mở khóa"), reverse("vault:letters"), lede))


def unlocked(request: "Request", words: str, back: str) -> HttpResponse:
    """Letters that somebody left, or that wait for this person's fellow holders, are set right on the way."""
    session = request.session.session_key or ""
    token = unlock_key(words, session, by=request.user)
    kept = opener_of(request.user, token, session)
    if kept:
        set_right(request, kept)
    response = redirect(back)
    keep_token(response, token)
    return response


@require_POST
def lock(request: "Request") -> HttpResponse:
    if key_of_person(request.user) is None:
        raise Http404
    lock_up(by=request.user)
    messages.success(request, _("Đã khóa lại."))
    return redirect("vault:letters")


@require_http_methods(["GET", "HEAD", "POST"])
def forget(request: "Request") -> HttpResponse:
    if key_of_person(request.user) is None:
        raise Http404
    if request.method == "POST":
        forget_key(by=request.user)
        messages.success(request, _("Đã bỏ khóa cũ. Hãy lập khóa mới."))
        return redirect("vault:key")
    return render(request, "vault/forget.html", {})


@require_http_methods(["GET", "HEAD", "POST"])
def vouch(request: "Request", public_id: str) -> HttpResponse:
    """A colleague's key: its print is compared with the one on paper, face to face."""
    person = next((each for each in to_vouch_for(request.user) if each.public_id == public_id), None)
    kept = key_of_person(person) if person else None
    if person is None or kept is None:
        raise Http404
    by = opener(request)
    if request.method == "POST":
        return vouched(request, person, by) if by else to_unlock(request.path)
    return render(request, "vault/vouch.html", {"person": person, "kept": kept, "open": by is not None})


def vouched(request: "Request", person: User, by: Opener) -> HttpResponse:
    """Letters that waited for this key are set right at once where the one who vouches holds them."""
    try:
        vouch_for(person, request.POST.get("print", ""), by=by)
        messages.success(request, _("Đã xác nhận khóa của %(who)s.") % {"who": person.full_name})
        set_right(request, by)
    except RuleBroken as broken:
        messages.error(request, str(broken))
    return redirect("vault:letters")


def set_right(request: "Request", by: Opener) -> None:
    if mended := mend(by=by):
        said = ngettext("Đã thay khóa cho %(n)s đơn.", "Đã thay khóa cho %(n)s đơn.", mended)
        messages.success(request, said % {"n": mended})
