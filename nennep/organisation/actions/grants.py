"""Giving and taking back roles. They hold at the very next request: nobody keeps what he may not have."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.organisation.models import Grant, Post, Unit
from nennep.organisation.permissions import must
from nennep.organisation.rules import Act, roles_that

if TYPE_CHECKING:
    from nennep.accounts.models import User


@dataclass(frozen=True)
class Gift:
    """Which role, where, and until when: its own last day, or the end of the post it hangs on."""

    user: "User"
    role: str
    unit: Unit
    starts: date
    subtree: bool = False
    ends: date | None = None
    post: Post | None = None
    reason: str = ""


@transaction.atomic
def give_grant(gift: Gift, *, by: "User") -> Grant:
    must(by, Act.KEEP_USERS, gift.unit)
    if gift.user.pk == by.pk:
        raise RuleBroken(_("Không ai tự giao quyền cho mình. Hãy nhờ người quản trị khác."))
    if not gift.user.is_active:
        raise RuleBroken(_("Tài khoản của %(user)s đang khóa.") % {"user": gift.user.full_name})
    check_end(gift)
    alike = Grant.objects.living().filter(user=gift.user, role=gift.role, unit=gift.unit, post=gift.post, absence=None)
    if alike.filter(subtree=gift.subtree).exists():
        raise RuleBroken(
            _("%(user)s đang có vai trò này ở %(unit)s.") % {"user": gift.user.full_name, "unit": gift.unit.label}
        )
    grant = Grant.objects.create(**vars(gift), given_by=by)
    until = gift.ends.isoformat() if gift.ends else f"post:{gift.post.public_id}" if gift.post else ""
    about = {"user": gift.user.public_id, "unit": gift.unit.public_id, "subtree": gift.subtree}
    record(by, "grant.given", grant, **about, role=gift.role, until=until, reason=gift.reason)
    return grant


def check_end(gift: Gift) -> None:
    if not gift.ends and not gift.post:
        raise RuleBroken(_("Quyền phải có ngày hết, hoặc gắn với một chức vụ."))
    if gift.ends and gift.ends < max(gift.starts, timezone.localdate()):
        raise RuleBroken(_("Ngày hết phải từ hôm nay và từ ngày bắt đầu trở đi."))
    if gift.post and gift.post.holder_id != gift.user.pk:
        raise RuleBroken(
            _("%(user)s không giữ chức vụ %(post)s.") % {"user": gift.user.full_name, "post": gift.post.title}
        )
    if gift.post and gift.post.ends and gift.post.ends < timezone.localdate():
        raise RuleBroken(_("Chức vụ này đã kết thúc."))


@transaction.atomic
def revoke_grant(grant: Grant, reason: str, *, by: "User") -> Grant:
    grant = Grant.objects.select_for_update(of=("self",)).select_related("unit", "user").get(pk=grant.pk)
    must(by, Act.KEEP_USERS, grant.unit)
    if grant.revoked_at:
        raise RuleBroken(_("Quyền này đã thu hồi."))
    if is_last_keeper(grant):
        raise RuleBroken(
            _("Đây là người cuối cùng quản trị được người dùng. Hãy giao vai trò này cho người khác trước.")
        )
    grant.revoked_at = timezone.now()
    grant.save(update_fields=["revoked_at"])
    record(by, "grant.revoked", grant, user=grant.user.public_id, role=grant.role, reason=reason)
    return grant


def is_last_keeper(grant: Grant) -> bool:
    """What is lent does not count: it goes with the grant it was lent from."""
    keepers = Grant.objects.living().filter(absence=None, role__in=roles_that(Act.KEEP_USERS), user__is_active=True)
    return keepers.filter(pk=grant.pk).exists() and not keepers.exclude(pk=grant.pk).exists()
