"""What is looked at by the clock: tables that do not say what the journal says."""

from django.db import transaction

from nennep.accounts.models import User
from nennep.journal.actions import name_of, record
from nennep.journal.models import Entry
from nennep.vault.actions.strange import note_names
from nennep.vault.actions.telling import tell_strange
from nennep.vault.models import Envelope, Seat
from nennep.vault.queries.trust import seats_confirmed

STRANGE_SEAT = "vault.seat_strange"


def check_against_journal() -> None:
    """Each finding is written down and told once."""
    note_names(list(Envelope.objects.order_by("pk")), None)
    known = [seat.pk for seat in seats_confirmed()]
    for seat in Seat.objects.filter(ended_at=None, user__is_active=True).exclude(pk__in=known).select_related("user"):
        if not Entry.objects.filter(action=STRANGE_SEAT, object=name_of(seat.user)).exists():
            note_seat(seat)


@transaction.atomic
def note_seat(seat: Seat) -> None:
    record(None, STRANGE_SEAT, seat.user, seat=seat.kind)
    sitting: list[User] = [each.user for each in seats_confirmed()]
    tell_strange(sitting)
