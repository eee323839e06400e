"""What one owes as iCalendar (RFC 5545): days for Google and Outlook, tasks for programs that keep task lists."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event, Todo

from nennep.chasing.models import Feed
from nennep.directives.models import Assignment
from nennep.directives.queries.statuses import Look
from nennep.directives.rules import Status
from nennep.lib.text import capitalised
from nennep.procedures.models import Case

PLACE = ZoneInfo(settings.TIME_ZONE)
END_OF_WORK = time(17, 0)
THE_DAY_BEFORE = timedelta(hours=-15)  # nine in the morning of the day before an all-day event
ALSO = timedelta(hours=-24)
STATES = {Status.DONE: "COMPLETED", Status.CANCELLED: "CANCELLED", Status.WAITING: "IN-PROCESS"}

Rows = Iterable[tuple[Assignment, Look]]


def calendar_of(feed: Feed, rows: Rows, cases: Iterable[Case] = (), *, as_tasks: bool) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Nen Nep//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    name = _("Việc của %(whose)s") % {"whose": feed}
    for key, value in (("x-wr-calname", name), ("name", name), ("x-wr-timezone", settings.TIME_ZONE)):
        calendar.add(key, value)
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for answer, look in rows:
        if answer.due:
            calendar.add_component(task_of(answer, look) if as_tasks else day_of(answer, look, answer.due))
    for case in cases:
        calendar.add_component(of_case(case, as_tasks=as_tasks))
    if as_tasks:
        calendar.add_missing_timezones()
    content: bytes = calendar.to_ical()
    return content


def of_case(case: Case, *, as_tasks: bool) -> Event | Todo:
    """Procedure, step and unit; a calendar leaves the office, so that nobody is named, nor anything sealed."""
    due, told = case.target or case.due, case.version.told
    assert due
    part: Event | Todo = Todo() if as_tasks else whole_day(due)
    if as_tasks:
        part.add("due", datetime.combine(due, END_OF_WORK, PLACE))
        part.add("status", "IN-PROCESS")
    address = settings.ENVIRONMENT.url + reverse("procedures:case", args=[case.public_id])
    text = _("Hồ sơ đến hạn") if told.sealed else f"{told.step(case.at).name}: {told.name}, {case.unit.label}"
    part.add("uid", f"{case.public_id}@{settings.ENVIRONMENT.host}")
    part.add("dtstamp", timezone.now())
    part.add("summary", text[:200])
    part.add("description", "\n".join((text, address)))
    part.add("url", address)
    part.add_component(alarm(text, ALSO if as_tasks else THE_DAY_BEFORE))
    return part


def whole_day(due: date) -> Event:
    """It takes nobody's time."""
    event = Event()
    event.add("dtstart", due)
    event.add("dtend", due + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event


def day_of(answer: Assignment, look: Look, due: date) -> Event:
    """What is done or given up rings no more."""
    event = whole_day(due)
    event.add("status", "CANCELLED" if look.status == Status.CANCELLED else "CONFIRMED")
    event.add("x-microsoft-cdo-busystatus", "FREE")
    return say(event, answer, look)  # type: ignore[return-value]


def task_of(answer: Assignment, look: Look) -> Todo:
    todo = Todo()
    assert answer.due
    todo.add("due", datetime.combine(answer.due, END_OF_WORK, PLACE))
    todo.add("status", STATES.get(look.status, "NEEDS-ACTION" if answer.percent == 0 else "IN-PROCESS"))
    todo.add("percent-complete", 100 if look.status == Status.DONE else answer.percent)
    if look.status == Status.DONE and answer.closed_at:
        todo.add("completed", answer.closed_at.astimezone(ZoneInfo("UTC")))
    return say(todo, answer, look)  # type: ignore[return-value]


def say(part: Event | Todo, answer: Assignment, look: Look) -> Event | Todo:
    address = settings.ENVIRONMENT.url + reverse("directives:answer", args=[answer.public_id])
    text = capitalised(" ".join(answer.task.text.split()))
    part.add("uid", f"{answer.public_id}@{settings.ENVIRONMENT.host}")
    part.add("dtstamp", timezone.now())
    part.add("last-modified", answer.reminded_at or answer.given_at)
    part.add("sequence", answer.version)
    part.add("summary", f"{look.word}: {text}"[:200] if look.status != Status.DOING else text[:200])
    part.add("description", "\n".join(line for line in (text, said_of(answer), address) if line))
    part.add("url", address)
    part.add("categories", [look.word])
    if answer.is_open and look.status not in (Status.DONE, Status.CANCELLED, Status.WAITING):
        part.add_component(alarm(text, THE_DAY_BEFORE if isinstance(part, Event) else ALSO))
    return part


def said_of(answer: Assignment) -> str:
    task = answer.task
    source = str(task.directive) if task.directive else ""
    return "; ".join(each for each in (answer.label, source, task.proof or task.product) if each)


def alarm(text: str, before: timedelta) -> Alarm:
    bell = Alarm()
    bell.add("action", "DISPLAY")
    bell.add("description", text[:200])
    related = {} if before == THE_DAY_BEFORE else {"related": "END"}  # a task has no start: counted from its date
    bell.add("trigger", before, parameters=related)
    return bell
