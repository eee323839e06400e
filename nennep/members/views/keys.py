"""Keys by which programs read the register."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nennep.members.actions.keys import make_key, revoke_key
from nennep.members.doors import register_view
from nennep.members.forms.keys import KeyForm
from nennep.members.models import ApiKey
from nennep.members.queries.handovers import units_to_choose
from nennep.members.queries.keys import HEADINGS, key_rows, keys_shown
from nennep.organisation.rules import Act
from nennep.web.forms import carried_out
from nennep.web.pages import page_of
from nennep.web.request import Request
from nennep.web.sheets import sheet_response

kept = register_view(Act.KEEP_MEMBERS)


@kept
@require_safe
def keys(request: Request) -> HttpResponse:
    context = {
        "page": page_of(request, keys_shown(request.user)),
        "living": ApiKey.objects.visible_to(request.user).living(),
    }
    return render(request, "members/keys.html", context)


@kept
@require_safe
def keys_sheet(request: Request) -> HttpResponseBase:
    return sheet_response(_("Khóa API"), HEADINGS, key_rows(keys_shown(request.user)))


@kept
@require_http_methods(["GET", "HEAD", "POST"])
def new_key(request: Request) -> HttpResponse:
    """The secret is shown once, on the answer to the form that made it."""
    asked = request.POST.get("unit", request.GET.get("unit", ""))[:12]
    form = KeyForm(request.POST or None, units=units_to_choose(request.user, asked), initial={"unit": asked})
    made: list[tuple[ApiKey, str]] = []
    if carried_out(form, lambda: made.append(make_key(form.new_key, by=request.user))):
        return render(request, "members/key_made.html", {"key": made[0][0], "token": made[0][1]})
    return render(request, "members/new_key.html", {"form": form})


@kept
@require_POST
def revoke(request: Request, public_id: str) -> HttpResponse:
    revoke_key(get_object_or_404(ApiKey.objects.visible_to(request.user), public_id=public_id), by=request.user)
    messages.success(request, _("Đã thu khóa. Phần mềm không đọc được nữa."))
    return redirect("members:keys")
