"""Posts, their holders, and the fields they are in charge of."""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nennep.organisation.actions.posts import (
    add_portfolio,
    add_post,
    edit_post,
    end_post,
    facts_of,
    hand_over,
    rename_portfolio,
)
from nennep.organisation.forms.people import EndForm, HandOverForm, NewPostForm, PortfolioForm, PostForm
from nennep.organisation.models import Grant, Portfolio, Post, Unit
from nennep.organisation.permissions import may, must, must_any
from nennep.organisation.queries import people
from nennep.organisation.rules import Act
from nennep.organisation.views.groups import wanted_of
from nennep.web.form_page import FormPage, show_form
from nennep.web.forms import carried_out
from nennep.web.pages import page_of
from nennep.web.sheets import sheet_response

if TYPE_CHECKING:
    from nennep.web.request import Request

form_view = require_http_methods(["GET", "HEAD", "POST"])
SEEING = (Act.KEEP_TREE, Act.KEEP_USERS)


def post_of(request: "Request", public_id: str) -> Post:
    """A post whose unit the person keeps."""
    kept = Grant.objects.reaching(request.user, Act.KEEP_TREE, "unit__")
    return get_object_or_404(Post.objects.filter(kept).select_related("unit", "holder"), public_id=public_id)


def address(post: Post) -> str:
    return reverse("organisation:post", args=[post.public_id])


@require_safe
def posts(request: "Request") -> HttpResponse:
    must_any(request.user, *SEEING)
    wanted = wanted_of(request)
    page = page_of(request, people.posts_found(request.user, wanted))
    shown = {"page": page, "wanted": wanted, "may_keep": may(request.user, Act.KEEP_TREE)}
    return render(request, "organisation/posts.html", shown)


@require_safe
def posts_sheet(request: "Request") -> HttpResponseBase:
    must_any(request.user, *SEEING)
    rows = people.post_rows(people.posts_found(request.user, wanted_of(request)))
    return sheet_response(_("Danh sách chức vụ"), people.POST_HEADINGS, rows)


@require_safe
def post(request: "Request", public_id: str) -> HttpResponse:
    found = people.posts_found(request.user, people.Wanted(state=people.ALL))
    post = get_object_or_404(found, public_id=public_id)
    shown = {
        "post": post,
        "living": post.stands_on(timezone.localdate()),
        "grants": post.grants.living().select_related("unit", "user"),
        "former": Post.objects.filter(unit=post.unit, title=post.title).exclude(pk=post.pk).select_related("holder"),
        "may_keep": may(request.user, Act.KEEP_TREE, post.unit),
    }
    return render(request, "organisation/post.html", shown)


@form_view
def new_post(request: "Request") -> HttpResponse:
    must(request.user, Act.KEEP_TREE)
    units = Unit.objects.living().visible_to(request.user, Act.KEEP_TREE)
    unit = units.filter(public_id=request.GET.get("unit", "")).first()
    form = NewPostForm(request.POST or None, units=units, unit=unit)
    made: list[Post] = []

    def add() -> None:
        kept = form.cleaned_data
        made.append(add_post(kept["unit"], form.post_facts, kept["holder"], kept["starts"], by=request.user))

    if carried_out(form, add):
        messages.success(request, _("Đã thêm chức vụ."))
        return redirect("organisation:post", made[0].public_id)
    page = FormPage(_("Thêm chức vụ"), _("Thêm chức vụ"), reverse("organisation:posts"))
    return show_form(request, form, page)


@form_view
def edit_post_view(request: "Request", public_id: str) -> HttpResponse:
    post = post_of(request, public_id)
    form = PostForm(request.POST or None, initial=vars(facts_of(post)))
    if carried_out(form, lambda: edit_post(post, form.post_facts, by=request.user)):
        messages.success(request, _("Đã ghi."))
        return redirect("organisation:post", public_id)
    lede = _("Đổi người giữ thì dùng “Bàn giao”, để còn biết ai giữ ngày nào.")
    return show_form(request, form, FormPage(_("Sửa chức vụ"), _("Ghi"), address(post), lede))


@form_view
def end(request: "Request", public_id: str) -> HttpResponse:
    post = post_of(request, public_id)
    form = EndForm(request.POST or None)
    if carried_out(form, lambda: end_post(post, form.when, by=request.user)):
        messages.success(request, _("Đã ghi ngày thôi giữ chức vụ; quyền theo chức vụ hết cùng ngày."))
        return redirect("organisation:post", public_id)
    title = _("Thôi giữ chức vụ %(post)s?") % {"post": post}
    return show_form(request, form, FormPage(title, _("Thôi giữ"), address(post)))


@form_view
def hand_over_view(request: "Request", public_id: str) -> HttpResponse:
    post = post_of(request, public_id)
    form = HandOverForm(request.POST or None)
    made: list[Post] = []
    if carried_out(form, lambda: made.append(hand_over(post, form.cleaned_data["holder"], form.when, by=request.user))):
        messages.success(request, _("Đã bàn giao. Quyền theo chức vụ của người cũ hết; người mới cần được giao quyền."))
        return redirect("organisation:post", made[0].public_id)
    title = _("Bàn giao chức vụ %(post)s") % {"post": post}
    return show_form(request, form, FormPage(title, _("Bàn giao"), address(post)))


@require_safe
def portfolios(request: "Request") -> HttpResponse:
    must(request.user, Act.KEEP_TREE)
    page = page_of(request, people.portfolios_with_posts())
    return render(request, "organisation/portfolios.html", {"page": page})


@require_safe
def portfolios_sheet(request: "Request") -> HttpResponseBase:
    must(request.user, Act.KEEP_TREE)
    rows = people.portfolio_rows(people.portfolios_with_posts())
    return sheet_response(_("Lĩnh vực phụ trách"), people.PORTFOLIO_HEADINGS, rows)


@form_view
def new_portfolio(request: "Request") -> HttpResponse:
    must(request.user, Act.KEEP_TREE)
    form = PortfolioForm(request.POST or None)
    if carried_out(form, lambda: add_portfolio(form.cleaned_data["name"], by=request.user)):
        messages.success(request, _("Đã thêm lĩnh vực. Chọn người phụ trách ở trang của chức vụ."))
        return redirect("organisation:portfolios")
    page = FormPage(_("Thêm lĩnh vực"), _("Thêm lĩnh vực"), reverse("organisation:portfolios"))
    return show_form(request, form, page)


@form_view
def edit_portfolio(request: "Request", public_id: str) -> HttpResponse:
    must(request.user, Act.KEEP_TREE)
    portfolio = get_object_or_404(Portfolio, public_id=public_id)
    form = PortfolioForm(request.POST or None, initial={"name": portfolio.name})
    if carried_out(form, lambda: rename_portfolio(portfolio, form.cleaned_data["name"], by=request.user)):
        messages.success(request, _("Đã ghi."))
        return redirect("organisation:portfolios")
    page = FormPage(_("Sửa tên lĩnh vực"), _("Ghi"), reverse("organisation:portfolios"))
    return show_form(request, form, page)
