"""Forms that came back: kept with whence they came, looked at, committed, dropped."""

from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.directives.rules import Via
from nennep.directives.telling import contacts_of
from nennep.files.models import Document
from nennep.imports.actions import close_if_nothing_new
from nennep.imports.models import Preview, PreviewState
from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.notices.actions import notify
from nennep.organisation.models import Unit
from nennep.organisation.permissions import must
from nennep.organisation.rules import Act
from nennep.paperwork.models import ReturnedForm
from nennep.paperwork.queries import office_clerks


@dataclass(frozen=True)
class Origin:
    """Whose form it is and which."""

    unit: Unit
    token: str
    via: Via


@transaction.atomic
def keep_upload(origin: Origin, preview: Preview, *, by: User) -> ReturnedForm:
    must(by, Act.ANSWER, origin.unit)
    form = ReturnedForm.objects.create(
        unit=origin.unit, token=origin.token, via=origin.via, file_name=preview.file_name, by=by, preview=preview
    )
    record(by, "form.returned", form, unit=origin.unit.label, via=origin.via, nothing_new=close_if_nothing_new(preview))
    return form


@dataclass(frozen=True)
class Attachment:
    """One attachment of a letter, as it was found; `fault` says why it cannot be taken."""

    letter: str  # hash of letter and place: known again
    sender: str
    subject: str
    file_name: str
    unit: Unit | None = None
    token: str = ""
    trusted: bool = False
    document: Document | None = None
    fault: str = ""


@transaction.atomic
def keep_attachment(found: Attachment) -> ReturnedForm:
    """Kept for people to look at; nothing of it is written to any task."""
    form = ReturnedForm.objects.create(
        unit=found.unit, token=found.token, via=Via.MAIL, file_name=found.file_name[:255], letter=found.letter,
        sender=found.sender[:254], subject=found.subject[:300], trusted=found.trusted, document=found.document,
        fault=found.fault[:500],
    )  # fmt: skip
    record(None, "form.returned", form, unit=found.unit.label if found.unit else "", via=Via.MAIL)
    url = reverse("paperwork:returned_form", args=[form.public_id])
    notify(who_looks(form), "form.returned", lambda: sentence_of(form), url)
    return form


def who_looks(form: ReturnedForm) -> list[User]:
    """The unit's contacts; the office where the sender is unknown or the file is at fault."""
    contacts = contacts_of([form.unit])[form.unit.pk] if form.unit and form.trusted and not form.fault else []
    return contacts or office_clerks()


def sentence_of(form: ReturnedForm) -> str:
    said = {"unit": form.unit.label if form.unit else _("đơn vị chưa rõ"), "sender": form.sender, "why": form.fault}
    if form.fault:
        return _("Thư của %(sender)s có tệp không nhận được: %(why)s") % said
    if not form.trusted:
        return _("Mẫu trả lời của %(unit)s gửi từ địa chỉ lạ %(sender)s: cần xem") % said
    return _("Mẫu trả lời của %(unit)s đã đến qua thư: xem rồi ghi") % said


@transaction.atomic
def keep_look(form: ReturnedForm, preview: Preview, *, by: User) -> ReturnedForm:
    """Somebody looks at a letter's form: the newest look is the one that can be committed."""
    form = ReturnedForm.objects.select_for_update(of=("self",)).get(pk=form.pk)
    if form.dismissed_at or (form.preview and form.preview.state == PreviewState.COMMITTED):
        raise RuleBroken(_("Mẫu này đã được ghi hoặc đã bỏ."))
    form.preview = preview
    form.save(update_fields=["preview"])
    record(by, "form.looked", form, nothing_new=close_if_nothing_new(preview))
    return form


@transaction.atomic
def dismiss(form: ReturnedForm, *, by: User) -> ReturnedForm:
    """A letter that is not to be taken: it stays on record."""
    form = ReturnedForm.objects.select_for_update(of=("self",)).get(pk=form.pk)
    if form.dismissed_at or (form.preview and form.preview.state == PreviewState.COMMITTED):
        raise RuleBroken(_("Mẫu này đã được ghi hoặc đã bỏ."))
    form.dismissed_at = timezone.now()
    form.save(update_fields=["dismissed_at"])
    record(by, "form.dismissed", form, sender=form.sender)
    return form
