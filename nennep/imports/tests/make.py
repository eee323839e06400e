"""Builders of previews."""

from typing import TYPE_CHECKING

from nennep.imports.actions import digest_of
from nennep.imports.models import Preview, PreviewState

if TYPE_CHECKING:
    from nennep.accounts.models import User


def make_preview_of_nothing(by: "User", state: PreviewState = PreviewState.OPEN, kind: str = "organisation") -> Preview:
    """A preview of a file without rows: it can be committed, dropped or taken back."""
    return Preview.objects.create(
        kind=kind, file_name="to-chuc.xlsx", sha256="0" * 64, digest=digest_of([]), by=by, state=state
    )
