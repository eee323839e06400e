"""PDFs as real programs write them."""

from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pypdf import PdfWriter

from nennep.dossiers.contents import DAMAGED, ENCRYPTED, digest, looked_at, same_contents
from nennep.dossiers.tests.make import pdf, put
from nennep.dossiers.tree import File


def written(path: Path, **how: Any) -> Path:
    document = pikepdf.new()
    for _ in range(3):
        document.add_blank_page(page_size=(595, 842))
    document.save(path, **how)
    return path


HOW: list[dict[str, Any]] = [
    {},
    {"linearize": True},
    {"object_stream_mode": pikepdf.ObjectStreamMode.generate},
    {"linearize": True, "object_stream_mode": pikepdf.ObjectStreamMode.generate},
]


@pytest.mark.parametrize("how", HOW)
@pytest.mark.parametrize("revision", [0, 4, 6])
def test_a_lock_is_seen_in_every_form_of_file(how: dict[str, object], revision: int, tmp_path: Path) -> None:
    lock = {"encryption": pikepdf.Encryption(owner="o", user="u", R=revision)} if revision else {}  # type: ignore[arg-type]
    file = written(tmp_path / "a.pdf", **how, **lock)

    said = looked_at(file, file.stat().st_size)

    assert said == (ENCRYPTED if revision else None)


def test_a_file_of_another_program_is_sound(tmp_path: Path) -> None:
    writer = PdfWriter()
    writer.add_blank_page(width=595, height=842)
    writer.add_metadata({"/Title": "trailer /Encrypt startxref"})
    writer.write(tmp_path / "a.pdf")

    assert looked_at(tmp_path / "a.pdf", (tmp_path / "a.pdf").stat().st_size) is None


@pytest.mark.parametrize("how", HOW)
def test_a_file_copied_by_half_is_damaged(how: dict[str, object], tmp_path: Path) -> None:
    whole = written(tmp_path / "a.pdf", **how).read_bytes()
    file = put(tmp_path, "b.pdf", whole[: len(whole) * 2 // 3])

    assert looked_at(file, file.stat().st_size) == DAMAGED


def test_only_equal_bytes_are_the_same(tmp_path: Path) -> None:
    contents = {"a": pdf("1"), "b": pdf("1"), "c": pdf("2"), "d": pdf("33"), "e": b"", "f": b""}
    files = [File(name, name, put(tmp_path, name, content).stat().st_size) for name, content in contents.items()]
    files.append(File("gone", "gone", len(pdf("1"))))

    groups = list(same_contents(tmp_path, files))

    assert [[file.name for file in group] for group in groups] == [["a", "b"]]
    assert digest(tmp_path / "gone") == ""
