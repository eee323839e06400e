"""Indexes of tasks and of the answers owed, hundreds of thousands in a city; each with the question that it serves."""

from django.db import models
from django.db.models import Q

PLAIN = ("is_dated", "owes_answer", "excused", "is_open", "whole", "annulled_at")  # asked of nearly every open answer

ANSWER_INDEXES = [
    models.Index(fields=["unit", "is_open", "due"], name="assignment_of_unit"),  # a unit's list
    models.Index(fields=["unit", "period", "state"], name="assignment_in_period"),  # a unit's return, figures
    # how much is late, read from the index alone
    models.Index(fields=["due", "unit", "task"], name="assignment_late", condition=Q(is_open=True, is_dated=True)),
    # who has long said nothing, likewise
    models.Index(
        fields=["heard_on", "unit", "task"],
        name="assignment_silent",
        condition=Q(is_open=True, owes_answer=True),
    ),
    # units that owe a word, counted unit by unit from the index alone
    models.Index(
        fields=["unit", "heard_on", "due", "state", *PLAIN, "reminded", "reminded_at"],
        name="assignment_open",
        condition=Q(is_open=True),
    ),
    # the week's counts, and what waits to be decided, likewise
    models.Index(
        fields=["state", "due", "heard_on", "unit", *PLAIN],
        name="assignment_open_state",
        condition=Q(is_open=True),
    ),
    # the list of answers by how they look, the nearest date first, and its count
    models.Index(
        fields=["due", "id", "state", "heard_on", "first_due", *PLAIN],
        name="assignment_open_due",
        condition=Q(is_open=True),
    ),
    # the same list of all answers, and of closed ones
    models.Index(
        fields=["due", "id", "annulled_at", "whole"],
        name="assignment_listed",
        condition=Q(annulled_at=None, whole=None),
    ),
    models.Index(
        fields=["state", "due", "id", "annulled_at", "whole"],
        name="assignment_in_state",
        condition=Q(annulled_at=None, whole=None),
    ),
    models.Index(fields=["closed_at", "unit"], name="assignment_closed", condition=Q(closed_at__isnull=False)),
    # what others contribute where one leads; to how many a task was given, counted from the index alone
    models.Index(fields=["task", "part", "is_open", "due", "annulled_at"], name="assignment_shares"),
    # one's own; an index that also held the units' empty places would make SQLite read them all
    models.Index(fields=["person"], name="assignment_of_person", condition=Q(person__isnull=False)),
    models.Index(fields=["whole"], name="assignment_part", condition=Q(whole__isnull=False)),
]

TASK_INDEXES = [
    models.Index(fields=["directive", "start", "id"], name="task_in_directive"),  # review, directive's page
    models.Index(fields=["unit", "state", "next_due"], name="task_of_office"),  # the list of tasks, by date
    # the same of who reads everything: list and counts above it are read from the index alone
    models.Index(fields=["state", "next_due", "id", "closed_at", "whole"], name="task_listed", condition=Q(whole=None)),
    # answers of a field: of the index that holds the many without one too, SQLite expects nothing good
    models.Index(fields=["field"], name="task_of_field", condition=Q(field__isnull=False)),
    models.Index(fields=["whole"], name="task_part", condition=Q(whole__isnull=False)),  # parts of a whole
    # what is to be repeated: the scheduler's nightly question
    models.Index(fields=["id"], name="task_recurring", condition=~Q(recurrence="")),
    models.Index(fields=["directive"], name="task_undecided", condition=Q(state__in=["proposed", "later"])),
]
