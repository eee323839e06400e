"""Taking a merge back: both records live again, what went over goes back; later changes of other fields survive."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nennep.jobs.actions import enqueue
from nennep.journal.actions import record
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.lib.pieces import pieces
from nennep.members.actions.checking import checked_together, hold
from nennep.members.actions.combining import both_locked, settle_pair
from nennep.members.actions.merging import TOGETHER, Told, locked, unheard
from nennep.members.actions.people import Origin, keep_change
from nennep.members.fields import kept_fields
from nennep.members.images import MEMBER, put_back
from nennep.members.labels import STANDINGS
from nennep.members.models import Merge, Merging
from nennep.members.permissions import must_keep
from nennep.members.rules import AT_ONCE, MergeState, MergingState, SourceKind, TwinsState
from nennep.organisation.models import Unit

if TYPE_CHECKING:
    from nennep.accounts.models import User

JOB = "undo_merges"
WORDS = {str(key): word for key, word in STANDINGS}


@transaction.atomic
def undo(merging: Merging, why: str, *, by: "User") -> Merging:
    """The whole of it; of many, each that can be."""
    merging = locked(merging, by=by)
    if merging.state != MergingState.DONE:
        raise RuleBroken(_("Chỉ hoàn tác được lần gộp đã xong."))
    if not why.strip():
        raise RuleBroken(_("Hãy ghi lý do hoàn tác."))
    merging.why, merging.undone_by, merging.undone_at = why[:300], by, timezone.now()
    ones = list(merging.merges.filter(state=MergeState.DONE).order_by("-pk"))
    if len(ones) > AT_ONCE:
        merging.state = MergingState.UNDOING
        merging.save()
        said = ngettext("Hoàn tác %(n)s lần gộp hồ sơ", "Hoàn tác %(n)s lần gộp hồ sơ", len(ones)) % {"n": len(ones)}
        enqueue(JOB, said, {"merging": merging.public_id}, by=by)
        return merging
    merging.save()
    if len(ones) == 1:
        put_apart(ones[0], by=by)
    else:
        each_back(ones, by=by)
    return undone(merging, by=by)


@transaction.atomic
def undo_one(one: Merge, why: str, *, by: "User") -> Merge:
    """One pair of many."""
    merging = locked(one.merging, by=by)
    if merging.state != MergingState.DONE or one.state != MergeState.DONE:
        raise RuleBroken(_("Chỉ hoàn tác được lần gộp đã xong."))
    if not why.strip():
        raise RuleBroken(_("Hãy ghi lý do hoàn tác."))
    merging.why, merging.undone_by, merging.undone_at = why[:300], by, timezone.now()
    merging.save()
    put_apart(one, by=by)
    if not merging.merges.filter(state=MergeState.DONE).exists():
        undone(merging, by=by)
    return one


def each_back(ones: list[Merge], *, by: "User", told: Told = unheard) -> None:
    done = 0
    for some in pieces(ones, TOGETHER):
        with transaction.atomic(), checked_together():
            hold(pk for one in some for pk in (one.winner_id, one.loser_id))
            for one in some:
                apart_or_left(one, by=by)
        done += len(some)
        told(done, len(ones))


def apart_or_left(one: Merge, *, by: "User") -> None:
    try:
        put_apart(one, by=by)
    except (RuleBroken, NotAllowed) as error:
        said = str(error) or _("Không có quyền với một trong hai hồ sơ.")
        Merge.objects.filter(pk=one.pk).update(said=said[:300])


@transaction.atomic
def undone(merging: Merging, *, by: "User") -> Merging:
    left = merging.merges.filter(state=MergeState.DONE).count()
    merging.state = MergingState.DONE if left else MergingState.UNDONE
    merging.save(update_fields=["state"])
    record(by, "merging.undone", merging, left=left, why=merging.why)
    return merging


@transaction.atomic
def put_apart(one: Merge, *, by: "User") -> None:
    """Does nothing where it was taken back already."""
    merge = Merge.objects.select_for_update().get(pk=one.pk)
    if merge.state != MergeState.DONE:
        return
    sides = both_locked(merge.winner_id, merge.loser_id)
    must_keep(by, sides.winner.cell)
    must_keep(by, sides.loser.cell)
    if not merge.rows:
        raise RuleBroken(_("Không hoàn tác được: dữ liệu của lần gộp này đã được xóa."))
    if sides.winner.merged_into_id:
        raise RuleBroken(_("Hồ sơ còn lại đã gộp tiếp vào hồ sơ khác. Hãy hoàn tác lần gộp sau trước."))
    put_back(merge.rows)
    sides = both_locked(merge.winner_id, merge.loser_id)
    merge.state = MergeState.UNDONE
    merge.save(update_fields=["state"])
    settle_pair(sides, TwinsState.WAITING, by=None)
    origin = Origin(SourceKind.UNDO, _("Hồ sơ %(id)s") % {"id": sides.loser.public_id}, merge.merging.why)
    keep_change(sides.winner, told_back(merge) | {"merged": [sides.loser.public_id, ""]}, origin, by=by)
    keep_change(sides.loser, {"merged": [sides.winner.public_id, ""]}, origin, by=by)
    record(by, "member.unmerged", sides.winner, loser=sides.loser.public_id)


def told_back(merge: Merge) -> dict[str, list[str]]:
    """The values of the one that remained, from what they were while merged to what they are again."""
    told: dict[str, list[str]] = {}
    for kept in merge.rows:
        if kept["model"] == MEMBER and kept["pk"] == merge.winner_id:
            for name, before in kept["before"].items():
                after = kept["after"][name]
                if name in kept_fields() or name == "standing":
                    told[name] = [after, before]
                elif name == "cell_id":
                    told["cell"] = [Unit.objects.get(pk=each).label for each in (after, before)]
    return told
