"""Reading a document: from its lines to header, clauses and proposed tasks."""

import re
from collections.abc import Iterator, Sequence

from nennep.lib.documents import RULE_TYPES
from nennep.lib.workdays import WorkCalendar
from nennep.reading.clauses import Node, build_tree
from nennep.reading.cleaned import Cleaned, Paragraph
from nennep.reading.cleaning import clean
from nennep.reading.context import Context, below, document_period, mode_of
from nennep.reading.due import Setting
from nennep.reading.header import read_header
from nennep.reading.model import Clause, Header, Reading, Role, Unplaced
from nennep.reading.proposals import finished
from nennep.reading.references import references
from nennep.reading.remarks import of_conversion, read_remarks
from nennep.reading.shortcomings import read_shortcomings
from nennep.reading.signature import Tail, read_addressees, read_tail
from nennep.reading.source import Source
from nennep.reading.tables import TableReader
from nennep.reading.tasks import read_tasks
from nennep.reading.times import Clock
from nennep.reading.zones import Zones, zones


def read(source: Source, calendar: WorkCalendar) -> Reading:
    """Read one document; `calendar` counts terms in working days. The same source gives the same reading."""
    cleaned = clean(source)
    zone = zones(cleaned.blocks)
    preamble = _preamble(zone)
    header = read_header(zone.head, preamble)
    tail = read_tail(zone.tail)
    addressees = read_addressees(zone.head)
    root = build_tree(zone.body, zone.after)
    context = _context(header, preamble, addressees, calendar)
    roles = dict(_roles(root, context))
    tables = TableReader()
    tasks = tuple(finished(proposal) for proposal in read_tasks(root, context, tables))
    clauses = tuple(_clauses(root, roles, tables))
    return Reading(
        text=cleaned.text,
        header=header,
        signature=tail.signature,
        recipients=(*addressees, *tail.recipients),
        clauses=clauses,
        tasks=tasks,
        shortcomings=tuple(read_shortcomings(root, roles)),
        references=tuple(name for name in references(cleaned.text) if not _is_own(name, header)),
        warnings=(*read_remarks(header, tail, clauses, tasks), *of_conversion(source.notes)),
        unplaced=tuple(_unplaced(cleaned, tail)),
        notes=source.notes,
        placed=tuple((paragraph.start, paragraph.end) for paragraph in (*zone.head, *zone.tail)),
    )


def _is_own(name: str, header: Header) -> bool:
    """An appendix names the document it comes with; that is no other document."""
    own = rf"\b{header.number}\s*[-/]\s*{re.escape(header.symbol or '')}$"
    return header.number is not None and header.symbol is not None and re.search(own, name) is not None


def _preamble(zone: Zones) -> list[str]:
    """The paragraphs of the text proper before the first clause."""
    texts: list[str] = []
    for block in zone.body[:12]:
        if not isinstance(block, Paragraph) or (block.labels and not block.text.startswith(("-", "–"))):
            break
        texts.append(block.text)
    return texts


def _context(header: Header, preamble: Sequence[str], addressees: tuple[str, ...], calendar: WorkCalendar) -> Context:
    setting = Setting(Clock(header.date), calendar)
    period = document_period(header.abstract or "", " ".join(preamble), setting)
    clock = Clock(header.date, period.day.year) if period else setting.clock
    mode = mode_of(header.type)
    return Context(
        clause="",
        role=Role.TASKS,
        mode=mode,
        base=mode,
        setting=Setting(clock, calendar, document=period),
        assignees=addressees,
        source="kính gửi" if addressees else "",
        approvals=header.type in ("Quyết định", "Nghị quyết"),
        events=header.type == "Chương trình",
        standing=header.type in RULE_TYPES,
    )


def _roles(node: Node, above: Context) -> Iterator[tuple[int, Role]]:
    context = below(above, node) if node.label else above
    yield id(node), context.role if node.label or not node.children else Role.OTHER
    for child in node.children:
        yield from _roles(child, context)


def _clauses(root: Node, roles: dict[int, Role], tables: TableReader) -> Iterator[Clause]:
    for node in root.walk():
        if not node.own:
            continue
        label = node.label.printed if node.label else ""
        yield Clause(node.path, label, node.title, node.text, roles[id(node)], node.own[0].start, node.own[-1].end)
        for grid in node.grids:
            yield from tables.clauses.get(grid.start, ())


def _unplaced(cleaned: Cleaned, tail: Tail) -> Iterator[Unplaced]:
    for paragraph in tail.unused:
        yield Unplaced(paragraph.text, paragraph.start, paragraph.end, "không thuộc nơi nhận hay chữ ký")
    for piece in cleaned.dropped:
        yield Unplaced(piece.text, piece.at, piece.at, piece.why)
