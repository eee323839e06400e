"""What every change of the tree shares: the lock, a child's number, a dated change on record."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nennep.lib.dates import format_date
from nennep.lib.errors import RuleBroken
from nennep.organisation.models import Post, Unit, UnitChange
from nennep.organisation.rules import ChangeKind, child_path, last_number

if TYPE_CHECKING:
    from nennep.accounts.models import User

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Dated:
    """From which day a change holds, and by which decision or for which reason."""

    day: date
    reason: str


def lock_tree() -> None:
    """One change of the tree at a time: two moves that are good alone may close a circle together."""
    list(Unit.objects.select_for_update().filter(parent=None).values_list("pk"))


def locked(unit: Unit) -> Unit:
    lock_tree()
    return Unit.objects.select_for_update().get(pk=unit.pk)


def next_path(parent: Unit) -> str:
    """The path of a new child; a number once given is never given again, even when its child moved away."""
    newest = parent.children.order_by("-path").values_list("path", flat=True).first()
    number = max(parent.children_made, last_number(newest) if newest else 0) + 1
    try:
        path = child_path(parent.path, number)
    except ValueError:
        raise RuleBroken(_("%(parent)s đã có quá nhiều đơn vị trực thuộc.") % {"parent": parent.name}) from None
    parent.children_made = number
    parent.save(update_fields=["children_made"])
    return path


def check_day(unit: Unit, when: Dated) -> None:
    if when.day > timezone.localdate():
        raise RuleBroken(_("Ngày có hiệu lực chưa đến. Hãy ghi thay đổi này vào ngày đó."))
    if when.day <= unit.valid_from:
        raise RuleBroken(
            _("%(unit)s có từ ngày %(day)s; ngày thay đổi phải sau ngày đó.")
            % {"unit": unit.name, "day": format_date(unit.valid_from)}
        )
    last = unit.changes.order_by("-day").first()
    if last and when.day < last.day:
        raise RuleBroken(
            _("%(unit)s đã có thay đổi ghi ngày %(day)s; hãy ghi từ ngày đó trở đi.")
            % {"unit": unit.name, "day": format_date(last.day)}
        )


def check_living(unit: Unit) -> None:
    if unit.valid_to is not None and unit.valid_to < timezone.localdate():
        raise RuleBroken(
            _("%(unit)s đã kết thúc hoạt động ngày %(day)s.") % {"unit": unit.name, "day": format_date(unit.valid_to)}
        )


def check_childless(unit: Unit) -> None:
    if count := unit.children.living().count():
        raise RuleBroken(
            ngettext(
                "%(unit)s còn %(n)s đơn vị trực thuộc đang hoạt động. Hãy chuyển hoặc kết thúc chúng trước.",
                "%(unit)s còn %(n)s đơn vị trực thuộc đang hoạt động. Hãy chuyển hoặc kết thúc chúng trước.",
                count,
            )
            % {"unit": unit.name, "n": count}
        )


def end_unit(unit: Unit, last_day: date) -> None:
    """The unit's last day, and that of its posts; grants that hang on these posts end with them."""
    unit.valid_to = last_day
    unit.save(update_fields=["valid_to"])
    standing = Post.objects.filter(unit=unit).exclude(ends__lte=last_day)
    standing.filter(starts__lte=last_day).update(ends=last_day)


@dataclass(frozen=True)
class Happened:
    kind: ChangeKind
    before: dict[str, Any]
    after: dict[str, Any]
    others: Iterable[Unit] = ()


def note_change(unit: Unit, happened: Happened, when: Dated, *, by: "User | None") -> UnitChange:
    change = UnitChange.objects.create(
        unit=unit,
        kind=happened.kind,
        day=when.day,
        before=happened.before,
        after=happened.after,
        reason=when.reason[:500],
        by=by,
    )
    change.others.set(happened.others)
    return change
