"""The public page: open on the ground of a paper, closed again."""

import os

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.lib.text import one_line
from nennep.vault.actions.laying import receivers
from nennep.vault.models import Door
from nennep.vault.permissions import must_keep_vault

SALT = 16


@transaction.atomic
def open_door(basis: str, *, by: User) -> Door:
    """Not before somebody could read what comes in."""
    must_keep_vault(by)
    if Door.objects.filter(is_open=True).exists():
        raise RuleBroken(_("Trang nhận đơn đang mở."))
    if not one_line(basis):
        raise RuleBroken(_("Hãy ghi văn bản cho phép nhận đơn qua mạng."))
    receivers([])
    door = Door.objects.create(salt=os.urandom(SALT), basis=one_line(basis)[:300], opened_by=by)
    record(by, "door.opened", door)
    return door


@transaction.atomic
def close_door(*, by: User) -> None:
    must_keep_vault(by)
    door = Door.objects.select_for_update().filter(is_open=True).first()
    if door is None:
        raise RuleBroken(_("Trang nhận đơn đang đóng."))
    door.is_open, door.closed_by, door.closed_at = False, by, timezone.now()
    door.save()
    record(by, "door.closed", door)
