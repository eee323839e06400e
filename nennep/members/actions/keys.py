"""Keys for programs: made by who may hand over, shown once, revoked at once."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.journal.actions import record
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.members.models import ApiKey, HandoverKind
from nennep.members.permissions import must_be_open, must_hand_over
from nennep.organisation.models import Unit

if TYPE_CHECKING:
    from nennep.accounts.models import User

PREFIX = "nennep_"  # by which a key that lies about is known for what it is
LONGEST = 365  # days that a key holds


@dataclass(frozen=True)
class NewKey:
    name: str
    unit: Unit
    why: str
    days: int
    sensitive: bool = False


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def make_key(new: NewKey, *, by: "User") -> tuple[ApiKey, str]:
    """The key and its secret, which is kept nowhere."""
    must_hand_over(by, HandoverKind.API, new.unit)
    must_be_open()
    if not 1 <= new.days <= LONGEST:
        raise RuleBroken(_("Khóa dùng được nhiều nhất %(most)s ngày.") % {"most": LONGEST})
    token = PREFIX + secrets.token_urlsafe(32)
    key = ApiKey.objects.create(
        name=new.name, unit=new.unit, why=new.why, sensitive=new.sensitive, owner=by, key_hash=hash_of(token),
        expires_on=timezone.localdate() + timedelta(days=new.days - 1),
    )  # fmt: skip
    record(by, "api_key.made", key, unit=new.unit.label, why=new.why, until=key.expires_on.isoformat())
    return key, token


@transaction.atomic
def revoke_key(key: ApiKey, *, by: "User") -> ApiKey:
    """By its owner, or by who keeps the members of its unit: a key outlives the attention of who made it."""
    key = ApiKey.objects.select_for_update(of=("self",)).select_related("unit").get(pk=key.pk)
    if key.owner_id != by.pk:
        must_hand_over(by, HandoverKind.API, key.unit)
    if key.revoked_at is not None:
        raise RuleBroken(_("Khóa này đã thu lại."))
    key.revoked_at = timezone.now()
    key.save(update_fields=["revoked_at"])
    record(by, "api_key.revoked", key)
    return key


def key_behind(token: str) -> ApiKey:
    """The key that holds today and whose owner may still hand its members over."""
    key = ApiKey.objects.living().filter(key_hash=hash_of(token)).select_related("owner", "unit").first()
    if key is None:
        raise NotAllowed
    must_hand_over(key.owner, HandoverKind.API, key.unit)
    return key
