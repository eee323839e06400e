"""A clean list written into the register: a short one at once, a long one by a job; then pairs are looked for."""

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.imports.actions import commit_preview
from nennep.imports.models import Preview, PreviewState
from nennep.imports.piecewise import begin_writing, write_on
from nennep.imports.queries import counts_of, to_write
from nennep.jobs.actions import enqueue
from nennep.members.actions.finding import look_soon
from nennep.members.importing.importer import MemberImporter

if TYPE_CHECKING:
    from collections.abc import Callable

    from nennep.accounts.models import User

JOB = "commit_members"
AT_ONCE = 60  # rows that are written while the person waits


@transaction.atomic
def write_list(preview: Preview, digest: str, *, by: "User") -> Preview:
    """Written, or begun: then its job is at it."""
    if preview.state == PreviewState.WRITING or to_write(counts_of(preview)) > AT_ONCE:
        title, payload = _("Ghi %(name)s") % {"name": preview.file_name}, {"preview": preview.pk}
        return begin_writing(preview, digest, MemberImporter(), lambda: enqueue(JOB, title, payload, by=by), by=by)
    preview = commit_preview(preview, digest, MemberImporter(preview), by=by)
    look_soon(by=by)
    return preview


def write_to_end(preview: Preview, told: "Callable[[int, int], None]", *, by: "User") -> Preview:
    preview = write_on(preview, MemberImporter(preview), told, by=by)
    look_soon(by=by)
    return preview
