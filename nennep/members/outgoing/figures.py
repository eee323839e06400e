"""The statistics of a unit as they leave: a workbook, and an official table in Word."""

from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import override

from nennep.lib.dates import format_date
from nennep.lib.figures import whole
from nennep.members.bands import Facet, facets
from nennep.members.outgoing.workbook import Table, write_workbook
from nennep.members.queries.statistics import ALL, Line, Statistics
from nennep.organisation.models import Office
from nennep.writing.papers import Column, Letterhead, Side, TableBlock, Tables, write_tables

NUMBER, UNIT, FIGURE = 9, 62, 20  # mm


def headings_of(facet: Facet) -> list[str]:
    return ["TT", _("Tổ chức"), _("Đảng viên"), *(band.said for band in facet.bands)]


def rows_of(found: Statistics, facet: Facet) -> Iterator[list[object]]:
    """The total last, as the office's tables have it."""
    for number, line in enumerate(found.lines, 1):
        yield [number, name_of(line), line.all, *figures(line, facet)]
    yield ["", _("Tổng số"), found.total.all, *figures(found.total, facet)]


def figures(line: Line, facet: Facet) -> list[int]:
    return [line.counts.get(f"{facet.key}/{band.key}", 0) for band in facet.bands]


def name_of(line: Line) -> str:
    return _("%(unit)s (trực tiếp)") % {"unit": line.unit.name} if line.here else line.unit.name


def all_in_one(found: Statistics) -> tuple[list[str], list[list[object]]]:
    """Every facet side by side, for one sheet."""
    headings = [_("Tổ chức"), _("Đảng viên")]
    headings += [f"{facet.said}: {band.said}" for facet in facets().values() for band in facet.bands]
    lines = [*found.lines, found.total]
    names = [*(name_of(line) for line in found.lines), _("Tổng số")]
    return headings, [
        [name, line.counts.get(ALL, 0), *(n for facet in facets().values() for n in figures(line, facet))]
        for name, line in zip(names, lines, strict=True)
    ]


def write_figures(found: Statistics, to: Path) -> int:
    """A sheet for each facet; how many rows one of them has."""
    with override("vi"):
        tables = [Table(facet.said, headings_of(facet), list(rows_of(found, facet))) for facet in facets().values()]
        write_workbook(to, tables)
    return tables[0].written


def figures_document(found: Statistics) -> bytes:
    """In Vietnamese, whoever asks for it."""
    with override("vi"):
        office = Office.objects.get()
        head = Letterhead(superior=office.superior, issuer=office.name, place=office.place, day=found.day)
        tables = [(facet.label, table_of(found, facet)) for facet in facets().values()]
        subtitle = f"{found.unit.name}, số liệu đến ngày {format_date(found.day)}"
        return write_tables(Tables(head, "THỐNG KÊ ĐẢNG VIÊN", subtitle, tables))


def table_of(found: Statistics, facet: Facet) -> TableBlock:
    sides = [Side.CENTRE, Side.LEFT, *[Side.CENTRE] * (len(facet.bands) + 1)]
    widths = [NUMBER, UNIT, *[FIGURE] * (len(facet.bands) + 1)]
    columns = [Column(*each) for each in zip(headings_of(facet), widths, sides, strict=True)]
    return TableBlock(columns, [[said(cell) for cell in row] for row in rows_of(found, facet)])


def said(cell: object) -> str:
    return whole(cell) if isinstance(cell, int) else str(cell)
