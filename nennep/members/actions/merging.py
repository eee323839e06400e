"""Merging two records or many pairs; over a set size, or against two numbers, another person confirms."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
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
from nennep.members.actions.combining import both_locked, carry_out, must_fit, settle_pair
from nennep.members.actions.noting import have_two_numbers, pair_of
from nennep.members.actions.people import must_be_current
from nennep.members.models import Member, Merge, Merging, Twins
from nennep.members.permissions import must_be_open, must_keep
from nennep.members.queries.merging import Sides
from nennep.members.queries.twins import clean_pairs, limit_today
from nennep.members.rules import AT_ONCE, MergeState, MergingState, TwinsFound, TwinsState, second_person
from nennep.organisation.permissions import must_any
from nennep.organisation.rules import Act

if TYPE_CHECKING:
    from nennep.accounts.models import User

JOB = "merge_twins"
CHUNK = 500  # pairs
TOGETHER = 10  # merges of one transaction: others wait for the few tenths of a second that they take
Told = Callable[[int, int], None]


def unheard(done: int, whole: int) -> None:
    """Nobody waits for progress."""


@dataclass(frozen=True)
class Chosen:
    """Two records, as a person put them together; with the versions that were seen."""

    winner: Member
    loser: Member
    taken: tuple[str, ...]  # fields, "cell", "standing": from the loser
    seen: tuple[int, int] | None = None


@transaction.atomic
def merge(chosen: Chosen, *, by: "User") -> Merging:
    if chosen.winner == chosen.loser:
        raise RuleBroken(_("Đây là cùng một hồ sơ."))
    must_fit(list(chosen.taken))
    sides = both_locked(chosen.winner.pk, chosen.loser.pk)
    for member, version in zip((sides.winner, sides.loser), chosen.seen or (None, None), strict=True):
        must_keep(by, member.cell)
        must_be_current(member, version)
    must_be_free(sides)
    second = second_person(1, limit_today(), apart=have_two_numbers(sides.winner, sides.loser))
    merging = Merging.objects.create(size=1, made_by=by, second=second or "")
    one = Merge.objects.create(merging=merging, winner=sides.winner, loser=sides.loser, taken=sorted(set(chosen.taken)))
    if second:
        return wait(merging, by=by)
    carry_out(one, by=by)
    return finished(merging, by=by)


@transaction.atomic
def merge_all(*, by: "User") -> Merging:
    """Every pair that the machine is sure of, within reach; groups in which anything speaks against it are left."""
    must_any(by, Act.KEEP_MEMBERS)
    must_be_open()
    pairs = clean_pairs(by)
    if not pairs:
        raise RuleBroken(_("Không còn cặp chắc trùng nào để gộp cùng lúc."))
    second = second_person(len(pairs), limit_today(), apart=False)
    merging = Merging.objects.create(size=len(pairs), made_by=by, second=second or "")
    Merge.objects.bulk_create(
        (Merge(merging=merging, winner_id=each.winner, loser_id=each.loser) for each in pairs), batch_size=500
    )
    if second:
        return wait(merging, by=by)
    return begun(merging, by=by)


def must_be_free(sides: Sides) -> None:
    """Neither told apart nor waiting for somebody; two that nobody has put together yet are a pair from now on."""
    pair = Twins.objects.filter(one__in=(sides.winner, sides.loser), other__in=(sides.winner, sides.loser)).first()
    if pair is None:
        pair_of(sides.winner, sides.loser, TwinsFound.HAND).save()
    if pair and pair.state == TwinsState.APART:
        raise RuleBroken(_("Cặp này đã ghi là không phải một người. Muốn gộp, hãy xem lại cặp trước."))
    if pair and pair.state == TwinsState.ASKED:
        raise RuleBroken(_("Cặp này đang chờ người thứ hai xác nhận."))


def wait(merging: Merging, *, by: "User") -> Merging:
    set_pairs(merging, TwinsState.ASKED)
    record(by, "merging.asked", merging, pairs=merging.size, why=merging.second)
    return merging


def set_pairs(merging: Merging, state: TwinsState) -> None:
    """Of every pair of the records that are to be one, so that a group waits as a whole."""
    merges = merging.merges.values_list("winner", "loser")
    group = {pk: winner for winner, loser in merges for pk in (winner, loser)}
    before = TwinsState.WAITING if state is TwinsState.ASKED else TwinsState.ASKED
    if merging.size == 1:
        (pair,) = (sorted(each) for each in merges)
        Twins.objects.filter(one=pair[0], other=pair[1]).update(state=state)
        return
    pairs = Twins.objects.filter(state=before).values_list("pk", "one", "other")
    among = [pk for pk, one, other in pairs if one in group and group[one] == group.get(other)]
    for some in pieces(among, CHUNK):
        Twins.objects.filter(pk__in=some).update(state=state)


@transaction.atomic
def confirm(merging: Merging, *, by: "User") -> Merging:
    """By somebody else than who asked."""
    merging = locked(merging, by=by)
    if merging.state != MergingState.WAITING:
        raise RuleBroken(_("Lần gộp này không còn chờ xác nhận."))
    if merging.made_by_id == by.pk:
        raise RuleBroken(_("Người thứ hai xác nhận phải là người khác với người đề nghị gộp."))
    merging.confirmed_by, merging.confirmed_at = by, timezone.now()
    merging.save(update_fields=["confirmed_by", "confirmed_at"])
    record(by, "merging.confirmed", merging, pairs=merging.size)
    return begun(merging, by=by)


@transaction.atomic
def refuse(merging: Merging, why: str, *, by: "User") -> Merging:
    """By the second person, or taken back by who asked."""
    merging = locked(merging, by=by)
    if merging.state != MergingState.WAITING:
        raise RuleBroken(_("Lần gộp này không còn chờ xác nhận."))
    set_pairs(merging, TwinsState.WAITING)
    merging.state, merging.why = MergingState.REFUSED, why[:300]
    merging.confirmed_by, merging.confirmed_at = by, timezone.now()
    merging.save()
    record(by, "merging.refused", merging, why=merging.why)
    return merging


def locked(merging: Merging, *, by: "User") -> Merging:
    """Whoever may not keep every member of it does not decide about it."""
    seen = Merging.objects.visible_to(by).filter(pk=merging.pk)
    must_any(by, Act.KEEP_MEMBERS)
    must_be_open()
    if not seen.exists():
        raise NotAllowed
    return Merging.objects.select_for_update().get(pk=merging.pk)


def begun(merging: Merging, *, by: "User") -> Merging:
    if merging.size > AT_ONCE:
        merging.state = MergingState.DOING
        merging.save(update_fields=["state"])
        said = ngettext("Gộp %(n)s cặp hồ sơ trùng", "Gộp %(n)s cặp hồ sơ trùng", merging.size) % {"n": merging.size}
        enqueue(JOB, said, {"merging": merging.public_id}, by=by)
        return merging
    ones = list(merging.merges.filter(state=MergeState.WAITING))
    if len(ones) == 1 == merging.size:
        carry_out(ones[0], by=by)
    else:
        each_in_turn(ones, by=by)
    return finished(merging, by=by)


def each_in_turn(ones: Iterable[Merge], *, by: "User", told: Told = unheard) -> None:
    """One that cannot be done is left with the reason; the rest is done. Some together, so that the checks look once
    at all of them; a job that is cut off loses those few alone."""
    merges, done = list(ones), 0
    for some in pieces(merges, TOGETHER):
        with transaction.atomic(), checked_together():
            hold(pk for one in some for pk in (one.winner_id, one.loser_id))
            for one in some:
                done_or_left(one, by=by)
        done += len(some)
        told(done, len(merges))


def done_or_left(one: Merge, *, by: "User") -> None:
    try:
        carry_out(one, by=by)
    except (RuleBroken, NotAllowed) as error:
        said = str(error) or _("Không có quyền với một trong hai hồ sơ.")
        Merge.objects.filter(pk=one.pk).update(state=MergeState.LEFT, said=said[:300])
        pair = Sides(Member(pk=one.winner_id), Member(pk=one.loser_id))
        settle_pair(pair, TwinsState.WAITING, by=None)


@transaction.atomic
def finished(merging: Merging, *, by: "User") -> Merging:
    if merging.state != MergingState.DONE:
        merging.state = MergingState.DONE
        merging.save(update_fields=["state"])
        done = merging.merges.filter(state=MergeState.DONE).count()
        record(by, "merging.done", merging, pairs=done)
    return merging
