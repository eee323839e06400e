"""A letter is sealed: wraps and shares first, then the envelope; no envelope without those who can open it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.notices.actions import notify
from nennep.organisation.models import Office, Unit
from nennep.sealing.boxes import Pair, new_pair, seal
from nennep.sealing.locks import lock_with, stretched
from nennep.sealing.padding import pad
from nennep.sealing.phrases import print_of
from nennep.sealing.shares import split
from nennep.sealing.streams import new_key, seal_stream
from nennep.vault import places
from nennep.vault.models import (
    Accused,
    Attachment,
    Block,
    Door,
    Envelope,
    Holder,
    HolderKey,
    Piece,
    ReturnKey,
    Share,
    Wrap,
)
from nennep.vault.permissions import must_take
from nennep.vault.queries.anchored import digest
from nennep.vault.queries.conflict import concerned
from nennep.vault.queries.named import mark_of
from nennep.vault.queries.roles import without_role
from nennep.vault.queries.trust import keys_of, seats_confirmed
from nennep.vault.rules import FEWEST, LONGEST_TEXT, BlockKind, LetterKind, Seated, new_alias
from nennep.vault.struck import identity_of, strike
from nennep.vault.tokens import cost


@dataclass(frozen=True)
class SentFile:
    name: str
    ending: str
    chunks: Iterable[bytes]


@dataclass(frozen=True)
class Against:
    person: User | None = None
    unit: Unit | None = None
    superiors: bool = False


@dataclass(frozen=True)
class SentLetter:
    """As it came; `identity`: name, number, address, phone."""

    kind: LetterKind
    received_on: date
    identity: dict[str, str]
    text: str
    files: Sequence[SentFile] = ()
    against: Sequence[Against] = ()


@dataclass
class Kept:
    """Those to whom a key is sealed, with keys that the journal confirms."""

    holders: list[User]
    custodians: list[User]
    keys: dict[int, HolderKey] = field(default_factory=dict)


@transaction.atomic
def take_letter(letter: SentLetter, *, by: User) -> Envelope:
    """By a clerk or inspector, who cannot read it again."""
    must_take(by)
    envelope, pair = new_envelope(letter), new_pair()
    lay(envelope, pair, letter, by)
    return envelope


@transaction.atomic
def take_from_outside(letter: SentLetter, door: Door, code: str) -> Envelope:
    """From the public page, with the digits that its author is told; sent twice, it is kept once."""
    if not Door.objects.select_for_update().get(pk=door.pk).is_open:
        raise RuleBroken(_("Trang nhận đơn đang đóng."))
    stretch = stretched(code, bytes(door.salt), 64, cost())
    lookup = digest(stretch[:32])
    return Envelope.objects.filter(lookup=lookup).first() or laid_from_outside(letter, lookup, stretch[32:])


def laid_from_outside(letter: SentLetter, lookup: str, key: bytes) -> Envelope:
    envelope, pair, own = new_envelope(letter), new_pair(), new_pair()
    envelope.lookup, envelope.return_public = lookup, own.public
    locked = lock_with(key, own.private, places.of_return(envelope.public_id))
    ReturnKey.objects.create(envelope=envelope.public_id, locked=locked)
    lay(envelope, pair, letter, None)
    return envelope


def new_envelope(letter: SentLetter) -> Envelope:
    if len(letter.text) > LONGEST_TEXT:
        raise RuleBroken(_("Đơn dài quá. Hãy gửi phần còn lại thành tệp."))
    alias = new_alias()
    while Envelope.objects.filter(alias=alias).exists():
        alias = new_alias()
    root = Office.objects.select_related("root").get().root
    return Envelope(alias=alias, kind=letter.kind, received_on=letter.received_on, unit=root)


def lay(envelope: Envelope, pair: Pair, letter: SentLetter, by: User | None) -> None:
    accused = [Accused(envelope=envelope, added_by=by, **vars(each)) for each in letter.against]
    kept = receivers(accused)
    write_wraps(envelope, pair.private, kept)
    insist_on_wraps(envelope)
    envelope.public, envelope.taken_by = pair.public, by
    envelope.save()
    for each in accused:
        each.envelope = envelope
    Accused.objects.bulk_create(accused)
    Holder.objects.bulk_create(Holder(envelope=envelope, user=user) for user in kept.holders)
    blocks = [*words_of(envelope, letter), *(seal_file(envelope, file) for file in letter.files)]
    told = {block.public_id: digest(block.sealed) for block in blocks}
    prints = {"print": print_of(pair.public), "return_print": return_print(envelope)}
    marks = sorted(map(mark_of, accused))
    record(by, "envelope.sealed", envelope, **prints, blocks=told, generation=1, accused=marks, **named(kept))
    told_to = [user for user in kept.holders if user != by]
    notify(told_to, "envelope.arrived", lambda: _("Có đơn mới được niêm phong cho đồng chí."), "/letters/")


def return_print(envelope: Envelope) -> str:
    """Of the key with which the author reads the answers."""
    return print_of(bytes(envelope.return_public)) if envelope.return_public else ""


def named(kept: Kept) -> dict[str, dict[str, str]]:
    def prints(users: list[User]) -> dict[str, str]:
        return {user.public_id: print_of(bytes(kept.keys[user.pk].public)) for user in users}

    return {"holders": prints(kept.holders), "custodians": prints(kept.custodians)}


def receivers(accused: Sequence[Accused]) -> Kept:
    """Of those who sit for the office, have a role in it and a key, whoever is not concerned by the letter."""
    seats = seats_confirmed()
    users = {seat.user.pk: seat.user for seat in seats}
    keys, near = keys_of(users.values()), concerned(users.values(), accused)
    out = near | without_role(users.values())
    able = [seat for seat in seats if seat.user.pk in keys and seat.user.pk not in out]
    kept = Kept(
        [seat.user for seat in able if seat.kind == Seated.RECEIVER],
        [seat.user for seat in able if seat.kind == Seated.CUSTODIAN],
        keys,
    )
    if not kept.holders:
        raise RuleBroken(_("Chưa có người nhận đơn nào có khóa và không liên quan đến đơn này."))
    if len({user.pk for user in (*kept.holders, *kept.custodians)}) < FEWEST:
        raise RuleBroken(_("Phải có ít nhất hai người mở được đơn, kể cả người giữ mảnh khóa."))
    return kept


def write_wraps(envelope: Envelope, private: bytes, kept: Kept) -> None:
    """In the vault's own transaction, before anything stands in the main database; orphans are swept."""
    wraps = [wrap_for(envelope, private, user, kept.keys[user.pk]) for user in kept.holders]
    with transaction.atomic(using="vault"):
        Wrap.objects.bulk_create(wraps)
        Share.objects.bulk_create(shares_of(envelope, private, kept))


def wrap_for(envelope: Envelope, private: bytes, user: User, key: HolderKey) -> Wrap:
    name, generation, whose = envelope.public_id, envelope.generation, user.public_id
    sealed = seal(bytes(key.public), private, places.of_wrap(name, generation, whose))
    return Wrap(envelope=name, generation=generation, whose=whose, sealed=sealed)


def shares_of(envelope: Envelope, private: bytes, kept: Kept) -> list[Share]:
    people, name, generation = (
        {user.public_id: user for user in kept.custodians},
        envelope.public_id,
        envelope.generation,
    )
    return [
        Share(
            envelope=name,
            generation=generation,
            whose=part.whose,
            other=part.other,
            sealed=seal(
                bytes(kept.keys[people[part.whose].pk].public),
                part.data,
                places.of_share(name, generation, part.whose, part.other),
            ),
        )
        for part in split(private, list(people))
    ]


def insist_on_wraps(envelope: Envelope) -> None:
    if not Wrap.objects.filter(envelope=envelope.public_id, generation=envelope.generation).exists():
        raise RuleBroken(_("Chưa niêm phong được: không ai mở được đơn này."))


def words_of(envelope: Envelope, letter: SentLetter) -> list[Block]:
    identity = identity_of(letter.identity)
    told = json.dumps(identity, ensure_ascii=False).encode()
    copy = strike(letter.text, identity, envelope.alias)
    return [
        seal_block(envelope, BlockKind.AUTHOR, told),
        seal_block(envelope, BlockKind.LETTER, letter.text.encode()),
        seal_block(envelope, BlockKind.COPY, copy.encode()),
    ]


def seal_block(envelope: Envelope, kind: BlockKind, data: bytes, by: User | None = None) -> Block:
    """Anyone can close one; to open it takes the key of the letter."""
    block = Block(envelope=envelope, kind=kind, generation=envelope.generation, by=by)
    block.sealed = seal(bytes(envelope.public), pad(data), places.of_block(envelope, block))
    block.save()
    return block


def seal_file(envelope: Envelope, file: SentFile) -> Block:
    """Its key and its own name in a block; the content in pieces that only that key opens."""
    key, attachment = new_key(), Attachment.objects.create(envelope=envelope, ending=file.ending)
    for n, piece in enumerate(seal_stream(key, file.chunks)):
        Piece.objects.create(attachment=attachment, n=n, sealed=piece)
    told = json.dumps({"key": key.hex(), "name": file.name}, ensure_ascii=False).encode()
    block = Block(envelope=envelope, kind=BlockKind.FILE, generation=envelope.generation, attachment=attachment)
    block.sealed = seal(bytes(envelope.public), pad(told), places.of_block(envelope, block))
    block.save()
    return block
