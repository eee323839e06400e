"""What the page of every preview shows (`imports/preview.html`), whoever's rows they are."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from nennep.imports.models import Preview
from nennep.imports.queries import counts_of, rows_of, to_write
from nennep.web.pages import page_of


@dataclass(frozen=True)
class Addresses:
    """Of the page itself, its sheet, and the acts on the preview; blank where the room has no such act."""

    page: str
    sheet: str
    commit: str
    drop: str
    undo: str = ""


def looked_at(request: HttpRequest, preview: Preview, at: Addresses, skipped: bool = True) -> dict[str, Any]:
    """All but `rows`, which the room tells of the rows of `page`; without the rows that are no data where told so."""
    verdict = request.GET.get("verdict", "")
    counts = [count for count in counts_of(preview) if skipped or count.verdict != "skipped"]
    return {
        "preview": preview,
        "page": page_of(request, rows_of(preview, verdict)),
        "counts": counts,
        "to_write": to_write(counts),
        "all_rows": sum(count.rows for count in counts),
        "verdict": verdict,
        "at": at,
    }
