"""Doors for those who cannot sign in yet: the first hour of an office, and the activation slip."""

from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from nennep.accounts.actions.office import First, found_office
from nennep.accounts.actions.slips import activate as activate_account
from nennep.accounts.forms import ActivateForm, FirstRunForm
from nennep.accounts.limits import count_try
from nennep.accounts.models import User
from nennep.accounts.queries import office_name
from nennep.lib.errors import RuleBroken

BACKEND = "nennep.accounts.backends.PersonBackend"


@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def first_run(request: HttpRequest) -> HttpResponse:
    if User.objects.exists():
        raise Http404
    form = FirstRunForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        user = found_office(form.office, First(form.person, data["password"], data["also_clerk"]))
        login(request, user, BACKEND)
        messages.success(request, _("Đã lập cơ quan. Việc tiếp theo: nhập đơn vị, rồi thêm người dùng."))
        return redirect("/")
    return render(request, "accounts/first_run.html", {"form": form})


@sensitive_post_parameters("code", "password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def activate(request: HttpRequest) -> HttpResponse:
    form = ActivateForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            count_try(request, "activate", data["username"])
            activate_account(data["username"], data["code"], data["password"])
        except RuleBroken as error:
            form.add_error("code", str(error))
        else:
            messages.success(request, _("Đã đặt mật khẩu. Hãy đăng nhập bằng mật khẩu mới."))
            return redirect("account_login")
    return render(request, "accounts/activate.html", {"form": form, "office": office_name()})
