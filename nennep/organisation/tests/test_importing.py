"""The whole organisation in and out of Excel: nothing unseen is written, nothing is lost, all can be taken back."""

import io
from collections.abc import Sequence
from typing import Any

import pytest
from openpyxl import Workbook

from nennep.imports.actions import commit_preview, drop_preview, make_preview, undo_preview
from nennep.imports.models import Preview, PreviewState
from nennep.journal.models import Entry
from nennep.lib.errors import BadFile, NotAllowed, RuleBroken
from nennep.organisation.actions.groups import GroupFacts, add_group
from nennep.organisation.actions.phrases import teach
from nennep.organisation.answers import Meaning
from nennep.organisation.importing.importer import OrganisationImporter
from nennep.organisation.importing.known import names, split_names
from nennep.organisation.importing.workbook import workbook
from nennep.organisation.models import Group, Post, Unit
from nennep.organisation.rules import UnitKind
from nennep.organisation.tests.make import make_group, make_unit
from tests.cast import Cast

IMPORTER = OrganisationImporter()
UNITS = ("TT", "Mã TCĐ", "TÊN TỔ CHỨC ĐẢNG", "Cấp trên trực tiếp", "Số đảng viên", "E-mail")


def book(**sheets: Sequence[Sequence[Any]]) -> bytes:
    made = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def previewed(content: bytes, cast: Cast) -> Preview:
    return make_preview(IMPORTER, "to-chuc.xlsx", [content], by=cast.clerk)


def verdicts(preview: Preview) -> list[str]:
    return [row.verdict for row in preview.rows.all() if row.verdict != "skipped"]


def commit(preview: Preview, cast: Cast) -> Preview:
    return commit_preview(preview, preview.digest, IMPORTER, by=cast.clerk)


def test_every_row_of_the_file_is_judged_or_reported(cast: Cast) -> None:
    rows = [
        ("DANH SÁCH TỔ CHỨC ĐẢNG",),
        (),
        UNITS,
        ("1", "2", "3", "4", "5", "6"),
        (1, "BH.01", "Chi bộ 2", "Ban Tổ chức Đảng ủy", 31, ""),
        (2, "", "", "Ban Tổ chức Đảng ủy", 12, ""),
        (3, "", "Chi bộ 3", "Ban không có", 12, ""),
        (4, "", "Chi bộ 4", "Chi bộ 2", "nhiều", "sai"),
        ("Tổng cộng", "", "", "", 43, ""),
    ]
    preview = previewed(book(Sheet1=rows), cast)

    assert preview.rows.count() == len(rows)
    assert verdicts(preview) == ["new", "wrong", "wrong", "wrong"]
    assert [row.row for row in preview.rows.all()] == list(range(1, 10))
    assert not Unit.objects.filter(name="Chi bộ 2").exists()


def test_only_what_was_announced_is_written(cast: Cast) -> None:
    rows = [
        UNITS,
        (1, "A", "Chi bộ mới", "Đảng bộ mới", 3, ""),
        (2, "B", "Đảng bộ mới", "", 9, ""),
        (3, "C", "", "", 1, ""),
    ]
    preview = commit(previewed(book(Bang=rows), cast), cast)

    cell = Unit.objects.get(name="Chi bộ mới")
    assert cell.parent
    assert cell.parent.name == "Đảng bộ mới"
    assert (cell.kind, cell.parent.kind, cell.parent.parent) == (UnitKind.CELL, UnitKind.COMMITTEE, cast.tree.root)
    assert (preview.state, preview.written) == (PreviewState.COMMITTED, 2)
    assert Entry.objects.filter(action="import.committed").exists()


def test_our_own_workbook_comes_back_unchanged(cast: Cast) -> None:
    make_group("=Khối +công thức", cast.tree.board, cast.tree.school)
    make_unit("Chi bộ 1", cast.tree.school, UnitKind.CELL)
    teach("các ban", Meaning(units=(cast.tree.board,)), directive_name="", by=cast.clerk)

    preview = previewed(workbook(by=cast.clerk), cast)

    assert set(verdicts(preview)) == {"same"}
    assert len(verdicts(preview)) == Unit.objects.count() + Group.objects.count() + Post.objects.count()


def test_names_with_separators_and_long_lists_come_back_whole(cast: Cast) -> None:
    cells = [make_unit(f"Chi bộ khu dân cư số {n}", cast.tree.school, UnitKind.CELL) for n in range(150)]
    facts = GroupFacts('Khối "A"; B', "", cells, ["các ban; các hội", 'khối "một"', "khối hai"])
    add_group(facts, by=cast.clerk)

    preview = previewed(workbook(by=cast.clerk), cast)

    assert set(verdicts(preview)) == {"same"}


def test_names_stand_one_below_the_other_or_behind_semicolons() -> None:
    assert split_names('Ban A; "Ban B; C"\nBan D;\n\n; Ban "E" ') == ["Ban A", "Ban B; C", "Ban D", 'Ban "E"']
    assert split_names(names(['"A"', "B; C", "D"])) == ['"A"', "B; C", "D"]


def test_the_same_file_twice_changes_nothing(cast: Cast) -> None:
    content = book(
        Đơn_vị=[UNITS, (1, "A", "Chi bộ mới", "", 3, "")],
        Khối=[
            ("Tên khối", "Gồm các đơn vị", "Tên gọi khác"),
            ("Khối trường", "Chi bộ mới; Đảng bộ Trường Chính trị", "các trường"),
        ],
        Chức_vụ=[("Đơn vị", "Chức vụ", "Họ và tên", "Lĩnh vực"), ("Chi bộ mới", "Bí thư", "Ngô Tấn Lộc", "Kiểm tra")],
    )
    commit(previewed(content, cast), cast)

    again = previewed(content, cast)

    assert verdicts(again) == ["same"] * 3
    assert Group.objects.get(name="Khối trường").units.count() == 2
    assert Post.objects.get(title="Bí thư").holder == cast.member


def test_a_change_is_shown_before_and_after_and_leaves_empty_cells_alone(cast: Cast) -> None:
    Unit.objects.filter(pk=cast.tree.school.pk).update(code="TCT", phone="0225")
    preview = previewed(book(A=[UNITS, (1, "TCT", "Đảng bộ Trường Chính trị Tô Hiệu", "", 40, "")]), cast)
    (row,) = preview.rows.filter(verdict="changed")

    assert row.changes["Tên đơn vị"] == ["Đảng bộ Trường Chính trị", "Đảng bộ Trường Chính trị Tô Hiệu"]
    commit(preview, cast)
    cast.tree.school.refresh_from_db()
    assert (cast.tree.school.member_count, cast.tree.school.phone) == (40, "0225")
    assert cast.tree.school.changes.get().kind == "renamed"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ((1, "", "Chi bộ 1", "Đảng bộ Trường Chính trị", "", ""), None),
        ((1, "", "Đảng bộ Trường  chính trị", "Ban Tổ chức Đảng ủy", "", ""), "Đang trực thuộc"),
        ((1, "", "Đảng bộ Trường Chính trị thành phố Bình Hải mới", "", "", ""), None),
        ((1, "", "Đảng ủy các cơ quan của Đảng thành phố Bình Hải", "", "", ""), "Gần giống"),
    ],
)
def test_what_is_not_certain_is_left_to_a_person(cast: Cast, row: tuple[object, ...], said: str | None) -> None:
    (judged,) = previewed(book(A=[UNITS, row]), cast).rows.exclude(verdict="skipped")

    assert (judged.verdict == "doubtful") is bool(said)
    assert not said or said in judged.reasons[0]


def test_a_circle_and_a_child_of_a_wrong_row_are_wrong(cast: Cast) -> None:
    rows = [
        UNITS,
        (1, "", "Đảng bộ A", "Đảng bộ B", "", ""),
        (2, "", "Đảng bộ B", "Đảng bộ A", "", ""),
        (3, "", "Đảng bộ C", "", "x", ""),
        (4, "", "Chi bộ D", "Đảng bộ C", "", ""),
        (5, "", "Chi bộ E", "Chi bộ D", "", ""),
    ]
    assert verdicts(previewed(book(A=rows), cast)) == ["wrong"] * 5


def test_nothing_is_written_when_the_data_moved_on_or_the_digest_is_another(cast: Cast) -> None:
    preview = previewed(book(A=[UNITS, (1, "A", "Chi bộ mới", "Ban Tổ chức Đảng ủy", 3, "")]), cast)
    with pytest.raises(RuleBroken):
        commit_preview(preview, "khác", IMPORTER, by=cast.clerk)
    make_unit("Chi bộ mới", cast.tree.board, UnitKind.CELL)

    with pytest.raises(RuleBroken, match="đã thay đổi"):
        commit(preview, cast)
    assert Unit.objects.filter(name="Chi bộ mới").count() == 1


def test_the_whole_import_is_taken_back(cast: Cast) -> None:
    before = {unit.name for unit in Unit.objects.all()}
    group = make_group("Khối trường", cast.tree.board)
    content = book(
        A=[UNITS, (1, "A", "Đảng bộ mới", "", 3, ""), (2, "B", "Chi bộ mới", "Đảng bộ mới", 3, "")],
        B=[("Tên khối", "Đơn vị"), ("Khối trường", "Đảng bộ mới"), ("Khối hai", "Chi bộ mới")],
        C=[("Đơn vị", "Chức vụ", "Lĩnh vực"), ("Chi bộ mới", "Bí thư", "Kiểm tra")],
    )
    preview = commit(previewed(content, cast), cast)

    undo_preview(preview, IMPORTER, by=cast.clerk)

    assert {unit.name for unit in Unit.objects.all()} == before
    assert list(group.units.all()) == [cast.tree.board]
    assert not Post.objects.filter(title="Bí thư").exists()
    assert Entry.objects.filter(action="import.undone").exists()


def test_what_somebody_changed_since_is_not_taken_back(cast: Cast) -> None:
    preview = commit(previewed(book(A=[UNITS, (1, "A", "Chi bộ mới", "", 3, "")]), cast), cast)
    make_unit("Tổ đảng", Unit.objects.get(name="Chi bộ mới"), UnitKind.CELL)

    with pytest.raises(RuleBroken, match="Chi bộ mới"):
        undo_preview(preview, IMPORTER, by=cast.clerk)
    assert Unit.objects.filter(name="Chi bộ mới").exists()


def test_a_preview_is_committed_once_dropped_once_and_undone_only_after(cast: Cast) -> None:
    content = book(A=[UNITS, (1, "A", "Chi bộ mới", "", 3, "")])
    dropped = drop_preview(previewed(content, cast), IMPORTER, by=cast.clerk)
    with pytest.raises(RuleBroken):
        commit(dropped, cast)
    with pytest.raises(RuleBroken):
        drop_preview(dropped, IMPORTER, by=cast.clerk)
    with pytest.raises(RuleBroken):
        undo_preview(dropped, IMPORTER, by=cast.clerk)


def test_only_who_keeps_the_tree_and_made_the_preview_may_write_it(cast: Cast) -> None:
    preview = previewed(book(A=[UNITS, (1, "A", "Chi bộ mới", "", 3, "")]), cast)

    with pytest.raises(NotAllowed):
        make_preview(IMPORTER, "x.xlsx", [b""], by=cast.contact)
    with pytest.raises(NotAllowed):
        commit_preview(preview, preview.digest, IMPORTER, by=cast.organiser)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 hong", b"Chi bo 1\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 64])
def test_a_bad_file_gives_one_sentence(cast: Cast, content: bytes) -> None:
    with pytest.raises(BadFile) as caught:
        previewed(content, cast)
    assert str(caught.value).endswith(".")


def test_a_workbook_without_known_headings_says_what_to_do(cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="tệp mẫu"):
        previewed(book(A=[("Ngày", "Số tiền"), ("1", "2")]), cast)
