"""Who leaves the office leaves the vault: at once, and again by the clock for whoever slipped through."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.journal.actions import record
from nennep.notices.actions import notify
from nennep.vault.actions.holding import end_concerned, holders_concerned
from nennep.vault.actions.keys import drop_keys, flag_all_of
from nennep.vault.models import BreakGlass, Envelope, Handed, Holder, HolderKey, Seat, Share, Unlocking, Wrap
from nennep.vault.queries.conflict import near_among
from nennep.vault.queries.trust import LEFT
from nennep.vault.rules import RELEASES, ROTATED_WITHIN, Seated

STILL_BEING_LAID = timedelta(hours=1)


@transaction.atomic
def leave(user: User) -> None:
    """Key and wraps are deleted, letters that were held wait for a new key, seats are empty."""
    had_key = HolderKey.objects.filter(whose=user.public_id).exists()
    drop_keys(user.public_id)
    flag_all_of(user)
    letters = Holder.objects.filter(user=user, ended_at=None).update(ended_at=timezone.now())
    seats = Seat.objects.filter(user=user, ended_at=None).update(ended_at=timezone.now())
    if seats or letters or had_key:
        record(None, LEFT, user, letters=letters)


def sweep_leavers() -> None:
    """Accounts that are off and still have something in the vault."""
    for user in User.objects.filter(
        is_active=False, public_id__in=list(HolderKey.objects.values_list("whose", flat=True))
    ):
        leave(user)
    for user in User.objects.filter(is_active=False, pk__in=Holder.objects.filter(ended_at=None).values("user")):
        leave(user)


def sweep_concerned() -> None:
    """Whom a later post or role brought near to a letter loses it, and the shares of it, as if found out today."""
    accused = Envelope.objects.filter(accused__isnull=False).distinct()
    holders = Holder.objects.filter(envelope__in=accused, ended_at=None).select_related("user")
    able: dict[int, list[User]] = defaultdict(list)
    for holder in holders:
        able[holder.envelope_id].append(holder.user)
    seats = Seat.objects.filter(kind=Seated.CUSTODIAN, ended_at=None).select_related("user")
    shares = set(Share.objects.values_list("envelope", "whose"))
    for pk, name in accused.order_by().values_list("pk", "public_id"):
        able[pk] += [seat.user for seat in seats if (name, seat.user.public_id) in shares]
    for pk, near in near_among(able).items():
        end_those_near(pk, near)


@transaction.atomic
def end_those_near(letter: int, near: Sequence[User]) -> None:
    """Not where nobody at all could open the letter afterwards."""
    envelope = Envelope.objects.select_for_update().get(pk=letter)
    at = {"envelope": envelope.public_id, "generation": envelope.generation}
    gone = [user.public_id for user in near]
    wraps, shares = (
        set(table.objects.filter(**at).exclude(whose__in=gone).values_list("whose", flat=True))
        for table in (Wrap, Share)
    )
    if wraps or len(shares) >= RELEASES:
        end_concerned(envelope, holders_concerned(envelope), None)


def sweep_orphans() -> None:
    """Wraps and shares of an envelope that never came to be, or of another generation; keys unlocked long ago; parts
    that were given for a request that is over."""
    standing = dict(Envelope.objects.values_list("public_id", "generation"))
    long_ago = timezone.now() - STILL_BEING_LAID
    for table in (Wrap, Share):
        rows = table.objects.filter(made_at__lt=long_ago).values_list("pk", "envelope", "generation")
        gone = [pk for pk, envelope, generation in rows if standing.get(envelope) != generation]
        table.objects.filter(pk__in=gone).delete()
    living = set(Holder.objects.filter(ended_at=None).values_list("envelope__public_id", "user__public_id"))
    held = Wrap.objects.filter(made_at__lt=long_ago).values_list("pk", "envelope", "whose")
    Wrap.objects.filter(pk__in=[pk for pk, *pair in held if tuple(pair) not in living]).delete()
    Unlocking.objects.filter(until__lt=timezone.now()).delete()
    waiting = BreakGlass.objects.filter(done_at=None, expires_at__gt=timezone.now())
    Handed.objects.exclude(request__in=list(waiting.values_list("public_id", flat=True))).delete()


def warn_overdue() -> None:
    """Letters that have waited for a new key longer than a week: each holder is told until one unlocks."""
    late = Holder.objects.filter(ended_at=None, envelope__rotate_since__lt=timezone.localdate() - ROTATED_WITHIN)
    people = {holder.user.pk: holder.user for holder in late.select_related("user")}
    said = _("Có đơn được giao cho đồng chí chờ thay khóa đã quá 7 ngày. Hãy mở khóa kho niêm phong để máy thay.")
    notify(people.values(), "envelope.overdue", lambda: said, "/letters/")
