"""A list too long for one transaction: written and taken back piece by piece, whatever cuts the job off."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from nennep.imports import piecewise
from nennep.imports.actions import Source, preview_rows, row_of
from nennep.imports.models import Preview, PreviewState
from nennep.imports.rules import Row
from nennep.jobs.actions import do_job
from nennep.jobs.models import Job, JobState
from nennep.journal.models import Entry
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.members.actions import takingback
from nennep.members.actions.people import correct_member
from nennep.members.actions.takingback import undo_import
from nennep.members.comparing import TWINS
from nennep.members.fields import kept_fields
from nennep.members.importing import columns
from nennep.members.importing.importer import MemberImporter
from nennep.members.importing.writing import AT_ONCE, JOB, write_list, write_to_end
from nennep.members.models import Change, Member, Stay
from nennep.members.tests.make import make_basis, make_member

if TYPE_CHECKING:
    from tests.cast import Cast

pytestmark = pytest.mark.django_db
MANY = AT_ONCE + 15
PIECE = 20


class Killed(BaseException):
    """As the worker is, at any moment."""


@pytest.fixture(autouse=True)
def _small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(piecewise, "AT_ONCE", PIECE)
    monkeypatch.setattr(piecewise, "LOOKED_AT", PIECE)
    monkeypatch.setattr(takingback, "AT_ONCE", PIECE)


@pytest.fixture
def lan(cast: "Cast") -> Member:
    make_basis(cast.organiser)
    return make_member(cast.tree.cell, cast.organiser)


@pytest.fixture
def preview(cast: "Cast", lan: Member) -> Preview:
    """Many new ones, and a word about Lan in the midst of them."""
    rows = [row(n, cast.tree.cell.public_id) for n in range(1, MANY)]
    rows.insert(MANY // 2, row(MANY, cast.tree.cell.public_id, lan.public_id))
    return preview_rows(MemberImporter(), Source("Danh sách", "1" * 64), rows, by=cast.organiser)


def row(n: int, cell: str, member: str = "") -> Row:
    said = {"name": f"Lê Văn {n}", "dob": f"19{50 + n % 50}-03-{1 + n % 28:02}", "hometown": "Xã Lâm Thao"}
    about = {
        columns.KEY: f"k.{n}", columns.MEMBER: member, columns.MAYBE: "", columns.WHY: "", columns.CELL: cell,
        columns.UNIT: "Chi bộ 1", columns.PREFER: columns.REGISTER, columns.SOURCE: f"ds.xlsx · {n}",
    }  # fmt: skip
    return Row("Danh sách sạch", n, columns.SHEET.name, dict.fromkeys(kept_fields(), "") | said | about)


def stop_after(pieces: int) -> piecewise.Told:
    seen: list[int] = []

    def told(done: int, _all: int) -> None:
        seen.append(done)
        if len(seen) == pieces:
            raise Killed

    return told


def begun(preview: Preview, cast: "Cast") -> Preview:
    preview = write_list(preview, preview.digest, by=cast.organiser)
    assert preview.state == PreviewState.WRITING
    return preview


def run(preview: Preview) -> Preview:
    assert preview.job
    do_job(preview.job)
    assert preview.job.state == JobState.DONE, preview.job.message
    return Preview.objects.get(pk=preview.pk)


def written(preview: Preview, cast: "Cast") -> Preview:
    return run(begun(preview, cast))


def test_a_job_that_was_killed_goes_on_where_it_was(cast: "Cast", preview: Preview, lan: Member) -> None:
    preview = begun(preview, cast)
    with pytest.raises(Killed):
        write_to_end(preview, stop_after(2), by=cast.organiser)
    assert Member.objects.count() == 2 * PIECE  # Lan's row is one of them

    preview = run(preview)

    assert (preview.state, preview.written) == (PreviewState.COMMITTED, MANY)
    assert Member.objects.count() == Member.objects.values("name").distinct().count() == MANY
    assert Member.objects.get(pk=lan.pk).hometown == "Xã Lâm Thao"
    assert Entry.objects.filter(action="import.committed").count() == 1
    assert Job.objects.filter(kind=TWINS, state=JobState.WAITING).count() == 1


def test_what_changed_before_the_first_row_stops_the_whole(cast: "Cast", preview: Preview, lan: Member) -> None:
    preview = begun(preview, cast)
    correct_member(lan, {"hometown": "Hà Nội"}, by=cast.organiser)
    assert preview.job

    do_job(preview.job)

    assert preview.job.state == JobState.FAILED
    assert "thay đổi" in preview.job.message
    assert Preview.objects.get().state == PreviewState.OPEN
    assert Member.objects.count() == 1


def test_what_changed_meanwhile_is_left_and_says_so(cast: "Cast", preview: Preview, lan: Member) -> None:
    preview = begun(preview, cast)
    with pytest.raises(Killed):
        write_to_end(preview, stop_after(1), by=cast.organiser)
    correct_member(lan, {"hometown": "Hà Nội"}, by=cast.organiser)

    preview = run(preview)

    assert preview.written == MANY - 1
    assert "trong lúc ghi" in preview.rows.get(verdict="doubtful").reasons[0]
    assert Member.objects.get(pk=lan.pk).hometown == "Hà Nội"


def test_a_preview_that_was_cut_off_is_made_afresh(cast: "Cast", preview: Preview) -> None:
    rows = [row_of(row) for row in preview.rows.all()]
    source = Source("Danh sách", "2" * 64)

    def cut_off() -> Iterator[Row]:
        yield from rows[: PIECE + 1]
        raise Killed

    with pytest.raises(Killed):
        piecewise.make_in_pieces(MemberImporter(), source, cut_off(), by=cast.organiser)
    left = Preview.objects.get(state=PreviewState.MAKING)
    with pytest.raises(RuleBroken):
        write_list(left, left.digest, by=cast.organiser)

    again = piecewise.make_in_pieces(MemberImporter(), source, iter(rows), by=cast.organiser)

    assert not Preview.objects.filter(state=PreviewState.MAKING).exists()
    assert (again.state, again.digest) == (PreviewState.OPEN, preview.digest)
    assert again.rows.count() == MANY


def test_nobody_writes_or_takes_back_what_a_job_is_at(cast: "Cast", preview: Preview) -> None:
    preview = begun(preview, cast)

    with pytest.raises(RuleBroken):
        write_list(preview, preview.digest, by=cast.organiser)
    with pytest.raises(RuleBroken):
        undo_import(preview, by=cast.organiser)
    with pytest.raises(NotAllowed):
        undo_import(preview, by=cast.clerk)


def test_the_whole_is_taken_back_though_the_job_is_killed(cast: "Cast", preview: Preview, lan: Member) -> None:
    preview = undo_import(written(preview, cast), by=cast.organiser)
    assert preview.state == PreviewState.UNDOING
    with pytest.raises(Killed):
        takingback.undo_on(preview, stop_after(2), by=cast.organiser)
    assert 1 < Member.objects.count() < MANY

    preview = run(preview)

    assert (preview.state, preview.written) == (PreviewState.UNDONE, MANY)
    assert list(Member.objects.all()) == [lan]
    assert Member.objects.get().hometown == ""
    assert Stay.objects.count() == 1
    assert not Change.objects.filter(preview=preview, made=True).exists()
    assert Entry.objects.filter(action="import.undone").count() == 1


def test_what_changed_since_is_said_before_anything_is_taken_back(cast: "Cast", preview: Preview) -> None:
    preview = written(preview, cast)
    correct_member(Member.objects.get(name="Lê Văn 7"), {"hometown": "Hà Nội"}, by=cast.organiser)
    preview = undo_import(preview, by=cast.organiser)
    assert preview.job

    do_job(preview.job)

    assert "1 hồ sơ đã thay đổi" in preview.job.message
    assert Preview.objects.get().state == PreviewState.COMMITTED
    assert Member.objects.count() == MANY


def test_what_changes_while_it_is_taken_back_is_left_and_counted(cast: "Cast", preview: Preview) -> None:
    preview = undo_import(written(preview, cast), by=cast.organiser)
    with pytest.raises(Killed):
        takingback.undo_on(preview, stop_after(1), by=cast.organiser)
    correct_member(Member.objects.get(name="Lê Văn 7"), {"hometown": "Hà Nội"}, by=cast.organiser)

    preview = run(preview)

    assert (preview.state, preview.written) == (PreviewState.COMMITTED, 1)
    assert Member.objects.filter(name__startswith="Lê Văn").count() == 1


def test_what_was_written_before_the_job_failed_can_be_taken_back(cast: "Cast", preview: Preview) -> None:
    preview = begun(preview, cast)
    with pytest.raises(Killed):
        write_to_end(preview, stop_after(2), by=cast.organiser)
    Job.objects.filter(kind=JOB).update(state=JobState.FAILED)

    preview = run(undo_import(preview, by=cast.organiser))

    assert preview.state == PreviewState.UNDONE
    assert Member.objects.count() == 1
