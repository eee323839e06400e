"""The register of users."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nennep.accounts.actions.users import create_user, disable_user, edit_user, enable_user
from nennep.accounts.forms import ReasonForm, UserForm
from nennep.accounts.models import FactorReset, User
from nennep.accounts.queries import factors_of, find_users, sheet_rows, state_of, tally
from nennep.notices.queries import bounced
from nennep.organisation.models import Grant, Post
from nennep.organisation.permissions import must
from nennep.organisation.queries.absences import away_now
from nennep.organisation.rules import Act
from nennep.web.pages import page_of
from nennep.web.sheets import sheet_response

if TYPE_CHECKING:
    from nennep.web.request import Request

HEADINGS = (
    gettext_lazy("Họ và tên"),
    gettext_lazy("Tên đăng nhập"),
    gettext_lazy("Thư điện tử"),
    gettext_lazy("Điện thoại"),
    gettext_lazy("Vai trò"),
    gettext_lazy("Tình trạng"),
    gettext_lazy("Đăng nhập lần cuối"),
)


@require_safe
def users(request: "Request") -> HttpResponse:
    must(request.user, Act.KEEP_USERS)
    words, state = request.GET.get("q", ""), request.GET.get("state", "all")
    page = page_of(request, find_users(request.user, words, state))
    shown = {
        "page": page,
        "rows": [(user, *state_of(user)) for user in page],
        "tally": tally(),
        "words": words,
        "state": state,
        "resets": FactorReset.objects.waiting().count(),
    }
    return render(request, "accounts/users.html", shown)


@require_safe
def users_sheet(request: "Request") -> HttpResponseBase:
    must(request.user, Act.KEEP_USERS)
    found = find_users(request.user, request.GET.get("q", ""), request.GET.get("state", "all"))
    return sheet_response(_("Người dùng"), HEADINGS, sheet_rows(found))


@require_http_methods(["GET", "HEAD", "POST"])
def new_user(request: "Request") -> HttpResponse:
    must(request.user, Act.KEEP_USERS)
    form = UserForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = create_user(form.person, by=request.user)
        messages.success(request, _("Đã thêm. Hãy in hoặc gửi phiếu kích hoạt, rồi giao vai trò."))
        return redirect("accounts:user", user.public_id)
    return render(request, "accounts/user_form.html", {"form": form})


@require_safe
def user(request: "Request", public_id: str) -> HttpResponse:
    person = get_object_or_404(User.objects.visible_to(request.user), public_id=public_id)
    shape, word = state_of(person)
    shown = {
        "person": person,
        "shape": shape,
        "word": word,
        "reason": ReasonForm(auto_id="reset_%s"),
        "why_off": ReasonForm(auto_id="off_%s"),
        "factors": factors_of(person),
        "bounce": bounced([person.email]).get(person.email.lower()),
        "slip": person.slips.good().first(),
        "reset": person.resets.waiting().select_related("asked_by").first(),
        "posts": Post.objects.living().filter(holder=person).select_related("unit"),
        "grants": Grant.objects.living().filter(user=person).select_related("unit", "post", "absence__person"),
        "away": away_now([person]),
    }
    return render(request, "accounts/user.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: "Request", public_id: str) -> HttpResponse:
    person = get_object_or_404(User.objects.visible_to(request.user), public_id=public_id)
    form = UserForm(request.POST or None, user=person)
    if request.method == "POST" and form.is_valid():
        edit_user(person, form.person, by=request.user)
        return redirect("accounts:user", public_id)
    return render(request, "accounts/user_form.html", {"form": form, "person": person})


@require_POST
def disable(request: "Request", public_id: str) -> HttpResponse:
    person = get_object_or_404(User.objects.visible_to(request.user), public_id=public_id)
    form = ReasonForm(request.POST)
    if form.is_valid():
        disable_user(person, form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Đã khóa. Mọi phiên đang mở của người này đã hết."))
    else:
        messages.error(request, _("Chưa khóa: phải ghi lý do."))
    return redirect("accounts:user", public_id)


@require_POST
def enable(request: "Request", public_id: str) -> HttpResponse:
    person = get_object_or_404(User.objects.visible_to(request.user), public_id=public_id)
    enable_user(person, by=request.user)
    messages.success(request, _("Đã mở lại."))
    return redirect("accounts:user", public_id)
