"""A person's own page: how the screens look, factors, and what one may do."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nennep.accounts.actions.users import edit_preferences
from nennep.accounts.forms import PreferencesForm
from nennep.accounts.models import User
from nennep.accounts.queries import factors_of
from nennep.organisation.models import Grant, Post
from nennep.organisation.queries.absences import away_now

if TYPE_CHECKING:
    from nennep.web.request import Request


@require_http_methods(["GET", "HEAD", "POST"])
def me(request: "Request") -> HttpResponse:
    user = request.user
    form = PreferencesForm(request.POST or None, instance=User.objects.get(pk=user.pk))
    if request.method == "POST" and form.is_valid():
        edit_preferences(form.preferences, by=user)
        messages.success(request, _("Đã ghi."))
        return redirect("accounts:me")
    page = {
        "form": form,
        "factors": factors_of(user),
        "posts": Post.objects.living().filter(holder=user).select_related("unit"),
        "grants": Grant.objects.living().filter(user=user).select_related("unit", "post", "absence__person"),
        "away": away_now([user]),
    }
    return render(request, "accounts/me.html", page)
