"""Preview, commit, drop, undo. What a row means is the importer's knowledge; here is the order of the steps."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.imports.ledger import Ledger, take_back
from nennep.imports.models import Preview, PreviewRow, PreviewState
from nennep.imports.reading import read_workbook
from nennep.imports.rules import WRITTEN, Judged, Row, SheetKind, Verdict, rows_of
from nennep.journal.actions import record
from nennep.lib.errors import NotAllowed, RuleBroken

if TYPE_CHECKING:
    from nennep.accounts.models import User


class Importer(Protocol):
    kind: str

    @property
    def sheets(self) -> Sequence[SheetKind]:
        """Every kind of sheet it knows."""

    def must(self, by: "User") -> None:
        """Raises NotAllowed for who may not import this."""

    def judge(self, rows: Sequence[Row], *, by: "User") -> list[Judged]:
        """One judgement per row of data, in the order given; nothing is written."""

    def write(self, judged: Sequence[Judged], ledger: Ledger, source: str, *, by: "User") -> None:
        """Writes the new and the changed rows; `source` is the file's name, for reasons and history."""


@dataclass(frozen=True)
class Source:
    """The file that was handed in: its name and the hash of its bytes."""

    name: str
    sha256: str


def make_preview(importer: Importer, file_name: str, content: Iterable[bytes], *, by: "User") -> Preview:
    importer.must(by)
    whole = b"".join(content)
    rows = [
        row
        for sheet in read_workbook([whole])
        for row in rows_of(sheet.name[:60], sheet.first, sheet.rows, importer.sheets)
    ]
    if not any(row.kind for row in rows):
        titles = ", ".join(sheet.title for sheet in importer.sheets)
        raise RuleBroken(
            _("Không thấy bảng nào nhận ra được (%(titles)s). Hãy tải tệp mẫu và giữ dòng tiêu đề cột.")
            % {"titles": titles}
        )
    return preview_rows(importer, Source(file_name, hashlib.sha256(whole).hexdigest()), rows, by=by)


@transaction.atomic
def preview_rows(importer: Importer, source: Source, rows: Sequence[Row], *, by: "User") -> Preview:
    """Keeps what the importer says of each row; for who has read the file already."""
    importer.must(by)
    judged = judge_all(importer, rows, by=by)
    preview = Preview.objects.create(
        kind=importer.kind, file_name=source.name[:255], sha256=source.sha256, by=by, digest=digest_of(judged)
    )
    PreviewRow.objects.bulk_create([kept(preview, one) for one in judged], batch_size=500)
    record(by, "import.previewed", preview, rows=len(judged), sha256=preview.sha256)
    return preview


def judge_all(importer: Importer, rows: Sequence[Row], *, by: "User") -> list[Judged]:
    """Rows in = rows judged: what is no data stands in its place, with the reason."""
    answers = iter(importer.judge([row for row in rows if row.kind], by=by))
    return [next(answers) if row.kind else Judged(row, Verdict.SKIPPED, (row.skipped,)) for row in rows]


def digest_of(judged: Iterable[Judged]) -> str:
    """Over what was said of every row, read one by one: the same data and the same file give the same digest."""
    told = hashlib.sha256(b"[")
    for place, one in enumerate(judged):
        line = [vars(one.row), one.verdict, one.reasons, one.changes, one.thing]
        told.update((", " if place else "").encode() + json.dumps(line, sort_keys=True).encode())
    told.update(b"]")
    return told.hexdigest()


def kept(preview: Preview, one: Judged) -> PreviewRow:
    return PreviewRow(
        preview=preview, sheet=one.row.sheet, row=one.row.number, kind=one.row.kind, verdict=one.verdict,
        reasons=list(one.reasons), values=one.row.values, changes=one.changes, thing=one.thing,
    )  # fmt: skip


def taken_up(preview: Preview, importer: Importer, *, by: "User") -> Preview:
    importer.must(by)
    preview = Preview.objects.select_for_update(of=("self",)).select_related("job").get(pk=preview.pk)
    if preview.by_id != by.pk:
        raise NotAllowed
    return preview


@transaction.atomic
def commit_preview(preview: Preview, digest: str, importer: Importer, *, by: "User") -> Preview:
    """Writes exactly what was shown: the digest the person saw, and the same judgement on the data of this moment."""
    preview = taken_up(preview, importer, by=by)
    if preview.state != PreviewState.OPEN:
        raise RuleBroken(_("Bản xem trước này không còn chờ ghi."))
    rows = [row_of(row) for row in preview.rows.all()]
    judged = judge_all(importer, rows, by=by)
    if digest != preview.digest or digest_of(judged) != preview.digest:
        raise has_changed()
    ledger = Ledger()
    importer.write(judged, ledger, preview.file_name, by=by)
    preview.undo, preview.committed_at, preview.state = ledger.close(), timezone.now(), PreviewState.COMMITTED
    preview.written = sum(one.verdict in WRITTEN for one in judged)
    preview.save()
    record(by, "import.committed", preview, written=preview.written, sha256=preview.sha256)
    return preview


def has_changed() -> RuleBroken:
    return RuleBroken(_("Dữ liệu đã thay đổi từ lúc xem trước. Chưa ghi gì; hãy đưa tệp vào lại."))


@transaction.atomic
def settle_row(row: PreviewRow, values: Mapping[str, str], importer: Importer, *, by: "User") -> PreviewRow:
    """A person says what the file left open; the row is judged again, and what will be written is sealed anew."""
    preview = taken_up(row.preview, importer, by=by)
    if preview.state != PreviewState.OPEN:
        raise RuleBroken(_("Bản xem trước này không còn chờ ghi."))
    (one,) = importer.judge([Row(row.sheet, row.row, row.kind, row.values | dict(values))], by=by)
    row.values, row.verdict, row.reasons = one.row.values, one.verdict, list(one.reasons)
    row.changes, row.thing = {name: list(pair) for name, pair in one.changes.items()}, one.thing
    row.save()
    preview.digest = digest_of(judged_of(each) for each in preview.rows.iterator(chunk_size=2000))
    preview.save(update_fields=["digest"])
    record(by, "import.settled", preview, row=row.row)
    return row


def judged_of(row: PreviewRow) -> Judged:
    """As it was judged when it was last looked at."""
    changes = {name: (before, after) for name, (before, after) in row.changes.items()}
    return Judged(row_of(row), Verdict(row.verdict), tuple(row.reasons), changes, row.thing)


def row_of(row: PreviewRow) -> Row:
    return Row(row.sheet, row.row, row.kind, row.values, "" if row.kind else row.reasons[0])


def close_if_nothing_new(preview: Preview) -> bool:
    """A file that says what is known already waits for nobody; a row that somebody must look at keeps it open."""
    if preview.rows.exclude(verdict__in=[Verdict.SAME, Verdict.SKIPPED]).exists():
        return False
    preview.state = PreviewState.NOTHING
    preview.save(update_fields=["state"])
    return True


@transaction.atomic
def drop_preview(preview: Preview, importer: Importer, *, by: "User") -> Preview:
    preview = taken_up(preview, importer, by=by)
    if preview.state != PreviewState.OPEN:
        raise RuleBroken(_("Bản xem trước này không còn chờ ghi."))
    preview.state = PreviewState.DROPPED
    preview.save(update_fields=["state"])
    record(by, "import.dropped", preview)
    return preview


@transaction.atomic
def undo_preview(preview: Preview, importer: Importer, *, by: "User") -> Preview:
    """Takes the whole import back, or nothing of it."""
    preview = taken_up(preview, importer, by=by)
    if preview.state != PreviewState.COMMITTED:
        raise RuleBroken(_("Chỉ hoàn tác được lần nhập đã ghi."))
    take_back(preview.undo)
    preview.state = PreviewState.UNDONE
    preview.save(update_fields=["state"])
    record(by, "import.undone", preview, written=preview.written)
    return preview
