"""The key of a person: made, unlocked for ten minutes, forgotten, taken away."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.journal.actions import record
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.sealing.boxes import new_pair, public_of
from nennep.sealing.errors import Broken
from nennep.sealing.locks import lock, lock_with, unlock, unlock_with
from nennep.sealing.phrases import new_phrase, plain_phrase, print_of
from nennep.vault import places
from nennep.vault.actions.telling import tell_key_made, tell_strange
from nennep.vault.models import Envelope, Handed, Holder, HolderKey, Seat, Share, Unlocking, Wrap
from nennep.vault.queries.trust import (
    KEY_DROPPED,
    KEY_MADE,
    KEY_VOUCHED,
    has_trusted_key,
    is_confirmed,
    keys_of,
    to_vouch_for,
    who_vouches,
)
from nennep.vault.rules import OPEN_FOR, Seated
from nennep.vault.tokens import Opener, cost, key_in, mark_of, new_token


@transaction.atomic
def make_key(*, by: User) -> str:
    """The five words, told this once; they are kept nowhere."""
    if not by.is_active:
        raise NotAllowed
    if HolderKey.objects.filter(whose=by.public_id).exists():
        raise RuleBroken(_("Đồng chí đã có khóa. Nếu quên cụm từ, hãy bỏ khóa cũ trước."))
    pair, phrase = new_pair(), new_phrase()
    locked = lock(pair.private, phrase, places.of_key(by.public_id), cost())
    record(by, KEY_MADE, by, print=print_of(pair.public))
    HolderKey.objects.create(whose=by.public_id, public=pair.public, locked=locked)
    if by.pk not in keys_of([by]):
        tell_key_made(by)
    return phrase


def unlock_key(phrase: str, session: str, *, by: User) -> str:
    """The token of the cookie."""
    key = HolderKey.objects.filter(whose=by.public_id).first()
    if key is None or not by.is_active:
        raise RuleBroken(_("Đồng chí chưa có khóa của kho niêm phong."))
    try:
        private = unlock(bytes(key.locked), plain_phrase(phrase), places.of_key(by.public_id), cost())
    except Broken:
        note_refused(by)
        raise RuleBroken(_("Cụm từ không đúng.")) from None
    if public_of(private) != bytes(key.public):
        note_exchanged(by)
        with transaction.atomic():  # whoever exchanged it may have written the journal's next entries too
            give_up(by)
        raise RuleBroken(_("Khóa trong kho đã bị đổi nên bị bỏ. Hãy báo người đọc nhật ký rồi lập khóa mới."))
    if not is_confirmed(key):
        note_exchanged(by)
        raise RuleBroken(_("Khóa trong kho không phải khóa đã ghi trong nhật ký. Hãy báo người đọc nhật ký."))
    return keep_for_a_while(by, private, session)


@transaction.atomic
def keep_for_a_while(by: User, private: bytes, session: str) -> str:
    token, mark = new_token(), mark_of(session)
    record(by, "vault.unlocked", by)
    Unlocking.objects.filter(Q(whose=by.public_id) | Q(until__lt=timezone.now())).delete()
    locked = lock_with(key_in(token), private, places.of_unlocking(by.public_id, mark))
    Unlocking.objects.create(whose=by.public_id, session=mark, locked=locked, until=timezone.now() + OPEN_FOR)
    return token


@transaction.atomic
def note_refused(by: User) -> None:
    record(by, "vault.refused", by)


@transaction.atomic
def note_exchanged(by: User) -> None:
    record(by, "vault.key_exchanged", by)
    tell_strange(who_vouches(by))


def opener_of(user: User, token: str, session: str) -> Opener | None:
    """None when nothing is unlocked in this browser, or no longer."""
    mark = mark_of(session)
    kept = Unlocking.objects.filter(whose=user.public_id, session=mark, until__gt=timezone.now()).first()
    if kept is None or not token or not user.is_active:
        return None
    try:
        private = unlock_with(key_in(token), bytes(kept.locked), places.of_unlocking(user.public_id, mark))
    except Broken:
        return None
    return Opener(user, private)


def keep_open(user: User, session: str) -> None:
    """Ten minutes more from its last use; what was used too late is not opened again by it."""
    kept = Unlocking.objects.filter(whose=user.public_id, session=mark_of(session), until__gt=timezone.now())
    kept.update(until=timezone.now() + OPEN_FOR)


@transaction.atomic
def lock_up(*, by: User) -> None:
    if Unlocking.objects.filter(whose=by.public_id).delete()[0]:
        record(by, "vault.locked", by)


@transaction.atomic
def forget_key(*, by: User) -> None:
    """The words are lost: the same as leaving, but one stays named, and the letters get a new key."""
    if not HolderKey.objects.filter(whose=by.public_id).exists():
        raise RuleBroken(_("Đồng chí chưa có khóa của kho niêm phong."))
    give_up(by)


def give_up(by: User) -> None:
    record(by, KEY_DROPPED, by)
    drop_keys(by.public_id)
    flag_all_of(by)


def flag_all_of(user: User) -> None:
    """What the person's key opened, or helped to open, gets a new one: the old key may be in other hands."""
    letters = Envelope.objects.filter(rotate_since=None)
    if not Seat.objects.filter(user=user, kind=Seated.CUSTODIAN, ended_at=None).exists():
        letters = letters.filter(pk__in=Holder.objects.filter(user=user, ended_at=None).values("envelope"))
    letters.update(rotate_since=timezone.localdate())


def drop_keys(whose: str) -> None:
    """In the vault's own transaction; nothing of a person's is left to open anything with."""
    with transaction.atomic(using="vault"):
        for table in (HolderKey, Wrap, Share, Unlocking):
            table.objects.filter(whose=whose).delete()
        Handed.objects.filter(to=whose).delete()


@transaction.atomic
def vouch_for(person: User, seen: str, *, by: Opener) -> None:
    """For the key that the person made: its print was compared with the one on the person's paper."""
    if person not in to_vouch_for(by.user):
        raise NotAllowed
    if not has_trusted_key(by):
        raise RuleBroken(_("Hãy mở khóa của đồng chí trước khi xác nhận khóa của người khác."))
    key = HolderKey.objects.filter(whose=person.public_id).first()
    if key is None or not is_confirmed(key):
        raise RuleBroken(_("Không có khóa mới nào của người này chờ xác nhận."))
    if seen != print_of(bytes(key.public)):
        raise RuleBroken(_("Khóa đã đổi từ lúc đồng chí xem. Hãy đối chiếu lại dấu của khóa."))
    record(by.user, KEY_VOUCHED, person, print=seen)
