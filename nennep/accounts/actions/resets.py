"""Lost password or factor: one officer asks, a second one confirms; then everything old is gone."""

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.accounts.actions.slips import Slip, make_slip
from nennep.accounts.models import FactorReset, User
from nennep.accounts.permissions import may_confirm_resets
from nennep.accounts.rules import IS_OFF, OPEN_RESET, RESET_LASTS, RESET_OVER, SECOND_OFFICER
from nennep.journal.actions import record
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.lib.ids import public_id
from nennep.organisation.permissions import must
from nennep.organisation.rules import Act


@transaction.atomic
def ask_reset(user: User, reason: str, *, by: User) -> FactorReset:
    must(by, Act.KEEP_USERS)
    User.objects.select_for_update().get(pk=user.pk)
    if not user.is_active:
        raise RuleBroken(_(IS_OFF))
    user.resets.filter(decided_at=None, expires_at__lte=timezone.now()).update(decided_at=timezone.now())
    if user.resets.waiting().exists():
        raise RuleBroken(_(OPEN_RESET))
    reset = FactorReset.objects.create(user=user, reason=reason, asked_by=by, expires_at=timezone.now() + RESET_LASTS)
    record(by, "reset.asked", user, reason=reason)
    return reset


@transaction.atomic
def confirm_reset(reset: FactorReset, *, by: User) -> Slip:
    """Password, factors and sessions go; the slip lets the person, and nobody else, choose anew."""
    reset = lock(reset, by=by)
    if by.pk in (reset.asked_by_id, reset.user_id):
        raise RuleBroken(_(SECOND_OFFICER))
    reset.decided_by, reset.decided_at, reset.confirmed = by, timezone.now(), True
    reset.save()
    forget_secrets(reset.user)
    record(by, "reset.confirmed", reset.user, reason=reset.reason, asked_by=reset.asked_by.full_name)
    return make_slip(reset.user, by=by)


@transaction.atomic
def refuse_reset(reset: FactorReset, *, by: User) -> None:
    """By a second officer, or withdrawn by the one who asked."""
    reset = lock(reset, by=by)
    reset.decided_by, reset.decided_at = by, timezone.now()
    reset.save()
    record(by, "reset.refused", reset.user)


@transaction.atomic
def slip_from_the_server(user: User) -> Slip:
    """The last resort, by whoever has the server in hand: a locked-out office; the journal says so."""
    user = User.objects.select_for_update().get(pk=user.pk)
    forget_secrets(user)
    record(None, "reset.at_server", user)
    return make_slip(user, by=None)


def lock(reset: FactorReset, *, by: User) -> FactorReset:
    reset = FactorReset.objects.select_for_update(of=("self",)).select_related("user", "asked_by").get(pk=reset.pk)
    if not may_confirm_resets(by):
        raise NotAllowed
    if not FactorReset.objects.waiting().filter(pk=reset.pk).exists():
        raise RuleBroken(_(RESET_OVER))
    return reset


def forget_secrets(user: User) -> None:
    Authenticator.objects.filter(user=user).delete()
    user.set_unusable_password()
    user.session_stamp = public_id()
    user.save()
