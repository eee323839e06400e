"""Values of fields that the office no longer keeps: erased wherever they stand, some hundreds of rows at a time.

There is no way back: the page on which the fields are chosen says how many records it concerns, and asks once.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from nennep.imports.models import PreviewRow
from nennep.jobs.actions import enqueue
from nennep.jobs.models import Job, JobState
from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.members.fields import kept_fields
from nennep.members.models import Basis, Change, Flaw, ListBack, Member, Merge, Suggestion
from nennep.members.models.member import MARKED
from nennep.members.wiping import (
    FOLDED,
    Fields,
    wipe_flaw,
    wipe_list_back,
    wipe_member,
    wipe_merge,
    wipe_preview_row,
    wipe_values,
)

if TYPE_CHECKING:
    from nennep.accounts.models import User

JOB = "erase_fields"
AT_ONCE = 500  # rows of one transaction
PREVIEWS = ("members", "members_list")  # kinds of which rows say something of members
Told = Callable[[int, int], None]


def left_out(kept: Fields) -> tuple[str, ...]:
    """All that might be kept and is not."""
    return tuple(key for key, field in kept_fields().items() if key not in kept and not field.needed)


def holding(fields: Fields) -> dict[str, int]:
    """Field → records with a value, those merged into others too; noughts left out."""
    asked = {f"n_{key}": Count("pk", filter=has_value(key)) for key in fields}
    found = Member.objects.order_by().aggregate(all=Count("pk"), **asked)
    return {key: found[f"n_{key}"] for key in fields if found[f"n_{key}"]}


def concerned(fields: Fields) -> int:
    """Records that have a value in any of them."""
    return Member.objects.filter(any_of(has_value(key) for key in fields)).count()


def has_value(key: str) -> Q:
    return Q(sealed__has_key=key) if kept_fields()[key].sealed else ~Q(**{key: ""})


def any_of(conditions: Iterable[Q]) -> Q:
    return reduce(or_, conditions, Q(pk__in=[]))


def must_be_idle() -> None:
    """What is being erased is not taken up again meanwhile."""
    if Job.objects.filter(kind=JOB, state__in=[JobState.WAITING, JobState.RUNNING]).exists():
        raise RuleBroken(_("Giá trị của các trường đã bỏ đang được xóa. Hãy đợi xong rồi chọn lại."))


def erase_soon(basis: Basis, *, by: "User") -> Job | None:
    """In the transaction of the choice; nothing where no record was ever kept."""
    fields = left_out(basis.fields)
    if not fields or not Member.objects.exists():
        return None
    payload = {"basis": basis.pk, "fields": list(fields)}
    return enqueue(JOB, _("Xóa giá trị của các trường không còn giữ"), payload, by=by)


def erase_fields(basis: Basis, fields: Fields, told: Told, *, by: "User") -> int:
    """How many rows were changed; a second run after a crash finds those that are left."""
    places = list(places_of(fields))
    total, seen, done = sum(place.rows.count() for place in places), 0, 0
    for place in places:
        for looked_at, changed in wiped(place, fields):
            seen, done = seen + looked_at, done + changed
            told(min(seen, total), total)
    with transaction.atomic():
        record(by, "register.fields_erased", basis, fields=sorted(fields), rows=done)
    return done


@dataclass(frozen=True)
class Place:
    """Where values lie, and how they leave a row."""

    rows: "QuerySet[Any]"  # that may hold one
    wipe: Callable[[Any, Fields], bool]
    columns: tuple[str, ...]


def places_of(fields: Fields) -> Iterator[Place]:
    """Members last: by then nothing is left from which a value could come back."""
    told = any_of(Q(values__has_key=key) for key in fields)
    yield Place(Change.objects.filter(told), wipe_values, ("values",))
    yield Place(Suggestion.objects.filter(told), wipe_values, ("values",))
    previewed = PreviewRow.objects.filter(preview__kind__in=PREVIEWS).exclude(values={})
    yield Place(previewed, wipe_preview_row, ("values", "changes"))
    yield Place(ListBack.objects.exclude(rows=[]), wipe_list_back, ("rows",))
    flawed = Flaw.objects.filter(field__in=fields).exclude(message="", number="")
    yield Place(flawed, wipe_flaw, ("message", "number"))
    yield Place(Merge.objects.exclude(rows=[]), wipe_merge, ("rows",))
    plain = [key for key in fields if not kept_fields()[key].sealed]
    marks = [f"{key}_mark" for key in fields if key in MARKED]
    held = Member.objects.filter(any_of(has_value(key) for key in fields))
    yield Place(held, wipe_member, ("sealed", FOLDED, *plain, *marks))


def wiped(place: Place, fields: Fields) -> Iterator[tuple[int, int]]:
    """Rows looked at and rows changed, some at a time."""
    last = 0
    while True:
        with transaction.atomic():
            asked = place.rows.filter(pk__gt=last).select_for_update(of=("self",)).order_by("pk")
            some = list(asked[:AT_ONCE])
            changed = [row for row in some if place.wipe(row, fields)]
            place.rows.model._default_manager.bulk_update(changed, place.columns, batch_size=100)
        if not some:
            return
        last = some[-1].pk
        yield len(some), len(changed)
