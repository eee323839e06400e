"""A cell's list as a file, for its page and for a letter; in Vietnamese, for it goes from hand to hand."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import override

from nennep.files.rules import CONTENT_TYPES
from nennep.members.actions.mailing import LIST
from nennep.members.listfiles.columns import Line, lines_of
from nennep.members.listfiles.excel import excel_list
from nennep.members.models import CampaignCell
from nennep.members.permissions import basis_in_force, must_be_open
from nennep.members.queries.campaigns import asked_members, asked_of
from nennep.notices.enclosing import Enclosed, lend
from nennep.web.downloads import safe_name

if TYPE_CHECKING:
    from nennep.accounts.models import User

Writer = Callable[[CampaignCell, Sequence[Line]], bytes]


def made(part: CampaignCell, write: Writer) -> bytes:
    with override("vi"):
        asked = asked_of(part, list(asked_members(part)), must_be_open().fields)
        return write(part, list(lines_of(asked)))


def enclosed_lists(wanted: list[str], person: "User") -> Iterator[Enclosed]:
    """Those that the person may still see, of campaigns that run, of a register that is open."""
    parts = CampaignCell.objects.visible_to(person).filter(public_id__in=wanted, campaign__closed_at=None)
    for part in parts.select_related("cell", "campaign") if basis_in_force() else ():
        name = safe_name(f"{part.cell.label} - Bảng rà soát.xlsx")
        yield Enclosed(name, made(part, excel_list), CONTENT_TYPES["xlsx"])


def begin() -> None:
    lend(LIST, enclosed_lists)
