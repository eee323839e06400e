"""A long preview made and written by jobs piece by piece: others write meanwhile, a killed job goes on where it was.

The whole is judged before its first row is written; each piece is judged again as it is written, and a row that would
mean something else by then is left, and says so. For importers that keep nothing in the ledger.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.imports.actions import (
    Importer,
    Source,
    digest_of,
    has_changed,
    judge_all,
    judged_of,
    kept,
    row_of,
    taken_up,
)
from nennep.imports.ledger import Ledger
from nennep.imports.models import Preview, PreviewRow, PreviewState
from nennep.imports.rules import WRITTEN, Judged, Row, Verdict
from nennep.jobs.models import Job
from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.lib.pieces import pieces

if TYPE_CHECKING:
    from nennep.accounts.models import User

AT_ONCE = 250  # rows of one transaction: others wait a few tenths of a second for it
LOOKED_AT = 2_000  # rows judged together while nothing is written
Told = Callable[[int, int], None]
Queue = Callable[[], Job]


def make_in_pieces(importer: Importer, source: Source, rows: Iterable[Row], *, by: "User") -> Preview:
    """Nobody writes or drops it before all its rows are there; what a job that was killed has left goes first."""
    importer.must(by)
    left = Preview.objects.filter(kind=importer.kind, by=by, sha256=source.sha256, state=PreviewState.MAKING)
    for preview in left:
        drop_rows(preview)
    preview = Preview.objects.create(
        kind=importer.kind, file_name=source.name[:255], sha256=source.sha256, by=by, state=PreviewState.MAKING
    )
    preview.digest = digest_of(kept_as_judged(preview, importer, rows, by))
    with transaction.atomic():
        preview.state = PreviewState.OPEN
        preview.save(update_fields=["state", "digest"])
        record(by, "import.previewed", preview, rows=preview.rows.count(), sha256=preview.sha256)
    return preview


def kept_as_judged(preview: Preview, importer: Importer, rows: Iterable[Row], by: "User") -> Iterator[Judged]:
    for some in pieces(rows, LOOKED_AT):
        judged = judge_all(importer, some, by=by)
        with transaction.atomic():
            PreviewRow.objects.bulk_create([kept(preview, one) for one in judged], batch_size=AT_ONCE)
        yield from judged


def drop_rows(preview: Preview) -> None:
    """A piece at a time, then the preview itself."""
    while some := list(preview.rows.order_by("pk").values_list("pk", flat=True)[:LOOKED_AT]):
        with transaction.atomic():
            PreviewRow.objects.filter(pk__in=some).delete()
    with transaction.atomic():
        preview.delete()


@transaction.atomic
def begin_writing(preview: Preview, digest: str, importer: Importer, queue: Queue, *, by: "User") -> Preview:
    """What the person saw will be written, by the job that `queue` makes; or the one that was cut off goes on."""
    preview = taken_up(preview, importer, by=by)
    if preview.state not in (PreviewState.OPEN, PreviewState.WRITING) or preview.under_way:
        raise RuleBroken(_("Bản xem trước này không còn chờ ghi."))
    if digest != preview.digest:
        raise has_changed()
    if preview.state == PreviewState.OPEN:
        record(by, "import.begun", preview, sha256=preview.sha256)
    preview.state, preview.job = PreviewState.WRITING, queue()
    preview.save(update_fields=["state", "job"])
    return preview


def write_on(preview: Preview, importer: Importer, told: Told, *, by: "User") -> Preview:
    """To the end, from where it is; does nothing once it is written."""
    if preview.state == PreviewState.WRITING and preview.upto is None:
        must_mean_the_same(preview, importer, by=by)
    total, done = preview.rows.count(), preview.rows.filter(pk__lte=preview.upto or 0).count()
    while preview.state == PreviewState.WRITING:
        rows = list(preview.rows.filter(pk__gt=preview.upto or 0).order_by("pk")[:AT_ONCE])
        if not rows:
            return written(preview, by=by)
        preview, done = write_piece(preview, rows, importer, by=by), done + len(rows)
        told(done, total)
    return preview


def must_mean_the_same(preview: Preview, importer: Importer, *, by: "User") -> None:
    """Otherwise it is open again, and nothing was written."""
    if digest_of(judged_now(preview, importer, by)) == preview.digest:
        return
    with transaction.atomic():
        Preview.objects.filter(pk=preview.pk).update(state=PreviewState.OPEN)
    raise has_changed()


def judged_now(preview: Preview, importer: Importer, by: "User") -> Iterator[Judged]:
    last = 0
    while rows := list(preview.rows.filter(pk__gt=last).order_by("pk")[:LOOKED_AT]):
        yield from judge_all(importer, [row_of(row) for row in rows], by=by)
        last = rows[-1].pk


@transaction.atomic
def write_piece(preview: Preview, rows: Sequence[PreviewRow], importer: Importer, *, by: "User") -> Preview:
    preview = taken_up(preview, importer, by=by)
    if preview.state != PreviewState.WRITING or (preview.upto or 0) >= rows[0].pk:
        return preview
    now = judge_all(importer, [row_of(row) for row in rows], by=by)
    same = [one for row, one in zip(rows, now, strict=True) if one == judged_of(row)]
    leave([row for row, one in zip(rows, now, strict=True) if one != judged_of(row) and row.verdict in WRITTEN])
    importer.write(same, Ledger(), preview.file_name, by=by)
    preview.upto, preview.written = rows[-1].pk, preview.written + sum(one.verdict in WRITTEN for one in same)
    preview.save(update_fields=["upto", "written"])
    return preview


def leave(rows: Sequence[PreviewRow]) -> None:
    for row in rows:
        row.verdict = Verdict.DOUBTFUL
        row.reasons = [_("Hồ sơ đã thay đổi trong lúc ghi, nên dòng này chưa được ghi.")]
    PreviewRow.objects.bulk_update(rows, ["verdict", "reasons"], batch_size=100)


@transaction.atomic
def written(preview: Preview, *, by: "User") -> Preview:
    preview = Preview.objects.select_for_update().get(pk=preview.pk)
    preview.state, preview.committed_at, preview.upto = PreviewState.COMMITTED, timezone.now(), None
    preview.save(update_fields=["state", "committed_at", "upto"])
    record(by, "import.committed", preview, written=preview.written, sha256=preview.sha256)
    return preview
