"""Ordinary files of an office, which the guard must let through."""

import io
from collections.abc import Iterator

import docx
import openpyxl
import typst
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from PIL import Image

from nennep.lib.guard import Kind
from nennep.lib.tests.make_active import complex_field, compound, field
from nennep.lib.tests.make_packages import ODT_TYPE, W, excel, odt, relations, word
from nennep.lib.tests.make_pdfs import PAGE, object_stream, pdf, stream

Sample = tuple[str, Kind, bytes]

TEXT = "Đảng ủy các cơ quan Đảng thành phố: nhiệm vụ quý II/2026.\n"
COMBINED = "Đa\u0309ng u\u0309y"  # Windows-1258 writes tones apart


def harmless() -> Iterator[Sample]:
    yield from _word()
    yield from _word_links()
    yield from _sheets()
    yield from _open_documents()
    yield from _pdfs()
    yield from _pictures()
    yield from _texts()
    yield "old Word", Kind.DOC, compound("WordDocument", "1Table", "\x01CompObj", "\x05SummaryInformation", "\x01Ole")
    yield "old Word with an empty pool", Kind.DOC, compound("WordDocument", "0Table", "ObjectPool")


def _saved(document: Document) -> bytes:
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _word() -> Iterator[Sample]:
    plain = docx.Document()
    plain.add_paragraph(TEXT)
    yield "plain .docx", Kind.DOCX, _saved(plain)
    rich = docx.Document()
    rich.add_heading("KẾT LUẬN", 0)
    rich.add_paragraph("một", style="List Number")
    rich.add_table(3, 4, style="Table Grid")
    rich.sections[0].header.paragraphs[0].text = "Trang"
    rich.add_picture(io.BytesIO(_picture("PNG")))
    yield ".docx with a list, a table, a header and a picture", Kind.DOCX, _saved(rich)
    for code in ("PAGE", "NUMPAGES", 'DATE \\@ "dd/MM/yyyy"', 'HYPERLINK "https://dangcongsan.vn"', 'TOC \\o "1-3"',
                 "REF _Ref1", "SEQ Hình", "FORMTEXT", "MERGEFIELD Ten"):  # fmt: skip
        yield f".docx with a field {code.split()[0]}", Kind.DOCX, word(body=field(code))
    yield ".docx with a simple field", Kind.DOCX, word(body='<w:p><w:fldSimple w:instr=" PAGE "/></w:p>')
    nested = complex_field("<w:r><w:instrText>IF </w:instrText></w:r>" + field("PAGE")[5:-6])
    yield ".docx with a field in a field", Kind.DOCX, word(body=nested)
    speaks = "<w:p><w:r><w:t>Phần mềm dùng DDE, oleObject, control, &lt;script&gt;, |&apos;x&apos;!A1</w:t></w:r></w:p>"
    yield ".docx that speaks of DDE", Kind.DOCX, word(body=speaks)
    yield ".docx with custom data", Kind.DOCX, word(more={"customXml/item1.xml": "<b:Sources xmlns:b='x'/>"})
    yield ".docx with a comment and a footnote", Kind.DOCX, word(more={"word/footnotes.xml": f"<w:footnotes {W}/>"})
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/><use href="#a"/></svg>'
    yield ".docx with an SVG", Kind.DOCX, word(more={"word/media/image1.svg": svg})
    yield ".docx with a part in UTF-16", Kind.DOCX, word(more={"customXml/item2.xml": "<a>Đảng</a>".encode("utf-16")})
    long = "".join(f"<w:p><w:r><w:t>{n * 7919 % 10007}. {TEXT}</w:t></w:r></w:p>" for n in range(20_000))
    yield ".docx that is long", Kind.DOCX, word(body=long)


def _word_links() -> Iterator[Sample]:
    for name, target in (
        ("web", "https://tulieuvankien.dangcongsan.vn/a?b=1&amp;c=2"),
        ("mail", "mailto:vanphong@example.vn"),
        ("share", "file://maychu/vanban/a.docx"),
        ("neighbour", "phu-luc.docx"),
        ("place", "#muc-1"),
    ):
        yield f".docx with a link: {name}", Kind.DOCX, word(links=relations(("hyperlink", target, True)))
    template = relations(("attachedTemplate", "file:///C:\\Users\\vt\\AppData\\Mau.dotm", True))
    yield ".docx with its own template", Kind.DOCX, word(more={"word/_rels/settings.xml.rels": template})
    linked = docx.Document()
    run = OxmlElement("w:hyperlink")
    run.set(qn("r:id"), linked.part.relate_to("https://a.vn", f"{_REL}/hyperlink", is_external=True))
    linked.add_paragraph()._p.append(run)
    yield ".docx with a link by python-docx", Kind.DOCX, _saved(linked)


_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _sheets() -> Iterator[Sample]:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in range(2000):
        sheet.append([row, f"Nguyễn Văn {row}", "=SUM(A1:A9)", "=IF(A1>1,\"a|b\",'Sheet'!A1)"])
    made = io.BytesIO()
    book.save(made)
    yield ".xlsx by openpyxl", Kind.XLSX, made.getvalue()
    yield ".xlsx with formulas", Kind.XLSX, excel('<row><c><f>VLOOKUP(A1,Sheet2!A:B,2,0)&amp;"|"</f></c></row>')


def _open_documents() -> Iterator[Sample]:
    yield ".odt", Kind.ODT, odt()
    yield ".odt with links", Kind.ODT, odt('<text:a xlink:href="https://a.vn">x</text:a>')
    inside = {"Pictures/1.png": _picture("PNG"), "Thumbnails/thumbnail.png": _picture("PNG")}
    yield ".odt with a picture", Kind.ODT, odt('<draw:image xlink:href="Pictures/1.png"/>', {**inside})
    yield ".ods", Kind.ODS, odt("<table:table/>", kind=ODT_TYPE.replace("text", "spreadsheet"))


def _pdfs() -> Iterator[Sample]:
    link = b"<< /Type /Annot /Subtype /Link /A << /S /URI /URI (https://a.vn/JS/Launch/x) >> >>"
    yield "plain PDF", Kind.PDF, pdf()
    yield "PDF with a link", Kind.PDF, pdf(page=PAGE[:-2] + b"/Annots [" + link + b"] >>")
    yield "PDF that opens at a place", Kind.PDF, pdf(catalog=b"/OpenAction [3 0 R /XYZ null null 0]")
    yield "PDF that goes to a place", Kind.PDF, pdf({4: b"<< /S /GoTo /D [3 0 R /Fit] >>"}, b"/OpenAction 4 0 R")
    form = b"/AcroForm << /Fields [<< /FT /Tx /T (ten) >>] /NeedAppearances true >>"
    yield "PDF with a form", Kind.PDF, pdf(catalog=form)
    yield "PDF whose title speaks of scripts", Kind.PDF, pdf({4: b"<< /Title (Ve /JavaScript va /Launch \\(a\\)) >>"})
    yield "PDF with object streams", Kind.PDF, pdf({4: object_stream({9: b"<< /A /B >>", 10: b"[1 2]"})})
    photo = b"/Type /XObject /Subtype /Image /Width 2480 /Height 3508 /BitsPerComponent 8"
    yield "PDF of a scan", Kind.PDF, pdf({4: stream(bytes(8_000_000), photo)})
    yield "PDF with content", Kind.PDF, pdf({4: stream(b"BT (JS) Tj ET " * 5000)})
    made = typst.compile(TEXT.encode() + b'#link("https://a.vn")[x] = Muc\n#table(columns: 2)[a][b]')
    assert isinstance(made, bytes)
    yield "PDF by typst", Kind.PDF, made


def _picture(form: str, mode: str = "RGB", **more: object) -> bytes:
    made = io.BytesIO()
    Image.effect_noise((300, 400), 60).convert(mode).save(made, form, **more)
    return made.getvalue()


def _pictures() -> Iterator[Sample]:
    for mode in ("RGB", "L", "1", "RGBA", "P"):
        yield f"PNG {mode}", Kind.PNG, _picture("PNG", mode)
    yield "photograph", Kind.JPEG, _picture("JPEG")
    yield "photograph, progressive, with dpi", Kind.JPEG, _picture("JPEG", progressive=True, dpi=(300, 300))
    exif = Image.Exif()
    exif[0x010F] = "Máy ảnh"
    yield "photograph with EXIF", Kind.JPEG, _picture("JPEG", exif=exif)
    yield "fax", Kind.TIFF, _picture("TIFF", "1")
    pages = [Image.new("L", (500, 700), 255) for _ in range(5)]
    yield "fax of six pages", Kind.TIFF, _picture("TIFF", "L", save_all=True, append_images=pages)


def _texts() -> Iterator[Sample]:
    yield "text", Kind.TXT, (TEXT * 100).encode()
    yield "text of one line", Kind.TXT, b"a"
    yield "text with a mark", Kind.TXT, TEXT.encode("utf-8-sig")
    yield "text in UTF-16", Kind.TXT, TEXT.encode("utf-16")
    yield "text in UTF-16 without a mark", Kind.TXT, TEXT.encode("utf-16-le")
    yield "text in Windows-1258", Kind.TXT, COMBINED.encode("cp1258")
    yield "text in TCVN3", Kind.TXT, "§¶ng bé c¸c c¬ quan §¶ng thµnh phè".encode("latin-1")
    yield "text with a form feed", Kind.TXT, b"a\fb\r\n"
    yield "table as .csv", Kind.TXT, "Họ và tên;Ngày sinh\r\nNguyễn Văn A;01/02/1990\r\n".encode()
    yield "text about a web page", Kind.TXT, "Trang <html> của Đảng bộ".encode()
