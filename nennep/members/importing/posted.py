"""A list that came attached to a letter: its rows are kept, sealed, in place of the file, until a person looks at it.

The reader of the mailbox (paperwork) stands above and calls this room by name: a registry of readers would say less.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.imports.actions import Source, preview_rows
from nennep.imports.reading import RawSheet
from nennep.imports.rules import Row
from nennep.lib.errors import RuleBroken
from nennep.members.actions.campaigning import must_run
from nennep.members.actions.posting import Posted, keep_look, keep_posted
from nennep.members.importing.lists import ListImporter, list_in, stamps_in
from nennep.members.models import CampaignCell, ListBack
from nennep.members.permissions import must_be_open

if TYPE_CHECKING:
    from nennep.accounts.models import User


@dataclass(frozen=True)
class Attached:
    """A file of a letter, as its reader found it."""

    letter: str  # hash of letter and place
    sender: str
    subject: str
    file_name: str
    sha256: str


def is_list(sheets: Sequence[RawSheet]) -> bool:
    """Whether the file is a list of members, sound or not: such a file is stored nowhere."""
    return bool(stamps_in(sheets))


def take_posted(attached: Attached, sheets: Sequence[RawSheet]) -> bool:
    """Whether it is new; RuleBroken where no running campaign of an open register waits for it."""
    if ListBack.objects.filter(letter=attached.letter).exists():
        return False
    must_be_open()
    filled = list_in(sheets, attached.sha256)
    parts = CampaignCell.objects.select_related("cell", "campaign")
    part = parts.filter(public_id=filled.stamp.whose).first()
    if part is None:
        raise RuleBroken(_("Bảng này của một đợt không còn trong sổ."))
    must_run(part.campaign)
    keep_posted(Posted(part, **vars(attached), rows=[asdict(row) for row in filled.rows]))
    return True


def look_at(kept: ListBack, *, by: "User") -> ListBack:
    """Judged for the person who will write it."""
    importer = ListImporter(kept.part)
    importer.must(by)
    rows = [Row(**row) for row in kept.rows]
    if not rows:
        raise RuleBroken(_("Bảng này đã được ghi hoặc đã bỏ."))
    with transaction.atomic():
        preview = preview_rows(importer, Source(kept.file_name, kept.sha256), rows, by=by)
        return keep_look(kept, preview, by=by)
