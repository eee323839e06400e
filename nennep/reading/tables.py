"""Tables of assignments: what each column is, which rows group others, one task a row."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from nennep.reading.cleaned import Cell, Grid
from nennep.reading.columns import Column, column_of, is_heading_row
from nennep.reading.context import Context, Mode, heading_period, title_bodies
from nennep.reading.model import Clause, Role
from nennep.reading.naming import names
from nennep.reading.proposals import Proposal
from nennep.reading.traits import Traits

_NUMBER = re.compile(r"\(?\d{1,3}(?:\.\d{1,3})*\)?[.)]?")
_GROUP = re.compile(r"(?P<label>[IVXL]+|[A-ZĐ])(?:[.)/-]|$)")
_COLUMN_NUMBERS = re.compile(r"\(?\d{1,2}\)?|\([a-z]\)")
_INLINE_GROUP = re.compile(r"(?P<label>[IVXL]+|[A-ZĐ])\s*[.)/-]\s+(?P<title>\S.*)")
HEADING_ROWS = 3  # a heading may stand below a title row and over two rows


@dataclass(frozen=True)
class Layout:
    columns: tuple[Column | None, ...]
    rows: int  # rows the heading takes

    def cell(self, row: Sequence[Cell], column: Column) -> Cell | None:
        """The first filled cell of a column that may be split in several."""
        cells = [cell for cell, kind in zip(row, self.columns, strict=False) if kind is column]
        return next((cell for cell in cells if cell.text), cells[0] if cells else None)

    def text(self, row: Sequence[Cell], column: Column) -> str:
        cells = [cell.text for cell, kind in zip(row, self.columns, strict=False) if kind is column and cell.text]
        return " ".join(cells)


@dataclass
class TableReader:
    """Remembers the last table, since a page end cuts a table in two."""

    layout: Layout | None = None
    group: str = ""
    group_context: Context | None = None
    last: Proposal | None = None
    above: dict[Column, str] = field(default_factory=dict)
    clauses: dict[int, list[Clause]] = field(default_factory=dict)  # by where their table begins

    def read(self, grid: Grid, context: Context) -> list[Proposal | Traits]:
        layout = _layout(grid)
        if layout is None and self._continues(grid):
            layout = replace(self.layout, rows=0) if self.layout else None
        elif layout is not None and not self._repeated(layout, grid, context):
            self.group, self.group_context, self.above = "", None, {}
        self.layout = layout
        if layout is None or not _assigns(layout) or context.mode in (Mode.NONE, Mode.RULES):
            return []
        items: list[Proposal | Traits] = []
        for row in grid.rows[layout.rows :]:
            known, group = len(items), self.group_clause(context)
            self._row(row, context, layout, items)
            if len(items) > known and self.last:
                self._note(grid, row, self.last.context.clause, layout.text(row, Column.NUMBER))
            elif self.group_clause(context) != group:
                self._note(grid, row, self.group_clause(context), self.group)
        return items

    def group_clause(self, context: Context) -> str:
        return ".".join(part for part in (context.clause, self.group) if part)

    def _note(self, grid: Grid, row: Sequence[Cell], path: str, label: str) -> None:
        """A row is a clause of its own, so that it can be referred to."""
        text = "\t".join(cell.text for cell in row)
        clause = Clause(path, label, None, text, Role.TASKS, row[0].start, row[-1].end)
        self.clauses.setdefault(grid.start, []).append(clause)

    def _continues(self, grid: Grid) -> bool:
        return self.layout is not None and bool(grid.rows) and len(grid.rows[0]) == len(self.layout.columns)

    def _repeated(self, layout: Layout, grid: Grid, context: Context) -> bool:
        """The same heading again, and numbers that count on: the same table on a new page."""
        if self.layout is None or self.layout.columns != layout.columns or self.last is None:
            return False
        body = grid.rows[layout.rows :]
        first = layout.text(body[0], Column.NUMBER) if body else ""
        return self.last.context.clause.startswith(context.clause) and first.strip(".()") not in ("1", "01", "I", "A")

    def _row(self, row: Sequence[Cell], context: Context, layout: Layout, items: list[Proposal | Traits]) -> None:
        if is_heading_row([cell.text for cell in row]) or not any(cell.text for cell in row) or _counts_columns(row):
            return
        if self._group(row, context, layout):
            return
        content = layout.cell(row, Column.CONTENT)
        if content is None or not content.text:
            return
        number = layout.text(row, Column.NUMBER)
        if not number and self._goes_on(row, layout, content, items):
            return
        proposal = self._proposal(row, content, layout, self.group_context or context)
        self.last = proposal
        items.append(proposal)

    def _group(self, row: Sequence[Cell], context: Context, layout: Layout) -> bool:
        filled = [cell.text for cell in row if cell.text]
        number = layout.text(row, Column.NUMBER)
        label = _GROUP.fullmatch(number.strip())
        lone = len(filled) == 1 and not _NUMBER.fullmatch(filled[0])
        inline = _INLINE_GROUP.fullmatch(filled[0]) if len(filled) == 1 else None
        if not (lone or (label and len(filled) <= 2)):
            return False
        title = inline["title"] if inline else filled[-1]
        if lone and not inline and not _titles_group(filled[0], layout, row):
            return False
        part = inline["label"] if inline else label["label"] if label else ""
        self.group = part
        bodies = title_bodies(title)
        inner = replace(context, setting=context.setting.under(heading_period(title, context.setting)))
        self.group_context = replace(inner, assignees=bodies, source="bảng") if bodies else inner
        self.above = {}
        return True

    def _goes_on(self, row: Sequence[Cell], layout: Layout, content: Cell, items: list[Proposal | Traits]) -> bool:
        """A row cut by a page end goes on without a number, in small letters."""
        if not items or not isinstance(items[-1], Proposal) or Column.NUMBER not in layout.columns:
            return False
        if not content.text[0].islower():
            return False
        last = items[-1]
        traits = _traits(row, layout)
        items[-1] = replace(last, traits=Traits(due_text=None).joined(traits).joined(last.traits))
        return True

    def _proposal(self, row: Sequence[Cell], content: Cell, layout: Layout, context: Context) -> Proposal:
        traits = self._filled_down(_traits(row, layout), row, layout)
        number = layout.text(row, Column.NUMBER).strip()
        parts = [context.clause, self.group, number.strip(" .()") if _NUMBER.fullmatch(number) else ""]
        clause = ".".join(part for part in parts if part)
        source = replace(context, clause=clause, source="bảng")
        return Proposal(source, content.text, content.start, phrase="dòng của bảng", traits=traits, whole=True)

    def _filled_down(self, traits: Traits, row: Sequence[Cell], layout: Layout) -> Traits:
        """A cell merged over several rows is empty in all but the first."""
        for column in (Column.LEAD, Column.DUE):
            text = layout.text(row, column)
            if text:
                self.above[column] = text
        lead, due = self.above.get(Column.LEAD, ""), self.above.get(Column.DUE, "")
        return replace(traits, assignees=traits.assignees or names(lead), due_text=traits.due_text or due or None)


def _layout(grid: Grid) -> Layout | None:
    for i, row in enumerate(grid.rows[:HEADING_ROWS]):
        texts = [cell.text for cell in row]
        if not is_heading_row(texts):
            continue
        columns = [column_of(text) if text else None for text in texts]
        rows = i + 1
        if rows < len(grid.rows) and _is_second_heading(grid.rows[rows], columns):
            for at, cell in enumerate(grid.rows[rows]):
                columns[at] = column_of(cell.text) or columns[at] if cell.text else columns[at]
            rows += 1
        return Layout(tuple(columns), rows)
    return None


def _is_second_heading(row: Sequence[Cell], columns: Sequence[Column | None]) -> bool:
    """`Phân công` over `Chủ trì | Phối hợp`: short known words, nothing under TT and content."""
    if len(row) != len(columns):
        return False
    filled = [(cell.text, kind) for cell, kind in zip(row, columns, strict=True) if cell.text]
    known = [column_of(text) for text, _ in filled]
    fixed = {Column.NUMBER, Column.CONTENT}
    return (
        bool(filled)
        and all(kind is not None for kind in known)
        and not any(kind in fixed for _, kind in filled)
        and len(filled) < len(row)
    )


def _assigns(layout: Layout) -> bool:
    return Column.CONTENT in layout.columns and bool({Column.LEAD, Column.DUE, Column.PRODUCT} & set(layout.columns))


def _counts_columns(row: Sequence[Cell]) -> bool:
    filled = [cell.text for cell in row if cell.text]
    return len(filled) >= 3 and all(_COLUMN_NUMBERS.fullmatch(text) for text in filled)


def _titles_group(text: str, layout: Layout, row: Sequence[Cell]) -> bool:
    """A lone cell is a heading of the rows below unless it stands under the content column of a numbered table."""
    content = layout.cell(row, Column.CONTENT)
    under_content = content is not None and content.text == text
    return not under_content or text.isupper() or len(text) < 90


def _traits(row: Sequence[Cell], layout: Layout) -> Traits:
    return Traits(
        assignees=names(layout.text(row, Column.LEAD)),
        collaborators=names(layout.text(row, Column.WITH)),
        supervisor=layout.text(row, Column.SUPERVISOR) or None,
        due_text=layout.text(row, Column.DUE) or None,
        product=layout.text(row, Column.PRODUCT) or None,
    )
