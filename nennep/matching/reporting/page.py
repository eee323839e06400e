"""The report as one page of HTML that needs nothing beside it."""

from collections.abc import Sequence

from lxml import etree
from lxml.html import builder as E

from nennep.matching.reporting.workbook import Table

MOST = 200  # rows of a list on the page; more stand in the workbook
_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; color: #1c1b19; max-width: 72rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.6rem } h2 { font-size: 1.15rem; margin-top: 2.5rem; border-bottom: 1px solid #1c1b19 }
dl { display: flex; flex-wrap: wrap; gap: 1.5rem } dt { font-size: .85rem } dd { margin: 0; font-size: 1.6rem; font-variant-numeric: tabular-nums }
div { overflow-x: auto } table { border-collapse: collapse; font-size: .85rem; width: 100% }
th, td { text-align: left; vertical-align: top; padding: .25rem .6rem .25rem 0; border-bottom: 1px solid #d8d5ce }
td.figure, th.figure { text-align: right; font-variant-numeric: tabular-nums } p.note { font-size: .85rem; color: #5c5850 }
@media print { body { margin: 0; max-width: none } thead { display: table-header-group } tr { break-inside: avoid } }
"""  # fmt: skip # noqa: E501


def page(figures: Sequence[tuple[str, int]], tables: Sequence[Table]) -> str:
    persons, records = figures[1][1], figures[0][1]
    title = f"{_number(records)} hồ sơ của {_number(persons)} người"
    whole = E.HTML(
        E.HEAD(
            E.META(charset="utf-8"),
            E.META(name="viewport", content="width=device-width, initial-scale=1"),
            E.TITLE(title),
            E.STYLE(_STYLE),
        ),
        E.BODY(
            E.H1(title),
            E.DL(*(E.DIV(E.DT(said), E.DD(_number(count))) for said, count in figures[2:])),
            *(part for table in tables for part in _section(table)),
        ),
        lang="vi",
    )
    return etree.tostring(whole, method="html", doctype="<!DOCTYPE html>", encoding="unicode", pretty_print=False)


def _section(table: Table) -> list[etree._Element]:
    if not table.rows:
        return [E.H2(table.title), E.P("Không có.")]
    shown = table.rows[:MOST]
    figures = [isinstance(value, (int, float)) for value in table.rows[0]]
    heads = [E.TH(said, _class(figure), scope="col") for said, figure in zip(table.heads, figures, strict=True)]
    rows = [E.TR(*(E.TD(_said(value), _class(isinstance(value, (int, float)))) for value in row)) for row in shown]
    made = [E.H2(table.title), E.DIV(E.TABLE(E.THEAD(E.TR(*heads)), E.TBODY(*rows)))]
    if note := _note(table, len(shown)):
        made.append(E.P(note, E.CLASS("note")))
    return made


def _note(table: Table, shown: int) -> str:
    rows = table.whole if table.whole is not None else len(table.rows)
    return f"{_number(shown)} trong {_number(rows)} dòng; xem tiếp ở report.xlsx." if shown < rows else ""


def _class(figure: bool) -> dict[str, str]:
    return E.CLASS("figure") if figure else {}


def _said(value: object) -> str:
    if value is None:
        return ""
    return _number(value) if isinstance(value, (int, float)) else str(value)


def _number(value: float) -> str:
    """`1.234.567`, `97,5`."""
    return f"{value:,}".translate(str.maketrans(",.", ".,"))
