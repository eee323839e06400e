"""What the law gives a person over the own data: a copy of all of it, and its end."""

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from nennep.imports.models import PreviewRow
from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.members.actions.checking import checked_without
from nennep.members.actions.people import locked
from nennep.members.events import person_erased
from nennep.members.fields import kept_fields
from nennep.members.listfiles.columns import ROW
from nennep.members.models import Change, ListBack, Member, MemberPost, Membership, Stay, Suggestion
from nennep.members.permissions import must_be_open, must_keep
from nennep.members.sealing import unseal
from nennep.organisation.permissions import must
from nennep.organisation.rules import Act

if TYPE_CHECKING:
    from nennep.accounts.models import User

HANGS_ON_IT = (Suggestion, Change, MemberPost, Stay, Membership)


@transaction.atomic
def export_person(member: Member, why: str, *, by: "User") -> dict[str, Any]:
    """Everything the register holds of one person, in clear, with purpose and ground of each field; on record first."""
    must(by, Act.UNMASK_MEMBERS, member.cell)
    must_be_open()
    if not why.strip():
        raise RuleBroken(_("Hãy ghi lý do, ví dụ: đồng chí yêu cầu cung cấp dữ liệu của mình."))
    record(by, "member.exported", member, why=why[:300])
    fields, whole = kept_fields(), whole_of(member)
    return {
        "fields": [
            {"field": fields[key].label, "value": text, "purpose": fields[key].purpose, "basis": fields[key].basis}
            for key, text in member.values().items()
            if text
        ],
        "stays": [
            {"cell": one.cell.name, "temporary": one.temporary, "from": one.starts, "to": one.ends}
            for one in member.stays.select_related("cell")
        ],
        "standings": [
            {"standing": one.get_standing_display(), "from": one.starts, "to": one.ends, "paper": one.paper}
            for one in member.memberships.all()
        ],
        "posts": [{"post": one.title, "from": one.starts, "to": one.ends} for one in member.posts.all()],
        "changes": [told(change) for change in Change.objects.filter(member__in=whole).select_related("by", "member")],
        "merged": [
            {fields[key].label: text for key, text in one.values().items() if text} for one in whole if one != member
        ],
    }


def told(change: Change) -> dict[str, Any]:
    whose, fields = change.member.public_id, kept_fields()
    clear = {
        key: [unseal(whose, key, each) for each in both] if key in fields and fields[key].sealed else both
        for key, both in change.values.items()
    }
    return {
        "at": change.at.isoformat(), "by": change.by.full_name if change.by else "", "source": change.source,
        "why": change.why, "values": {fields[key].label if key in fields else key: both for key, both in clear.items()},
    }  # fmt: skip


@transaction.atomic
def erase_person(member: Member, why: str, *, by: "User") -> None:
    """Person, history, and what previews of imports still say; the journal keeps that, when and why, and no name."""
    member = locked(member)
    must_keep(by, member.cell)
    if not why.strip():
        raise RuleBroken(_("Hãy ghi lý do xóa."))
    record(by, "member.erased", member, why=why[:300])
    whole = whole_of(member)
    person_erased.send(Member, whole=whole)
    previews = Change.objects.filter(member__in=whole, preview__isnull=False).values("preview")
    rows = PreviewRow.objects.filter(preview__in=previews, values__name__in=[one.name for one in whole])
    rows.update(values={"name": ""}, changes={}, reasons=[_("Dữ liệu đã xóa theo yêu cầu.")])
    erase_from_lists([one.public_id for one in whole])
    try:
        with checked_without(whole):
            for kind in HANGS_ON_IT:
                kind.objects.filter(member__in=whole).delete()
            for one in reversed(whole):  # a record that was merged goes before the one it leads to
                one.delete()
    except ProtectedError:
        raise RuleBroken(
            _("Hồ sơ này còn được nhắc ở nơi khác (gộp hồ sơ, đợt làm sạch). Hãy gỡ ở đó trước.")
        ) from None


def erase_from_lists(whose: list[str]) -> None:
    """What lists of cells say of the person, whether somebody has looked at them or not."""
    listed = PreviewRow.objects.filter(preview__kind="members_list", thing__in=whose)
    listed.update(values={ROW: ""}, changes={}, reasons=[_("Dữ liệu đã xóa theo yêu cầu.")])
    for kept in ListBack.objects.exclude(rows=[]):
        left = [row for row in kept.rows if row["values"].get(ROW, "").partition(".")[0] not in whose]
        if left != kept.rows:
            kept.rows = left
            kept.save(update_fields=["rows"])


def whole_of(member: Member) -> list[Member]:
    """The record and those merged into it, however many steps ago: all of one person."""
    found = [member]
    for one in found:
        found += one.merged.order_by("pk")
    return found
