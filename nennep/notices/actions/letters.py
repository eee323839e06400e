"""News by mail: what is due goes in one letter for each person, tried again while it does not leave."""

from collections import defaultdict
from collections.abc import Iterator
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from nennep.lib.errors import RuleBroken
from nennep.notices.actions.bounces import mark_address
from nennep.notices.enclosing import enclosed_in
from nennep.notices.models import Bounce, Letter, Notice
from nennep.notices.queries import bounced
from nennep.notices.rules import ENCLOSED, FAILED, IN_ONE_LETTER, IS_SENT, MAX_TRIES, REFUSED, STALE, pause_after
from nennep.web.rights import must_hold

if TYPE_CHECKING:
    from nennep.accounts.models import User


def mail_is_set() -> bool:
    return "dummy" not in settings.EMAIL_BACKEND


@transaction.atomic
def gather_letters() -> int:
    """Put what nobody has read yet into letters, one for each person, or more where the files are many; how many."""
    fresh = Notice.objects.to_mail().filter(mail_at__gte=timezone.now() - STALE).exclude(to__email="")
    news: dict[User, list[Notice]] = defaultdict(list)
    for notice in fresh.select_related("to").order_by("made_at", "pk"):
        news[notice.to].append(notice)
    shut = bounced([person.email for person in news])
    news = {person: notices for person, notices in news.items() if person.email.lower() not in shut}
    written = [(person, some) for person, notices in news.items() for some in parted(notices)]
    for person, notices in written:
        letter = write_letter(person, notices)
        Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(letter=letter)
    return len(written)


def parted(notices: list[Notice]) -> Iterator[list[Notice]]:
    """As one letter takes them."""
    some: list[Notice] = []
    files = 0
    for notice in notices:
        if some and files + len(notice.encloses) > ENCLOSED:
            yield some
            some, files = [], 0
        some.append(notice)
        files += len(notice.encloses)
    yield some


def write_letter(person: "User", notices: list[Notice]) -> Letter:
    base = settings.ENVIRONMENT.url
    with override(person.language):
        count = len(notices)
        subject = ngettext("Nền Nếp: %(n)s tin mới", "Nền Nếp: %(n)s tin mới", count) % {"n": count}
        news = [line for notice in notices[:IN_ONE_LETTER] for line in lines_of(notice)]
        lines = [f"- {words}\n  {base}{url}" if url else f"- {words}" for words, url in news]
        if count > IN_ONE_LETTER:
            lines.append(_("Còn %(n)s tin nữa ở %(url)s") % {"n": count - IN_ONE_LETTER, "url": f"{base}/notices/"})
        greeting = _("Đồng chí %(name)s,") % {"name": person.full_name}
    body = "\n\n".join((greeting, *lines)) + "\n"
    return Letter.objects.create(to=person, address=person.email, subject=subject, body=body)


def lines_of(notice: Notice) -> Iterator[tuple[str, str]]:
    """The news itself, and of a digest all that it gathers."""
    yield notice.text, notice.url
    yield from notice.lines


def send_letters() -> int:
    """Send what is due, each letter claimed before it goes so that two runs never send it twice; how many left."""
    if not mail_is_set():
        return 0
    gather_letters()
    return sum(send_letter(letter) for letter in Letter.objects.due().order_by("made_at")[:500])


def send_letter(letter: Letter) -> bool:
    if not claim(letter):
        return False
    message = message_of(letter)
    try:
        message.send()
    except SMTPRecipientsRefused as error:
        refuse(letter, first_reason(error))
    except SMTPResponseException as error:
        words = error.smtp_error.decode(errors="replace") if isinstance(error.smtp_error, bytes) else error.smtp_error
        put_off(letter, FAILED.format(reason=words), for_good=error.smtp_code >= 550)
    except OSError as error:
        put_off(letter, FAILED.format(reason=error))
    else:
        Letter.objects.filter(pk=letter.pk).update(sent_at=timezone.now(), error="")
        return True
    return False


def message_of(letter: Letter) -> EmailMessage:
    headers = {"Message-ID": letter.message_id}
    message = EmailMessage(letter.subject, letter.body, None, [letter.address], headers=headers)
    files, missing = enclosed_in(letter)
    for file in files:
        message.attach(file.name, file.content, file.content_type)
    if missing and letter.to:
        with override(letter.to.language):
            said = ngettext(
                "%(n)s tệp nhắc ở trên không gửi kèm được. Hãy mở trang để tải.",
                "%(n)s tệp nhắc ở trên không gửi kèm được. Hãy mở trang để tải.", missing,
            )  # fmt: skip
        message.body = f"{letter.body}\n{said % {'n': missing}}\n"
    message.connection = get_connection()
    return message


@transaction.atomic
def refuse(letter: Letter, reason: str) -> None:
    put_off(letter, REFUSED.format(reason=reason), for_good=True)
    if reason.startswith("55"):
        mark_address(letter.address, reason)


def first_reason(error: SMTPRecipientsRefused) -> str:
    for code, words in error.recipients.values():
        return f"{code} {words.decode(errors='replace')}"
    return str(error)


def claim(letter: Letter) -> bool:
    """Count the try and put off the next one, unless another run was faster."""
    waits = timezone.now() + pause_after(letter.tries + 1)
    mine = Letter.objects.due().filter(pk=letter.pk, tries=letter.tries)
    return bool(mine.update(tries=letter.tries + 1, next_try=waits))


def put_off(letter: Letter, error: str, for_good: bool = False) -> None:
    tries = MAX_TRIES if for_good else letter.tries + 1
    Letter.objects.filter(pk=letter.pk).update(error=error[:300], tries=tries)


@transaction.atomic
def retry_letter(letter: Letter, *, by: "User") -> None:
    """The keeper of the system mended the mail server or the address."""
    must_hold(by, "keep_system")
    letter = Letter.objects.select_for_update(of=("self",)).select_related("to").get(pk=letter.pk)
    if letter.sent_at and not letter.bounced_at:
        raise RuleBroken(_(IS_SENT))
    if letter.to and letter.to.email:
        letter.address = letter.to.email
    letter.tries, letter.next_try, letter.error = 0, None, ""
    letter.sent_at = letter.bounced_at = None
    letter.save()
    Bounce.objects.filter(address=letter.address.lower()).delete()
