"""Small Word documents written as XML, so that each test shows exactly what is in the file."""

import zipfile
from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
PARTS = ("styles", "numbering", "footnotes", "comments")


def write_word(path: Path, body: str, **parts: str) -> Path:
    """`parts`: contents of styles, numbering, footnotes, comments."""
    types = f'<Override PartName="/word/document.xml" ContentType="{TYPE}"/>'
    links = "".join(f'<Relationship Id="{n}" Type="{RELATIONS}/{n}" Target="{n}.xml"/>' for n in parts)
    start = f'<Relationship Id="d" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/>'
    package = "http://schemas.openxmlformats.org/package/2006"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", f'{HEAD}<Types xmlns="{package}/content-types">{types}</Types>')
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{package}/relationships">{start}</Relationships>')
        archive.writestr("word/document.xml", f'{HEAD}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        relations = f'<Relationships xmlns="{package}/relationships">{links}</Relationships>'
        archive.writestr("word/_rels/document.xml.rels", relations)
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", f'{HEAD}<w:{name} xmlns:w="{W}">{content}</w:{name}>')
    return path


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(text: str = "", properties: str = "", inside: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text) if text else ''}{inside}</w:p>"


def numbered(text: str, level: int, list_id: int = 1) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def level(depth: int, style: str, pattern: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def numbering(levels: str, more: str = "") -> str:
    """One abstract list, list 1 made from it, and `more` lists."""
    return (
        f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{more}'
    )


def cell(*texts: str, properties: str = "") -> str:
    width = '<w:tcW w:w="2500" w:type="dxa"/>'
    return f"<w:tc><w:tcPr>{width}{properties}</w:tcPr>{''.join(map(paragraph, texts))}</w:tc>"


def table(*rows: str, bordered: bool = True) -> str:
    line = 'w:val="single"' if bordered else 'w:val="nil"'
    sides = "".join(f"<w:{side} {line}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    shape = f"<w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr>"
    grid = '<w:gridCol w:w="2500"/>' * max(row.count("<w:tc>") for row in rows)
    return f"<w:tbl>{shape}<w:tblGrid>{grid}</w:tblGrid>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"
