"""How a due date was counted, kept with the task and shown on its page."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from nennep.directives.models import Task
from nennep.lib.workdays import WorkCalendar

DAYS = re.compile(r"(\d{1,3})\s*ngày làm việc", re.IGNORECASE)


def counting_of(task: Task, start: date | None, calendar: WorkCalendar) -> Mapping[str, Any]:
    """Start, days, end and skipped days of a date counted in working days; empty where it was simply named."""
    wanted = DAYS.search(task.due_words)
    if not wanted or not start or not task.due:
        return {}
    counting = calendar.count(start, int(wanted[1]))
    if counting.end != task.due:
        return {}
    return {
        "start": start.isoformat(),
        "days": counting.days,
        "end": counting.end.isoformat(),
        "skipped": [[day.isoformat(), why] for day, why in counting.skipped],
    }
