"""One member as the page shows it: values with their source, spans, history; sealed values masked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from nennep.lib.dates import format_known
from nennep.members.fields import KeptField, kept_fields, masked
from nennep.members.labels import EVENTS, SEXES, STANDINGS
from nennep.members.models import Change, Member, MemberPost, Membership, Stay
from nennep.members.rules import Standing, years_between
from nennep.members.sealing import unseal

if TYPE_CHECKING:
    from django.db.models import QuerySet

HISTORY = (_l("Lúc"), _l("Trường"), _l("Trước"), _l("Sau"), _l("Nguồn"), _l("Người ghi"), _l("Lý do"))
MOST_CHANGES = 200  # shown; the sheet holds all


@dataclass(frozen=True)
class Line:
    field: KeptField
    said: str
    hidden: bool  # a sealed value stands behind the mask
    source: str
    change: Change | None


@dataclass(frozen=True)
class Told:
    """One field of one change."""

    change: Change
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Story:
    """One change, with what it changed."""

    change: Change
    lines: list[Told]


@dataclass(frozen=True)
class OnDay:
    """What was true on a day."""

    day: date
    stays: list[Stay]
    membership: Membership | None
    posts: list[MemberPost]


def lines_of(member: Member, keys: list[str], clear: dict[str, str], changes: list[Change]) -> list[Line]:
    """`clear`: sealed values that have just been unmasked."""
    last: dict[str, Change] = {}
    for change in changes:
        for key in change.values:
            last.setdefault(key, change)
    lines = []
    for key, field in kept_fields().items():
        if key in keys:
            hidden = field.sealed and key in member.sealed and key not in clear
            said = clear.get(key) or (shown_value(field, member.value(key)) if not field.sealed else "")
            said = masked(field, member.value(key)) if hidden else said
            lines.append(Line(field, said, hidden, source_of(last.get(key)), last.get(key)))
    return lines


def shown_value(field: KeptField, text: str) -> str:
    if field.kind == "day":
        return format_known(text)
    return str(dict(SEXES).get(text, text)) if field.kind == "sex" else text


def source_of(change: Change | None) -> str:
    return (change.source or str(change.get_kind_display())) if change else ""


def changes_of(member: Member) -> "QuerySet[Change]":
    """Newest first; with those of records that were merged into this one."""
    whose = [member.pk, *member.merged.values_list("pk", flat=True)]
    return Change.objects.filter(member__in=whose).select_related("by", "member")


def told(changes: "list[Change] | QuerySet[Change]") -> Iterator[Told]:
    fields = kept_fields()
    standings = {str(key): str(word) for key, word in STANDINGS}
    for change in changes:
        whose = change.member.public_id
        for key, (before, after) in change.values.items():
            field = fields.get(key)
            if field is None:
                said = [standings.get(each, each) for each in (before, after)]
                yield Told(change, str(EVENTS.get(key, key)), said[0], said[1])
            elif field.sealed:
                said = [masked(field, unseal(whose, key, token)) for token in (before, after)]
                yield Told(change, field.label, said[0], said[1])
            else:
                yield Told(change, field.label, shown_value(field, before), shown_value(field, after))


def by_change(changes: list[Change]) -> list[Story]:
    lines: dict[int, list[Told]] = {}
    for one in told(changes):
        lines.setdefault(one.change.pk, []).append(one)
    return [Story(change, lines.get(change.pk, [])) for change in changes]


def history_rows(member: Member) -> Iterator[list[object]]:
    for one in told(changes_of(member)):
        by = one.change.by.full_name if one.change.by else _("Hệ thống")
        yield [one.change.at, one.label, one.before, one.after, source_of(one.change), by, one.change.why]


def party_years(member: Member, today: date) -> int | None:
    """Full years of party age: from the admission, once official (Điều 5 Điều lệ Đảng)."""
    return years_between(member.admission, today) if member.official or member.standing == Standing.OFFICIAL else None


def on_day(member: Member, day: date) -> OnDay:
    return OnDay(
        day,
        list(member.stays.on(day).select_related("cell")),
        member.memberships.on(day).first(),
        list(member.posts.on(day).select_related("unit")),
    )
