"""A report as an official .docx: what stands in it, without the sources that its page shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch
from django.utils import timezone

from nennep.lib.collecting import uncollected
from nennep.lib.periods import Period
from nennep.lib.text import capitalised
from nennep.organisation.models import Office, Post, Unit
from nennep.organisation.rules import UnitKind
from nennep.reports.models import Figure, Paragraph, Report, ReportAnnex, Section
from nennep.reports.wording import phrases
from nennep.reports.wording.shapes import filled, shapes
from nennep.writing.content import (
    Annex,
    Block,
    Column,
    Group,
    Head,
    Heading,
    OfficialDocument,
    Signature,
    TableBlock,
)
from nennep.writing.content import Paragraph as Text
from nennep.writing.content import Side as Edge
from nennep.writing.layout import Style, layout_for
from nennep.writing.official import write_official

TYPE = "Báo cáo"
SIGNS = {  # in whose name, and as what, where nobody holds a post that signs
    UnitKind.COMMITTEE: ("T/M ĐẢNG ỦY", "BÍ THƯ"),
    UnitKind.CELL: ("T/M CHI BỘ", "BÍ THƯ"),
    UnitKind.BOARD: ("", "TRƯỞNG BAN"),
    UnitKind.OFFICE: ("", "CHÁNH VĂN PHÒNG"),
    UnitKind.INSPECTION: ("T/M ỦY BAN KIỂM TRA", "CHỦ NHIỆM"),
    UnitKind.MASS: ("T/M BAN THƯỜNG VỤ", "BÍ THƯ"),
    UnitKind.AGENCY: ("", "THỦ TRƯỞNG CƠ QUAN"),
}
OF_COMMITTEE = "T/M BAN THƯỜNG VỤ"
TABLES = {
    "tasks": (
        *(Column("TT", 12, Edge.CENTRE), Column("Nhiệm vụ", 78), Column("Văn bản, mục", 32)),
        *(Column("Hạn", 27, Edge.CENTRE), Column("Kết quả của từng đơn vị", 98)),
    ),
    "units": (
        *(Column("TT", 12, Edge.CENTRE), Column("Đơn vị", 88), Column("Số việc", 20, Edge.RIGHT)),
        *(Column("Đã hoàn thành", 24, Edge.RIGHT), Column("Chờ xác nhận", 21, Edge.RIGHT)),
        *(Column("Đang thực hiện", 22, Edge.RIGHT), Column("Quá hạn", 18, Edge.RIGHT)),
        *(Column("Chưa báo cáo", 21, Edge.RIGHT), Column("Khách quan", 21, Edge.RIGHT)),
    ),
}


@uncollected()
def report_document(report: Report) -> bytes:
    return write_official(content_of(report))


def content_of(report: Report) -> OfficialDocument:
    office = Office.objects.select_related("root").get()
    period = report.period.span
    return OfficialDocument(
        head=head_of(report, office),
        abstract=filled(shapes()[report.form].abstract, period),
        blocks=list(blocks_of(report)),
        signature=signature_of(report.unit, report.signed_as),
        recipients=recipients_of(report, office),
        addressees=() if report.is_own else (report.above.unit.name if report.above else office.name,),
        annexes=[annex_of(annex) for annex in report.annexes.all()],
    )


def head_of(report: Report, office: Office) -> Head:
    day = report.signed_on or timezone.localdate()
    unit = report.unit
    return Head(
        style=Style.PARTY,
        superior=organisation_of(office.superior if report.is_own else office.name),
        issuer=office.name if report.is_own else body_of(unit.name),
        type=TYPE,
        symbol=office.symbol if report.is_own else symbol_of(unit, day),
        place=office.place,
        day=day,
        number=report.number,
        dated=bool(report.signed_on),
    )


def body_of(name: str) -> str:
    """Who issues for a party organisation: its committee, “Đảng bộ X” → “Đảng ủy X”."""
    return f"Đảng ủy{name.removeprefix('Đảng bộ')}" if name.startswith("Đảng bộ ") else name


ORGANISATIONS = (("Thành ủy ", "Đảng bộ thành phố "), ("Tỉnh ủy ", "Đảng bộ tỉnh "), ("Đảng ủy ", "Đảng bộ "))


def organisation_of(name: str) -> str:
    """Above the issuer stands the party organisation, not its committee: “Thành ủy X” → “Đảng bộ thành phố X”."""
    for body, organisation in ORGANISATIONS:
        if name.startswith(body):
            return organisation + name.removeprefix(body)
    return name


def symbol_of(unit: Unit, day: date) -> str:
    known = layout_for(Style.PARTY, day).issuer_symbols(unit.name)
    return known[0] if known else {UnitKind.CELL: "CB", UnitKind.COMMITTEE: "ĐU"}.get(UnitKind(unit.kind), "ĐV")


def signature_of(unit: Unit, post: Post | None) -> Signature:
    """Who signed; before that, who would: the first post of the unit that may."""
    authority, position = SIGNS[UnitKind(unit.kind)]
    chosen = post or unit.posts.living().filter(may_sign=True).select_related("holder").first()
    if chosen is None:
        return Signature(authority, position, "")
    authority = chosen.authority or (OF_COMMITTEE if unit.parent_id is None else authority)
    title = chosen.title.upper()
    if authority.startswith("T/M"):  # in whose name one signs as holder of the office, not by its everyday name
        title = title.removesuffix(" THƯỜNG TRỰC")
    return Signature(authority, title, chosen.holder.full_name if chosen.holder else "")


def recipients_of(report: Report, office: Office) -> list[str]:
    """Those of the directive it follows; of a unit's report, who asked for it."""
    if not report.is_own:
        return [f"{office.name} (để báo cáo)", f"Lưu {phrases.lowered(report.unit.name)}"]
    for directive in report.period.directives.order_by("-date").only("recipients"):
        if directive.recipients:
            return [str(name) for name in directive.recipients]
    return [f"{office.superior} (để báo cáo)", "Các tổ chức đảng trực thuộc", "Lưu Văn phòng"]


@dataclass(frozen=True)
class Filled:
    """A section with what is shown of it."""

    section: Section
    paragraphs: Sequence[Paragraph]
    figures: Sequence[Figure]


def filled_sections(report: Report) -> list[Filled]:
    """Every heading with its paragraphs and figures, in three questions."""
    found = report.sections.prefetch_related(
        Prefetch("paragraphs", Paragraph.objects.standing(), "standing"), "figures"
    )
    return [Filled(s, s.standing, list(s.figures.all())) for s in found]


def blocks_of(report: Report) -> Iterable[Block]:
    for each in filled_sections(report):
        if each.section.title:
            yield Heading(each.section.level, each.section.title)
        for paragraph in each.paragraphs:
            yield from (Text(line) for line in paragraph.text.splitlines() if line.strip())
        if each.figures:
            yield figures_table(each.figures, report.period.span)


def figures_table(figures: Iterable[Figure], period: Period) -> TableBlock:
    """This period beside the last, the same of last year, and what was to be reached."""
    columns = (
        Column("Chỉ tiêu", 55),
        Column("Được giao", 21, Edge.RIGHT),
        Column(capitalised(period.name), 25, Edge.RIGHT),
        Column(capitalised(period.last.name), 21, Edge.RIGHT),
        Column(capitalised(period.year_before.name), 21, Edge.RIGHT),
        Column("So kỳ trước", 22, Edge.RIGHT),
    )
    return TableBlock(columns, [figure_cells(figure) for figure in figures])


def figure_cells(figure: Figure) -> list[str]:
    unit = f" ({figure.measure})" if figure.measure else ""
    now = shown(figure.value) if figure.value is not None or not figure.note else figure.note
    return [
        f"{figure.name}{unit}",
        shown(figure.target),
        now,
        shown(figure.before),
        shown(figure.year_before),
        compared(figure.value, figure.before),
    ]


def shown(value: Decimal | None) -> str:
    return "–" if value is None else phrases.figure(value)


def compared(value: Decimal | None, before: Decimal | None) -> str:
    """“+7 (29,2%)”, “−3 (13,6%)”; a dash where there is nothing to compare with."""
    if value is None or before is None:
        return "–"
    change = value - before
    sign = "+" if change > 0 else "−" if change < 0 else ""
    share = f" ({phrases.share(abs(change), before)})" if before and change else ""
    return f"{sign}{phrases.figure(abs(change))}{share}"


def annex_of(annex: ReportAnnex) -> Annex:
    rows = [Group(row[0]) if len(row) == 1 else row for row in annex.rows]
    return Annex(annex.title, [TableBlock(TABLES[annex.key], rows)], landscape=True)
