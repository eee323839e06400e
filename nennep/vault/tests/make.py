"""Builders: people with keys, seats, letters."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from nennep.accounts.models import User
from nennep.sealing.phrases import print_of
from nennep.vault.actions.holding import take_seat
from nennep.vault.actions.keys import make_key, opener_of, unlock_key, vouch_for
from nennep.vault.actions.laying import Against, SentFile, SentLetter, take_letter
from nennep.vault.models import Envelope, HolderKey, Seat
from nennep.vault.rules import LetterKind, Seated, Why
from nennep.vault.tokens import Opener
from tests.cast import Cast

SESSION = "phiên-thử"
FROM = "127.9.8.7"  # the address of an author
NAME, NUMBER, PHONE = "Quách Thị Diệu Thảo", "046099001122", "0905111222"
ADDRESS = "thôn Hói Dừa, xã Vinh Lộc"
TEXT = f"Tôi là {NAME}, ở {ADDRESS}, điện thoại 0905 111 222. Chị Diệu Thảo thấy quỹ cơ quan bị dùng sai."
WHY = Why.MEET


@dataclass
class Vault:
    """Two receivers, three custodians, each with a key in hand."""

    cast: Cast
    inspector: Opener
    organiser: Opener
    custodians: list[Opener]

    @property
    def clerk(self) -> User:
        return self.cast.clerk


def with_key(user: User, session: str = SESSION) -> Opener:
    opener = opener_of(user, unlock_key(make_key(by=user), session, by=user), session)
    assert opener
    return opener


def seat(user: User, kind: Seated, cast: Cast) -> Seat:
    one = Seat(kind=kind, user=user, named_by=cast.secretary, confirmed_by=cast.inspector)
    with transaction.atomic():
        take_seat(one)
    return one


def vouch(person: User, by: Opener) -> None:
    vouch_for(person, print_of(bytes(HolderKey.objects.get(whose=person.public_id).public)), by=by)


def with_trusted_key(user: User, vouching: Opener) -> Opener:
    opener = with_key(user)
    vouch(user, vouching)
    return opener


def make_vault(cast: Cast) -> Vault:
    for user in (cast.inspector, cast.organiser):
        seat(user, Seated.RECEIVER, cast)
    keepers = (cast.secretary, cast.auditor, cast.neighbour)
    for user in keepers:
        seat(user, Seated.CUSTODIAN, cast)
    inspector, organiser = with_key(cast.inspector), with_key(cast.organiser)
    return Vault(cast, inspector, organiser, [with_trusted_key(user, inspector) for user in keepers])


def letter(files: Sequence[SentFile] = (), against: Sequence[Against] = ()) -> SentLetter:
    identity = {"name": NAME, "number": NUMBER, "phone": PHONE, "address": ADDRESS}
    return SentLetter(LetterKind.PARTY, date(2026, 3, 9), identity, TEXT, files, against)


def a_file(name: str = "anh-cua-Thao.txt", content: bytes = b"x" * 1000) -> SentFile:
    return SentFile(name, "txt", [content])


def make_envelope(vault: Vault, files: Sequence[SentFile] = (), against: Sequence[Against] = ()) -> Envelope:
    return take_letter(letter(files, against), by=vault.clerk)
