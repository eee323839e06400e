"""What units asked for and wait to be told: a later date, an objective cause."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from nennep.directives.models import Assignment, AssignmentQuerySet, Extension, ObjectiveCause
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


def with_asks(answers: AssignmentQuerySet) -> AssignmentQuerySet:
    """Answers with what waits to be decided of each, for `asks_of`."""
    waiting = {"assignment": OuterRef("pk"), "state": AskState.ASKED}
    later = Extension.objects.filter(**waiting).order_by("-pk")
    cause = ObjectiveCause.objects.filter(**waiting).order_by("-pk")
    found: AssignmentQuerySet = answers.annotate(
        asked_until=Subquery(later.values("until")[:1]),
        asked_why=Subquery(later.values("reason")[:1]),
        asked_cause=Subquery(cause.values("reason")[:1]),
    )
    return found


def asks_of(answer: Assignment) -> list[Ask]:
    row: Any = answer
    later = [Ask(row.asked_until, row.asked_why)] if row.asked_until else []
    return later + ([Ask(None, row.asked_cause)] if row.asked_cause is not None else [])
