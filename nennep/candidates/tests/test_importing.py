"""A real workbook through the sandbox: judged row by row, written as shown, taken back whole; names go when asked."""

import io
from datetime import date, timedelta

import pytest
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from nennep.accounts.models import User
from nennep.candidates.actions.forgetting import drop_list, drop_old_lists, undo_list
from nennep.candidates.actions.keeping import erase, stop
from nennep.candidates.actions.recording import Told, record_step
from nennep.candidates.importing.columns import SHEET
from nennep.candidates.importing.importer import CandidatesImporter
from nennep.candidates.importing.workbook import workbook
from nennep.candidates.models import Candidate, StageStep
from nennep.candidates.rules import Stage
from nennep.candidates.tests.make import days_ago, make_candidate
from nennep.imports.actions import commit_preview, make_preview, undo_preview
from nennep.imports.models import Preview, PreviewRow, PreviewState
from nennep.imports.rules import Verdict
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.organisation.rules import UnitKind
from nennep.organisation.tests.make import make_unit
from tests.cast import Cast

pytestmark = pytest.mark.django_db
IMPORTER = CandidatesImporter()
HEADINGS = ("Họ và tên", "Năm sinh", "Giới tính", "Chi bộ", "Trực thuộc", "Nguồn", "Ngày giới thiệu", "Ngày cấp GCN")


def file_of(*rows: tuple[object, ...], headings: tuple[str, ...] = HEADINGS) -> bytes:
    book = Workbook()
    assert book.active is not None
    book.active.append(["DANH SÁCH QUẦN CHÚNG ƯU TÚ"])
    book.active.append(list(headings))
    for row in rows:
        book.active.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def previewed(content: bytes, by: User) -> Preview:
    return make_preview(IMPORTER, "quan-chung.xlsx", [content], by=by)


def verdicts(preview: Preview) -> list[tuple[str, str]]:
    rows = preview.rows.exclude(verdict=Verdict.SKIPPED).order_by("row")
    return [(row.verdict, " ".join(row.reasons)) for row in rows]


VY = ("Lương Thảo Vy", 1998, "Nữ", "Chi bộ 1", "", "Đoàn", "12/01/2026", date(2026, 4, 20))


def test_the_template_is_read_back_without_a_row(cast: Cast) -> None:
    book = load_workbook(io.BytesIO(workbook()))

    assert book.active
    assert [cell.value for cell in book.active[1]] == [column.heading for column in SHEET.columns]
    assert book.active.max_row == 1


def test_a_list_is_shown_then_written_then_taken_back(cast: Cast) -> None:
    content = file_of(VY, ("Quách Gia Bảo", "05/02/1990", "nam", "Đảng bộ Trường Chính trị", "", "", "", "1/3/2026"))

    preview = previewed(content, cast.organiser)
    assert [verdict for verdict, _why in verdicts(preview)] == ["new", "new"]
    assert not Candidate.objects.exists()
    commit_preview(preview, preview.digest, IMPORTER, by=cast.organiser)

    vy, bao = Candidate.objects.order_by("birth_year").reverse()
    assert (vy.unit, vy.sex, vy.origin, vy.stage, vy.certified_on) == (
        cast.tree.cell, "female", "youth", "taught", date(2026, 4, 20),
    )  # fmt: skip
    assert (bao.birth_year, bao.unit, bao.since) == (1990, cast.tree.school, date(2026, 3, 1))
    undo_preview(preview, IMPORTER, by=cast.organiser)
    assert not Candidate.objects.exists()
    assert not StageStep.objects.exists()


def test_a_list_that_comes_again_says_only_what_is_new(cast: Cast) -> None:
    steps = ((Stage.OUTSTANDING, date(2026, 1, 12)), (Stage.TAUGHT, date(2026, 4, 20)))
    known = make_candidate(cast.tree.cell, cast.organiser, *steps)
    headings = (*HEADINGS, "Ngày nộp đơn")

    same = previewed(file_of(VY), cast.organiser)
    more = previewed(file_of((*VY, "02/05/2026"), headings=headings), cast.organiser)
    commit_preview(more, more.digest, IMPORTER, by=cast.organiser)

    known.refresh_from_db()
    assert verdicts(same) == [("same", "")]
    assert (known.stage, known.since) == ("applied", date(2026, 5, 2))
    undo_preview(more, IMPORTER, by=cast.organiser)
    known.refresh_from_db()
    assert known.stage == "taught"


def test_every_row_that_is_not_written_says_why(cast: Cast) -> None:
    make_unit("Chi bộ 1", cast.tree.school, UnitKind.CELL)
    make_candidate(cast.tree.office, cast.organiser, name="Đinh Nhật Minh")
    rows = (
        ("Người A", 1998, "", "Chi bộ Lạ", "", "", "12/01/2026", ""),
        ("Người B", 1998, "", "Chi bộ 1", "", "", "12/01/2026", ""),
        ("Người C", 1998, "", "Chi bộ 1", "Ban Tổ chức Đảng ủy", "", "12/01/2026", ""),
        ("Người C", 1998, "", "Chi bộ 1", "Ban Tổ chức Đảng ủy", "", "12/01/2026", ""),
        ("Người D", "chín tám", "", "Văn phòng Đảng ủy", "", "", "31/02/2026", ""),
        ("Người E", 1998, "khác", "Văn phòng Đảng ủy", "", "", "", ""),
        ("Đinh Nhật Minh", 1998, "", "Đảng bộ Trường Chính trị", "", "", "12/01/2026", ""),
        ("Người G", 1998, "", "Văn phòng Đảng ủy", "", "", "12/01/2099", ""),
    )

    found = verdicts(previewed(file_of(*rows), cast.organiser))

    expected = [
        ("wrong", "Không thấy đơn vị"), ("doubtful", "Có 2 đơn vị tên"), ("new", ""), ("doubtful", "dòng trên"),
        ("wrong", "Không đọc được năm sinh"), ("wrong", "Chưa có ngày"), ("doubtful", "cùng họ tên"),
        ("wrong", "chưa đến"),
    ]  # fmt: skip
    assert [verdict for verdict, _why in found] == [verdict for verdict, _why in expected]
    assert all(said in why for (_v, why), (_e, said) in zip(found, expected, strict=True))
    assert "Tháng 2 có 28 ngày" in found[4][1]


def test_a_day_that_differs_from_the_one_on_record_is_not_written_over(cast: Cast) -> None:
    make_candidate(cast.tree.cell, cast.organiser, (Stage.OUTSTANDING, date(2026, 1, 10)))

    found = verdicts(previewed(file_of(VY), cast.organiser))

    assert found[0][0] == "doubtful"
    assert "đã ghi ngày 10/01/2026" in found[0][1]


def test_a_contact_brings_in_the_own_unit_alone(cast: Cast) -> None:
    rows = (("Người A", 1998, "", "Ban Tổ chức Đảng ủy", "", "", "12/01/2026", ""), VY)

    assert [verdict for verdict, _why in verdicts(previewed(file_of(*rows), cast.contact))] == ["new", "wrong"]
    with pytest.raises(NotAllowed):
        previewed(file_of(VY), cast.secretary)


def test_an_import_that_somebody_went_on_with_is_not_taken_back(cast: Cast) -> None:
    preview = previewed(file_of(VY), cast.organiser)
    commit_preview(preview, preview.digest, IMPORTER, by=cast.organiser)
    record_step(Candidate.objects.get(), Told(Stage.APPLIED, days_ago(1)), by=cast.organiser)

    with pytest.raises(RuleBroken, match="đã thay đổi"):
        undo_preview(preview, IMPORTER, by=cast.organiser)


def test_a_file_dropped_or_taken_back_leaves_no_name(cast: Cast) -> None:
    dropped, taken_back = (previewed(file_of(VY), cast.organiser) for _n in range(2))
    commit_preview(taken_back, taken_back.digest, IMPORTER, by=cast.organiser)

    undo_list(taken_back, IMPORTER, by=cast.organiser)
    drop_list(dropped, IMPORTER, by=cast.organiser)

    assert "Vy" not in f"{list(PreviewRow.objects.values())} {list(Preview.objects.values())}"
    with pytest.raises(NotAllowed):
        drop_list(previewed(file_of(VY), cast.organiser), IMPORTER, by=cast.contact)


def test_a_file_left_lying_for_a_month_is_dropped(cast: Cast) -> None:
    preview = previewed(file_of(VY), cast.organiser)
    made = timezone.localdate(preview.made_at)

    assert drop_old_lists(made + timedelta(days=30)) == 0
    assert drop_old_lists(made + timedelta(days=31)) == 1

    preview.refresh_from_db()
    assert preview.state == PreviewState.DROPPED
    assert "Vy" not in str(list(PreviewRow.objects.values()))


def test_who_is_erased_is_erased_in_the_files_too(cast: Cast) -> None:
    preview = previewed(file_of(VY), cast.organiser)
    commit_preview(preview, preview.digest, IMPORTER, by=cast.organiser)
    one = Candidate.objects.get()
    stop(one, "rút đơn", days_ago(1), by=cast.organiser)

    erase(one, "hết mục đích", by=cast.organiser)

    kept = f"{list(PreviewRow.objects.values())} {list(Preview.objects.values())}"
    assert "Vy" not in kept
    preview.refresh_from_db()
    assert preview.state == PreviewState.COMMITTED
    with pytest.raises(RuleBroken):
        undo_preview(preview, IMPORTER, by=cast.organiser)
