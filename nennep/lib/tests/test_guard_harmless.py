"""Ordinary files pass, and are called what they are (check E3)."""

from pathlib import Path

import pytest

from nennep.lib.errors import BadFile
from nennep.lib.guard import Kind, inspect
from nennep.lib.tests.make_harmless import harmless

SAMPLES = list(harmless())


@pytest.mark.parametrize(("name", "kind", "content"), SAMPLES, ids=[name for name, _, _ in SAMPLES])
def test_it_passes_whatever_its_name(name: str, kind: Kind, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "given.exe"
    path.write_bytes(content)

    assert inspect(path, set(Kind)) is kind


def test_the_corpus_has_forty_files() -> None:
    assert len({name for name, _, _ in SAMPLES}) >= 40


def test_a_kind_that_is_not_wanted_is_named_in_the_refusal(tmp_path: Path) -> None:
    path = tmp_path / "danh-sach.docx"
    path.write_bytes(next(content for _, kind, content in SAMPLES if kind is Kind.XLSX))

    with pytest.raises(BadFile, match="bảng tính Excel") as refused:
        inspect(path, {Kind.DOCX, Kind.PDF})

    assert refused.value.code == "wrong_type"


@pytest.mark.parametrize("size", [1, 10, 30, 100, 400])
def test_a_file_cut_short_is_damaged_or_unknown(size: int, tmp_path: Path) -> None:
    path = tmp_path / "cut"
    for _, kind, content in SAMPLES:
        if kind in {Kind.DOCX, Kind.XLSX, Kind.ODT, Kind.DOC, Kind.PNG} and len(content) > 2 * size:
            path.write_bytes(content[:-size])
            if kind is Kind.DOC:
                continue
            with pytest.raises(BadFile):
                inspect(path, set(Kind))


def test_an_empty_file_is_called_empty(tmp_path: Path) -> None:
    path = tmp_path / "rong.docx"
    path.touch()

    with pytest.raises(BadFile, match="Tệp rỗng"):
        inspect(path, set(Kind))
