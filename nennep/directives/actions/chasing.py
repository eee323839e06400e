"""Many answers asked for at once, on record: by the machine in the morning, or by a person for whole units."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from nennep.accounts.models import User
from nennep.directives.models import Assignment, ProgressEntry
from nennep.directives.rules import Verb, Via


@dataclass(frozen=True)
class Asking:
    """`verb`: REMIND to who owes it, ESCALATE to who stands above."""

    verb: Verb
    day: date
    text: str = ""


@transaction.atomic
def note_many(answers: Sequence[int], asking: Asking, *, by: User | None) -> None:
    """A word on each, as `reminding.note_reminder` writes it, in three queries for all.

    Who calls it journals the act as one. The versions stay: a form that is open on such an answer is not outdated.
    """
    kept = dict(Assignment.objects.filter(pk__in=answers).values_list("pk", "state"))
    via = Via.CLOCK if by is None else Via.WEB
    entries = [
        ProgressEntry(
            assignment_id=pk, verb=asking.verb, by=by, day=asking.day, text=asking.text.strip(), via=via, after=state
        )
        for pk, state in kept.items()
    ]
    ProgressEntry.objects.bulk_create(entries, batch_size=500)
    Assignment.objects.filter(pk__in=list(kept)).update(reminded=F("reminded") + 1, reminded_at=timezone.now())
