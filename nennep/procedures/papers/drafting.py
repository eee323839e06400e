"""A paper of a case as an official .docx, in Vietnamese, whoever asks for it."""

import re
from collections.abc import Callable, Iterator

from django.utils.translation import override

from nennep.organisation.models import Office
from nennep.procedures.catalogue.shape import Paper
from nennep.procedures.catalogue.templates import BASIS, BLANK, PLACE, Template, templates
from nennep.procedures.papers.issuers import Issuer, above, issuer_of
from nennep.procedures.queries.case import View
from nennep.procedures.queries.told import said
from nennep.writing.content import Article, Block, Bullet, Formula, Head, Heading, OfficialDocument, Paragraph
from nennep.writing.layout import Style
from nennep.writing.official import write_official

ARTICLE = re.compile(r"Điều (\d+)\. ")
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
AS_ADDRESSED = "Như trên"
Fill = Callable[[str], str]


def draft_of(view: View, paper: Paper) -> bytes:
    with override("vi"):
        return write_official(document_of(view, templates()[paper.template]))


def document_of(view: View, template: Template) -> OfficialDocument:
    office, over = Office.objects.get(), above(view.case.unit)
    issuer = issuer_of(template.issuer, view.case.unit, view.today)

    def fill(words: str) -> str:
        return PLACE.sub(lambda found: whole(found[1]), words)

    def whole(place: str) -> str:
        known = {"office": office.name, "above": over}
        return known.get(place) or said(view, place) or BLANK

    return OfficialDocument(
        head=head_of(view, template, issuer, office.place),
        abstract=fill(template.abstract),
        blocks=list(blocks_of(template, fill)),
        signature=issuer.signature,
        recipients=[*map(fill, template.recipients or [AS_ADDRESSED]), issuer.archive],
        addressees=[fill(name) for name in template.to],
        grounds=list(grounds_of(view, template, fill)),
    )


def head_of(view: View, template: Template, issuer: Issuer, place: str) -> Head:
    """Without number and day: they are given when the paper is signed."""
    return Head(
        style=Style(template.style),
        superior=issuer.superior,
        issuer=issuer.name,
        type=template.type,
        symbol=issuer.symbol,
        place=place or BLANK,
        day=view.today,
        dated=False,
    )


def grounds_of(view: View, template: Template, fill: Fill) -> Iterator[str]:
    for ground in template.grounds:
        if ground == BASIS:
            yield from (f"Căn cứ {document}" for document in view.procedure.basis)
        else:
            yield fill(ground)


def blocks_of(template: Template, fill: Fill) -> Iterator[Block]:
    for line in filter(None, map(str.strip, template.body.splitlines())):
        if found := ARTICLE.match(line):
            yield Article(int(found[1]), words=fill(line[found.end() :]))
        elif line.startswith(tuple(SHAPES)):
            yield SHAPES[line[:2]](fill(line[2:]))
        else:
            yield Paragraph(fill(line))


def heading(title: str) -> Heading:
    return Heading(1, title)


SHAPES: dict[str, Callable[[str], Block]] = {"= ": Formula, "# ": heading, "- ": Bullet}
