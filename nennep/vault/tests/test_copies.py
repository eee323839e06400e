"""Documents do not betray (SECURITY-BAR B6): planted makers, comments, places and names are in no copy."""

import io
import zipfile

import pypdfium2
import pytest
from docx import Document
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfReader, PdfWriter

from nennep.journal.models import Entry
from nennep.vault import stripping
from nennep.vault.actions.laying import SentFile
from nennep.vault.actions.opening import clean_copy
from nennep.vault.stripping import strip
from nennep.vault.tests.make import NAME, WHY, Vault, make_envelope

MAKER = "Máy của Thảo"
TOLD = {"name": NAME, "alias": "A7F3"}


def a_docx() -> bytes:
    document, out = Document(), io.BytesIO()
    document.core_properties.author, document.core_properties.comments = MAKER, MAKER
    document.add_paragraph(f"Tôi là {NAME}, thấy quỹ sai.")
    document.add_comment(document.paragraphs[0].runs, text=MAKER, author=MAKER)
    document.save(out)
    return out.getvalue()


def an_xlsx() -> bytes:
    book, out = Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    sheet.append([NAME, "=1+1", 12])
    sheet["C1"].comment = Comment(MAKER, MAKER)
    book.create_sheet(MAKER).sheet_state = "hidden"
    book.properties.creator = MAKER
    book.save(out)
    return out.getvalue()


def a_jpg() -> bytes:
    image, out, exif = Image.new("RGB", (40, 20), "red"), io.BytesIO(), Image.Exif()
    exif[0x013B], exif[0x010F] = MAKER, MAKER
    exif.get_ifd(0x8825)[1] = "N"
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def a_png() -> bytes:
    image, out, info = Image.new("RGB", (40, 20), "red"), io.BytesIO(), PngInfo()
    info.add_itxt("Author", MAKER)
    image.save(out, "PNG", pnginfo=info)
    return out.getvalue()


def a_pdf(*, attached: bool = True) -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.add_metadata({"/Author": MAKER, "/Title": MAKER})
    if attached:
        writer.add_attachment("may-cua-thao.txt", MAKER.encode())
    writer.write(out)
    return out.getvalue()


MADE = {"docx": a_docx, "xlsx": an_xlsx, "jpg": a_jpg, "png": a_png, "pdf": a_pdf}


def inside(data: bytes) -> bytes:
    """Everything that lies in a file, packed or not."""
    if data.startswith(b"%PDF"):
        return data + str(PdfReader(io.BytesIO(data)).metadata).encode()
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return b"".join(packed.read(name) for name in packed.namelist())


def betrays(data: bytes) -> list[str]:
    """Which of the planted words are still told, in the spellings of these formats."""
    spellings = {word: (word.encode(), word.encode("utf-16-be"), word.encode("utf-16-le")) for word in (MAKER, NAME)}
    seen = inside(data)
    found = [word for word, shapes in spellings.items() if any(shape in seen for shape in shapes)]
    return found + [mark for mark in ("Exif", "may-cua-thao", "/EmbeddedFile") if mark.encode() in seen]


@pytest.mark.parametrize("ending", sorted(MADE))
def test_what_was_planted_is_in_the_original_and_not_in_the_copy(ending: str) -> None:
    original = MADE[ending]()

    assert betrays(original)
    assert betrays(strip(ending, original, TOLD)) == []


def test_a_picture_taken_from_the_original_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault."""
    monkeypatch.setitem(stripping.STRIPPERS, "jpg", lambda data, _told: data)

    assert betrays(strip("jpg", a_jpg(), TOLD)) != []


def test_what_is_told_stays() -> None:
    words = [paragraph.text for paragraph in Document(io.BytesIO(strip("docx", a_docx(), TOLD))).paragraphs]
    values = [*load_workbook(io.BytesIO(strip("xlsx", an_xlsx(), TOLD))).worksheets[0].values]

    assert words == ["Tôi là Người tố cáo A7F3, thấy quỹ sai."]
    assert values[0][0] == "Người tố cáo A7F3"
    assert values[0][2] == 12
    assert len(pypdfium2.PdfDocument(strip("pdf", a_pdf(), TOLD))) == 1


@pytest.mark.django_db(databases=["default", "vault"])
def test_a_clean_copy_is_one_act_of_opening(vault: Vault) -> None:
    envelope = make_envelope(vault, [SentFile("don-cua-Thao.docx", "docx", [a_docx()])])

    copy = clean_copy(envelope, envelope.attachments.get(), WHY, by=vault.inspector)

    assert betrays(copy) == []
    assert Entry.objects.filter(action="envelope.opened").count() == 1
