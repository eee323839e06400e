"""From the tree of clauses to proposed tasks: what each clause orders, of whom, until when."""

import re
from dataclasses import dataclass, field, replace

from nennep.lib.labels import ITEMS, Style
from nennep.lib.text import fold
from nennep.reading.clauses import Node
from nennep.reading.cleaned import Grid, Paragraph
from nennep.reading.context import Context, Mode, below, heading_period, role_of, title_bodies
from nennep.reading.leads import Lead
from nennep.reading.model import Role
from nennep.reading.orders import Order, read_order
from nennep.reading.paragraphs import Found, narrowed, read_paragraph, told_only
from nennep.reading.phrases import plain
from nennep.reading.proposals import Proposal, with_traits
from nennep.reading.sentences import is_ordinal
from nennep.reading.tables import TableReader
from nennep.reading.traits import Traits
from nennep.reading.zones import OPENING

_DETAIL = re.compile(r"nội dung(?: chính| cụ thể)?:")
Items = list[Proposal | Traits]
LONGEST_HEADING = 200
OPENING_PARAGRAPHS = 3  # where an unnumbered text still gives its grounds
_ENDS = (".", ";", ":", ",", "…")


@dataclass
class Level:
    """The context items of one marker stand in, and the lead that set it."""

    context: Context
    heading: bool = False


@dataclass
class Reader:
    """Reads the own text of one clause, top to bottom."""

    node: Node
    base: Context
    tables: TableReader
    items: Items = field(default_factory=list)
    lead: Level | None = None  # set by an unmarked lead
    dash: Level | None = None  # set by a lead behind a dash
    candidate: tuple[Proposal, int] | None = None
    at: int = 0  # the place of the block being read

    def read(self) -> None:
        own = self.node.own
        for i, block in enumerate(own):
            self.at = i
            if isinstance(block, Grid):
                self.items += self.tables.read(block, self.inner)
            elif not (i == 0 and self.node.title) and not (i == 1 and block.text == self.node.title):
                self._paragraph(block, i)

    @property
    def inner(self) -> Context:
        """What holds behind the last paragraph: for tables and for the clauses below."""
        level = self.dash or self.lead
        return level.context if level else self.base

    def _paragraph(self, block: Paragraph, i: int) -> None:
        marker = block.labels[0].style if block.labels and block.labels[0].style in ITEMS else None
        skip = block.labels[0].length if block.labels else 0
        if marker is None and is_ordinal(block.text):
            marker = Style.DASH
        if marker is None and self._is_heading(block, i):
            self._resolve()
            self.lead, self.dash = Level(_under_heading(self.base, block.text), heading=True), None
            return
        context = self._context(marker)
        if _is_preamble(self.node, block, i):
            context = narrowed(context)
        if self._details(block.text[skip:]):
            return
        self._take(read_paragraph(block, skip, context), marker)

    def _details(self, text: str) -> bool:
        """`Nội dung: …` under a heading that orders itself says what its parts are."""
        if not _DETAIL.match(plain(text)):
            return False
        headings = [node for node in (self.node, self.node.parent) if node is not None and node.title and node.label]
        return any(order_in_title(node) is not None for node in headings)

    def _context(self, marker: Style | None) -> Context:
        if marker is Style.PLUS and self.dash:
            return self.dash.context
        return self.lead.context if self.lead else self.base

    def _take(self, found: Found, marker: Style | None) -> None:
        if found.lead or (marker is None and not self._goes_on()):
            self._resolve()
        self.items += found.items
        if found.lead:
            self._set(found.lead, marker)
        elif marker is Style.DASH:
            self.dash = None
        elif marker is None and self.lead and not self.lead.heading and not self._goes_on():
            self.lead = self.dash = None
        if found.candidate:
            self.candidate = (found.candidate, len(self.items))

    def _goes_on(self) -> bool:
        """Unmarked lines behind a lead are its list as long as they end in semicolons."""
        before = self.node.own[self.at - 1] if self.at else None
        return isinstance(before, Paragraph) and before.text.endswith((":", ";"))

    def _set(self, lead: Lead, marker: Style | None) -> None:
        mode = self.base.mode if lead.context.mode is Mode.ORDERS else lead.context.mode  # preambles narrow it
        context = replace(lead.context, clause=self.base.clause, mode=mode)
        if marker is Style.DASH:
            self.dash = Level(context)
        elif marker is None:
            self.lead, self.dash = Level(context), None

    def _resolve(self) -> None:
        """An action before a colon is a task itself when nothing behind the colon was one."""
        if self.candidate and not any(isinstance(item, Proposal) for item in self.items[self.candidate[1] :]):
            self.items.insert(self.candidate[1], self.candidate[0])
        self.candidate = None

    def _is_heading(self, block: Paragraph, i: int) -> bool:
        """An unnumbered heading: it ends like no sentence, something follows, and it is set apart or orders nothing."""
        text = block.text
        if i + 1 >= len(self.node.own) + len(self.node.children) or len(text) > LONGEST_HEADING or text.endswith(_ENDS):
            return False
        set_apart = block.is_upper or block.bold
        return set_apart or bool(title_bodies(text)) or read_order(text, 0, len(text)) is None


def read_tasks(root: Node, context: Context, tables: TableReader) -> list[Proposal]:
    """All proposals in order; `tables` keeps the clauses that rows of tables are."""
    items = _read_node(root, context, tables)
    return [item for item in _applied(items) if isinstance(item, Proposal)]


def _read_node(node: Node, above: Context, tables: TableReader) -> Items:
    context = below(above, node) if node.label else above
    silent = context.role in (Role.RESULTS, Role.OTHER)
    reader = Reader(node, replace(context, mode=_silent_mode(node, context)) if silent else context, tables)
    reader.read()
    inner = reader.inner if node.label else replace(reader.inner, mode=context.mode)
    for child in node.children:
        base = replace(inner, mode=context.mode, role=context.role)
        reader.items += _read_node(child, base, tables)
    reader._resolve()
    items = _applied(reader.items)
    if not silent and not any(isinstance(item, Proposal) for item in items):
        items = _title_task(node, context) + items
        items = _applied(items)
    return items


def _silent_mode(node: Node, context: Context) -> Mode:
    """`3. Về tình hình dịch bệnh` in a conclusion names a topic: what is openly given below it counts."""
    topic = context.base is Mode.FREE and fold(node.title or "").startswith("ve tinh hinh")
    return Mode.ORDERS if topic else Mode.NONE


def _applied(items: Items) -> Items:
    """Give each run of traits to the tasks right before it; traits before any task are kept for the clause above."""
    result: Items = []
    group: list[int] = []
    closed = True
    for item in items:
        if isinstance(item, Proposal):
            if closed:
                group, closed = [], False
            group.append(len(result))
            result.append(item)
        elif group:
            closed = True
            for at in group:
                proposal = result[at]
                if isinstance(proposal, Proposal):
                    result[at] = with_traits(proposal, item)
        else:
            result.append(item)
    return result


def _title_task(node: Node, context: Context) -> Items:
    """A heading that orders, with nothing below it that does: `1. Tổ chức Hội nghị sơ kết` / `Thời gian: …`."""
    if not node.title or context.mode is not Mode.FREE or not node.paragraphs or node.label is None:
        return []
    block, order = node.paragraphs[0], order_in_title(node)
    if order is None:
        return []
    bodies = order.subject.bodies if order.subject else None
    return [
        Proposal(
            context,
            block.text[order.action :],
            block.start + order.action,
            bodies=bodies,
            phrase=order.phrase,
            sure=False,
        )
    ]


def order_in_title(node: Node) -> Order | None:
    """The order a heading gives by itself; headings of known sections and in capitals give none."""
    if node.label is None or not node.title or not node.paragraphs:
        return None
    block = node.paragraphs[0]
    if role_of(node.title) is not None or block.is_upper or not block.text.endswith(node.title):
        return None
    return read_order(block.text, node.label.length, len(block.text))


def _under_heading(context: Context, text: str) -> Context:
    role, bodies = role_of(text), title_bodies(text)
    if role in (Role.RESULTS, Role.OTHER):
        context = replace(context, mode=Mode.NONE)
    if bodies:
        context = replace(context, assignees=bodies, source="đề mục")
    return replace(context, setting=context.setting.under(heading_period(text, context.setting)))


def _is_preamble(node: Node, block: Paragraph, place: int) -> bool:
    """Before the first label: grounds and the telling of a meeting order nothing unless openly."""
    if node.label is not None:
        return False
    first = place < OPENING_PARAGRAPHS
    return bool(node.children) or (first and bool(OPENING.match(block.text))) or told_only(block)
