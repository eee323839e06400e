"""Builders: files in which every place that a maker or a program writes to holds a mark of its own."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from xml.sax.saxutils import escape

from docx import Document
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import DecodedStreamObject, NameObject

from nennep.vault.tests.make import NAME

MARK = re.compile(r"dau-vet-[a-z-]+[a-z]")
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PROPERTIES = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties">{}</Properties>'
)


def mark(place: str) -> str:
    return f"dau-vet-{place}"


def betrays(data: bytes) -> set[str]:
    """The marks that lie in a file, packed or not, in the spellings of these formats."""
    seen = inside(data)
    texts = (seen.decode("latin-1"), seen.decode("utf-16-le", "replace"), seen[1:].decode("utf-16-le", "replace"))
    return {found.removeprefix("dau-vet-") for text in texts for found in MARK.findall(text)}


def inside(data: bytes) -> bytes:
    if data.startswith(b"%PDF"):
        read = PdfReader(io.BytesIO(data))
        notes = [note.get_object() for page in read.pages for note in page.get("/Annots", ())]
        return data + str((read.metadata, read.outline, notes, list(read.attachments))).encode()
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return b"\n".join(name.encode() + packed.read(name) for name in packed.namelist())
    if data.startswith((b"\x89PNG", b"\xff\xd8")):
        with Image.open(io.BytesIO(data)) as image:
            return data + str(image.info).encode()
    return data


def repacked(data: bytes, parts: Mapping[str, str], changes: Mapping[str, str]) -> bytes:
    """With parts added, and texts within the others exchanged."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            for was, now in changes.items():
                content = content.replace(was.encode(), now.encode())
            new.writestr(name, content)
        for name, text in parts.items():
            new.writestr(name, text)
    return out.getvalue()


def run(words: str, tag: str = "t", about: str = "") -> str:
    return f"<w:r>{about}<w:{tag}>{escape(words)}</w:{tag}></w:r>"


def by(tag: str, content: str) -> str:
    return f'<w:{tag} w:id="9" w:author="{mark(tag.lower() + "-author")}">{content}</w:{tag}>'


BODY = f"""<w:p xmlns:w="{WORD}" w:rsidR="{mark("rsid")}">{run("Quỹ sai.")}
{by("ins", run(" Kế toán biết."))}{by("del", run(mark("deleted"), "delText"))}{by("moveFrom", run(mark("moved")))}
{run(mark("vanished"), about="<w:rPr><w:vanish/></w:rPr>")}{run(mark("field"), "instrText")}</w:p>"""


def a_docx(author: str = "") -> bytes:
    document, out = Document(), io.BytesIO()
    for name in ("author", "last_modified_by", "comments", "title", "subject", "keywords", "category"):
        setattr(document.core_properties, name, f"{author} {mark(name.replace('_', '-'))}")
    document.add_paragraph(f"Tôi là {NAME}, thấy quỹ sai.")
    document.add_comment(document.paragraphs[0].runs, text=mark("comment"), author=mark("commenter"))
    document.sections[0].header.paragraphs[0].text = mark("header")
    document.sections[0].footer.paragraphs[0].text = mark("footer")
    document.add_paragraph("Chỗ thay.")
    document.save(out)
    parts = {
        "docProps/custom.xml": PROPERTIES.format(mark("custom-property")),
        "customXml/item9.xml": f"<told>{mark('custom-xml')}</told>",
        "word/footnotes.xml": f'<w:footnotes xmlns:w="{WORD}">{run(mark("footnote"))}</w:footnotes>',
        "docProps/thumbnail.emf": mark("thumbnail"),
        "word/people.xml": f"<people>{mark('people')}</people>",
    }
    return repacked(out.getvalue(), parts, {"<w:p><w:r><w:t>Chỗ thay.</w:t></w:r></w:p>": BODY})


DOCX = {
    *("author", "last-modified-by", "comments", "title", "subject", "keywords", "category", "comment", "commenter"),
    *(
        "header",
        "footer",
        "rsid",
        "ins-author",
        "del-author",
        "movefrom-author",
        "deleted",
        "moved",
        "vanished",
        "field",
    ),
    *("custom-property", "custom-xml", "footnote", "thumbnail", "people"),
}


def an_xlsx() -> bytes:
    book, out = Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    sheet.title = mark("sheet")
    sheet.append([NAME, "Quỹ sai", 12, mark("column")])
    sheet.append([mark("row")])
    sheet["F1"] = f'=IF(1,12,"{mark("formula")}")'
    sheet["C1"].comment = Comment(mark("comment"), mark("commenter"))
    sheet.row_dimensions[2].hidden = sheet.column_dimensions["D"].hidden = True
    assert sheet.oddHeader is not None
    sheet.oddHeader.center.text = mark("header")
    sheet.add_data_validation(DataValidation("list", formula1=f'"{mark("choice")}"', sqref="A9"))
    for state in ("hidden", "veryHidden"):
        other = book.create_sheet(mark(f"{state.lower()}-sheet"))
        other["A1"], other.sheet_state = mark(f"{state.lower()}-cell"), state
    book.defined_names["told"] = DefinedName("told", attr_text=f'"{mark("name")}"')
    book.properties.creator, book.properties.lastModifiedBy = mark("author"), mark("last-modified-by")
    book.save(out)
    parts = {
        "xl/pivotCache/pivotCacheRecords1.xml": mark("cached"),
        "docProps/custom.xml": PROPERTIES.format(mark("custom-property")),
    }
    return repacked(out.getvalue(), parts, {})


XLSX = {
    *("sheet", "column", "row", "formula", "comment", "commenter", "header", "choice", "hidden-sheet", "hidden-cell"),
    *("veryhidden-sheet", "veryhidden-cell", "name", "author", "last-modified-by", "cached", "custom-property"),
}


def segment(code: int, content: str) -> bytes:
    return bytes((0xFF, code)) + (len(content) + 2).to_bytes(2, "big") + content.encode()


def a_jpg() -> bytes:
    image, out, exif = Image.new("RGB", (40, 20), "red"), io.BytesIO(), Image.Exif()
    exif[0x013B], exif[0x010F] = mark("artist"), mark("camera")
    exif.get_ifd(0x8825)[29] = mark("place")
    image.save(out, "JPEG", exif=exif, comment=mark("comment"), xmp=mark("xmp").encode())
    data = out.getvalue()
    own = segment(0xED, f"Photoshop 3.0\0{mark('caption')}") + segment(0xE0, f"JFXX\0\x10{mark('thumbnail')}")
    return data[:2] + own + data[2:] + mark("after").encode()


def a_png() -> bytes:
    image, out, info, exif = Image.new("RGB", (40, 20), "red"), io.BytesIO(), PngInfo(), Image.Exif()
    exif[0x013B] = mark("artist")
    info.add_itxt("Author", mark("itxt"))
    info.add_text("Author1", mark("text"))
    info.add_text("Author2", mark("packed"), zip=True)
    image.save(out, "PNG", pnginfo=info, exif=exif)
    return out.getvalue() + mark("after").encode()


def a_pdf(*, attached: bool = True) -> bytes:
    writer, out, xmp = PdfWriter(), io.BytesIO(), DecodedStreamObject()
    writer.add_blank_page(200, 200)
    writer.add_metadata({"/Author": mark("author"), "/Title": mark("title")})
    writer.add_outline_item(title=mark("outline"), page_number=0)
    writer.add_annotation(0, FreeText(text=mark("note"), rect=(10, 10, 90, 40)))
    xmp.set_data(mark("xmp").encode())
    writer.root_object[NameObject("/Metadata")] = writer._add_object(xmp)
    if attached:
        writer.add_attachment(f"{mark('file-name')}.txt", mark("attachment").encode())
    writer.write(out)
    return out.getvalue()


MADE: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "docx": (a_docx, DOCX),
    "xlsx": (an_xlsx, XLSX),
    "jpg": (a_jpg, {"artist", "camera", "place", "comment", "xmp", "caption", "thumbnail", "after"}),
    "png": (a_png, {"artist", "itxt", "text", "packed", "after"}),
    "pdf": (a_pdf, {"author", "title", "outline", "note", "xmp", "file-name", "attachment"}),
}
