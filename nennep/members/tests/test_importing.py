"""A clean list beside the register: who is new, known, doubtful; written as seen; taken back as a whole."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from django.utils import timezone

from nennep.imports.actions import commit_preview, settle_row
from nennep.imports.models import Preview, PreviewRow, PreviewState
from nennep.jobs.models import Job
from nennep.journal.models import Entry
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.members.actions.people import correct_member
from nennep.members.actions.takingback import undo_import
from nennep.members.comparing import LIST
from nennep.members.importing import columns
from nennep.members.importing.importer import MemberImporter
from nennep.members.importing.rows import Start
from nennep.members.importing.starting import preview_run
from nennep.members.models import Change, Member, Membership, Stay
from nennep.members.rules import Standing
from nennep.members.tests.make import LAN, make_basis, make_member
from nennep.organisation.models import Unit
from nennep.workbench.models import ListRun
from nennep.workbench.rules import RunState

if TYPE_CHECKING:
    from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.slow]  # each starts the engine
TEXTS = (
    *("name", "sex", "dob", "id12", "id9", "card", "card12", "admission", "official", "phone"),
    *("ethnic", "religion", "education", "hometown", "residence", "cell", "unit_code"),
)
HAI = {
    "name": "Phạm Quang Hải",
    "sex": "nam",
    "dob": "1968-09-02",
    "id12": "031068001234",
    "admission": "2026-01-05",
    "cell": "Chi bộ 1",
    "religion": "Không",
}

MAYBE = {"name": "Đặng Mai Lan", "dob": "1970-05-12", "sex": "nữ", "cell": "Đảng bộ Trường Chính trị"}


@pytest.fixture(autouse=True)
def _lists(settings: Any, tmp_path: Path) -> None:
    settings.LISTS_ROOT = tmp_path


def make_run(cast: "Cast", *people: dict[str, str]) -> ListRun:
    """A run whose result holds these people."""
    run = ListRun.objects.create(
        name="Danh sách tháng 11", unit=cast.tree.root, by=cast.organiser, state=RunState.DONE, result="result-1",
        erase_on=timezone.localdate(),
    )  # fmt: skip
    run.result_folder.mkdir(parents=True)
    rows = [{key: person.get(key) for key in TEXTS} for person in people]
    sources = pl.Series("sources", [[f"ds.xlsx · Trang 1 · {n + 2}"] for n in range(len(people))])
    table = pl.DataFrame(rows, schema=dict.fromkeys(TEXTS, pl.String)).with_columns(sources)
    table.write_parquet(run.result_folder / "clean.parquet")
    return run


def looked_at(cast: "Cast", *people: dict[str, str], prefer: str = columns.REGISTER) -> Preview:
    run = make_run(cast, *people)
    job = Job.objects.create(kind=LIST, title="Đối chiếu", by=cast.organiser)
    return preview_run(Start(run, prefer), job, lambda _said: None, by=cast.organiser)


def committed(preview: Preview, cast: "Cast") -> Preview:
    return commit_preview(preview, preview.digest, MemberImporter(preview), by=cast.organiser)


def verdicts(preview: Preview) -> list[str]:
    return list(preview.rows.order_by("row").values_list("verdict", flat=True))


@pytest.fixture
def lan(cast: "Cast") -> Member:
    make_basis(cast.organiser)
    return make_member(cast.tree.cell, cast.organiser, religion="")


def test_who_is_new_known_the_same_or_homeless_is_said_row_by_row(cast: "Cast", lan: Member) -> None:
    same = {key: text for key, text in LAN.items() if key in TEXTS} | {"cell": "Chi bộ 1"}
    stranger = HAI | {"name": "Vũ Thị Thơm", "id12": "031180009876", "dob": "1980-01-01", "cell": "Chi bộ 99"}

    preview = looked_at(cast, same, HAI, stranger)

    assert verdicts(preview) == ["same", "new", "wrong"]
    assert "Chi bộ 99" in preview.rows.get(row=3).reasons[0]
    assert Member.objects.count() == 1


def test_what_was_seen_is_written_with_its_source_and_can_be_taken_back(cast: "Cast", lan: Member) -> None:
    before = tables()
    preview = committed(looked_at(cast, LAN | {"religion": "Phật giáo", "cell": "Chi bộ 1"}, HAI), cast)

    hai = Member.objects.get(name="Phạm Quang Hải")
    assert hai.standing == Standing.PROBATIONARY
    assert hai.cell == cast.tree.cell
    assert hai.value("id12") == HAI["id12"]
    assert "ds.xlsx · Trang 1 · 3" in hai.changes.get().source
    assert Member.objects.get(pk=lan.pk).value("religion") == "Phật giáo"

    undo_import(preview, by=cast.organiser)

    assert Preview.objects.get().state == PreviewState.UNDONE
    assert tables() == before
    assert Entry.objects.filter(action="import.undone").count() == 1
    with pytest.raises(RuleBroken):
        undo_import(preview, by=cast.organiser)


def tables() -> list[Any]:
    """What is true of everybody; the count of changes apart."""
    people = [member.values() | {"cell": member.cell_id, "standing": member.standing} for member in everybody()]
    return [people, list(Stay.objects.values_list()), list(Membership.objects.values_list())]


def everybody() -> list[Member]:
    return list(Member.objects.order_by("pk"))


def test_no_sensitive_value_stands_in_the_preview(cast: "Cast", lan: Member) -> None:
    looked_at(cast, HAI, LAN | {"id12": "031170004821", "phone": "0999888777", "cell": "Chi bộ 1"})

    kept = str(list(PreviewRow.objects.values()))
    assert not [text for text in (HAI["id12"], "0999888777", LAN["id12"], LAN["phone"]) if text in kept]


@pytest.mark.parametrize(
    ("prefer", "verdict", "kept"), [("register", "same", "1970-05-12"), ("list", "changed", "1971-05-12")]
)
def test_the_chosen_side_counts_where_both_say_something(
    cast: "Cast", lan: Member, prefer: str, verdict: str, kept: str
) -> None:
    preview = looked_at(cast, LAN | {"dob": "1971-05-12", "cell": "Chi bộ 1"}, prefer=prefer)

    assert verdicts(preview) == [verdict]
    committed(preview, cast)
    assert Member.objects.get(pk=lan.pk).dob == kept


def test_a_year_alone_changes_no_day(cast: "Cast", lan: Member) -> None:
    assert verdicts(looked_at(cast, LAN | {"dob": "1970", "cell": "Chi bộ 1"}, prefer="list")) == ["same"]


def test_a_list_that_is_preferred_moves_a_member_and_undo_moves_back(cast: "Cast", lan: Member) -> None:
    preview = committed(looked_at(cast, LAN | {"cell": "Đảng bộ Trường Chính trị"}, prefer="list"), cast)
    assert Member.objects.get(pk=lan.pk).cell == cast.tree.school

    undo_import(preview, by=cast.organiser)

    assert Member.objects.get(pk=lan.pk).cell == cast.tree.cell
    assert lan.stays.get().ends == ""


def test_who_may_be_somebody_is_settled_by_a_person(cast: "Cast", lan: Member) -> None:
    preview = looked_at(cast, MAYBE)
    row = preview.rows.get()
    assert row.verdict == "doubtful"
    assert "Đặng Thị Mai Lan, sinh 12/05/1970" in row.reasons[0]

    settle_row(row, {columns.MEMBER: "", columns.MAYBE: ""}, MemberImporter(), by=cast.organiser)

    preview.refresh_from_db()
    committed(preview, cast)
    assert Member.objects.count() == 2


def test_a_row_settled_as_a_member_speaks_of_that_member(cast: "Cast", lan: Member) -> None:
    preview = looked_at(cast, MAYBE)

    row = settle_row(
        preview.rows.get(), {columns.MEMBER: lan.public_id, columns.MAYBE: ""}, MemberImporter(), by=cast.organiser
    )

    assert row.verdict == "same"
    assert "giữ theo sổ" in row.reasons[0]


def test_what_changed_since_the_look_is_not_written_over(cast: "Cast", lan: Member) -> None:
    preview = looked_at(cast, LAN | {"dob": "1971-05-12", "cell": "Chi bộ 1"}, prefer="list")
    correct_member(lan, {"dob": "1972-05-12"}, by=cast.organiser)

    with pytest.raises(RuleBroken, match="thay đổi"):
        committed(preview, cast)


def test_what_changed_since_the_import_stands_in_the_way_of_undo(cast: "Cast", lan: Member) -> None:
    preview = committed(looked_at(cast, HAI), cast)
    correct_member(Member.objects.get(name="Phạm Quang Hải"), {"dob": "1969"}, by=cast.organiser)

    with pytest.raises(RuleBroken, match="1 hồ sơ đã thay đổi"):
        undo_import(preview, by=cast.organiser)
    assert Change.objects.filter(preview=preview).count() == 1


def test_nobody_else_looks_at_it_writes_it_or_takes_it_back(cast: "Cast", lan: Member) -> None:
    preview = looked_at(cast, HAI)
    run = ListRun.objects.get()

    for person in (cast.clerk, cast.contact, cast.secretary):
        with pytest.raises(NotAllowed):
            commit_preview(preview, preview.digest, MemberImporter(preview), by=person)
        with pytest.raises(NotAllowed):
            undo_import(preview, by=person)
        with pytest.raises(NotAllowed):
            preview_run(Start(run, "list"), Job(public_id="x"), lambda _said: None, by=person)


def test_units_of_one_name_are_told_apart_by_whose_list_it_is(cast: "Cast", lan: Member) -> None:
    other = Unit.objects.get(pk=cast.tree.school.pk)
    assert verdicts(looked_at(cast, HAI | {"cell": other.name})) == ["new"]
