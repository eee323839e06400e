"""What the keeper of the system tries out."""

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.accounts.rules import NO_MAIL, NO_OWN_ADDRESS, TEST_FAILED
from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.organisation.permissions import must
from nennep.organisation.rules import Act


def send_test_mail(*, by: User) -> None:
    """To the keeper's own address; how it went stands in the journal."""
    must(by, Act.KEEP_SYSTEM)
    if not by.email:
        raise RuleBroken(_(NO_OWN_ADDRESS))
    if "dummy" in settings.EMAIL_BACKEND:
        raise RuleBroken(_(NO_MAIL))
    try:
        send_mail(_("Thư thử của Nền Nếp"), _("Máy chủ gửi được thư.") + "\n", None, [by.email])
    except OSError as error:
        raise RuleBroken(_(TEST_FAILED).format(reason=error)) from error
    with transaction.atomic():
        record(by, "mail.tested", by)
