"""The list of each cell goes to its contact by mail: asked by who keeps the register, done by a job."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nennep.jobs.actions import enqueue
from nennep.jobs.models import Job
from nennep.journal.actions import record
from nennep.lib.dates import format_date
from nennep.lib.errors import RuleBroken
from nennep.members.actions.campaigning import must_run
from nennep.members.models import Campaign, CampaignCell, ListOut
from nennep.members.permissions import must_keep
from nennep.members.queries.contacts import contacts_for
from nennep.members.queries.mailing import to_send
from nennep.members.rules import ToMail
from nennep.notices.actions import News, mail_is_set, tell_each
from nennep.notices.queries import bounced
from nennep.notices.rules import ENCLOSED

if TYPE_CHECKING:
    from nennep.accounts.models import User

JOB, LIST = "mail_lists", "campaign_list"
Parts = list[CampaignCell]


@transaction.atomic
def mail_soon(campaign: Campaign, whom: ToMail, *, by: "User") -> Job:
    must_be_sendable(campaign, by=by)
    return enqueue(JOB, _("Gửi bảng rà soát qua thư"), {"campaign": campaign.public_id, "whom": whom}, by=by)


def must_be_sendable(campaign: Campaign, *, by: "User") -> None:
    must_keep(by, campaign.unit)
    must_run(campaign)
    if not mail_is_set():
        raise RuleBroken(_("Chưa đặt máy gửi thư (NENNEP_MAIL) nên chưa gửi được."))


@transaction.atomic
def mail_lists(campaign: Campaign, whom: ToMail, sending: str, *, by: "User") -> int:
    """To how many cells. Each contact is told once of all the cells; news and letters keep their own rules."""
    campaign = Campaign.objects.select_for_update(of=("self",)).select_related("unit").get(pk=campaign.pk)
    must_be_sendable(campaign, by=by)
    earlier = ListOut.objects.filter(sending=sending)
    if earlier.exists():
        return earlier.values("part").distinct().count()
    parts = to_send(campaign, by, whom)
    contacts = contacts_for(part.cell for part in parts)
    asked: dict[User, Parts] = defaultdict(list)
    for part in parts:
        for person in contacts[part.cell_id]:
            asked[person].append(part)
    told = [(person, some) for person, mine in asked.items() for some in several(mine)]
    notices = tell_each(news_of(campaign, person, some) for person, some in told)
    ListOut.objects.bulk_create(
        [
            ListOut(part=part, to=person, notice=notice, sending=sending, by=by)
            for (person, some), notice in zip(told, notices, strict=True)
            for part in some
        ],
        batch_size=500,
    )
    reached = len({part.pk for person in reachable(asked) for part in asked[person]})
    record(by, "campaign.lists_mailed", campaign, cells=reached, people=len(asked), without=len(parts) - reached)
    return reached


def reachable(people: "Iterable[User]") -> "list[User]":
    """The others read the news on their page."""
    asked = list(people)
    dead = bounced(person.email for person in asked)
    return [person for person in asked if person.email and person.email.lower() not in dead]


def several(parts: Parts) -> list[Parts]:
    """As many as one letter takes."""
    return [parts[first : first + ENCLOSED] for first in range(0, len(parts), ENCLOSED)]


def news_of(campaign: Campaign, person: "User", parts: Parts) -> News:
    page = reverse("members:campaign", args=[campaign.public_id])
    if len(parts) == 1:
        page = reverse("members:campaign_cell", args=[parts[0].public_id])

    def sentence() -> str:
        n = len(parts)
        said = {"cell": parts[0].cell.label, "n": n, "name": campaign.name, "day": format_date(campaign.ends)}
        if n == 1:
            return _("Bảng rà soát của %(cell)s, đợt “%(name)s”: điền rồi gửi lại trước ngày %(day)s") % said
        return (
            ngettext(
                "Bảng rà soát của %(n)s chi bộ, đợt “%(name)s”: điền rồi gửi lại trước ngày %(day)s",
                "Bảng rà soát của %(n)s chi bộ, đợt “%(name)s”: điền rồi gửi lại trước ngày %(day)s", n,
            ) % said
        )  # fmt: skip

    return News(person, "campaign.mailed", sentence, page, encloses=[(LIST, part.public_id) for part in parts])
