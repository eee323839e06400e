"""Two members side by side, field by field, and how their spans will stand; sealed values masked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from nennep.lib.dates import format_known
from nennep.members.fields import KeptField, kept_fields, masked
from nennep.members.joining import Joined
from nennep.members.labels import STANDINGS, WHY_TAKEN
from nennep.members.models import Member, MemberPost, Membership, Stay, Twins
from nennep.members.queries.merging import PLACES, Sides, proposals, sides_of, spans_of
from nennep.members.queries.person import shown_value
from nennep.members.resolving import Taken
from nennep.members.rules import TwinsState
from nennep.organisation.models import Unit

ONE, OTHER = "one", "other"
OPEN = (TwinsState.WAITING, TwinsState.LATER)  # may yet be merged
Proposed = tuple[str, Taken] | None  # side, and why
Clear = Mapping[str, Mapping[str, str]]  # side → field → what was unmasked


@dataclass(frozen=True)
class Line:
    key: str
    label: str
    one: str
    other: str
    differs: bool
    chosen: str  # side that is proposed; "" where both say the same
    why: str


@dataclass(frozen=True)
class SpanLine:
    what: str
    said: str
    starts: str
    ends: str
    joined: int  # spans that became this one


@dataclass(frozen=True)
class Beside:
    lines: list[Line]
    spans: list[SpanLine]
    keep: str  # side of the record that remains
    masked: bool  # whether anything is hidden


def beside(pair: Twins, kept: Iterable[str], today: date, clear: Clear) -> Beside:
    sides = sides_of(pair.one, pair.other)
    keep = ONE if sides.winner == pair.one else OTHER
    proposed = {key: (other_of(keep) if each.from_loser else keep, each.why) for key, each in proposals(sides).items()}
    fields = [(key, field) for key, field in kept_fields().items() if key in set(kept) or key in proposed]
    lines = [line_of(field, pair, proposed.get(key), clear) for key, field in fields]
    lines += [line_of_place(key, pair, proposed.get(key)) for key in PLACES]
    taken = [key for key, (side, _why) in proposed.items() if side != keep]
    hidden = any(field.sealed and key in {*pair.one.sealed, *pair.other.sealed} for key, field in fields)
    spans = span_lines(sides, taken, today) if pair.state in OPEN else []
    return Beside([each for each in lines if each.one or each.other], spans, keep, hidden)


def other_of(side: str) -> str:
    return OTHER if side == ONE else ONE


def line_of(field: KeptField, pair: Twins, proposed: Proposed, clear: Clear) -> Line:
    said = [shown_of(field, member, clear.get(side, {})) for side, member in ((ONE, pair.one), (OTHER, pair.other))]
    return Line(field.key, field.label, said[0], said[1], proposed is not None, *chosen_of(proposed))


def shown_of(field: KeptField, member: Member, clear: Mapping[str, str]) -> str:
    text = member.value(field.key)
    return masked(field, text) if field.sealed and field.key not in clear else shown_value(field, text)


def line_of_place(key: str, pair: Twins, proposed: Proposed) -> Line:
    if key == "cell":
        said, label = [pair.one.cell.label, pair.other.cell.label], _("Nơi sinh hoạt")
    else:
        said, label = [pair.one.get_standing_display(), pair.other.get_standing_display()], _("Tư cách")
    return Line(key, label, said[0], said[1], proposed is not None, *chosen_of(proposed))


def chosen_of(proposed: Proposed) -> tuple[str, str]:
    return (proposed[0], str(WHY_TAKEN[proposed[1]])) if proposed else ("", "")


def span_lines(sides: Sides, taken: list[str], today: date) -> list[SpanLine]:
    spans = spans_of(sides, taken, today)
    units = Unit.objects.in_bulk([*(each.what for each in spans[Stay]), *(each.what[1] for each in spans[MemberPost])])
    labels = {pk: unit.label for pk, unit in units.items()}
    standings = {str(key): str(word) for key, word in STANDINGS}
    lines = [told(_("Nơi sinh hoạt"), labels[each.what], each) for each in spans[Stay]]
    lines += [told(_("Tư cách"), standings[str(each.what)], each) for each in spans[Membership]]
    titles = dict(MemberPost.objects.filter(pk__in=[each.pk for each in spans[MemberPost]]).values_list("pk", "title"))
    for each in spans[MemberPost]:
        where = labels.get(each.what[1], "")
        lines.append(told(_("Chức vụ"), f"{titles[each.pk]}, {where}" if where else titles[each.pk], each))
    return lines


def told(what: str, said: str, span: Joined) -> SpanLine:
    return SpanLine(what, said, format_known(span.starts), format_known(span.ends), len(span.gone) + 1)
