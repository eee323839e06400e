"""A member's cell, standing and posts change: one form each."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nennep.members.actions import moving
from nennep.members.doors import register_view
from nennep.members.forms.basis import WhyForm
from nennep.members.forms.moving import EndForm, MemberPostForm, MoveForm, StandingForm
from nennep.members.models import Member, MemberPost, Stay
from nennep.members.rules import Standing
from nennep.members.views.people import member_of
from nennep.organisation.models import Unit
from nennep.organisation.rules import Act
from nennep.web.form_page import FormPage, show_form
from nennep.web.forms import carried_out
from nennep.web.request import Request

form_view = require_http_methods(["GET", "HEAD", "POST"])


def units_kept(request: Request) -> object:
    return Unit.objects.living().visible_to(request.user, Act.KEEP_MEMBERS)


def answered(
    request: Request, form: forms.Form, page: tuple[Member, str, str], act: Callable[[], object]
) -> HttpResponse:
    """`page`: the member, the title that asks, and the word of the one button."""
    member, title, button = page
    if carried_out(form, act):
        messages.success(request, _("Đã ghi."))
        return redirect("members:member", member.public_id)
    return show_form(
        request, form, FormPage(title, button, reverse("members:member", args=[member.public_id]), member.name)
    )


@register_view(Act.KEEP_MEMBERS)
@form_view
def move(request: Request, public_id: str) -> HttpResponse:
    member = member_of(request, public_id, Act.KEEP_MEMBERS)
    form = MoveForm(request.POST or None, units=units_kept(request))

    def act() -> object:
        facts = form.cleaned_data
        return moving.move_member(member, facts["cell"], form.when, temporary=facts["temporary"], by=request.user)

    return answered(request, form, (member, _("Chuyển nơi sinh hoạt"), _("Chuyển")), act)


@register_view(Act.KEEP_MEMBERS)
@form_view
def standing(request: Request, public_id: str) -> HttpResponse:
    member = member_of(request, public_id, Act.KEEP_MEMBERS)
    form = StandingForm(request.POST or None, member=member)

    def act() -> object:
        return moving.change_standing(member, Standing(form.cleaned_data["standing"]), form.when, by=request.user)

    return answered(request, form, (member, _("Đổi tư cách đảng viên"), _("Ghi")), act)


@register_view(Act.KEEP_MEMBERS)
@form_view
def take_standing_back(request: Request, public_id: str) -> HttpResponse:
    member = member_of(request, public_id, Act.KEEP_MEMBERS)
    form = WhyForm(request.POST or None)
    title = _("Hủy lần đổi sang “%(standing)s”?") % {"standing": member.get_standing_display()}
    return answered(
        request,
        form,
        (member, title, _("Hủy lần đổi")),
        lambda: moving.take_standing_back(member, form.cleaned_data["why"], by=request.user),
    )


@register_view(Act.KEEP_MEMBERS)
@form_view
def give_post(request: Request, public_id: str) -> HttpResponse:
    member = member_of(request, public_id, Act.KEEP_MEMBERS)
    form = MemberPostForm(request.POST or None, units=units_kept(request))

    def act() -> object:
        facts = form.cleaned_data
        return moving.give_post(member, facts["title"], facts["unit"], form.when, by=request.user)

    return answered(request, form, (member, _("Ghi chức vụ"), _("Ghi")), act)


@register_view(Act.KEEP_MEMBERS)
@form_view
def end_post(request: Request, public_id: str) -> HttpResponse:
    kept = MemberPost.objects.filter(member__in=Member.objects.visible_to(request.user, Act.KEEP_MEMBERS))
    held = get_object_or_404(kept.select_related("member"), public_id=public_id)
    form = EndForm(request.POST or None)
    title = _("Thôi chức vụ “%(title)s”") % {"title": held.title}
    return answered(
        request,
        form,
        (held.member, title, _("Ghi")),
        lambda: moving.end_member_post(held, form.cleaned_data["day"], by=request.user),
    )


@register_view(Act.KEEP_MEMBERS)
@form_view
def end_stay(request: Request, public_id: str) -> HttpResponse:
    kept = Stay.objects.filter(member__in=Member.objects.visible_to(request.user, Act.KEEP_MEMBERS), temporary=True)
    temporary = get_object_or_404(kept.select_related("member", "cell"), public_id=public_id)
    form = EndForm(request.POST or None)
    return answered(
        request,
        form,
        (temporary.member, _("Kết thúc sinh hoạt tạm thời"), _("Ghi")),
        lambda: moving.end_temporary_stay(temporary, form.cleaned_data["day"], by=request.user),
    )
