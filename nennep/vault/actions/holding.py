"""Holders of a letter and those who sit for the office: asked by one, decided by a second person."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nennep.accounts.models import User
from nennep.journal.actions import record
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.lib.text import one_line
from nennep.vault.actions.laying import Against
from nennep.vault.actions.telling import tell_asked, tell_decided
from nennep.vault.events import accused_added
from nennep.vault.models import Accused, Envelope, Holder, Seat, Share, VaultRequest, Wrap
from nennep.vault.permissions import holds, keeps_vault, must_hold, must_keep_vault
from nennep.vault.queries.conflict import concerned
from nennep.vault.queries.named import ACCUSED, FOUND_CONCERNED, mark_of
from nennep.vault.queries.requests import may_decide
from nennep.vault.queries.trust import SEATED, UNSEATED, has_trusted_key, trust_told
from nennep.vault.rules import ASKED_FOR, CUSTODIANS, FEWEST, Asked, Seated
from nennep.vault.tokens import Opener

CONCERNED = gettext_lazy("Người này liên quan đến nội dung đơn nên không được giao.")


@dataclass(frozen=True)
class Asking:
    kind: Asked
    person: User
    reason: str
    envelope: Envelope | None = None
    seat: str = ""


@transaction.atomic
def ask(asking: Asking, *, by: User) -> VaultRequest:
    """About a letter by one of its holders, about the office by who keeps the vault."""
    if asking.envelope:
        must_hold(by, asking.envelope)
        check_letter(asking.envelope, asking.kind, asking.person)
    else:
        must_keep_vault(by)
        check_seat(asking.kind, asking.seat, asking.person)
    reason = one_line(asking.reason)[:300]
    if not reason:
        raise RuleBroken(_("Hãy ghi lý do."))
    same = VaultRequest.objects.waiting().filter(envelope=asking.envelope, seat=asking.seat, person=asking.person)
    if same.filter(kind=asking.kind).exists():
        raise RuleBroken(_("Đề nghị này đang chờ người thứ hai."))
    told = vars(asking) | {"reason": reason, "asked_by": by, "expires_at": timezone.now() + ASKED_FOR}
    request = VaultRequest.objects.create(**told)
    record(by, "vault.asked", asking.envelope or asking.person, kind=asking.kind, user=asking.person.public_id)
    tell_asked(request)
    return request


def check_letter(envelope: Envelope, kind: Asked, person: User) -> None:
    held = envelope.holders.filter(ended_at=None)
    if kind == Asked.ADD:
        if not person.is_active:
            raise RuleBroken(_("Tài khoản này đã khóa."))
        if concerned([person], envelope.accused.select_related("unit")):
            raise RuleBroken(str(CONCERNED))
        if held.filter(user=person).exists():
            raise RuleBroken(_("Người này đã được giao đơn."))
    elif not held.filter(user=person).exists():
        raise RuleBroken(_("Người này không được giao đơn."))
    elif held.count() == 1 or not stays_safe(envelope, person):
        raise RuleBroken(_("Đơn phải còn người được giao, và ít nhất hai người mở được kể cả người giữ mảnh khóa."))


def stays_safe(envelope: Envelope, without: User) -> bool:
    """Who still opens it when one is gone: wraps of holders, shares of custodians."""
    at = {"envelope": envelope.public_id, "generation": envelope.generation}
    wraps = set(Wrap.objects.filter(**at).exclude(whose=without.public_id).values_list("whose", flat=True))
    shares = set(Share.objects.filter(**at).exclude(whose=without.public_id).values_list("whose", flat=True))
    return bool(wraps) and len(wraps | shares) >= FEWEST


def check_seat(kind: Asked, seat: str, person: User) -> None:
    seated = Seat.objects.filter(kind=seat, ended_at=None)
    if kind == Asked.UNSEAT:
        if not seated.filter(user=person).exists():
            raise RuleBroken(_("Người này không được cử."))
        return
    if not person.is_active:
        raise RuleBroken(_("Tài khoản này đã khóa."))
    if seated.filter(user=person).exists():
        raise RuleBroken(_("Người này đã được cử."))
    if seat == Seated.CUSTODIAN and seated.count() >= CUSTODIANS:
        raise RuleBroken(_("Đã có đủ ba người giữ mảnh khóa."))


@transaction.atomic
def decide(request: VaultRequest, agreed: bool, *, by: User, key: Opener | None = None) -> VaultRequest:
    """The rule is asked again: what was right three days ago may be wrong today. `key`: unlocked, for a seat."""
    found = VaultRequest.objects.select_for_update(of=("self",)).select_related("envelope", "person", "asked_by")
    request = found.get(pk=request.pk)
    near = request.envelope and concerned([by], request.envelope.accused.select_related("unit"))
    if near or not may_decide(by, request):
        raise NotAllowed
    if request.decided_at or request.expires_at <= timezone.now():
        raise RuleBroken(_("Đề nghị này đã có người quyết định hoặc đã quá hạn."))
    if agreed:
        insist_on_asker(request)
        insist_on_key(request, key)
        carry_out(request, by)
    request.decided_by, request.decided_at, request.agreed = by, timezone.now(), agreed
    request.save()
    verb = "vault.agreed" if agreed else "vault.declined"
    record(by, verb, request.envelope or request.person, kind=request.kind, user=request.person.public_id)
    tell_decided(request)
    return request


def insist_on_asker(request: VaultRequest) -> None:
    """Who may no longer ask counts as nobody: two people stand behind it, not one."""
    asker = request.asked_by
    if not (holds(asker, request.envelope) if request.envelope else asker.is_active and keeps_vault(asker)):
        raise RuleBroken(_("Người đề nghị không còn quyền đề nghị việc này. Hãy đề nghị lại."))


def insist_on_key(request: VaultRequest, key: Opener | None) -> None:
    """Who came by an account has not the words: it takes them to seat anybody, except while the vault is founded."""
    if request.envelope or not trust_told().sitting:
        return
    if key is None or not has_trusted_key(key):
        raise RuleBroken(_("Hãy mở khóa của đồng chí trước khi đồng ý."))


def carry_out(request: VaultRequest, by: User) -> None:
    kind, person = Asked(request.kind), request.person
    two = {"named_by": request.asked_by, "confirmed_by": by}
    if request.envelope:
        envelope = Envelope.objects.select_for_update().get(pk=request.envelope.pk)
        check_letter(envelope, kind, person)
        if kind == Asked.ADD:
            Holder.objects.create(envelope=envelope, user=person, **two)
        else:
            end_holder(envelope, person)
        return
    check_seat(kind, request.seat, person)
    if kind == Asked.SEAT:
        take_seat(Seat(kind=request.seat, user=person, **two))
    else:
        Seat.objects.filter(kind=request.seat, user=person, ended_at=None).update(ended_at=timezone.now())
        record(by, UNSEATED, person, seat=request.seat)
    if request.seat == Seated.CUSTODIAN:
        shares_must_be_cut_anew()


def take_seat(seat: Seat) -> None:
    seat.save()
    record(seat.confirmed_by, SEATED, seat.user, seat=seat.kind)


def shares_must_be_cut_anew() -> None:
    """Another custodian: each letter gets a new key and new shares when one of its holders unlocks."""
    Envelope.objects.filter(rotate_since=None).update(rotate_since=timezone.localdate())


def end_holder(envelope: Envelope, person: User) -> None:
    """The wrap is gone at once; the key changes when the next holder unlocks."""
    envelope.holders.filter(user=person, ended_at=None).update(ended_at=timezone.now())
    Wrap.objects.filter(envelope=envelope.public_id, whose=person.public_id).delete()
    flag(envelope)


def flag(envelope: Envelope) -> None:
    if envelope.rotate_since is None:
        envelope.rotate_since = timezone.localdate()
        envelope.save(update_fields=["rotate_since"])


@transaction.atomic
def add_accused(envelope: Envelope, told: Against, *, by: User) -> Accused:
    """Holders who turn out to be concerned lose it at once; custodians their shares."""
    must_hold(by, envelope)
    envelope = Envelope.objects.select_for_update().get(pk=envelope.pk)
    accused = Accused.objects.create(envelope=envelope, added_by=by, **vars(told))
    near = holders_concerned(envelope)
    if near and envelope.holders.filter(ended_at=None).count() == len(near):
        raise RuleBroken(_("Mọi người được giao đều liên quan. Hãy giao thêm người khác trước."))
    end_concerned(envelope, near, by)
    record(by, ACCUSED, envelope, accused=[mark_of(accused)])
    accused_added.send(sender=Envelope, envelope=envelope, by=by)
    return accused


def end_concerned(envelope: Envelope, near: Sequence[User], by: User | None) -> None:
    for person in near:
        end_holder(envelope, person)
        record(by, FOUND_CONCERNED, envelope, user=person.public_id)
    drop_near_shares(envelope)


def holders_concerned(envelope: Envelope) -> list[User]:
    people = [holder.user for holder in envelope.holders.filter(ended_at=None).select_related("user")]
    near = concerned(people, envelope.accused.select_related("unit"))
    return [person for person in people if person.pk in near]


def drop_near_shares(envelope: Envelope) -> None:
    seats = Seat.objects.filter(kind=Seated.CUSTODIAN, ended_at=None).select_related("user")
    people = {seat.user.pk: seat.user.public_id for seat in seats}
    near = concerned([seat.user for seat in seats], envelope.accused.select_related("unit"))
    gone, _tables = Share.objects.filter(envelope=envelope.public_id, whose__in=[people[pk] for pk in near]).delete()
    if gone:
        flag(envelope)
