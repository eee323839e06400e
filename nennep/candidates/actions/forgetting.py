"""Where else a candidate's name may stand: rows of the files by which the list came in, and what would undo them."""

from nennep.candidates.models import Candidate
from nennep.imports.models import Preview, PreviewRow
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
