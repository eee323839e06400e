"""Break-glass: one letter, for one named handler, by two custodians, seen by everybody whom it concerns."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nennep.accounts.models import User
from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.lib.text import one_line
from nennep.notices.actions import notify
from nennep.sealing.boxes import public_of, seal, unseal
from nennep.sealing.errors import Broken
from nennep.sealing.shares import join
from nennep.vault import places
from nennep.vault.actions.holding import CONCERNED, flag
from nennep.vault.actions.laying import Kept, wrap_for
from nennep.vault.actions.strange import insist_on_accused, note_strange
from nennep.vault.actions.telling import journal_readers
from nennep.vault.models import BreakGlass, Envelope, Handed, Holder, Release, Share, Wrap
from nennep.vault.permissions import keeps_vault, must_keep_vault, must_release
from nennep.vault.queries.conflict import concerned
from nennep.vault.queries.trust import custodians, keys_of
from nennep.vault.rules import RELEASED_WITHIN, SHORTEST_REASON
from nennep.vault.tokens import Opener

NO_SUCH_LETTER = gettext_lazy("Không có đơn nào mang bí danh này.")


def ask_to_break(envelope: Envelope, handler: User, reason: str, *, by: User) -> BreakGlass:
    """A refusal is written down too: who tries name after name learns whom a letter is about, and is seen."""
    must_keep_vault(by)
    insist_on_accused(envelope, by)
    near = concerned([handler, by], envelope.accused.select_related("unit"))
    if near:
        note_refused(envelope, handler, by)
        raise RuleBroken(str(NO_SUCH_LETTER if by.pk in near else CONCERNED))
    return add_request(envelope, handler, one_line(reason)[:300], by)


@transaction.atomic
def note_refused(envelope: Envelope, handler: User, by: User) -> None:
    record(by, "envelope.break_refused", envelope, handler=handler.public_id)


@transaction.atomic
def add_request(envelope: Envelope, handler: User, reason: str, by: User) -> BreakGlass:
    if len(reason) < SHORTEST_REASON:
        raise RuleBroken(_("Hãy ghi rõ lý do mở."))
    if handler == by:
        raise RuleBroken(_("Không đề nghị mở khẩn cấp cho chính mình."))
    if handler.pk not in keys_of([handler]):
        raise RuleBroken(_("Người được giao phải có khóa trước."))
    if is_open_for(envelope, handler):
        raise RuleBroken(_("Người này đang mở được đơn này."))
    if envelope.breakings.filter(done_at=None, expires_at__gt=timezone.now(), handler=handler).exists():
        raise RuleBroken(_("Đề nghị này đang chờ người giữ mảnh khóa."))
    until = timezone.now() + RELEASED_WITHIN
    told = {"envelope": envelope, "handler": handler, "reason": reason, "asked_by": by, "expires_at": until}
    request = BreakGlass.objects.create(**told)
    record(by, "envelope.break_asked", envelope, handler=handler.public_id, why=reason)
    tell(request, lambda: _("Có đề nghị mở khẩn cấp một đơn tố cáo được niêm phong."), custodians())
    return request


def is_open_for(envelope: Envelope, person: User) -> bool:
    wraps = Wrap.objects.filter(envelope=envelope.public_id, generation=envelope.generation)
    return wraps.filter(whose=person.public_id).exists()


def release(request: BreakGlass, *, by: Opener) -> bool:
    """This custodian's word. The entry stands before any share is opened; whether the letter is open now."""
    insist_on_accused(request.envelope, by.user)
    note_release(request, by=by)
    try:
        return released(request, by)
    except Broken:
        take_back(request, by.user)
        raise RuleBroken(_("Mảnh khóa của đồng chí đã bị đổi, không mở được. Đã ghi nhật ký.")) from None


def released(request: BreakGlass, by: Opener) -> bool:
    with transaction.atomic():
        request = locked(request)
        envelope = Envelope.objects.select_for_update().get(pk=request.envelope.pk)
        private = rebuilt(request, envelope, by)
        if private is None:
            hand_over(request, envelope, by)
            return False
        open_for_handler(request, envelope, private, by.user)
        return True


@transaction.atomic(durable=True)
def note_release(request: BreakGlass, *, by: Opener) -> None:
    must_release(by.user, request)
    request = locked(request)
    if request.done_at or request.expires_at <= timezone.now():
        raise RuleBroken(_("Đề nghị này đã xong hoặc đã quá 24 giờ."))
    if not (request.asked_by.is_active and keeps_vault(request.asked_by)):
        raise RuleBroken(_("Người đề nghị không còn quyền đề nghị việc này. Hãy đề nghị lại."))
    if concerned([by.user], request.envelope.accused.select_related("unit")):
        raise RuleBroken(_("Đồng chí liên quan đến nội dung đơn này nên không mở được."))
    Release.objects.get_or_create(request=request, custodian=by.user)
    record(by.user, "envelope.share_released", request.envelope, request=request.public_id)


@transaction.atomic
def take_back(request: BreakGlass, custodian: User) -> None:
    """A part that does not open is none given."""
    request.releases.filter(custodian=custodian).delete()
    note_strange(request.envelope, ["share"], custodian)


def locked(request: BreakGlass) -> BreakGlass:
    found = BreakGlass.objects.select_for_update(of=("self",)).select_related("envelope", "handler", "asked_by")
    return found.get(pk=request.pk)


def own_shares(envelope: Envelope, by: Opener) -> dict[str, bytes]:
    """Other custodian of the pair → this one's part."""
    whose, name, generation = by.user.public_id, envelope.public_id, envelope.generation
    kept = Share.objects.filter(envelope=name, generation=generation, whose=whose)
    return {
        share.other: unseal(by.private, bytes(share.sealed), places.of_share(name, generation, whose, share.other))
        for share in kept
    }


def rebuilt(request: BreakGlass, envelope: Envelope, by: Opener) -> bytes | None:
    """Out of the own part and the one that the other custodian of the pair handed over."""
    me, mine = by.user.public_id, own_shares(envelope, by)
    if not mine:
        raise RuleBroken(_("Đồng chí không giữ mảnh khóa nào của đơn này."))
    for handed in Handed.objects.filter(request=request.public_id, to=me, whose__in=list(mine)):
        where = places.of_handed(request.public_id, handed.whose, me)
        try:
            private = join(mine[handed.whose], unseal(by.private, bytes(handed.sealed), where))
        except Broken:
            continue
        if public_of(private) == bytes(envelope.public):
            return private
    return None


def hand_over(request: BreakGlass, envelope: Envelope, by: Opener) -> None:
    """The first of the two: each part sealed anew, to the other of its pair; alone it is noise."""
    people = {user.public_id: user for user in custodians()}
    keys = keys_of(people.values())
    me = by.user.public_id
    Handed.objects.filter(request=request.public_id, whose=me).delete()
    for other, part in own_shares(envelope, by).items():
        if other in people and people[other].pk in keys:
            sealed = seal(bytes(keys[people[other].pk].public), part, places.of_handed(request.public_id, me, other))
            Handed.objects.create(request=request.public_id, whose=me, to=other, sealed=sealed)


def open_for_handler(request: BreakGlass, envelope: Envelope, private: bytes, second: User) -> None:
    """A wrap for the named handler; this letter alone, and its key changes when that handler unlocks."""
    handler, keys = request.handler, keys_of([request.handler])
    if handler.pk not in keys or concerned([handler], envelope.accused.select_related("unit")):
        raise RuleBroken(str(CONCERNED))
    wrap = wrap_for(envelope, private, handler, Kept([handler], [], keys).keys[handler.pk])
    Wrap.objects.filter(envelope=wrap.envelope, generation=wrap.generation, whose=wrap.whose).delete()
    wrap.save()
    Handed.objects.filter(request=request.public_id).delete()
    if not envelope.holders.filter(user=handler, ended_at=None).exists():
        two = {"named_by": request.asked_by, "confirmed_by": None if second == request.asked_by else second}
        Holder.objects.create(envelope=envelope, user=handler, **two)
    request.done_at = timezone.now()
    request.save()
    flag(envelope)
    record(second, "envelope.broken_open", envelope, handler=handler.public_id, request=request.public_id)
    tell(request, lambda: _("Một đơn tố cáo được niêm phong đã được mở khẩn cấp cho một người được giao."), [handler])


def tell(request: BreakGlass, sentence: object, more: list[User]) -> None:
    """Holders, auditors and whoever has a part in it; nobody whom the letter concerns."""
    assert callable(sentence)
    holders = [h.user for h in request.envelope.holders.filter(ended_at=None).select_related("user")]
    people = [*holders, *journal_readers(), *more]
    near = concerned(people, request.envelope.accused.select_related("unit"))
    notify([user for user in people if user.pk not in near], "envelope.breaking", sentence, "/letters/")
