"""What units asked for and wait to be told: a later date, an objective cause."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import DateField, Value
from django.utils.translation import gettext as _

from nennep.directives.models import Extension, ObjectiveCause
from nennep.directives.rules import AskState
from nennep.lib.dates import format_date


@dataclass(frozen=True)
class Ask:
    until: date | None  # the date asked for; none where a cause was stated
    reason: str

    @property
    def words(self) -> str:
        if self.until is None:
            return _("Nêu nguyên nhân khách quan: %(reason)s") % {"reason": self.reason}
        return _("Xin gia hạn đến %(day)s: %(reason)s") % {"day": format_date(self.until), "reason": self.reason}


def asks_of(assignments: list[int]) -> dict[int, list[Ask]]:
    """What waits to be decided of each, in one query."""
    waiting = {"assignment__in": assignments, "state": AskState.ASKED}
    causes = ObjectiveCause.objects.filter(**waiting).order_by()
    extensions = Extension.objects.filter(**waiting).order_by()
    no_date = Value(None, output_field=DateField())
    found: dict[int, list[Ask]] = defaultdict(list)
    rows = extensions.values_list("assignment", "until", "reason")
    for assignment, until, reason in rows.union(causes.values_list("assignment", no_date, "reason"), all=True):
        found[assignment].append(Ask(until, reason))
    return found
