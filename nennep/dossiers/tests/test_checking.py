"""A tree with every fault planted, and one with none."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from nennep.dossiers.catalogue import load
from nennep.dossiers.checking import Checked, check, spans
from nennep.dossiers.finding import Rule, Severity
from nennep.dossiers.tests.make import AN, BINH, OTHER_UNIT, UNIT, held, pdf, put, sound

AT = f"{UNIT}/{AN}"
E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741


def wrong(checked: Checked) -> set[tuple[str, Rule, Severity]]:
    """All but the kinds that are missing, which every invented dossier has."""
    return {(each.path, each.rule, each.severity) for each in checked.findings if each.rule is not Rule.MISSING}


def test_sound_dossiers_give_no_fault_and_say_what_is_not_there(tmp_path: Path) -> None:
    checked = check(sound(tmp_path), load())

    assert not wrong(checked)
    assert checked.clean
    assert (checked.dossiers, checked.faulty, checked.files) == (2, 0, 8)
    assert [each.severity for each in checked.findings] == [I, I]
    assert "34 trong 36 loại ưu tiên 1, 49 trong 49 loại ưu tiên 2, 18 trong 19" in checked.findings[0].message
    assert "số 2–6, 8–36." in checked.findings[0].message


PLANTED: list[tuple[Callable[[Path], object], str, Rule, Severity]] = [
    (lambda d: put(d, f"Chi bo 3/{BINH[:-1]}/01.A.pdf"), "Chi bo 3", Rule.UNIT_NAME, E),
    (lambda d: put(d, f"{UNIT}/Tran Van C/01.A.pdf"), f"{UNIT}/Tran Van C", Rule.PERSON_NAME, E),
    (lambda d: put(d, f"{UNIT}/031085000001_An/02.A.pdf"), f"{UNIT}/{AN}", Rule.ONE_NUMBER, E),
    (lambda d: put(d, f"{OTHER_UNIT}/{AN}/02.A.pdf"), f"{OTHER_UNIT}/{AN}", Rule.TWO_UNITS, E),
    (lambda d: put(d, "031085000009_LeVanC/01.A.pdf"), "031085000009_LeVanC", Rule.WITHOUT_UNIT, E),
    (lambda d: put(d, f"{AT}/moi/03.A.pdf"), f"{AT}/moi", Rule.NESTED, W),
    (lambda d: put(d, f"{UNIT}/31.012.045.000.009/031085000009_C/01.A.pdf"), f"{UNIT}/31.012.045.000.009",
     Rule.NESTED, W),
    (lambda d: (d / UNIT / "031085000009_LeVanC").mkdir(), f"{UNIT}/031085000009_LeVanC", Rule.EMPTY_FOLDER, W),
    (lambda d: put(d, f"{AT}/Ly lich.pdf"), f"{AT}/Ly lich.pdf", Rule.FILE_NAME, E),
    (lambda d: put(d, f"{AT}/105.A.pdf"), f"{AT}/105.A.pdf", Rule.KIND_NUMBER, E),
    (lambda d: put(d, f"{AT}/03.A.1.pdf"), f"{AT}/03.A.1.pdf", Rule.COPY_NUMBER, W),
    (lambda d: put(d, f"{AT}/07.Quyet dinh.4.pdf"), AT, Rule.COPY_NUMBER, W),
    (lambda d: put(d, f"{AT}/03.A.docx"), f"{AT}/03.A.docx", Rule.NOT_PDF, E),
    (lambda d: put(d, f"{AT}/03.A.pdf", b"\xff\xd8\xff\xe0"), f"{AT}/03.A.pdf", Rule.NOT_PDF, E),
    (lambda d: put(d, f"{AT}/03.A.pdf", b""), f"{AT}/03.A.pdf", Rule.EMPTY_FILE, E),
    (lambda d: put(d, f"{AT}/03.A.pdf", b"\0" * 9000), f"{AT}/03.A.pdf", Rule.DAMAGED, E),
    (lambda d: put(d, f"{AT}/03.A.pdf", pdf("a" * 9000)[:-40]), f"{AT}/03.A.pdf", Rule.DAMAGED, E),
    (lambda d: put(d, f"{AT}/03.A.pdf", pdf("a", locked=True)), f"{AT}/03.A.pdf", Rule.ENCRYPTED, E),
    (lambda d: os.mkfifo(d / AT / "03.A.pdf"), f"{AT}/03.A.pdf", Rule.UNREADABLE, E),
    (lambda d: put(d, f"{AT}/103.A.pdf", pdf(f"{AT}/01.Ly lich.pdf")), f"{AT}/103.A.pdf", Rule.SAME_CONTENT, W),
    (lambda d: put(d, f"{OTHER_UNIT}/{BINH}/03.A.pdf", pdf(f"{AT}/01.Ly lich.pdf")),
     f"{OTHER_UNIT}/{BINH}/03.A.pdf", Rule.SAME_CONTENT, E),
    (lambda d: put(d, f"{UNIT}/danh sach.xlsx"), f"{UNIT}/danh sach.xlsx", Rule.MISPLACED, W),
    (lambda d: (d / AT / "03.A.pdf").symlink_to(d / AT / "01.Ly lich.pdf"), f"{AT}/03.A.pdf", Rule.LINK, W),
    (lambda d: (d / "tat").symlink_to(d), "tat", Rule.LINK, W),
    (lambda d: put(d, f"{AT}/Thumbs.db"), f"{AT}/Thumbs.db", Rule.CLUTTER, I),
    (lambda d: put(d, f"{AT}/~$03.A.docx"), f"{AT}/~$03.A.docx", Rule.CLUTTER, I),
    (lambda d: put(d, f"{UNIT}/@eaDir/x.pdf"), f"{UNIT}/@eaDir", Rule.CLUTTER, I),
]  # fmt: skip


@pytest.mark.parametrize(("plant", "path", "rule", "severity"), PLANTED)
def test_a_planted_fault_is_found_and_the_originals_stay(
    plant: Callable[[Path], object], path: str, rule: Rule, severity: Severity, tmp_path: Path
) -> None:
    plant(sound(tmp_path))
    before = held(tmp_path) if rule is not Rule.UNREADABLE else {}

    checked = check(tmp_path, load())

    assert (path, rule, severity) in wrong(checked)
    assert len(wrong(checked)) <= 2  # a fault may show twice, but accuses nothing else
    assert not before or held(tmp_path) == before


def test_all_faults_together_are_still_found(tmp_path: Path) -> None:
    sound(tmp_path)
    for index, (plant, _, _, _) in enumerate(PLANTED):
        for path in (tmp_path / AT).glob("03.A.pdf"):
            path.rename(path.with_name(f"{10 + index}.A.pdf"))
        plant(tmp_path)

    checked = check(tmp_path, load())

    assert {rule for _, rule, _ in wrong(checked)} >= {rule for _, _, rule, _ in PLANTED}
    assert checked.faulty <= checked.dossiers


def test_the_folder_of_a_unit_or_of_a_person_can_be_given(tmp_path: Path) -> None:
    sound(tmp_path)

    unit, person = check(tmp_path / UNIT, load()), check(tmp_path / UNIT / AN, load())

    assert unit.clean
    assert person.clean
    assert (unit.dossiers, person.dossiers) == (1, 1)


def test_a_folder_above_the_units_is_passed_through(tmp_path: Path) -> None:
    sound(tmp_path / "Ho so 2026" / "Dot 1")

    checked = check(tmp_path, load())

    assert checked.dossiers == 2
    assert not wrong(checked)


def test_an_empty_folder_holds_no_dossier(tmp_path: Path) -> None:
    checked = check(tmp_path, load())

    assert wrong(checked) == {("", Rule.NO_DOSSIER, W)}


def test_the_office_may_say_names_and_what_must_be_there(tmp_path: Path) -> None:
    sound(tmp_path / "ho so")
    office = tmp_path / "ours.toml"
    office.write_text('[names]\n1 = "Lý lịch đảng viên"\n7 = "Quyết định"\n[required]\nkinds = [1, 2]', "utf-8")

    checked = check(tmp_path / "ho so", load(office))

    assert {(rule, severity) for _, rule, severity in wrong(checked)} == {(Rule.KIND_NAME, W), (Rule.REQUIRED, W)}
    assert any("01.Ly lich dang vien.pdf" in each.advice for each in checked.findings)


def test_a_name_that_is_no_text_does_not_stop_the_check(tmp_path: Path) -> None:
    sound(tmp_path)
    Path(os.fsdecode(os.fsencode(tmp_path / AT) + b"/03.L\xfd l\xdech\n.pdf")).write_bytes(pdf("x"))

    checked = check(tmp_path, load())

    assert [rule for _, rule, _ in wrong(checked)] == [Rule.FILE_NAME]


def test_numbers_in_a_row_are_said_short() -> None:
    assert spans([1, 2, 3, 5, 7, 8]) == "1–3, 5, 7–8"
