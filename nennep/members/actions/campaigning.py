"""A campaign is begun and ended; cells answer what they are asked, by page or by list."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.imports.actions import close_if_nothing_new
from nennep.imports.models import Preview
from nennep.journal.actions import record
from nennep.lib.dates import format_date
from nennep.lib.errors import RuleBroken
from nennep.members.actions.people import Origin, correct_member
from nennep.members.actions.suggesting import suggest
from nennep.members.models import Campaign, CampaignCell, CampaignFlaw, Flaw, ListBack, Member
from nennep.members.permissions import may_keep, must_be_open, must_keep
from nennep.members.rules import SourceKind
from nennep.notices.actions import notify
from nennep.organisation.models import Grant, Unit
from nennep.organisation.permissions import must
from nennep.organisation.rules import Act, Role

AT_ONCE = 5_000  # rows written in one question


@dataclass(frozen=True)
class CampaignFacts:
    name: str
    unit: Unit
    starts: date
    ends: date
    rules: tuple[str, ...]


@transaction.atomic
def start_campaign(facts: CampaignFacts, *, by: User) -> Campaign:
    """What stands wrong now is what is to be put right; what is found later belongs to the next one."""
    must_keep(by, facts.unit)
    if not facts.rules:
        raise RuleBroken(_("Hãy chọn ít nhất một loại lỗi phải sửa."))
    if facts.ends < max(facts.starts, timezone.localdate()):
        raise RuleBroken(_("Ngày kết thúc phải sau ngày bắt đầu và chưa qua."))
    flaws = list(flaws_below(facts.unit, facts.rules).order_by("cell_id", "pk").values_list("pk", "cell"))
    if not flaws:
        raise RuleBroken(_("Ở đây không có lỗi nào thuộc các loại đã chọn, nên không có gì phải sửa."))
    campaign = Campaign.objects.create(**vars(facts) | {"rules": list(facts.rules)}, made_by=by)
    sizes = Counter(cell for _flaw, cell in flaws)
    made = [CampaignCell(campaign=campaign, cell_id=cell, at_start=n) for cell, n in sizes.items()]
    parts = {part.cell_id: part for part in CampaignCell.objects.bulk_create(made, batch_size=AT_ONCE)}
    CampaignFlaw.objects.bulk_create(
        [CampaignFlaw(campaign=campaign, part=parts[cell], flaw_id=flaw) for flaw, cell in flaws], batch_size=AT_ONCE
    )
    record(by, "campaign.started", campaign, rules=campaign.rules, flaws=len(flaws), cells=len(parts))
    tell_contacts(campaign)
    return campaign


def flaws_below(unit: Unit, rules: tuple[str, ...]) -> "QuerySet[Flaw]":
    below = Unit.objects.within([unit.path])
    return Flaw.objects.standing().filter(cell__in=below.values("pk"), rule__in=rules)


def tell_contacts(campaign: Campaign) -> None:
    """Who is the contact of a cell, or of a unit above it, learns that something is asked."""
    paths = campaign.parts.values_list("cell__path", flat=True)
    asked = {path[: place + 1] for path in paths for place, sign in enumerate(path) if sign == "."}
    contacts = Grant.objects.living().filter(role=Role.CONTACT, unit__path__in=asked)
    said = {"name": campaign.name, "day": format_date(campaign.ends)}
    notify(
        User.objects.filter(pk__in=contacts.values("user")),
        "campaign.started",
        lambda: (
            _("Đợt làm sạch dữ liệu đảng viên “%(name)s”: hãy xem các lỗi của chi bộ và báo lại trước %(day)s") % said
        ),
        reverse("members:campaign", args=[campaign.public_id]),
    )


@transaction.atomic
def close_campaign(campaign: Campaign, *, by: User) -> Campaign:
    must_keep(by, campaign.unit)
    campaign = Campaign.objects.select_for_update(of=("self",)).select_related("unit").get(pk=campaign.pk)
    must_run(campaign)
    campaign.closed_at, campaign.closed_by = timezone.now(), by
    campaign.save(update_fields=["closed_at", "closed_by"])
    record(by, "campaign.closed", campaign)
    return campaign


def must_run(campaign: Campaign) -> None:
    if campaign.closed_at:
        raise RuleBroken(_("Đợt này đã kết thúc."))


@transaction.atomic
def keep_list(part: CampaignCell, preview: Preview, *, by: User) -> ListBack:
    """A list that came back, judged; nothing of it is written yet."""
    must(by, Act.SEE_MEMBERS, part.cell)
    must_run(part.campaign)
    kept = ListBack.objects.create(part=part, preview=preview, file_name=preview.file_name, by=by)
    record(by, "campaign.list_returned", kept, cell=part.cell.label, nothing_new=close_if_nothing_new(preview))
    return kept


@dataclass(frozen=True)
class Answer:
    """What a cell says of one member; values as the register keeps them."""

    member: Member
    values: Mapping[str, str]
    note: str = ""
    source: str = ""  # the list it came by; blank: the page


@transaction.atomic
def answer(part: CampaignCell, said: Answer, *, by: User) -> bool:
    """Of who keeps the register it is written, of a cell it waits; False where the register says so already."""
    must(by, Act.SEE_MEMBERS, part.cell)
    must_be_open()
    must_run(part.campaign)
    if said.member.cell_id != part.cell_id:
        raise RuleBroken(_("Đồng chí này không còn sinh hoạt ở đây."))
    if may_keep(by, said.member) and said.values:
        source = said.source or _("Đợt “%(name)s”") % {"name": part.campaign.name}
        heard: object = correct_member(said.member, said.values, Origin(SourceKind.PAGE, source, said.note), by=by)
    else:
        heard = suggest(said.member, said.values, said.note, said.source, by=by)
    if heard is None:
        return False
    CampaignCell.objects.filter(pk=part.pk).update(said=F("said") + 1, last_at=timezone.now())
    return True
