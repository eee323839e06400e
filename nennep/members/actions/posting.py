"""Lists that came by mail: kept, looked at, left. No letter writes anything by itself."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.imports.actions import close_if_nothing_new
from nennep.imports.models import Preview, PreviewState
from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.members.actions.campaigning import must_run
from nennep.members.models import CampaignCell, ListBack
from nennep.members.permissions import must_be_open
from nennep.members.queries.contacts import contacts_for, keepers_of
from nennep.notices.actions import notify
from nennep.organisation.permissions import must
from nennep.organisation.rules import Act

if TYPE_CHECKING:
    from nennep.accounts.models import User


@dataclass(frozen=True)
class Posted:
    """A list as it came; its rows hold no sealed value in clear."""

    part: CampaignCell
    letter: str
    sender: str
    subject: str
    file_name: str
    sha256: str
    rows: list[dict[str, Any]] = field(default_factory=list)


@transaction.atomic
def keep_posted(found: Posted) -> ListBack:
    part = found.part
    contacts = contacts_for([part.cell])[part.cell_id]
    known = {part.cell.email.lower(), *(person.email.lower() for person in contacts)} - {""}
    kept = ListBack.objects.create(
        part=part, letter=found.letter, sender=found.sender[:254], subject=found.subject[:300],
        file_name=found.file_name[:255], sha256=found.sha256, rows=found.rows, trusted=found.sender in known,
    )  # fmt: skip
    record(None, "campaign.list_posted", kept, cell=part.cell.label, trusted=kept.trusted)
    url = reverse("members:list_back", args=[kept.public_id])
    notify((contacts if kept.trusted else []) or keepers_of(part.cell), "campaign.list", lambda: sentence_of(kept), url)
    return kept


def sentence_of(kept: ListBack) -> str:
    said = {"cell": kept.part.cell.label, "sender": kept.sender}
    if kept.trusted:
        return _("Bảng rà soát của %(cell)s đã đến qua thư: xem rồi ghi") % said
    return _("Bảng rà soát của %(cell)s gửi từ địa chỉ lạ %(sender)s: cần xem") % said


@transaction.atomic
def keep_look(kept: ListBack, preview: Preview, *, by: "User") -> ListBack:
    """The newest look is the one that can be written."""
    kept = taken_up(kept, by=by)
    kept.preview = preview
    kept.save(update_fields=["preview"])
    record(by, "campaign.list_looked", kept, nothing_new=close_if_nothing_new(preview))
    return kept


@transaction.atomic
def leave_posted(kept: ListBack, *, by: "User") -> ListBack:
    """It stays on record that it came; what stood in it does not."""
    kept = taken_up(kept, by=by)
    kept.dismissed_at, kept.rows = timezone.now(), []
    kept.save(update_fields=["dismissed_at", "rows"])
    record(by, "campaign.list_left", kept, sender=kept.sender)
    return kept


def taken_up(kept: ListBack, *, by: "User") -> ListBack:
    must_be_open()
    found = ListBack.objects.select_for_update(of=("self",)).select_related("part__cell", "part__campaign", "preview")
    kept = found.get(pk=kept.pk)
    must(by, Act.SEE_MEMBERS if kept.trusted else Act.KEEP_MEMBERS, kept.part.cell)
    must_run(kept.part.campaign)
    written = kept.preview is not None and kept.preview.state == PreviewState.COMMITTED
    if not kept.letter or kept.dismissed_at or written:
        raise RuleBroken(_("Bảng này đã được ghi hoặc đã bỏ."))
    return kept
