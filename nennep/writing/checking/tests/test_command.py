"""`nennep check FILE.docx [--json] [--fix OUT.docx]`."""

import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from nennep.writing.checking.command import main
from nennep.writing.checking.model import Code
from nennep.writing.checking.tests.building import build
from nennep.writing.checking.tests.documents import WARD

KEYS = ["code", "severity", "where", "message", "expected", "found", "source", "fixable"]


def saved(folder: Path, number: str = WARD.number) -> Path:
    file = folder / "van-ban.docx"
    file.write_bytes(build(replace(WARD, number=number)))
    return file


def test_a_right_document_ends_with_zero(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(saved(tmp_path))]) == 0

    assert "Không thấy lỗi thể thức nào." in capsys.readouterr().out


def test_json_has_the_shape_of_the_contract(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(saved(tmp_path, "Số: 5-KL/ĐU")), "--json"]) == 1

    report = json.loads(capsys.readouterr().out)
    assert list(report) == ["style", "type", "issuer", "findings"]
    assert (report["style"], report["type"], report["issuer"]) == ("party", "Kết luận", "ĐẢNG ỦY PHƯỜNG AN BIÊN")
    (finding,) = report["findings"]
    assert list(finding) == KEYS
    assert (finding["code"], finding["severity"], finding["fixable"]) == (Code.NUMBER, "error", True)
    assert finding["where"] == {"paragraph": 3, "text": "Số: 5-KL/ĐU"}


def test_fix_writes_another_file_and_leaves_the_original(tmp_path: Path) -> None:
    file, out = saved(tmp_path, "Số: 5-KL/ĐU"), tmp_path / "da-sua.docx"
    before = file.read_bytes()

    assert main([str(file), "--fix", str(out)]) == 1

    assert file.read_bytes() == before
    assert main([str(out)]) == 0


def test_fix_never_writes_over_the_original(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = saved(tmp_path)
    link = tmp_path / "cung-tep.docx"
    link.symlink_to(file)

    assert main([str(file), "--fix", str(link)]) == 2

    assert "Không ghi đè lên tệp gốc" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Tệp rỗng"),
        (b"%PDF-1.7 ...", "không phải loại được nhận"),
        (b"PK\x03\x04 broken", "hỏng"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ""),
    ],
    ids=["empty", "a PDF", "a broken archive", "an encrypted or old file"],
)
def test_what_cannot_be_read_ends_with_two_and_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, words: str
) -> None:
    file = tmp_path / "van-ban.docx"
    file.write_bytes(content)

    assert main([str(file)]) == 2

    said = capsys.readouterr()
    assert words in said.err
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1


def test_an_archive_that_would_swell_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = saved(tmp_path)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/bomb.xml", b" " * 40 * 1024 * 1024)

    assert main([str(file)]) == 2

    assert "bất thường" in capsys.readouterr().err


def test_a_missing_file_and_a_folder_are_said_plainly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "khong-co.docx")]) == 2
    assert main([str(tmp_path)]) == 2

    assert "thư mục" in capsys.readouterr().err
