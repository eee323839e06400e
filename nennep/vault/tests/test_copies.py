"""Documents do not betray (SECURITY-BAR B6): planted makers, comments, places and names are in no copy."""

import io
import sys

import pytest
from docx import Document
from docx.oxml import parse_xml
from openpyxl import Workbook, load_workbook
from PIL import Image

from nennep.journal.models import Entry
from nennep.vault import stripping, stripping_sheets
from nennep.vault.actions.laying import SentFile
from nennep.vault.actions.opening import clean_copy
from nennep.vault.childs import answer_of, stripped
from nennep.vault.stripping import strip
from nennep.vault.tests.make import ADDRESS, NAME, NUMBER, PHONE, WHY, Vault, make_envelope
from nennep.vault.tests.planted import MADE, WORD, a_docx, an_xlsx, betrays, run

TOLD = {"name": NAME, "number": NUMBER, "phone": PHONE, "address": ADDRESS, "alias": "A7F3"}
ENDINGS = sorted(MADE)


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_mark_that_was_planted_is_in_the_original_and_none_in_the_copy(ending: str) -> None:
    make, places = MADE[ending]
    original = make()

    assert betrays(original) == places
    assert betrays(strip(ending, original, TOLD)) == set()


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_copy_that_is_the_original_is_noticed_of_every_kind(ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault."""
    monkeypatch.setitem(stripping.STRIPPERS, ending, lambda data, _told: data)

    assert betrays(strip(ending, MADE[ending][0](), TOLD)) != set()


@pytest.mark.parametrize(
    ("ending", "part", "fault", "seen"),
    [
        ("docx", "nennep.vault.stripping.GONE", set(), {"moved"}),
        ("docx", "nennep.vault.stripping.is_hidden", lambda _run: False, {"vanished"}),
        ("xlsx", "nennep.vault.stripping_sheets.hidden_in", lambda _sheet: (set(), set()), {"row", "column"}),
    ],
)
def test_a_hidden_part_that_is_copied_is_noticed(
    monkeypatch: pytest.MonkeyPatch, ending: str, part: str, fault: object, seen: set[str]
) -> None:
    """The planted faults."""
    monkeypatch.setattr(part, fault)

    assert betrays(strip(ending, MADE[ending][0](), TOLD)) == seen


def lines(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(io.BytesIO(strip("docx", data, TOLD))).paragraphs]


def sheets(data: bytes) -> dict[str, list[tuple[object, ...]]]:
    book = load_workbook(io.BytesIO(strip("xlsx", data, TOLD)))
    return {sheet.title: [*sheet.values] for sheet in book.worksheets}


def test_what_is_told_stays_and_a_table_says_what_was_hidden() -> None:
    table = sheets(an_xlsx())

    assert lines(a_docx())[:2] == ["Tôi là Người tố cáo A7F3, thấy quỹ sai.", "Quỹ sai. Kế toán biết."]
    assert table["1"][0][:3] == ("Người tố cáo A7F3", "Quỹ sai", 12)
    assert table["Ghi chú"] == [("Bản sao không có phần ẩn của bảng gốc: 2 trang tính, 1 dòng, 1 cột.",)]


def test_a_name_in_a_text_box_in_pieces_or_over_lines_is_struck_out_once() -> None:
    document, out = Document(), io.BytesIO()
    box = f"<w:p>{run('Chị Diệu')}<w:r><w:br/></w:r>{run('Thảo trình bày')}</w:p>"
    content = f"<w:r><w:txbxContent>{box}</w:txbxContent></w:r>"
    again = f'<mc:Fallback xmlns:mc="{stripping.AGAIN[1:-9]}">{content}</mc:Fallback>'
    document.element.body.insert(0, parse_xml(f'<w:p xmlns:w="{WORD}">{run("Đơn")}{content}<w:r>{again}</w:r></w:p>'))
    for words in ("Quách Thị", "Diệu Thảo"):
        document.add_paragraph(words)
    document.save(out)

    assert lines(out.getvalue()) == ["Đơn", "Chị Người tố cáo A7F3 trình bày", "Người tố cáo A7F3"]


def test_numbers_and_names_over_cells_are_struck_out_of_a_table() -> None:
    book, out = Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    for row in (
        ["Quách Thị", "Diệu Thảo", 1],
        [905111222, 46099001122.0, 905111223],
        ["0905", 111222, True],
        ["0905.111.222", "+84 905 111 222", "046 099 001 122"],
        ["=1+1", None, 2.5],
    ):
        sheet.append(row)
    book.save(out)

    rows = sheets(out.getvalue())["1"]

    bar = "█████"
    assert rows[0] == ("Người tố cáo A7F3", None, 1)
    assert rows[1] == (bar, bar, 905111223)
    assert rows[2] == (bar, None, "True")
    assert rows[3] == (bar, bar, bar)
    assert rows[4] == (None, None, 2.5)


def test_a_text_that_looks_like_a_formula_stays_a_text() -> None:
    data = stripping_sheets.written(["1"], [[["=1+1", "a < b & c"]]])

    [row] = load_workbook(io.BytesIO(data)).worksheets[0].iter_rows()

    assert [(cell.value, cell.data_type) for cell in row] == [("=1+1", "s"), ("a < b & c", "s")]


def test_what_lies_under_a_transparent_part_is_not_made_visible() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (9, 9), (255, 0, 0, 0)).save(out, "PNG")

    copy = Image.open(io.BytesIO(strip("png", out.getvalue(), TOLD)))

    assert copy.getpixel((4, 4)) == (255, 255, 255)


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_child_copies_every_kind_and_cannot_write_a_file(ending: str) -> None:
    assert betrays(stripped(ending, MADE[ending][0](), TOLD, "A7F3")) == set()


WRITERS: dict[str, str] = {
    "temporary": "import tempfile; tempfile.NamedTemporaryFile(delete=False).write(b'x')",
    "shared memory": "open('/dev/shm/nennep-told', 'wb', buffering=0).write(b'x')",
}


@pytest.mark.parametrize("how", sorted(WRITERS))
def test_whatever_the_child_would_write_to_a_file_fails(how: str) -> None:
    """Also where a library of the future would like to."""
    assert answer_of([sys.executable, "-c", "print(1)"], b"") == b"1\n"
    assert answer_of([sys.executable, "-c", WRITERS[how]], b"") is None


def test_no_temporary_file_is_even_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_given: object, **_named: object) -> None:
        raise AssertionError

    originals = {ending: make() for ending, (make, _places) in MADE.items()}
    for name in ("mkstemp", "NamedTemporaryFile", "TemporaryFile", "SpooledTemporaryFile", "mkdtemp"):
        monkeypatch.setattr(f"tempfile.{name}", refused)
    monkeypatch.setattr("openpyxl.worksheet._writer.NamedTemporaryFile", refused)

    assert all(strip(ending, original, TOLD) for ending, original in originals.items())


@pytest.mark.django_db(databases=["default", "vault"])
def test_a_clean_copy_is_one_act_of_opening(vault: Vault) -> None:
    envelope = make_envelope(vault, [SentFile("don-cua-Thao.docx", "docx", [a_docx()])])

    copy = clean_copy(envelope, envelope.attachments.get(), WHY, by=vault.inspector)

    assert betrays(copy) == set()
    assert NAME.encode() not in copy
    assert Entry.objects.filter(action="envelope.opened").count() == 1
