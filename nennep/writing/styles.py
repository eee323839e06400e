"""The styles of our documents as WordprocessingML, drawn from the layout."""

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement

from nennep.writing.layout import Layout, Part

BODY, CELL, CELL_HEAD = "Body", "Cell", "CellHead"  # ids; a heading's is "Heading" and its level
BODY_NAME = "Nội dung"
TWIPS_PER_MM = 1440 / 25.4
TWIPS_PER_POINT = 20
AUTO_LINE = 240  # one line of automatic height


def make_styles(layout: Layout) -> BaseOxmlElement:
    """Defaults and styles; the type face is said for every script, so that no theme's face comes in."""
    parts = [_defaults(layout), _basic(layout), _body(layout), *_headings(layout), _cells(layout), _tables()]
    return parse_xml(f"<w:styles {nsdecls('w')}>{''.join(parts)}</w:styles>")


def _letters(layout: Layout) -> str:
    face = " ".join(f'w:{script}="{layout.text.font}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    return f"<w:rFonts {face}/>{_size(layout.parts[Part.BODY].size.ours)}"


def _defaults(layout: Layout) -> str:
    language = '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/>'
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_letters(layout)}{language}</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"
        f'<w:spacing w:after="0" w:line="{AUTO_LINE}" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )


def _size(points: float) -> str:
    return f'<w:sz w:val="{points * 2:.0f}"/><w:szCs w:val="{points * 2:.0f}"/>'


def _basic(layout: Layout) -> str:
    return (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"<w:rPr>{_letters(layout)}</w:rPr></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:semiHidden/></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Header"><w:name w:val="header"/><w:basedOn w:val="Normal"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:basedOn w:val="Normal"/></w:style>'
    )


def _body(layout: Layout) -> str:
    text = layout.text
    unit, rule = (TWIPS_PER_POINT, "exact") if text.line_exact else (AUTO_LINE, "auto")
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{BODY}"><w:name w:val="{BODY_NAME}"/>'
        '<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:widowControl/>'
        f'<w:spacing w:after="{text.space_between.span.ours * TWIPS_PER_POINT:.0f}" '
        f'w:line="{text.line.span.ours * unit:.0f}" w:lineRule="{rule}"/>'
        f'<w:ind w:firstLine="{text.indent.span.ours * TWIPS_PER_MM:.0f}"/><w:jc w:val="both"/></w:pPr></w:style>'
    )


def _headings(layout: Layout) -> list[str]:
    return [
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
        f'<w:basedOn w:val="{BODY}"/><w:next w:val="{BODY}"/><w:qFormat/>'
        f'<w:pPr><w:keepNext/><w:outlineLvl w:val="{level - 1}"/></w:pPr><w:rPr>'
        f"{'<w:b/>' if heading.bold else ''}{'<w:i/>' if heading.italic else ''}</w:rPr></w:style>"
        for level, heading in layout.headings.items()
    ]


def _cells(layout: Layout) -> str:
    cell, head = layout.parts[Part.TABLE_CELL].size.ours, layout.parts[Part.TABLE_HEAD].size.ours
    return _cell_style(CELL, "Ô bảng", "", _size(cell)) + _cell_style(
        CELL_HEAD, "Đầu bảng", '<w:jc w:val="center"/>', f"<w:b/>{_size(head)}"
    )


def _cell_style(style: str, name: str, shape: str, letters: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr><w:spacing w:before="40" w:after="40"/>{shape}</w:pPr>'
        f"<w:rPr>{letters}</w:rPr></w:style>"
    )


def _tables() -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    grid = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in sides)
    margins = '<w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>'
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:semiHidden/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{grid}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr></w:style>"
    )
