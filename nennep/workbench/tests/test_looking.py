"""Which files come in, and what is seen of them."""

import json
import subprocess
import zipfile
from pathlib import Path

import pytest

from nennep.lib.errors import BadFile
from nennep.lib.libreoffice import program
from nennep.matching.sheets.tests.make import open_document, workbook
from nennep.workbench.child.looking import let_in, look
from nennep.workbench.child.places import GIVEN, LOOKS, ORDER
from nennep.workbench.tests.make import HEADINGS, PEOPLE, form_file, old_file


def looked_at(folder: Path, *files: Path) -> list[dict[str, object]]:
    (folder / GIVEN).mkdir()
    for file in files:
        file.rename(folder / GIVEN / file.name)
    (folder / ORDER).write_text(json.dumps({"files": [file.name for file in files]}), "utf-8")
    look(folder, lambda _told: None)
    looks: list[dict[str, object]] = json.loads((folder / LOOKS).read_text("utf-8"))
    return looks


def fields(look: dict[str, object]) -> list[object]:
    columns = look["columns"]
    assert isinstance(columns, list)
    return [column["proposed"] for column in columns]


def test_a_page_that_calls_itself_xls_and_an_open_document_come_in(tmp_path: Path) -> None:
    rows = [HEADINGS, *PEOPLE]
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    page = tmp_path / "xuat ra.xls"
    page.write_text("<html><table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table></html>", "utf-8")

    seen = looked_at(tmp_path, page, open_document(tmp_path, rows))

    assert [fields(each) for each in seen] == [["name", "dob", "id12", "admission", "cell"]] * 2


@pytest.mark.slow
def test_a_workbook_of_old_excel_comes_in(tmp_path: Path) -> None:
    (tmp_path / "bieu.xlsx").write_bytes(form_file())
    office = program()
    assert office, "Thiếu LibreOffice: chạy `make ground`."
    command = [office, f"-env:UserInstallation=file://{tmp_path}/home", "--headless", "--convert-to", "xls"]
    subprocess.run([*command, "--outdir", tmp_path, tmp_path / "bieu.xlsx"], check=True, capture_output=True)

    [seen] = looked_at(tmp_path, tmp_path / "bieu.xls")

    assert (seen["records"], seen["asides"]) == (4, {"title": 2, "total": 1, "signature": 1})


def test_what_is_seen_of_an_old_list_is_readable(tmp_path: Path) -> None:
    file = tmp_path / "cu.csv"
    file.write_bytes(old_file())

    [seen] = looked_at(tmp_path, file)

    columns = seen["columns"]
    assert isinstance(columns, list)
    assert seen["encodings"] == ["TCVN3"]
    assert (columns[0]["heading"], columns[0]["samples"][0]) == ("Họ và tên", "Nguyễn Văn Hùng")


@pytest.mark.parametrize("part", ["xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml"])
def test_a_workbook_with_something_alive_in_it_stays_outside(part: str, tmp_path: Path) -> None:
    file = workbook(tmp_path, {"DS": {"A1": "Họ và tên", "A2": "Lò Văn Inh"}})
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(part, "<x/>")

    with pytest.raises(BadFile):
        let_in(file)


@pytest.mark.parametrize("content", [b"{\\rtf1", b"GIF89a", b"%PDF-1.7 x", b"\x7fELF" + b"\x00" * 60])
def test_what_is_no_table_stays_outside(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "ds.xlsx"
    file.write_bytes(content)

    with pytest.raises(BadFile):
        let_in(file)
