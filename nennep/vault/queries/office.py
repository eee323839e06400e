"""The vault as its keepers see it: who sits, what is lacking, what waits; nothing of any letter but its alias."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nennep.accounts.models import User
from nennep.sealing.phrases import print_of
from nennep.vault.models import Envelope, Holder, Seat, VaultRequest, Wrap
from nennep.vault.queries.behind import letters_thin
from nennep.vault.queries.conflict import letters_near
from nennep.vault.queries.requests import requests_lately
from nennep.vault.queries.roles import people_without_role
from nennep.vault.queries.trust import confirmed, keys_told
from nennep.vault.rules import CUSTODIANS, FEWEST, Seated, is_overdue
from nennep.web.memory import until_an_act

FEW = 20  # requests that are over


@dataclass(frozen=True)
class Sitting:
    seat: Seat
    print: str  # of the key; empty while there is none to seal to
    waits: bool  # a key was made and waits for somebody's word
    strange: bool  # the journal knows nothing of it
    idle: bool  # the person has no role in the office any more

    @property
    def is_able(self) -> bool:
        return bool(self.print) and not self.strange and not self.idle


@dataclass(frozen=True)
class Seats:
    receivers: Sequence[Sitting]
    custodians: Sequence[Sitting]

    @property
    def able(self) -> int:
        """How many could open a letter that comes today."""
        return len({each.seat.user_id for each in (*self.receivers, *self.custodians) if each.is_able})

    @property
    def hindrances(self) -> list[str]:
        """Why no letter can be taken in."""
        hindrances: list[str] = []
        if not self.receivers:
            hindrances.append(_("Chưa cử ai nhận đơn."))
        elif not with_key(self.receivers):
            hindrances.append(_("Chưa người nhận đơn nào có khóa."))
        if self.able < FEWEST:
            hindrances.append(_("Phải có ít nhất hai người mở được đơn, kể cả người giữ mảnh khóa."))
        return hindrances

    @property
    def waiting_keys(self) -> list[str]:
        everybody = (*self.receivers, *self.custodians)
        names = sorted({each.seat.user.full_name for each in everybody if each.waits})
        said = _("Khóa của %(who)s chờ xác nhận: một người đang được cử, đã có khóa, gặp trực tiếp và đối chiếu dấu.")
        return [said % {"who": ", ".join(names)}] if names else []

    @property
    def cautions(self) -> list[str]:
        """What is not yet as it should be, though letters come in."""
        cautions = self.waiting_keys
        keyless = len(self.receivers) - with_key(self.receivers)
        if with_key(self.receivers) and keyless:
            said = ngettext(
                "%(n)s người nhận đơn chưa có khóa dùng được: đơn mới không niêm phong cho người ấy.",
                "%(n)s người nhận đơn chưa có khóa dùng được: đơn mới không niêm phong cho những người ấy.",
                keyless,
            )
            cautions.append(said % {"n": keyless})
        if with_key(self.custodians) < FEWEST:
            cautions.append(_("Chưa mở khẩn cấp được đơn nào: phải có ít nhất hai người giữ mảnh khóa đã lập khóa."))
        elif with_key(self.custodians) < CUSTODIANS:
            cautions.append(_("Mới có hai người giữ mảnh khóa đã lập khóa: vắng một người thì không mở khẩn cấp được."))
        return cautions


def with_key(people: Sequence[Sitting]) -> int:
    return sum(each.is_able for each in people)


def seats_now(idle: set[int]) -> Seats:
    """`idle`: keys of people who have no role in the office any more."""
    seats = list(Seat.objects.filter(ended_at=None).select_related("user", "named_by", "confirmed_by"))
    keys = keys_told({seat.user_id: seat.user for seat in seats}.values())
    prints = {pk: print_of(bytes(key.public)) for pk, key in keys.good.items()}
    waiting = {user.pk for user in keys.waiting}
    known = {seat.pk for seat in confirmed(seat for seat in seats if seat.user.is_active)}
    sitting = [
        Sitting(each, prints.get(each.user_id, ""), each.user_id in waiting, each.pk not in known, each.user_id in idle)
        for each in seats
    ]
    receivers, custodians = (
        [each for each in sitting if each.seat.kind == kind] for kind in (Seated.RECEIVER, Seated.CUSTODIAN)
    )
    return Seats(receivers, custodians)


@dataclass(frozen=True)
class Behind:
    """A letter that waits for a new key, or that nobody named can open."""

    alias: str
    since: date | None
    holders: Sequence[str]
    is_lost: bool  # until it is broken open
    is_thin: bool  # fewer than two people open it
    is_late: bool


@dataclass(frozen=True)
class Kept:
    """What a keeper sees; nothing about a letter to which that keeper is too near."""

    seats: Seats
    waiting: Sequence[VaultRequest]
    over: Sequence[VaultRequest]
    behind: list[Behind]
    without_role: Sequence[User]


def kept_by(user: User, today: date) -> Kept:
    asked = list(requests_lately(user))
    behind = until_an_act("letters behind", lambda: letters_behind(today))
    idle = until_an_act("people without a role", people_without_role)
    near = letters_near(user, [*behind, *(each.envelope_id for each in asked if each.envelope_id)])
    seen = [each for each in asked if each.envelope_id not in near]
    order = sorted(
        (row for pk, row in behind.items() if pk not in near), key=lambda r: (not r.is_lost, r.since or today)
    )
    waiting, over = [each for each in seen if each.waits], [each for each in seen if not each.waits][:FEW]
    return Kept(seats_now({person.pk for person in idle}), waiting, over, order, idle)


def letters_behind(today: date) -> dict[int, Behind]:
    """Those that wait for a new key, those that nobody named can open, or fewer than two."""
    standing = list(Envelope.objects.values_list("pk", "public_id", "generation", "alias", "rotate_since"))
    wraps = set(Wrap.objects.values_list("envelope", "generation"))
    thin = {letter.pk for letter in letters_thin()}
    lost = {pk for pk, name, generation, _alias, _since in standing if (name, generation) not in wraps}
    behind = {pk: (alias, since) for pk, _n, _g, alias, since in standing if since or pk in lost | thin}
    holders = holders_of(behind)
    return {
        pk: Behind(alias, since, holders[pk], pk in lost, pk in thin, is_overdue(since, today))
        for pk, (alias, since) in behind.items()
    }


def holders_of(letters: Iterable[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = Holder.objects.filter(envelope__in=list(letters), ended_at=None)
    for pk, name in rows.values_list("envelope", "user__full_name"):
        found[pk].append(name)
    return found
