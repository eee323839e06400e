"""What is looked at by the clock: tables that do not say what the journal says, people without a role, thin letters."""

from functools import partial

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nennep.accounts.models import User
from nennep.journal.actions import name_of, record
from nennep.journal.models import Entry
from nennep.notices.actions import notify
from nennep.vault.actions.strange import note_names
from nennep.vault.actions.telling import tell_strange
from nennep.vault.models import Envelope, Seat
from nennep.vault.permissions import keepers
from nennep.vault.queries.behind import letters_thin
from nennep.vault.queries.conflict import near_among
from nennep.vault.queries.requests import seat_deciders
from nennep.vault.queries.roles import people_without_role
from nennep.vault.queries.trust import seats_confirmed

STRANGE_SEAT, WITHOUT_ROLE = "vault.seat_strange", "vault.without_role"


def check_against_journal() -> None:
    """Each finding is written down and told once."""
    note_names(list(Envelope.objects.order_by("pk")), None)
    known = [seat.pk for seat in seats_confirmed()]
    for seat in Seat.objects.filter(ended_at=None, user__is_active=True).exclude(pk__in=known).select_related("user"):
        if not was_told(STRANGE_SEAT, seat.user):
            note_seat(seat)


def was_told(action: str, person: User) -> bool:
    return Entry.objects.filter(action=action, object=name_of(person)).exists()


@transaction.atomic
def note_seat(seat: Seat) -> None:
    record(None, STRANGE_SEAT, seat.user, seat=seat.kind)
    sitting: list[User] = [each.user for each in seats_confirmed()]
    tell_strange(sitting)


def look_for_roles() -> None:
    """Whoever keeps the vault is told once of each."""
    for person in people_without_role():
        if not was_told(WITHOUT_ROLE, person):
            note_without_role(person)


@transaction.atomic
def note_without_role(person: User) -> None:
    record(None, WITHOUT_ROLE, person)

    def sentence() -> str:
        return _("%(who)s không còn vai trò trong cơ quan mà vẫn ở trong kho niêm phong.") % {"who": person.full_name}

    notify([*keepers(), *seat_deciders()], "envelope.without_role", sentence, reverse("vault:office"))


def warn_thin() -> None:
    """Every morning, until two can open each letter; of one that is about oneself nobody hears."""
    people, thin = {user.pk: user for user in keepers()}.values(), letters_thin()
    near = near_among({letter.pk: list(people) for letter in thin})
    for person in people:
        if count := sum(person not in near.get(letter.pk, ()) for letter in thin):
            notify([person], "envelope.thin", partial(thin_said, count), reverse("vault:office"))


def thin_said(count: int) -> str:
    said = ngettext(
        "%(n)s đơn niêm phong chưa đủ hai người mở được. Hãy cử thêm người, giao thêm người.",
        "%(n)s đơn niêm phong chưa đủ hai người mở được. Hãy cử thêm người, giao thêm người.",
        count,
    )
    return said % {"n": count}
