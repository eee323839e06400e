"""Files of a case in which nobody may learn who denounced: what their makers left in them is not kept."""

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from nennep.lib.errors import RuleBroken
from nennep.lib.guard import Kind, Limits, inspect_content
from nennep.procedures.catalogue.shape import Paper, Procedure
from nennep.vault.childs import stripped
from nennep.vault.rules import LARGEST_FILE

if TYPE_CHECKING:
    from django.core.files.base import File

KINDS = frozenset({Kind.DOCX, Kind.XLSX, Kind.PDF, Kind.PNG, Kind.JPEG, Kind.TXT})


def bare(file: "File[Any]", paper: Paper, procedure: Procedure) -> "File[Any]":
    """Under the name of the paper, without author and makers; a paper that tells who denounces has no file here."""
    if procedure.keeps_apart(paper):
        raise RuleBroken(_("Giấy tờ này để trong kho niêm phong, không kèm tệp ở hồ sơ."))
    content = file.read()
    kind = inspect_content(content, KINDS, Limits(file=min(LARGEST_FILE, settings.MAX_FILE_BYTES)))
    return ContentFile(stripped(kind.value, content, {}, ""), f"{paper.name}.{kind.value}")
