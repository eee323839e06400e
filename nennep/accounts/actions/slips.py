"""Activation slips: made, printed or mailed, and used once by the person alone."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from nennep.accounts.models import ActivationSlip, User
from nennep.accounts.rules import (
    HAS_PASSWORD,
    IS_OFF,
    MAIL_FAILED,
    NO_ADDRESS,
    NO_MAIL,
    SLIP_LASTS,
    WRONG_CODE,
    hash_of_code,
    new_code,
)
from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.lib.ids import public_id
from nennep.organisation.permissions import must
from nennep.organisation.rules import Act


@dataclass(frozen=True)
class Slip:
    """A slip as it is printed; the code stands nowhere else."""

    user: User
    code: str
    kept: ActivationSlip


@transaction.atomic
def make_slips(users: Iterable[User], *, by: User) -> list[Slip]:
    """One for each person who has no password yet; slips made before lose their force."""
    must(by, Act.KEEP_USERS)
    slips = [make_slip(user, by=by) for user in users if user.is_active and not user.has_usable_password()]
    if not slips:
        raise RuleBroken(_(HAS_PASSWORD))
    return slips


def make_slip(user: User, *, by: User | None) -> Slip:
    """For those who have asked whether `by` may: a fresh code, only its hash kept."""
    if not user.is_active:
        raise RuleBroken(_(IS_OFF))
    user.slips.filter(used_at=None).delete()
    code = new_code()
    kept = ActivationSlip.objects.create(
        user=user, code_hash=hash_of_code(code), made_by=by, expires_at=timezone.now() + SLIP_LASTS
    )
    record(by, "slip.made", user)
    return Slip(user, code, kept)


def mail_slip(user: User, *, by: User) -> None:
    """The code goes to the person's own address and is kept nowhere, so a mail that fails takes the slip with it."""
    if not user.email:
        raise RuleBroken(_(NO_ADDRESS))
    if "dummy" in settings.EMAIL_BACKEND:
        raise RuleBroken(_(NO_MAIL))
    [slip] = make_slips([user], by=by)
    with override(user.language):
        subject, text = _("Kích hoạt tài khoản Nền Nếp"), text_of(slip)
    try:
        send_mail(subject, text, None, [user.email])
    except OSError as error:
        slip.kept.delete()
        raise RuleBroken(_(MAIL_FAILED).format(reason=error)) from error


def text_of(slip: Slip) -> str:
    lines = (
        _("Đồng chí %(name)s,") % {"name": slip.user.full_name},
        _("Mở địa chỉ %(url)s/activate/ rồi gõ:") % {"url": settings.ENVIRONMENT.url},
        _("Tên đăng nhập: %(username)s") % {"username": slip.user.username},
        _("Mã kích hoạt: %(code)s") % {"code": slip.code},
        _("Mã dùng một lần, đến hết ngày %(day)s.") % {"day": f"{timezone.localtime(slip.kept.expires_at):%d/%m/%Y}"},
    )
    return "\n\n".join(lines) + "\n"


@transaction.atomic
def activate(username: str, code: str, password: str) -> User:
    """The person chooses the own password; nobody else ever learns it."""
    slip = find_slip(username, code)
    user = User.objects.select_for_update().get(pk=slip.user_id)
    slip.used_at = timezone.now()
    slip.save()
    user.set_password(password)
    if (chosen := get_language()) and chosen != settings.LANGUAGE_CODE:
        user.language = chosen  # who activates in English reads on in English
    user.session_stamp = public_id()
    user.save()
    record(user, "user.activated", user)
    return user


def find_slip(username: str, code: str) -> ActivationSlip:
    slip = ActivationSlip.objects.good().filter(code_hash=hash_of_code(code), user__username__iexact=username).first()
    if slip is None:
        raise RuleBroken(_(WRONG_CODE))
    return slip
