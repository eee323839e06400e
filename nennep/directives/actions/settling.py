"""After each move of an answer: the task's nearest date, whether it is closed, the percent of the whole above."""

from django.db.models import Min, Q
from django.utils import timezone

from nennep.directives.models import Assignment, ProgressEntry, Task
from nennep.directives.rules import NEVER, AnswerState, TaskState, Verb, percent_of, weighted_percent


def settle(task: Task) -> None:
    """Bring what a task keeps of its answers into line with them; two queries, and two more for a part."""
    answers = task.assignments.filter(annulled_at=None)
    soonest = Min("due", filter=Q(is_open=True, is_dated=True) & ~Q(state=AnswerState.REPORTED))
    task.next_due = answers.aggregate(soonest=soonest)["soonest"] or NEVER
    still_open = task.state == TaskState.ISSUED and answers.filter(is_open=True).exists()
    task.closed_at = None if still_open else task.closed_at or timezone.now()
    Task.objects.filter(pk=task.pk).update(next_due=task.next_due, closed_at=task.closed_at)
    if task.whole_id:
        roll_up(task.whole_id)


def roll_up(whole: int) -> None:
    """Percent of an assignment as the weighted mean of its parts; each part the mean of its own answers.

    What the unit itself said of the whole stands until its parts say more.
    """
    rows = Assignment.objects.filter(whole=whole, annulled_at=None).values_list("task", "task__weight", "percent")
    by_part: dict[int, tuple[int, list[int]]] = {}
    for task, weight, percent in rows:
        by_part.setdefault(task, (weight, []))[1].append(percent)
    parts = [(sum(each) // len(each), weight) for weight, each in by_part.values()]
    if parts:
        percent = max(weighted_percent(parts), said_of(whole))
        Assignment.objects.filter(pk=whole, is_open=True).update(percent=percent)


def said_of(whole: int) -> int:
    """Percent that the unit last gave for the whole; of a share of a target, what its figure makes."""
    said = ProgressEntry.objects.filter(assignment=whole, verb=Verb.PROGRESS).order_by("-at", "-pk")
    found = said.values_list("percent", "figure", "assignment__allotted")
    for percent, figure, allotted in found.exclude(percent=None, figure=None)[:1]:
        if percent is not None:
            return percent
        return (percent_of(figure, allotted) or 0) if figure is not None else 0
    return 0
