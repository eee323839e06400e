"""Official documents as .docx, to the letter of the layout data.

    write_official(OfficialDocument(head=Head(Style.PARTY, …), abstract=…, blocks=[…], signature=…, recipients=[…]))

What it says is in `content`, how it looks in `layout` (`figures/*.toml`); this module puts the parts in their order.
"""

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time

from docx.document import Document

from nennep.writing.annexes import write_annexes
from nennep.writing.body import Sheet, write_blocks
from nennep.writing.content import Article, Block, Bullet, OfficialDocument, Paragraph, Words
from nennep.writing.head import write_letterhead, write_marks, write_number
from nennep.writing.layout import Layout, layout_for
from nennep.writing.numbering import Numbering
from nennep.writing.opening import write_addressees, write_grounds, write_title
from nennep.writing.sheet import blank, text_width
from nennep.writing.tail import write_tail

ENDS = " .;:/"  # what a text may already end with


def write_official(content: OfficialDocument) -> bytes:
    """The document as bytes of a .docx; `KeyError` for a type that the style does not know."""
    head = content.head
    layout = layout_for(head.style, head.day)
    document = blank(layout)
    name_file(document, content)
    below = write_letterhead(document, layout, head)
    write_number(below, layout, head, content.abstract)
    write_marks(document, below, layout, content.marks)
    if not layout.types[head.type].letter:
        write_title(document, layout, head.type, content.abstract)
    if content.addressees:
        write_addressees(document, layout, content)
    write_grounds(document, layout, content.grounds)
    sheet = Sheet(document, layout, text_width(layout), Numbering(layout))
    write_blocks(sheet, ended(content.blocks, layout), keep_end=True)
    write_tail(document, layout, content)
    write_annexes(document, layout, head, content.annexes)
    return saved(document)


def name_file(document: Document, content: OfficialDocument) -> None:
    about = document.core_properties
    about.title = f"{content.head.type} {content.abstract}".replace("\n", " ")
    about.author, about.comments, about.language = content.head.issuer, "", "vi-VN"
    about.created = about.modified = datetime.combine(content.head.day, time())  # not that of the library's template


def saved(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def ended(blocks: Sequence[Block], layout: Layout) -> list[Block]:
    """The blocks with the sign that ends a text after the last words."""
    made = list(blocks)
    if made and isinstance(last := made[-1], Paragraph | Bullet | Article) and last.words:
        made[-1] = replace(last, words=_ended(last.words, layout.words["end"].text))
    return made


def _ended(words: Words, sign: str) -> Words:
    if isinstance(words, str):
        return words.rstrip(ENDS) + sign
    return [*words[:-1], replace(words[-1], text=words[-1].text.rstrip(ENDS) + sign)]
