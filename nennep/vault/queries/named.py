"""Who holds a letter and whom it is about, as the journal has it: who changes a row is found out."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from nennep.journal.actions import name_of
from nennep.journal.models import Entry
from nennep.vault.models import Accused, Envelope, Holder
from nennep.vault.queries.anchored import body_of, digest
from nennep.vault.queries.trust import LEFT
from nennep.vault.rules import Asked

SEALED, AGREED, ACCUSED = "envelope.sealed", "vault.agreed", "envelope.accused_added"
FOUND_CONCERNED, BROKEN_OPEN = "envelope.holder_concerned", "envelope.broken_open"


def mark_of(accused: Accused) -> str:
    """How the journal remembers whom a letter is about; without the row, whose id it hides, it tells nothing."""
    told = (accused.public_id, accused.person_id or "", accused.unit_id or "", accused.superiors)
    return digest(repr(told).encode())


@dataclass
class Named:
    holders: set[str] = field(default_factory=set)  # public ids
    accused: set[str] = field(default_factory=set)  # marks

    def heed(self, action: str, told: dict[str, Any]) -> None:
        if action == SEALED:
            self.holders |= told.get("holders", {}).keys()
            self.accused |= set(told.get("accused", []))
        elif action == ACCUSED:
            self.accused |= set(told.get("accused", []))
        elif action == BROKEN_OPEN:
            self.holders.add(told.get("handler", ""))
        elif action == AGREED and told.get("kind") == Asked.ADD:
            self.holders.add(told.get("user", ""))
        else:
            self.holders.discard(told.get("user", ""))


def named_told(letters: Iterable[Envelope]) -> dict[int, Named]:
    """One query for however many."""
    ids = {name_of(letter): letter.pk for letter in letters}
    named: dict[int, Named] = {pk: Named() for pk in ids.values()}
    about = Q(object__in=list(ids), action__in=[SEALED, AGREED, ACCUSED, FOUND_CONCERNED, BROKEN_OPEN])
    for entry in Entry.objects.filter(about | Q(action=LEFT)).select_related("detail").order_by("n"):
        if entry.action == LEFT:
            for each in named.values():
                each.holders.discard(entry.object.removeprefix("user:"))
        else:
            named[ids[entry.object]].heed(entry.action, body_of(entry) or {})
    return named


def strange_names(letters: Iterable[Envelope]) -> dict[int, list[str]]:
    """Letter → what of its holders and of whom it is about is not what the journal says; only where something is."""
    named = named_told(letters)
    marks: dict[int, set[str]] = defaultdict(set)
    for accused in Accused.objects.filter(envelope__in=named):
        marks[accused.envelope_id].add(mark_of(accused))
    strange: dict[int, list[str]] = defaultdict(list)
    for holder in Holder.objects.filter(envelope__in=named, ended_at=None).select_related("user"):
        if holder.user.public_id not in named[holder.envelope_id].holders:
            strange[holder.envelope_id].append(f"holder {holder.user.public_id}")
    for pk, each in named.items():
        if each.accused != marks[pk]:
            strange[pk].append("accused")
    return dict(strange)


def holders_named(envelope: Envelope) -> list[Holder]:
    """Living holders, those whom the journal does not know left out."""
    named = named_told([envelope])[envelope.pk]
    living = envelope.holders.filter(ended_at=None).select_related("user")
    return [holder for holder in living if holder.user.public_id in named.holders]
