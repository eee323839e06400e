"""Who sits in the vault and whose key may be sealed to, as the journal has it and not the tables."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from nennep.accounts.models import User
from nennep.journal.models import Entry
from nennep.sealing.boxes import public_of
from nennep.sealing.phrases import print_of
from nennep.vault.models import Holder, HolderKey, Seat
from nennep.vault.queries.anchored import body_of
from nennep.vault.rules import FEWEST, Seated
from nennep.vault.tokens import Opener
from nennep.web.memory import remembered

KEY_MADE, KEY_VOUCHED, KEY_DROPPED = "vault.key_made", "vault.key_vouched", "vault.key_dropped"
SEATED, UNSEATED, LEFT = "vault.seated", "vault.unseated", "vault.left"
HEEDED = (KEY_MADE, KEY_VOUCHED, KEY_DROPPED, SEATED, UNSEATED, LEFT)


@dataclass
class Trust:
    """Public id of a person → seats, print of the key last made, print of the key that may be sealed to."""

    seats: dict[str, set[str]] = field(default_factory=dict)
    made: dict[str, str] = field(default_factory=dict)
    trusted: dict[str, str] = field(default_factory=dict)
    founding: bool = True  # until two who sit have a key, and again when nobody's key is trusted any more

    def heed(self, action: str, whose: str, told: dict[str, Any]) -> None:
        if action in (SEATED, UNSEATED):
            seats = self.seats.setdefault(whose, set())
            (seats.add if action == SEATED else seats.discard)(told.get("seat", ""))
        elif action in (KEY_MADE, KEY_VOUCHED):
            self.heed_key(action, whose, told.get("print", ""))
        else:
            self.made.pop(whose, None)
            self.trusted.pop(whose, None)
            if action == LEFT:
                self.seats.pop(whose, None)
        self.founding = len(self.trusted) < FEWEST if self.founding else not self.trusted

    def heed_key(self, action: str, whose: str, print_told: str) -> None:
        """Of who sits while the vault is founded it is trusted by itself; any other when somebody vouched for it."""
        if action == KEY_MADE:
            self.made[whose] = print_told
            self.trusted.pop(whose, None)
            if self.founding and self.seats.get(whose):
                self.trusted[whose] = print_told
        elif print_told == self.made.get(whose):
            self.trusted[whose] = print_told

    @property
    def sitting(self) -> set[str]:
        """Those whose word counts: who sit and have a key that is trusted."""
        return {whose for whose in self.trusted if self.seats.get(whose)}

    @property
    def waiting(self) -> set[str]:
        return self.made.keys() - self.trusted.keys()


def trust_told() -> Trust:
    """One query of a page; an act asks anew."""
    return remembered("trust in the vault", trust_in_journal)


def trust_in_journal() -> Trust:
    """An entry whose words no longer match their hash tells nothing but that it was written."""
    trust = Trust()
    for entry in Entry.objects.filter(action__in=HEEDED).select_related("detail").order_by("n"):
        trust.heed(entry.action, entry.object.removeprefix("user:"), body_of(entry) or {})
    return trust


def seats_confirmed() -> list[Seat]:
    return confirmed(Seat.objects.filter(ended_at=None, user__is_active=True).select_related("user"))


def confirmed(seats: Iterable[Seat]) -> list[Seat]:
    """One put into the table beside the program counts as none."""
    told = trust_told().seats
    return [seat for seat in seats if seat.kind in told.get(seat.user.public_id, ())]


def custodians() -> list[User]:
    """Those who keep shares today."""
    return [seat.user for seat in seats_confirmed() if seat.kind == Seated.CUSTODIAN]


@dataclass(frozen=True)
class Keys:
    """Person → key that one may seal to; and people whose key waits for somebody's word."""

    good: dict[int, HolderKey]
    waiting: list[User]


def keys_told(users: Iterable[User]) -> Keys:
    """A key exchanged in the table counts as none."""
    people, trust = {user.public_id: user for user in users if user.is_active}, trust_told()
    own = {key: print_of(bytes(key.public)) for key in HolderKey.objects.filter(whose__in=list(people))}
    good = {people[key.whose].pk: key for key, told in own.items() if trust.trusted.get(key.whose) == told}
    made = [people[key.whose] for key, told in own.items() if trust.made.get(key.whose) == told]
    return Keys(good, [user for user in made if user.public_id in trust.waiting])


def keys_of(users: Iterable[User]) -> dict[int, HolderKey]:
    return keys_told(users).good


def able_now() -> set[str]:
    """Public ids of all whose key may be sealed to."""
    trusted = trust_told().trusted
    kept = HolderKey.objects.filter(whose__in=trusted)
    return {key.whose for key in kept if trusted[key.whose] == print_of(bytes(key.public))}


def is_confirmed(key: HolderKey) -> bool:
    """It is the one that its person made."""
    return trust_told().made.get(key.whose) == print_of(bytes(key.public))


def has_trusted_key(by: Opener) -> bool:
    """The key in hand is the trusted one: who came by the account has not the words."""
    return trust_told().trusted.get(by.user.public_id) == print_of(public_of(by.private))


def to_vouch_for(user: User) -> list[User]:
    """Whose key waits for this person's word: anybody's when the person sits, else that of a fellow holder."""
    trust = trust_told()
    if not user.is_active or user.public_id not in trust.trusted or not trust.waiting:
        return []
    people = User.objects.filter(is_active=True, public_id__in=trust.waiting).exclude(pk=user.pk)
    if trust.sitting and user.public_id not in trust.sitting:
        own = Holder.objects.filter(user=user, ended_at=None).values("envelope")
        people = people.filter(pk__in=Holder.objects.filter(envelope__in=own, ended_at=None).values("user"))
    return list(people.order_by("full_name", "pk"))


def who_vouches(person: User) -> list[User]:
    """Whose word the key of the person waits for."""
    trust = trust_told()
    own = Holder.objects.filter(user=person, ended_at=None).values("envelope")
    together = Holder.objects.filter(envelope__in=own, ended_at=None).values_list("user__public_id", flat=True)
    known = trust.sitting | (set(together) & trust.trusted.keys()) if trust.sitting else set(trust.trusted)
    people = User.objects.filter(is_active=True, public_id__in=known).exclude(pk=person.pk)
    return list(people.order_by("full_name", "pk"))
