"""Files with active content or a reference to the outside: each with the code with which the guard must refuse it."""

import struct
from collections.abc import Iterator

from nennep.lib.tests.make_bombs import jpeg, png
from nennep.lib.tests.make_packages import Parts, W, excel, odt, relations, types, word, word_parts, zipped
from nennep.lib.tests.make_pdfs import PAGE, object_stream, pdf, stream

Sample = tuple[str, str, bytes]  # name, expected code, content

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
WORD_MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
CANARY = "http://canary.invalid/x"


def field(code: str) -> str:
    """A field whose code stands in one run."""
    return complex_field(f"<w:r><w:instrText>{code}</w:instrText></w:r>")


def complex_field(inside: str) -> str:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    return f"<w:p>{begin}{inside}{end}</w:p>"


def active() -> Iterator[Sample]:
    yield from _word_parts()
    yield from _word_references()
    yield from _word_fields()
    yield from _doctypes()
    yield from _excel()
    yield from _opendocument()
    yield from _pdf()
    yield from _svg()
    yield from _disguised()


def _word_parts() -> Iterator[Sample]:
    def of(more: Parts) -> bytes:
        return word(more=more)

    yield "VBA project", "active", of({"word/vbaProject.bin": OLE})
    yield "VBA by relationship alone", "active", word(links=relations(("vbaProject", "media/a.png", False)))
    macro: Parts = {"[Content_Types].xml": types(WORD_MACRO, "word/document.xml")}
    yield "macro-enabled type", "active", zipped(word_parts() | macro)
    yield "OLE object", "active", of({"word/embeddings/oleObject1.bin": OLE})
    yield "OLE object under a picture's name", "active", of({"word/media/image1.emf": OLE})
    yield "OLE by relationship", "active", word(links=relations(("oleObject", "embeddings/x", False)))
    yield "package by relationship", "active", word(links=relations(("package", "embeddings/x", False)))
    yield "ActiveX part", "active", of({"word/activeX/activeX1.xml": "<ax/>"})
    yield "ActiveX by relationship", "active", word(links=relations(("control", "x.xml", False)))
    yield "chunk of foreign text", "active", word(links=relations(("aFChunk", "chunk.txt", False)))
    yield "web page inside", "active", of({"word/page.html": "<html/>"})
    yield "program inside", "active", of({"word/media/image2.png": b"MZ" + bytes(100)})
    yield "script inside", "active", of({"word/run.vbs": "x"})
    yield "task pane", "active", of({"word/webextensions/taskpanes.xml": "<a/>"})
    yield "buttons of its own", "active", of({"customUI/customUI.xml": "<customUI/>"})
    renamed = {"word/document.dat": f"<w:document {W}>{field('DDE x')}</w:document>"}
    yield "DDE in a part with an odd name", "active", of({**renamed})
    yield (
        "object named in a sheet",
        "active",
        excel(more={"xl/worksheets/sheet2.xml": "<a><oleObject progId='x'/></a>"}),
    )
    yield "hidden text in CDATA", "unsafe_archive", word(body="<w:p><![CDATA[<w:instrText>DDE</w:instrText>]]></w:p>")


def _word_references() -> Iterator[Sample]:
    for name, kind, target in (
        ("template on the web", "attachedTemplate", f"{CANARY}.dotm"),
        ("template on a share", "attachedTemplate", "file://server/share/x.dotm"),
        ("template on a share, short", "attachedTemplate", "\\\\server\\share\\x.dotm"),
        ("linked picture", "image", f"{CANARY}.png"),
        ("linked picture on a share", "image", "file:///\\\\server\\x.png"),
        ("linked object", "oleObject", CANARY),
        ("frame", "frame", CANARY),
        ("sub-document", "subDocument", CANARY),
        ("linked film", "video", CANARY),
        ("mail merge source", "mailMergeSource", "file:///C:/x.xlsx"),
        ("link that runs a script", "hyperlink", "javascript:alert(1)"),
        ("link that runs a tool", "hyperlink", "ms-msdt:/id x"),
    ):
        code = "active" if kind == "oleObject" else "external"
        yield name, code, word(links=relations((kind, target, True)))
    yield "picture on the web, not called external", "external", word(links=relations(("image", CANARY, False)))
    yield "strict relationship", "external", word(links=relations(("http://purl.oclc.org/ooxml/image", CANARY, True)))
    settings: Parts = {"word/_rels/settings.xml.rels": relations(("attachedTemplate", CANARY, True))}
    yield "template by settings", "external", word(more=settings)
    entity = relations(("image", "&#104;ttp://canary.invalid", True))
    yield "address spelled in entities", "external", word(links=entity)


def _word_fields() -> Iterator[Sample]:
    split = "".join(f"<w:r><w:instrText>{part}</w:instrText></w:r>" for part in ("D", "DEA", "UTO c:\\x"))
    hidden = complex_field("<w:r><w:instrText>QUOTE 68 68 69</w:instrText></w:r>")[5:-6]
    simple = '<w:p><w:fldSimple w:instr="DDE cmd"/></w:p>'
    quoted = "<w:p><w:fldSimple w:instr='DDEAUTO cmd'/></w:p>"
    wide = f"<w:hdr {W}>{field('DDE x')}</w:hdr>".encode("utf-16")
    yield "DDE field", "active", word(body=field("DDE excel x"))
    yield "DDEAUTO field in small letters", "active", word(body=field(" ddeauto c:\\cmd.exe"))
    yield "DDE field split over runs", "active", word(body=complex_field(split))
    yield "DDE spelled by another field", "active", word(body=complex_field(hidden))
    yield "DDE spelled in entities", "active", word(body=field("&#68;DE x"))
    yield "simple DDE field", "active", word(body=simple)
    yield "simple DDE field, single quotes", "active", word(body=quoted)
    yield "DDE under another prefix", "active", word(body=field("DDE x").replace("<w:", "<z:").replace("</w:", "</z:"))
    yield "DDE in a header", "active", word(more={"word/header1.xml": f"<w:hdr {W}>{field('DDE x')}</w:hdr>"})
    yield "macro button", "active", word(body=field("MACROBUTTON x y"))
    yield "text from elsewhere", "external", word(body=field(f'INCLUDETEXT "{CANARY}"'))
    yield "picture from elsewhere", "external", word(body=field(f'INCLUDEPICTURE "{CANARY}"'))
    yield "link to another file", "external", word(body=field("LINK Excel.Sheet c:\\x.xlsx"))
    yield "DDE in UTF-16", "active", word(more={"word/header2.xml": wide})


def _doctypes() -> Iterator[Sample]:
    outside = f'<!DOCTYPE a [<!ENTITY b SYSTEM "{CANARY}">]><a>&b;</a>'
    for name in ("word/document.xml", "docProps/core.xml", "customXml/item1.xml", "word/theme/theme1.xml"):
        yield f"entity in {name}", "doctype", word(more={name: outside})
    yield "entity in a relationship part", "doctype", word(more={"word/_rels/document.xml.rels": outside})
    yield "entity in the list of types", "doctype", zipped(word_parts() | {"[Content_Types].xml": outside})
    yield "entity in UTF-16", "doctype", word(more={"word/a.xml": outside.encode("utf-16")})
    yield "entity in UTF-16 without a mark", "doctype", word(more={"word/a.xml": outside.encode("utf-16-le")})
    seven = '<?xml version="1.0" encoding="utf-7"?><a/>'
    yield "encoding that can hide an entity", "doctype", word(more={"word/a.xml": seven})
    yield "entity in an .xlsx", "doctype", excel(more={"xl/sharedStrings.xml": outside})
    yield "entity in an .odt", "doctype", odt(more={"styles.xml": outside})
    yield "entity in a PDF's metadata", "doctype", pdf({4: stream(outside.encode(), b"/Type /Metadata", packed=False)})


def _excel() -> Iterator[Sample]:
    macro = '<Override PartName="/xl/m.xml" ContentType="application/vnd.ms-excel.macrosheet+xml"/>'
    yield "Excel 4 macro sheet", "active", excel(more={"xl/macrosheets/sheet1.xml": "<xm/>"})
    yield "Excel 4 macro sheet by type", "active", excel(types_more=macro)
    yield "Excel VBA", "active", excel(more={"xl/vbaProject.bin": OLE})
    yield "DDE formula", "active", excel("<row><c><f>cmd|'/c calc'!A0</f></c></row>")
    yield "DDE formula in entities", "active", excel("<row><c><f>cmd|&#39;/c calc&apos;!A0</f></c></row>")
    yield "formula that calls the web", "active", excel(f'<row><c><f>WEBSERVICE("{CANARY}")</f></c></row>')
    yield "link to another workbook", "external", excel(more={"xl/externalLinks/externalLink1.xml": "<a/>"})
    yield "data connection", "external", excel(more={"xl/connections.xml": "<connections/>"})
    yield "query table", "external", excel(more={"xl/queryTables/queryTable1.xml": "<a/>"})


def _opendocument() -> Iterator[Sample]:
    script = '<script:event-listener script:language="ooo:script" xlink:href="vnd.sun.star.script:x"/>'
    yield "macro of LibreOffice", "active", odt(more={"Basic/Standard/Module1.xml": "<a/>"})
    yield "script of LibreOffice", "active", odt(more={"Scripts/python/x.py": "import os"})
    yield "event in an .odt", "active", odt(script)
    yield "macro field in an .odt", "active", odt("<text:execute-macro/>")
    yield "DDE in an .odt", "active", odt("<text:dde-connection office:name='x'/>")
    yield "linked picture in an .odt", "external", odt(f'<draw:image xlink:href="{CANARY}"/>')
    yield "linked section in an .odt", "external", odt('<text:section-source xlink:href="../x.odt"/>')
    yield "object in an .odt", "active", odt('<draw:object-ole xlink:href="./Object 1"/>')
    yield "OLE bytes in an .odt", "active", odt(more={"Object 1": OLE})
    yield "link of an .odt that runs a macro", "active", odt('<text:a xlink:href="macro:///x">x</text:a>')


def _pdf() -> Iterator[Sample]:
    script = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
    noted = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Annots [<< /Subtype /Link /A %s >>] >>"
    yield "script in a PDF", "active", pdf({4: script}, b"/OpenAction 4 0 R")
    yield "script, name escaped", "active", pdf({4: b"<< /S /J#61vaScript /#4a#53 (x) >>"})
    yield "script in an object stream", "active", pdf({4: object_stream({9: script})})
    hidden = stream(b"9 0 obj << /S /JavaScript >> endobj", packed=False)
    yield "script in a stream that is none", "active", pdf({4: hidden})
    yield "script on a page's opening", "active", pdf(page=PAGE[:-2] + b"/AA << /O << /S /JavaScript /JS (x) >> >> >>")
    yield "program to launch", "active", pdf(page=noted % b"<< /S /Launch /F (cmd.exe) >>")
    attached = {4: stream(b"MZ", b"/Type /EmbeddedFile")}
    yield "attached file", "active", pdf(attached, b"/Names << /EmbeddedFiles 5 0 R >>")
    yield "attached by an annotation", "active", pdf(page=PAGE[:-2] + b"/Annots [<< /Subtype /FileAttachment >>] >>")
    yield "XFA form", "active", pdf(catalog=b"/AcroForm << /XFA 4 0 R >>")
    yield "web address on opening", "active", pdf(catalog=b"/OpenAction << /S /URI /URI (http://canary.invalid) >>")
    yield "print on opening", "active", pdf({4: b"<< /S /Named /N /Print >>"}, b"/OpenAction 4 0 R")
    yield "form that sends itself", "active", pdf(page=noted % b"<< /S /SubmitForm /F (http://canary.invalid) >>")
    yield "film", "active", pdf(page=PAGE[:-2] + b"/Annots [<< /Subtype /RichMedia >>] >>")
    yield "way into another file", "external", pdf(page=noted % b"<< /S /GoToR /F (//server/x.pdf) >>")
    yield "PDF with a password", "encrypted", pdf(trailer=b"/Encrypt 4 0 R")


def _svg() -> Iterator[Sample]:
    def of(inside: str) -> bytes:
        return word(more={"word/media/image1.svg": f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>'})

    yield "script in an SVG", "active", of("<script>alert(1)</script>")
    yield "event in an SVG", "active", of('<rect onload="x()"/>')
    yield "event in an SVG, after a slash", "active", of('<rect/onload="x()"/>')
    yield "script address in an SVG", "active", of('<a href="java&#115;cript:x"><rect/></a>')
    yield "picture from the web in an SVG", "external", of(f'<image href="{CANARY}"/>')
    yield "style from the web in an SVG", "external", of(f"<style>@import '{CANARY}';</style>")
    yield "page in an SVG", "active", of("<foreignObject><p/></foreignObject>")


def _disguised() -> Iterator[Sample]:
    page = b"<html><script>alert(1)</script></html>"
    yield "web page called a picture", "wrong_type", page
    yield "web page after spaces", "wrong_type", b"\n\n   <!-- a --> <!DOCTYPE html>" + page
    yield "web page in UTF-16", "wrong_type", page.decode().encode("utf-16")
    yield "web page behind a picture", "active", png(10, 10, page)
    yield "web page in a photograph's comment", "active", jpeg(10, 10, page)
    yield "SVG by itself", "wrong_type", b'<svg xmlns="http://www.w3.org/2000/svg"/>'
    yield "program", "wrong_type", b"MZ" + bytes(100)
    yield "shell script", "wrong_type", b"#!/bin/sh\nrm -rf /"
    yield "RTF", "wrong_type", b"{\\rtf1 x}"
    yield "Word with a password", "encrypted", compound("EncryptedPackage", "EncryptionInfo")
    yield "old Word with macros", "active", compound("WordDocument", "Macros", "_VBA_PROJECT")
    yield "old Word with an object", "active", compound("WordDocument", "\x01Ole10Native")
    yield "old Excel", "wrong_type", compound("Workbook")


def compound(*names: str, content: bytes = b"\xec\xa5" + bytes(5000)) -> bytes:
    """An OLE2 file with these streams, all of one content."""
    content = content.ljust(-(-len(content) // 512) * 512, b"\x00")
    sectors = len(content) // 512
    rows = [_row("Root Entry", 5, 0xFFFFFFFE, 0), *(_row(name, 2, 0, len(content)) for name in names)]
    directory = b"".join(rows).ljust(-(-len(rows) // 4) * 512, b"\x00")
    first = sectors  # sectors of content, then of the directory, then the table itself
    table = [*range(1, sectors), 0xFFFFFFFE]
    wide = len(directory) // 512
    table += [*range(first + 1, first + wide), 0xFFFFFFFE, 0xFFFFFFFD]
    packed = struct.pack(f"<{len(table)}L", *table).ljust(512, b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    head += struct.pack("<2L", 1, first) + bytes(4) + struct.pack("<5L", 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<L", first + wide).ljust(436, b"\xff")
    return head + content + directory + packed


def _row(name: str, kind: int, start: int, size: int) -> bytes:
    child = 1 if kind == 5 else 0xFFFFFFFF  # only the root has entries below it
    wide = name.encode("utf-16-le").ljust(64, b"\x00")
    row = wide + struct.pack("<HBB3L", 2 * len(name) + 2, kind, 1, 0xFFFFFFFF, 0xFFFFFFFF, child)
    return row.ljust(116, b"\x00") + struct.pack("<2L", start, size) + bytes(4)
