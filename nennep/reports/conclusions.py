"""The next conclusion, drafted from a locked report: results, what fell short, what goes on, and room for the new."""

import re
from collections.abc import Iterable, Iterator, Sequence

from django.utils import timezone

from nennep.directives.models import Directive
from nennep.lib.periods import Period
from nennep.lib.text import capitalised
from nennep.organisation.models import Office
from nennep.reports.models import Report
from nennep.reports.papers import Filled, filled_sections, organisation_of, signature_of
from nennep.reports.queries.grounds import carried_by
from nennep.reports.rules import Part
from nennep.reports.wording.next import Carried, mark_of
from nennep.reports.wording.phrases import listed, lowered
from nennep.reports.wording.shapes import in_full
from nennep.reports.wording.whole import Heading as Field
from nennep.writing.content import (
    Annex,
    Block,
    Bullet,
    Column,
    Head,
    Heading,
    Marks,
    OfficialDocument,
    Paragraph,
    Signature,
    TableBlock,
)
from nennep.writing.content import Side as Edge
from nennep.writing.layout import Style
from nennep.writing.official import write_official

TYPE = "Kết luận"
ROOM = "……………………………"  # for a task that the committee adds
BODY = "T/M BAN CHẤP HÀNH"
CARRYING_OUT = "Tổ chức thực hiện"
MOST_NAMED = 12  # units that an order names; more are named in an annex
IN_REPORT = re.compile(r"\(Phụ lục (\d+)\)").sub  # the annexes of the report are not the conclusion's
IN_ANNEX = "Các tổ chức đảng có tên trong Phụ lục"


def conclusion_document(report: Report) -> bytes:
    return write_official(conclusion_of(report))


def conclusion_of(report: Report) -> OfficialDocument:
    office = Office.objects.select_related("root").get()
    period = report.period.span
    signed = signature_of(report.unit, report.signed_as)
    outline, carried = carried_by(report)
    last = report.period.directives.order_by("-date").only("recipients", "type").first()
    return OfficialDocument(
        head=Head(
            style=Style.PARTY,
            superior=organisation_of(office.superior),
            issuer=office.name,
            type=TYPE,
            symbol=office.symbol,
            place=office.place,
            day=timezone.localdate(),
            dated=False,
        ),
        abstract=f"về kết quả thực hiện nhiệm vụ {in_full(period)} và nhiệm vụ trọng tâm {in_full(period.next)}",
        blocks=[
            *opening(report, office),
            *results(report, period),
            *tasks(carried, outline, period),
            *carrying_out(carried, outline, period),
        ],
        signature=Signature(BODY, signed.position, signed.name),
        recipients=recipients(last, office),
        annexes=annexes(carried),
        marks=Marks(draft=1),
    )


def opening(report: Report, office: Office) -> Iterator[Block]:
    period = report.period.span
    name = f"Báo cáo kết quả thực hiện nhiệm vụ {in_full(period)} và phương hướng, nhiệm vụ {in_full(period.next)}"
    if report.number:
        name += f" (số {report.number.zfill(2)}-BC/{office.symbol})"
    yield Paragraph(f"Sau khi thảo luận {name}, {office.name} thống nhất kết luận như sau:")


def results(report: Report, period: Period) -> Iterator[Block]:
    """Part I of the report as it was locked: results by field, then what fell short and why."""
    sections = filled_sections(report)
    yield Heading(1, f"Kết quả thực hiện nhiệm vụ {in_full(period)}")
    for each in sections:
        if each.section.part == Part.NEXT or is_next(each, period):
            break
        if each.section.level > 1 and each.section.title and has_words(each, sections):
            yield Heading(each.section.level, each.section.title)
        yield from (Paragraph(IN_REPORT(r"(Phụ lục \1 của Báo cáo)", p.text)) for p in each.paragraphs)


def is_next(each: Filled, period: Period) -> bool:
    return each.section.level == 1 and in_full(period.next) in each.section.title


def has_words(each: Filled, sections: Iterable[Filled]) -> bool:
    """Whether something stands under a heading that the conclusion repeats; tables of figures stay in the report."""
    if each.section.part == Part.FIGURES:
        return False
    rows = list(sections)
    place = rows.index(each)
    below = []
    for other in rows[place + 1 :]:
        if other.section.level <= each.section.level:
            break
        below.append(other)
    return any(row.paragraphs for row in (each, *below))


def tasks(carried: Sequence[Carried], outline: Sequence[Field], period: Period) -> Iterator[Block]:
    """Part II: what goes on stands under its field, marked; every field has a place for what is new."""
    yield Heading(1, f"Nhiệm vụ trọng tâm {in_full(period.next)}")
    by_field = {field.key: [one for one in carried if one.job.section == field.key] for field in outline}
    fields = [field for field in outline if field.title != CARRYING_OUT]
    for field in fields:
        below = any(by_field[other.key] for other in fields if other.key.startswith(f"{field.key}."))
        if by_field[field.key] or below:
            yield Heading(field.level + 1, field.title)
        if by_field[field.key]:
            yield from bullets(by_field[field.key], period)
            yield Bullet(ROOM)
    yield Heading(2, "Nhiệm vụ mới")
    leaves = [f for f in fields if not any(other.key.startswith(f"{f.key}.") for other in fields)]
    yield from (Bullet(f"{about(field)}: {ROOM}") for field in leaves if not by_field[field.key])
    yield Bullet(ROOM)


def about(field: Field) -> str:
    """A field named as a topic; read as an order, an empty place would become a task."""
    return field.title if field.title.startswith("Về ") else f"Về {lowered(field.title)}"


def bullets(carried: Iterable[Carried], period: Period) -> Iterator[Block]:
    for one in carried:
        who = capitalised(listed(one.names)) if len(one.names) <= MOST_NAMED else IN_ANNEX
        yield Bullet(f"{one.given_to(who)} {mark_of(period)};")


def carrying_out(carried: Sequence[Carried], outline: Sequence[Field], period: Period) -> Iterator[Block]:
    keys = {field.key for field in outline if field.title == CARRYING_OUT}
    yield Heading(1, CARRYING_OUT)
    yield from bullets([one for one in carried if one.job.section in keys], period)
    yield Paragraph("Văn phòng Đảng ủy theo dõi, đôn đốc việc thực hiện Kết luận này.")


def annexes(carried: Iterable[Carried]) -> list[Annex]:
    """Who is meant where a sentence would be too long to name them."""
    many = [one for one in carried if len(one.names) > MOST_NAMED]
    if not many:
        return []
    columns = (Column("TT", 12, Edge.CENTRE), Column("Nhiệm vụ chuyển tiếp", 70), Column("Tổ chức đảng", 83))
    rows = [[str(n), capitalised(one.order), "; ".join(one.names)] for n, one in enumerate(many, 1)]
    return [Annex("Các tổ chức đảng tiếp tục thực hiện nhiệm vụ chuyển tiếp", [TableBlock(columns, rows)])]


def recipients(last: Directive | None, office: Office) -> list[str]:
    if last and last.recipients:
        return [str(name) for name in last.recipients]
    return [f"{office.superior} (để báo cáo)", "Các tổ chức đảng trực thuộc", "Lưu Văn phòng"]
