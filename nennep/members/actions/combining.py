"""One record into another: values, spans, and all that points to it; every row's image is kept."""

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.members.actions.people import Origin, keep_change, must_be_current, told_value
from nennep.members.fields import kept_fields
from nennep.members.images import Images, image_of
from nennep.members.models import Member, Merge, Suggestion, Twins
from nennep.members.permissions import must_keep
from nennep.members.queries.merging import PLACES, Sides, spans_of, taken_by_rules
from nennep.members.rules import POINTERS, Follow, MergeState, SourceKind, Standing, TwinsState
from nennep.members.sealing import seal, unseal

if TYPE_CHECKING:
    from nennep.accounts.models import User

OPEN = (TwinsState.WAITING, TwinsState.LATER)


@transaction.atomic
def carry_out(merge: Merge, *, by: "User") -> Merge:
    """Does nothing where it was done already."""
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    if merge.state != MergeState.WAITING:
        return merge
    sides = both_locked(merge.winner_id, merge.loser_id)
    for member in (sides.winner, sides.loser):
        must_keep(by, member.cell)
        must_be_current(member, None)
    merge.taken = taken_by_rules(sides) if merge.taken is None else merge.taken
    images, origin = Images(), Origin(SourceKind.MERGE, _("Hồ sơ %(id)s") % {"id": sides.loser.public_id})
    join_spans(sides, merge.taken, images)
    told = take_values(sides, merge.taken, images)
    move_pointers(sides, images)
    leave_signpost(sides, images)
    keep_change(sides.winner, told | {"merged": ["", sides.loser.public_id]}, origin, by=by)
    keep_change(sides.loser, {"merged": ["", sides.winner.public_id]}, origin, by=by)
    settle_pair(sides, TwinsState.MERGED, by=by)
    merge.rows, merge.state, merge.said = images.rows, MergeState.DONE, ""
    merge.save(update_fields=["rows", "state", "said", "taken"])
    record(by, "member.merged", sides.winner, loser=sides.loser.public_id, fields=sorted(merge.taken))
    return merge


def both_locked(winner: int, loser: int) -> Sides:
    """Always in the same order, so that two who merge at once do not wait for each other."""
    rows = Member.objects.select_for_update(of=("self",)).select_related("cell").filter(pk__in=[winner, loser])
    found = {row.pk: row for row in rows.order_by("pk")}
    return Sides(found[winner], found[loser])


def take_values(sides: Sides, taken: list[str], images: Images) -> dict[str, list[str]]:
    """What changed of the one that remains."""
    winner, loser = sides.winner, sides.loser
    before, told = image_of(winner), {}
    for key in kept_fields():
        was, said = winner.value(key), loser.value(key)
        if key in taken and was != said:
            told[key] = [told_value(winner, key, was), told_value(winner, key, said)]
            winner.put(key, said)
    if "cell" in taken and winner.cell_id != loser.cell_id:
        told["cell"] = [winner.cell.label, loser.cell.label]
        winner.cell = loser.cell
    if "standing" in taken and winner.standing != loser.standing:
        told["standing"] = [winner.standing, loser.standing]
        winner.stand(Standing(loser.standing))
    winner.version += 1
    winner.save()
    images.keep(winner, before)
    return told


def join_spans(sides: Sides, taken: list[str], images: Images) -> None:
    for model, spans in spans_of(sides, taken, timezone.localdate()).items():
        manager: Any = model._default_manager
        rows: dict[int, Any] = {row.pk: row for row in manager.filter(member__in=[sides.winner.pk, sides.loser.pk])}
        for span in spans:
            row = rows[span.pk]
            before = image_of(row)
            row.member = sides.winner
            row.starts, row.ends, row.paper = span.starts, span.ends, span.paper
            row.save()
            images.keep(row, before)
            for gone in span.gone:
                images.remove(rows[gone])


def move_pointers(sides: Sides, images: Images) -> None:
    for pointer, follow in POINTERS.items():
        label, _dot, name = pointer.rpartition(".")
        model = apps.get_model(label)
        if follow is Follow.MOVES:
            for row in model._default_manager.select_for_update().filter(**{name: sides.loser}).order_by("pk"):
                move(row, name, sides, images)
    for pair in Twins.objects.select_for_update().filter(one=sides.loser) | Twins.objects.filter(other=sides.loser):
        follow_pair(pair, sides, images)


def move(row: Any, name: str, sides: Sides, images: Images) -> None:
    before = image_of(row)
    if isinstance(row, Suggestion):
        row.values = {key: sealed_anew(key, said, sides) for key, said in row.values.items()}
    setattr(row, name, sides.winner)
    row.save()
    images.keep(row, before)


def sealed_anew(key: str, said: str, sides: Sides) -> str:
    if not kept_fields()[key].sealed:
        return said
    return seal(sides.winner.public_id, key, unseal(sides.loser.public_id, key, said))


def follow_pair(pair: Twins, sides: Sides, images: Images) -> None:
    """Two who are not one person stay two under whichever record; a pair that stands already is not made twice."""
    third = pair.other_id if pair.one_id == sides.loser.pk else pair.one_id
    if third == sides.winner.pk:
        return
    one, other = sorted((third, sides.winner.pk))
    there = Twins.objects.filter(one=one, other=other).first()
    if there is None:
        before = image_of(pair)
        pair.one_id, pair.other_id = one, other
        pair.save()
        images.keep(pair, before)
        return
    if pair.state == TwinsState.APART and there.state in OPEN:
        set_state(there, TwinsState.APART, images)
    if pair.state in OPEN:
        set_state(pair, TwinsState.MERGED, images)


def set_state(pair: Twins, state: TwinsState, images: Images) -> None:
    before = image_of(pair)
    pair.state = state
    pair.save()
    images.keep(pair, before)


def leave_signpost(sides: Sides, images: Images) -> None:
    loser = sides.loser
    before = image_of(loser)
    loser.merged_into, loser.listed = sides.winner, False
    loser.version += 1
    loser.save()
    images.keep(loser, before)


def settle_pair(sides: Sides, state: TwinsState, *, by: "User | None") -> None:
    one, other = sorted((sides.winner.pk, sides.loser.pk))
    decided = {"decided_by": by, "decided_at": timezone.now() if by else None}
    Twins.objects.filter(one=one, other=other).update(state=state, **decided)


def must_fit(taken: list[str]) -> None:
    unknown = set(taken) - {*kept_fields(), *PLACES}
    if unknown:
        raise RuleBroken(_("Không có trường “%(field)s”.") % {"field": sorted(unknown)[0]})
