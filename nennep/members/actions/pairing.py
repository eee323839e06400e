"""What a person says of a pair, and from how many pairs on a second person confirms."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.members.actions.basis import must_keep_whole
from nennep.members.actions.combining import OPEN
from nennep.members.actions.noting import pair_of
from nennep.members.actions.people import must_be_current
from nennep.members.models import Member, MergeLimit, Twins
from nennep.members.permissions import must_keep
from nennep.members.rules import MOST_LIMIT, TwinsFound, TwinsState

if TYPE_CHECKING:
    from datetime import date

    from nennep.accounts.models import User


@transaction.atomic
def pair_by_hand(member: Member, other: Member, *, by: "User") -> Twins:
    """To be looked at side by side; a pair that stands already is opened again."""
    for each in (member, other):
        must_keep(by, each.cell)
        must_be_current(each, None)
    if member == other:
        raise RuleBroken(_("Đây là cùng một hồ sơ."))
    one, two = sorted((member, other), key=lambda each: each.pk)
    pair = Twins.objects.filter(one=one, other=two).first()
    if pair is None:
        pair = pair_of(one, two, TwinsFound.HAND)
        pair.save()
        record(by, "twins.paired", pair, members=[one.public_id, two.public_id])
    return pair


@transaction.atomic
def tell_apart(pair: Twins, note: str = "", *, by: "User") -> Twins:
    """Two persons: remembered, whatever the machine finds later."""
    return decided(pair, TwinsState.APART, note, by=by)


@transaction.atomic
def put_off(pair: Twins, note: str = "", *, by: "User") -> Twins:
    return decided(pair, TwinsState.LATER, note, by=by)


@transaction.atomic
def look_again(pair: Twins, *, by: "User") -> Twins:
    """What was said of the pair is taken back."""
    pair = locked(pair, by=by)
    if pair.state not in (TwinsState.APART, TwinsState.LATER):
        raise RuleBroken(_("Cặp này không ở tình trạng lấy lại được: %(state)s.") % {"state": said(pair)})
    pair.state, pair.decided_by, pair.decided_at, pair.note = TwinsState.WAITING, None, None, ""
    pair.save()
    record(by, "twins.reopened", pair)
    return pair


def decided(pair: Twins, state: TwinsState, note: str, *, by: "User") -> Twins:
    pair = locked(pair, by=by)
    if pair.state not in OPEN:
        raise RuleBroken(_("Cặp này đã có quyết định: %(state)s.") % {"state": said(pair)})
    pair.state, pair.note = state, note[:300]
    pair.decided_by, pair.decided_at = by, timezone.now()
    pair.save()
    record(by, f"twins.{state.value}", pair, note=pair.note)
    return pair


def locked(pair: Twins, *, by: "User") -> Twins:
    pair = Twins.objects.select_for_update(of=("self",)).select_related("one__cell", "other__cell").get(pk=pair.pk)
    for member in (pair.one, pair.other):
        must_keep(by, member.cell)
    return pair


def said(pair: Twins) -> str:
    return pair.get_state_display().lower()


@transaction.atomic
def set_limit(pairs: int, since: "date", *, by: "User") -> MergeLimit:
    """From a later day on: nobody raises it for what he is about to do."""
    must_keep_whole(by)
    if not 0 <= pairs <= MOST_LIMIT:
        raise RuleBroken(_("Số cặp từ 0 đến %(most)s.") % {"most": MOST_LIMIT})
    if since <= timezone.localdate():
        raise RuleBroken(_("Mức mới có hiệu lực từ một ngày sau hôm nay."))
    limit = MergeLimit.objects.create(pairs=pairs, since=since, by=by)
    record(by, "merging.limit_set", limit, pairs=pairs, since=since.isoformat())
    return limit
