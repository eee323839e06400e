"""Where else a candidate's name may stand: rows of the files by which the list came in, and what would undo them."""

from datetime import date, timedelta

from django.db import transaction

from nennep.accounts.models import User
from nennep.candidates.models import Candidate
from nennep.candidates.queries.figures import limits
from nennep.imports.actions import Importer, drop_preview, undo_preview
from nennep.imports.models import Preview, PreviewRow, PreviewState
from nennep.journal.actions import record
from nennep.lib.text import fold

KIND = "candidates"  # of previews


def forget_in_imports(candidate: Candidate) -> None:
    rows = PreviewRow.objects.filter(preview__kind=KIND).exclude(values={})
    for row in rows.iterator():
        if fold(row.values.get("name", "")) == candidate.folded_name:
            row.values, row.reasons, row.changes = {}, [], {}
            row.save(update_fields=["values", "reasons", "changes"])
    for preview in Preview.objects.filter(kind=KIND).exclude(undo=[]):
        lines = [emptied(line, candidate) for line in preview.undo]
        if lines != preview.undo:
            preview.undo = lines
            preview.save(update_fields=["undo"])


def emptied(line: dict[str, object], candidate: Candidate) -> dict[str, object]:
    """The line stays, so that the import is still known to have changed since; what it says of the person goes."""
    if (line["model"], line["pk"]) != (Candidate._meta.label, candidate.pk):
        return line
    return line | {"before": None, "after": {"fields": {}}}


@transaction.atomic
def drop_list(preview: Preview, importer: Importer, *, by: User) -> None:
    """A file that is not wanted leaves nothing but its name."""
    forget_rows(drop_preview(preview, importer, by=by))


@transaction.atomic
def undo_list(preview: Preview, importer: Importer, *, by: User) -> None:
    forget_rows(undo_preview(preview, importer, by=by))


def forget_rows(preview: Preview) -> None:
    preview.rows.update(values={}, changes={}, reasons=[])
    preview.undo = []
    preview.save(update_fields=["undo"])


@transaction.atomic
def drop_old_lists(today: date) -> int:
    """Files that nobody wrote or dropped for long; how many."""
    before = today - timedelta(days=limits(today).open_file)
    old = Preview.objects.select_for_update().filter(kind=KIND, state=PreviewState.OPEN, made_at__date__lt=before)
    for preview in (found := list(old)):
        preview.state = PreviewState.DROPPED
        preview.save(update_fields=["state"])
        forget_rows(preview)
        record(None, "import.dropped", preview)
    return len(found)
