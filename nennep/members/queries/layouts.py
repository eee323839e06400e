"""In which columns members are handed over today: the office's own, or those that are shipped."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from nennep.members.models import OwnLayout
from nennep.members.outgoing.layout import Column, Layout, layout_on
from nennep.members.outgoing.template import plain, sources
from nennep.web.memory import remembered

EARLIER = 20  # that the page tells of


def own_in_force() -> OwnLayout | None:
    found = OwnLayout.objects.in_force().select_related("confirmed_by")
    return remembered(("own layout",), lambda: found.order_by("-confirmed_at").first())


def layout_for(day: date) -> Layout:
    own, shipped = own_in_force(), layout_on(day)
    return layout_of(own, shipped) if own else shipped


def layout_of(own: OwnLayout, shipped: Layout) -> Layout:
    """What the receiver needs is known of the shipped columns, and asked of those of the same source; of a day in three
    columns, of its year."""
    needed = {column.source: column.needed for column in shipped.columns if column.source}
    told = [(heading, source, needed.get(source.removesuffix(".year"), "")) for heading, source, _why in own.columns]
    columns = tuple(Column(*each) for each in told)
    begun = timezone.localdate(own.confirmed_at) if own.confirmed_at else shipped.valid_from
    return Layout(own.public_id, begun, None, "high", own.file_name, len(columns), columns)


def confirmed_before() -> dict[str, str]:
    """Plain heading → source, the newest word of people."""
    found: dict[str, str] = {}
    for columns in OwnLayout.objects.confirmed().order_by("confirmed_at", "pk").values_list("columns", flat=True):
        found |= {plain(heading): source for heading, source, _why in columns}
    return found


@dataclass(frozen=True)
class Line:
    heading: str
    word: str  # of what fills it
    filled: bool


def lines_of(layout: Layout, kept: Sequence[str]) -> list[Line]:
    words = dict(sources(layout_on(timezone.localdate())))
    return [Line(column.heading, words.get(column.source, ""), column.is_filled(kept)) for column in layout.columns]
