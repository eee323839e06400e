"""Rules of following, reminding, escalating."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nennep.chasing.actions.habits import set_follow_rules
from nennep.chasing.forms import FollowRulesForm
from nennep.directives.actions.giving import rules_of
from nennep.organisation.models import Office
from nennep.organisation.permissions import must
from nennep.organisation.rules import Act
from nennep.web.form_page import FormPage, show_form
from nennep.web.forms import carried_out
from nennep.web.request import Request


@require_http_methods(["GET", "HEAD", "POST"])
def follow_rules(request: Request) -> HttpResponse:
    root = Office.objects.select_related("root").get().root
    must(request.user, Act.ISSUE, root)
    form = FollowRulesForm(request.POST or None, instance=rules_of(root))
    if carried_out(form, lambda: set_follow_rules(form.rules, by=request.user)):
        messages.success(request, _("Đã ghi. Quy tắc mới dùng từ lần nhắc sau."))
        return redirect("chasing:follow_rules")
    lede = _(
        "Máy nhắc mỗi sáng ngày làm việc; mỗi người nhận một tin gộp. "
        "Việc đã xong, được ghi nhận nguyên nhân khách quan hoặc đang xin gia hạn thì không nhắc."
    )
    page = FormPage(_("Quy tắc theo dõi, đôn đốc"), _("Ghi"), reverse("chasing:silent"), lede)
    return show_form(request, form, page)
