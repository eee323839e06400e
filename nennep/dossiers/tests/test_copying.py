"""The mended copy, and the originals that nothing touches."""

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nennep.dossiers.catalogue import load
from nennep.dossiers.checking import check
from nennep.dossiers.copying import CHANGES, plan, write_copy
from nennep.dossiers.finding import Severity
from nennep.dossiers.tests.make import AN, UNIT, held, pdf, put, sound
from nennep.lib.errors import BadFile


def copied(root: Path, new: Path) -> None:
    write_copy(root, new, plan(root, load()))


def test_what_is_certain_is_put_right_and_listed(tmp_path: Path) -> None:
    old, new = tmp_path / "cu", tmp_path / "moi"
    unit = "31-012-045-000-003"
    names = ("1.Lý  lịch.PDF", "07.Quyet dinh.pdf", "07.Quyet dinh (2).pdf", "09.Don.1.pdf", "Ly lich.pdf", "Thumbs.db")
    for name in names:
        put(old, f"{unit}/031085000001_Nguyễn Văn An/{name}")

    copied(old, new)

    at = f"{UNIT}/{AN}"
    right = ("01.Ly lich.pdf", "07.Quyet dinh.1.pdf", "07.Quyet dinh.2.pdf", "09.Don.pdf", "Ly lich.pdf")
    assert set(held(new)) == {UNIT, at, *(f"{at}/{name}" for name in right), CHANGES}
    rows = (new / CHANGES).read_text("utf-8-sig").splitlines()
    assert len(rows) == 1 + len(names)
    assert any("Thumbs.db,,Không chép." in row or 'Thumbs.db,,"Không chép.' in row for row in rows)


def test_sound_dossiers_are_copied_as_they_are(tmp_path: Path) -> None:
    old, new = sound(tmp_path / "cu"), tmp_path / "moi"

    copied(old, new)

    after = held(new)
    assert after.pop(CHANGES).count(b"\n") == 1
    assert after == held(old)
    assert check(new, load()).clean


def test_where_two_names_would_meet_both_stay(tmp_path: Path) -> None:
    old, new = tmp_path / "cu", tmp_path / "moi"
    for name in ("1.Ly lich.pdf", "01.LY LICH.pdf"):
        put(old, f"{UNIT}/{AN}/{name}")

    copied(old, new)

    assert {Path(path).name for path in held(new)} >= {"1.Ly lich.pdf", "01.LY LICH.pdf"}


def test_two_folders_of_one_person_are_not_thrown_together(tmp_path: Path) -> None:
    old, new = tmp_path / "cu", tmp_path / "moi"
    for folder in (AN, "031085000001_Nguyễn Văn An"):
        put(old, f"{UNIT}/{folder}/01.Ly lich.pdf")

    copied(old, new)

    assert len(list((new / UNIT).iterdir())) == 2


def test_links_are_neither_followed_nor_copied(tmp_path: Path) -> None:
    old, new = sound(tmp_path / "cu"), tmp_path / "moi"
    secret = put(tmp_path, "rieng.pdf", pdf("secret"))
    (old / UNIT / AN / "03.A.pdf").symlink_to(secret)

    copied(old, new)

    assert not (new / UNIT / AN / "03.A.pdf").exists()
    assert "03.A.pdf" in (new / CHANGES).read_text("utf-8-sig")


@pytest.mark.parametrize("where", ["cu", "cu/moi", ".", "day"])
def test_a_copy_that_could_touch_something_is_refused(where: str, tmp_path: Path) -> None:
    old = sound(tmp_path / "cu")
    put(tmp_path, "day/a.txt", b"a")
    before = held(tmp_path)

    with pytest.raises(BadFile):
        copied(old, tmp_path / where)

    assert held(tmp_path) == before


PARTS = st.sampled_from(
    [
        UNIT,
        "31-012-045-000-003",
        "Chi bộ",
        AN,
        "031085000001_Nguyễn Văn An",
        "Nguyễn Văn An 031085000001",
        "@eaDir",
        "a",
    ]
)
NAMES = st.sampled_from(
    (
        *(
            "1.Lý lịch.pdf",
            "01.Ly lich.pdf",
            "01.LY LICH.PDF",
            "1.Ly lich (2).pdf",
            "01.Ly lich.1.pdf",
            "x.doc",
            CHANGES,
        ),
        *("=cmd.pdf", "Thumbs.db", "07.A.pdf", "7. A.pdf", "07.B.3.pdf", "07.B.pdf.pdf", os.fsdecode(b"\xff\n.pdf")),
    )
)
PATHS = st.tuples(st.lists(PARTS, max_size=4), NAMES).map(lambda made: "/".join((*made[0], made[1])))


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(PATHS, st.binary(max_size=4), max_size=8))
def test_a_copy_of_any_tree_leaves_the_originals_and_loses_no_document(files: dict[str, bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        old, new = Path(folder) / "cu", Path(folder) / "moi"
        old.mkdir()
        for path, content in files.items():
            put(old, path, content)
        before = held(old)
        planned = plan(old, load())

        write_copy(old, new, planned)

        assert held(old) == before
        assert {path.name for path in Path(folder).iterdir()} == {"cu", "moi"}
        after = held(new)
        assert all(after[move.new] == before[move.old] for move in planned.files)
        assert len({move.new for move in planned.files}) == len(planned.files)
        worse = [check(each, load()).count(Severity.ERROR) for each in (new, old)]
        assert worse[0] <= worse[1]
