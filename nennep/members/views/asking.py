"""What a campaign asks of one cell: answered on the page, by a workbook or a Word table, on paper."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from nennep.files.rules import CONTENT_TYPES
from nennep.members.actions.campaigning import Answer, answer
from nennep.members.doors import register_view
from nennep.members.forms.campaigns import AnswerForm, ListForm
from nennep.members.importing.returning import take_list
from nennep.members.listfiles.excel import excel_list
from nennep.members.listfiles.making import Writer, made
from nennep.members.listfiles.paper import paper_list
from nennep.members.listfiles.word import word_list
from nennep.members.models import CampaignCell, ListBack
from nennep.members.permissions import must_be_open
from nennep.members.queries import campaigns as queries
from nennep.members.queries import returned
from nennep.organisation.permissions import may
from nennep.organisation.rules import Act
from nennep.web.downloads import as_download
from nennep.web.forms import carried_out
from nennep.web.pages import page_of
from nennep.web.request import Request

ON_A_PAGE = 8  # members, each with a form
LATELY = 10


def part_of(request: Request, public_id: str) -> CampaignCell:
    found = CampaignCell.objects.visible_to(request.user).select_related("cell", "campaign__unit")
    return get_object_or_404(found, public_id=public_id)


@register_view()
@require_http_methods(["GET", "HEAD", "POST"])
def campaign_cell(request: Request, public_id: str) -> HttpResponse:
    part = part_of(request, public_id)
    members = queries.asked_members(part)
    page = page_of(request, members, ON_A_PAGE)
    wanted = list(page)
    if request.method == "POST":
        whom = members.filter(public_id=request.POST.get("member", "")[:12]).first()
        if whom is None:
            messages.info(request, _("Hồ sơ này không còn lỗi nào của đợt, không phải báo nữa."))
            return redirect(request.path)
        wanted = [whom, *(one for one in wanted if one != whom)]
    asked = queries.asked_of(part, wanted, must_be_open().fields)
    forms = [(one, form_of(request, one)) for one in asked]
    if request.method == "POST" and sent(request, part, *forms[0]):
        return redirect(f"{request.path}?{request.GET.urlencode()}")
    shown = {
        "part": part,
        "campaign": part.campaign,
        "page": page,
        "rows": [(one, form, lines_shown(one, form)) for one, form in forms],
        "file_form": ListForm(),
        "lists": returned.shown(queries.lists_back_of(request.user, part)[:LATELY]),
        "keeps": may(request.user, Act.KEEP_MEMBERS, part.cell),
    }
    return render(request, "members/campaign_cell.html", shown)


def form_of(request: Request, one: queries.Asked) -> AnswerForm:
    mine = request.method == "POST" and request.POST.get("member") == one.member.public_id
    return AnswerForm(request.POST if mine else None, asked=one.fields, auto_id=f"{one.member.public_id}_%s")


def sent(request: Request, part: CampaignCell, one: queries.Asked, form: AnswerForm) -> bool:
    heard: list[bool] = []

    def send() -> None:
        said = Answer(one.member, form.values, form.cleaned_data["note"])
        heard.append(answer(part, said, by=request.user))

    if not carried_out(form, send):
        return False
    said = {"name": one.member.name}
    if heard[0] and form.values and may(request.user, Act.KEEP_MEMBERS, part.cell):
        messages.success(request, _("Đã ghi vào sổ điều đúng về %(name)s.") % said)
    elif heard[0]:
        messages.success(request, _("Đã gửi lời báo về %(name)s; sổ đổi khi Ban Tổ chức nhận.") % said)
    else:
        messages.info(request, _("Sổ đã ghi đúng như vậy về %(name)s.") % said)
    return True


def lines_shown(one: queries.Asked, form: AnswerForm) -> list[tuple[Any, str]]:
    """Each field of the form with what the register says now."""
    return [(form[field.key], queries.now_said(one.member, field)) for field in one.fields]


def list_file(request: Request, public_id: str, write: Writer, name: str) -> HttpResponseBase:
    part = part_of(request, public_id)
    content = made(part, write)
    kind = CONTENT_TYPES[name.rsplit(".", 1)[-1]]
    return as_download([content], f"{part.cell.label} - {name}", kind, len(content))


@register_view()
@require_safe
def campaign_excel(request: Request, public_id: str) -> HttpResponseBase:
    return list_file(request, public_id, excel_list, _("Bảng rà soát.xlsx"))


@register_view()
@require_safe
def campaign_word(request: Request, public_id: str) -> HttpResponseBase:
    return list_file(request, public_id, word_list, _("Bảng rà soát.docx"))


@register_view()
@require_safe
def campaign_paper(request: Request, public_id: str) -> HttpResponseBase:
    return list_file(request, public_id, paper_list, _("Phiếu rà soát.docx"))


@register_view()
@require_http_methods(["GET", "HEAD", "POST"])
def hand_in(request: Request, public_id: str) -> HttpResponse:
    part = part_of(request, public_id)
    form = ListForm(request.POST or None, request.FILES or None)
    kept: list[ListBack] = []

    def take_in() -> None:
        file = form.cleaned_data["file"]
        kept.append(take_list(part, file.name, file.chunks(), by=request.user))

    if carried_out(form, take_in):
        return redirect("members:list_back", kept[0].public_id)
    return render(request, "members/hand_in.html", {"part": part, "campaign": part.campaign, "file_form": form})
