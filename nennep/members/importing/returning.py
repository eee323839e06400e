"""A list handed in on the page of its cell."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.imports.actions import Source, commit_preview, drop_preview, preview_rows
from nennep.imports.models import Preview
from nennep.lib.errors import RuleBroken
from nennep.members.actions.campaigning import keep_list
from nennep.members.importing.lists import ListImporter, read_list
from nennep.members.models import CampaignCell, ListBack

if TYPE_CHECKING:
    from nennep.accounts.models import User


def take_list(part: CampaignCell, file_name: str, content: Iterable[bytes], *, by: "User") -> ListBack:
    """The list of this very cell in this very campaign; another one's is named and refused."""
    importer = ListImporter(part)
    importer.must(by)
    filled = read_list(content)
    if filled.stamp.whose != part.public_id:
        raise RuleBroken(refusal(filled.stamp.whose, by))
    with transaction.atomic():
        preview = preview_rows(importer, Source(file_name, filled.sha256), filled.rows, by=by)
        return keep_list(part, preview, by=by)


def refusal(whose: str, by: "User") -> str:
    other = CampaignCell.objects.visible_to(by).select_related("cell", "campaign").filter(public_id=whose).first()
    if other is None:
        return _("Bảng này của chi bộ khác, hoặc của đợt khác.")
    said = {"cell": other.cell.label, "campaign": other.campaign.name}
    return _("Bảng này của %(cell)s trong đợt “%(campaign)s”. Hãy gửi ở trang ấy.") % said


@transaction.atomic
def commit_list(kept: ListBack, digest: str, *, by: "User") -> Preview:
    """What a letter brought is written; its rows are kept no longer than that."""
    if kept.preview is None or kept.dismissed_at:
        raise RuleBroken(_("Bảng này đã được ghi hoặc đã bỏ."))
    preview = commit_preview(kept.preview, digest, ListImporter(kept.part), by=by)
    ListBack.objects.filter(pk=kept.pk).update(rows=[])
    return preview


def drop_list(kept: ListBack, *, by: "User") -> Preview:
    assert kept.preview
    return drop_preview(kept.preview, ListImporter(kept.part), by=by)
