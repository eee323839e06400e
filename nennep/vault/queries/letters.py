"""Letters as their holders see them on a list and one by one; nothing of it is opened here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db.models import Max, Prefetch, Q, QuerySet

from nennep.accounts.models import User
from nennep.sealing.phrases import print_of
from nennep.vault.labels import WHYS
from nennep.vault.models import Accused, Attachment, Envelope, Holder, HolderKey, Reveal, Seat, VaultRequest, Wrap
from nennep.vault.permissions import keeps_vault, takes_letters
from nennep.vault.rules import BlockKind, Why

LIVING = Prefetch("holders", Holder.objects.filter(ended_at=None).select_related("user"), to_attr="living")


def key_of_person(user: User) -> HolderKey | None:
    return HolderKey.objects.filter(whose=user.public_id).first()


def print_told(key: HolderKey) -> str:
    return print_of(bytes(key.public))


def needs_key(user: User) -> bool:
    """Whoever sits for the office, holds a letter, or is to hold one."""
    asked = VaultRequest.objects.waiting().filter(person=user).order_by().values("pk")
    held = Holder.objects.filter(user=user, ended_at=None).order_by().values("pk")
    seats = Seat.objects.filter(user=user, ended_at=None).order_by().values("pk")
    return seats.union(held, asked, all=True).exists()


def comes_here(user: User) -> bool:
    """Whoever has something to do with letters: takes them in, keeps the vault, sits, holds one or has a key."""
    if takes_letters(user) or keeps_vault(user):
        return True
    return needs_key(user) or key_of_person(user) is not None


@dataclass(frozen=True)
class Row:
    envelope: Envelope
    holders: Sequence[Holder]
    wrapped: bool  # a key of it for this person is there
    written: datetime | None  # when its author last came back


def letters_of(user: User) -> "QuerySet[Envelope]":
    came = Max("blocks__at", filter=Q(blocks__kind=BlockKind.MESSAGE))
    held = Envelope.objects.visible_to(user).prefetch_related(LIVING).annotate(written=came)
    return held.order_by("-received_on", "-pk")


def rows_of(user: User, envelopes: Sequence[Envelope]) -> list[Row]:
    own = wrapped_for(user, envelopes)
    return [Row(each, each.living, each.public_id in own, each.written) for each in envelopes]  # type: ignore[attr-defined]


def wrapped_for(user: User, envelopes: Sequence[Envelope]) -> set[str]:
    """Those of which this person has a key of the present generation."""
    now = {each.public_id: each.generation for each in envelopes}
    kept = Wrap.objects.filter(whose=user.public_id, envelope__in=list(now)).values_list("envelope", "generation")
    return {envelope for envelope, generation in kept if now[envelope] == generation}


@dataclass(frozen=True)
class View:
    """One letter before its holder's eyes."""

    envelope: Envelope
    user: User

    @cached_property
    def holders(self) -> list[Holder]:
        return list(self.envelope.holders.filter(ended_at=None).select_related("user"))

    @cached_property
    def near(self) -> list[Accused]:
        return list(self.envelope.accused.select_related("person", "unit"))

    @property
    def accused(self) -> list[Accused]:
        return [each for each in self.near if each.added_by_id]

    @property
    def barred(self) -> list[Accused]:
        """Whom the author left out on the public page."""
        return [each for each in self.near if not each.added_by_id]

    @cached_property
    def reveals(self) -> list[Reveal]:
        return list(self.envelope.reveals.select_related("user"))

    @cached_property
    def files(self) -> list[Attachment]:
        return list(self.envelope.attachments.all())

    @cached_property
    def waiting(self) -> list[VaultRequest]:
        return list(self.envelope.requests.waiting().select_related("person", "asked_by"))

    @cached_property
    def written(self) -> list[tuple[str, datetime]]:
        """Kinds and days of what was added; the words are sealed."""
        added = (BlockKind.NOTE, BlockKind.MESSAGE, BlockKind.ANSWER)
        return list(self.envelope.blocks.filter(kind__in=added).values_list("kind", "at").order_by("-pk"))

    @cached_property
    def wrapped(self) -> bool:
        return bool(wrapped_for(self.user, [self.envelope]))


def why_words(reason: str) -> str:
    return str(WHYS[Why(reason)]) if reason in set(Why) else ""
