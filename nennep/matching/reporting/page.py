"""The report as one page of HTML that needs nothing beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree
from lxml.html import builder as E

from nennep.lib.figures import whole
from nennep.matching.reporting.figures import written
from nennep.matching.reporting.workbook import Table

MOST = 200  # rows of a list on the page; more stand in the workbook
SHORT, LONG = 14, 40  # characters up to which a text is not broken, and from which it is given room
_STYLE = Path(__file__).with_name("page.css").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Summary:
    title: str  # the answer
    lede: str
    figures: Sequence[tuple[str, int, str]]  # what is counted, how many, the title of its list


def page(summary: Summary, tables: Sequence[Table]) -> str:
    made = E.HTML(
        E.HEAD(
            E.META(charset="utf-8"),
            E.META(name="viewport", content="width=device-width, initial-scale=1"),
            E.TITLE(summary.title),
            E.STYLE(_STYLE),
        ),
        E.BODY(
            E.HEADER(E.H1(summary.title), E.P(summary.lede)),
            E.DL(*(_figure(said, count, _id(title)) for said, count, title in summary.figures)),
            E.NAV(
                *(E.A(table.title, href=f"#{_id(table.title)}") for table in tables), **{"aria-label": "Trên trang này"}
            ),
            E.MAIN(*map(_section, tables)),
        ),
        lang="vi",
    )
    return etree.tostring(made, method="html", doctype="<!DOCTYPE html>", encoding="unicode", pretty_print=False)


def _figure(said: str, count: int, target: str) -> Any:
    return E.DIV(E.DT(said), E.DD(E.A(whole(count), href=f"#{target}")))


def _id(title: str) -> str:
    return "-".join(title.lower().replace(",", "").split())


def _section(table: Table) -> Any:
    heading = E.H2(table.title, id=_id(table.title))
    if not table.rows:
        return E.SECTION(heading, E.P("Không có."))
    shown = table.rows if table.anchors else table.rows[: MOST * table.tied]
    figures = [isinstance(value, (int, float)) for value in table.rows[0]]
    heads = [E.TH(said, _class(figure), scope="col") for said, figure in zip(table.heads, figures, strict=True)]
    groups = [
        E.TBODY(
            *([_over(table.groups[start], len(heads))] if start in table.groups else []),
            *(_row(row, table, start + place) for place, row in enumerate(shown[start : start + table.tied])),
            **({"id": _id(table.anchors[start])} if start in table.anchors else {}),
        )
        for start in range(0, len(shown), table.tied)
    ]
    listed = E.TABLE(E.THEAD(E.TR(*heads)), *groups)
    scroller = E.DIV(listed, E.CLASS("scroll"), tabindex="0", role="region", **{"aria-label": table.title})
    note = _note(table, len(shown) // table.tied)
    return E.SECTION(heading, scroller, *([E.P(note, E.CLASS("note"))] if note else []))


def _over(said: str, columns: int) -> Any:
    """What the rows below are of, where a figure opens them."""
    return E.TR(E.TH(said, scope="rowgroup", colspan=str(columns)))


def _row(row: Sequence[object], table: Table, line: int) -> Any:
    """Of rows that are tied together the first alone says what holds for all."""
    tied, first = table.tied > 1, line % table.tied == 0
    cells = [
        _linked(value, table.links[line, place])
        if (line, place) in table.links and isinstance(value, (int, float))
        else _cell(value, {"rowspan": str(table.tied)} if tied and place in table.shared else {})
        for place, value in enumerate(row)
        if first or place not in table.shared
    ]
    return E.TR(*cells)


def _linked(value: float, target: str) -> Any:
    return E.TD(E.A(written(value), href=f"#{_id(target)}"), _class(figure=True))


def _cell(value: object, spans: dict[str, str]) -> Any:
    if value is None:
        return E.TD("", **spans)
    if isinstance(value, (int, float)):
        return E.TD(written(value), _class(figure=True), **spans)
    said = str(value)
    width = E.CLASS("keep") if len(said) <= SHORT else E.CLASS("long") if len(said) > LONG else {}
    return E.TD(said, **width, **spans)


def _note(table: Table, shown: int) -> str:
    rows = table.whole if table.whole is not None else len(table.rows) // table.tied
    more = f"report.xlsx{f' và {table.file}' if table.file else ''}"
    return f"{whole(shown)} trong {whole(rows)} dòng; xem tiếp ở {more}." if shown < rows else ""


def _class(figure: bool) -> dict[str, str]:
    return E.CLASS("figure") if figure else {}
