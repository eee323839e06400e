"""Server time of each page, as the roles open it.

The time is that of the whole request inside the process: session, rights, queries and template; no network. “first” is
the first request of the page in a fresh process, with its templates still to be read; “after an act” is the middle of
those that find nothing kept of what was counted before (`web.memory.until_an_act`).
"""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from statistics import median, quantiles
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.city import City

WARM, ANEW = 2, 3
Clock = Callable[[], float]
Visit = tuple[str, object, str]  # what, who, address


@dataclass(frozen=True)
class Times:
    """Milliseconds, and how often the page asks the database."""

    middle: float
    high: float  # p95
    highest: float  # p99
    first: float
    anew: float
    queries: int = 0


Figures = Mapping[str, Times]


def pages(city: "City", reports: Mapping[str, str]) -> list[Visit]:
    return [*desks(city), *tasks(city), *answers(city), *papers(city), *reporting(city, reports), *house(city)]


def desks(city: "City") -> list[Visit]:
    clerk, leader, contact = city.clerk, city.leader, city.contact
    return [
        ("desk, clerk", clerk, "/"),
        ("desk, leader", leader, "/"),
        ("desk, a committee's contact", contact, "/"),
        ("desk, a cell's contact", city.cell, "/"),
        ("overview", leader, "/overview/"),
        ("overview, the last conclusion", leader, f"/overview/?directive={city.chief.public_id}"),
        ("overview, a small directive", leader, f"/overview/?directive={city.issued.public_id}"),
        ("overview, silent units", leader, "/overview/silent/"),
        ("silent", clerk, "/silent/"),
        ("silent, late only, words", clerk, "/silent/?show=late&q=co+so"),
        ("weekly", leader, "/weekly/"),
        ("search, many found", clerk, "/search/?q=môi+trường"),
        ("search, few found", clerk, "/search/?q=tap+huan+dot+399"),
        ("search, one letter wrong", clerk, "/search/?q=truongg+chuyenn"),
        ("search, in a unit and period", clerk, f"/search/?q=ke+hoach&unit={city.unit.public_id}"),
        ("search, contact", contact, "/search/?q=môi+trường"),
    ]


def tasks(city: "City") -> list[Visit]:
    clerk, contact, unit = city.clerk, city.contact, city.unit.public_id
    row = city.answer_of(city.unit)
    return [
        ("tasks, clerk", clerk, "/tasks/"),
        ("tasks, contact", contact, "/tasks/"),
        ("tasks, page 300", clerk, "/tasks/?page=300"),
        ("tasks, late", clerk, "/tasks/?due=late"),
        ("tasks, done", clerk, "/tasks/?due=done"),
        ("tasks, words", clerk, "/tasks/?q=số+7"),
        ("tasks of a unit", clerk, f"/tasks/?unit={unit}"),
        ("a task", clerk, f"/tasks/{city.task.public_id}/"),
        ("a task, 118 answers", clerk, f"/tasks/{city.wide.public_id}/"),
        ("the same, an answer opened", clerk, f"/tasks/{city.wide.public_id}/?answer={city.answer_to(city.wide)}"),
        ("the same, contact", contact, f"/tasks/{city.wide.public_id}/"),
        ("a committee's list", contact, f"/units/{unit}/tasks/"),
        ("the same, clerk", clerk, f"/units/{unit}/tasks/"),
        ("a cell's list", city.cell, f"/units/{city.small.public_id}/tasks/"),
        ("an answer, contact", contact, f"/answers/{row}/"),
        ("an answer, clerk", clerk, f"/answers/{row}/"),
    ]


def answers(city: "City") -> list[Visit]:
    clerk = city.clerk
    contact = ("answers, contact", city.contact, "/answers/?status=overdue")
    narrowed = {
        "all": "",
        "late": "status=overdue",
        "silent": "status=silent",
        "waiting for review": "status=waiting",
        "done": "status=done",
        "asked for": "status=asking",
        "of a unit": f"unit={city.unit.public_id}&status=late",
        "of a unit and below": f"unit={city.unit.public_id}&below=1",
        "of a directive": f"directive={city.chief.public_id}&clause=3&status=doing",
        "of a period": f"period={city.quarter}&status=overdue",
        "of a field": f"field={city.field.public_id}&status=overdue",
        "words": "q=moi+truong+so+7&status=doing",
        "page 300": "page=300",
    }
    return [contact, *((f"answers, {what}", clerk, f"/answers/?{query}") for what, query in narrowed.items())]


def papers(city: "City") -> list[Visit]:
    clerk, contact = city.clerk, city.contact
    return [
        ("directives, clerk", clerk, "/directives/"),
        ("directives, contact", contact, "/directives/"),
        ("directives, page 300", clerk, "/directives/?page=300"),
        ("directives, search, many found", clerk, "/directives/?q=moi+truong"),
        ("directives, search, few found", clerk, "/directives/?q=dot+9777"),
        ("directives, search, none found", clerk, "/directives/?q=khong+co+dau"),
        ("directives, by state and year", clerk, "/directives/?state=issued&year=2022"),
        ("directives, by type", clerk, "/directives/?type=Kết+luận"),
        ("a directive", clerk, f"/directives/{city.issued.public_id}/"),
        ("the last conclusion, 120 tasks", clerk, f"/directives/{city.chief.public_id}/"),
        ("review, 85 tasks", clerk, f"/directives/{city.review.public_id}/review/"),
        ("issue, 85 tasks", clerk, f"/directives/{city.review.public_id}/issue/"),
    ]


def reporting(city: "City", reports: Mapping[str, str]) -> list[Visit]:
    """`reports`: ids of the period, of the committee's report and of the contact's unit's."""
    return [
        ("reports, clerk", city.clerk, "/reports/"),
        ("reports, contact", city.contact, "/reports/"),
        ("a period's reports", city.clerk, f"/reports/periods/{reports['period']}/"),
        ("the committee's report", city.clerk, f"/reports/{reports['own']}/"),
        ("a unit's report, contact", city.contact, f"/reports/{reports['unit']}/"),
        ("evaluation, the last quarter", city.clerk, f"/evaluation/?period={city.quarter}"),
        ("evaluation, leader", city.leader, "/evaluation/"),
        ("a unit's report, clerk", city.clerk, f"/reports/{reports['unit']}/"),
    ]


def house(city: "City") -> list[Visit]:
    return [
        ("units", city.clerk, "/units/"),
        ("units, search", city.clerk, "/units/?q=chi+bo+1"),
        ("a unit", city.clerk, f"/units/{city.unit.public_id}/"),
        ("a name completed", city.clerk, "/complete/?q=dang+uy"),
        ("users", city.sysadmin, "/users/"),
        ("grants", city.sysadmin, "/grants/"),
        ("journal", city.auditor, "/journal/"),
        ("notices", city.contact, "/notices/"),
    ]


def time_page(who: object, address: str, requests: int, clock: Clock) -> Times:
    from django.db import connection  # noqa: PLC0415 -- in the child alone
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from nennep.web.memory import forget  # noqa: PLC0415

    browser = Client(HTTP_HOST="localhost")
    browser.force_login(who)  # type: ignore[arg-type]

    def ask() -> float:
        began = clock()
        answer = browser.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return (clock() - began) * 1000

    taken, anew = [ask() for _ in range(WARM + requests)], []
    for _ in range(ANEW):
        forget()
        anew.append(ask())
    forget()
    with CaptureQueriesContext(connection) as asked:
        browser.get(address)
    middle, high, highest = spread(taken[WARM:])
    queries = sum("SAVEPOINT" not in one["sql"] for one in asked.captured_queries)
    return Times(middle, high, highest, taken[0], median(anew), queries)


def spread(taken: list[float]) -> tuple[float, float, float]:
    """p50, p95, p99."""
    cuts = quantiles(taken, n=100, method="inclusive")
    return cuts[49], cuts[94], cuts[98]


def measure(visits: list[Visit], requests: int, cpu: bool) -> Figures:
    from nennep.config.preparing import count_tables  # noqa: PLC0415 -- in the child alone

    count_tables()  # as at the start of a server
    clock = time.process_time if cpu else time.perf_counter
    return {what: time_page(who, address, requests, clock) for what, who, address in visits}


def table(large: Figures, small: Figures) -> Iterator[str]:
    yield "| page | p50, ms | p95 | p99 | after an act | first | queries | at a tenth: p50 | p95 | ratio of p50 |"
    yield "|---|---|---|---|---|---|---|---|---|---|"
    for what, now in large.items():
        before = small[what]
        times = " | ".join(f"{ms:.0f}" for ms in (now.middle, now.high, now.highest, now.anew, now.first))
        yield (
            f"| {what} | {times} | {now.queries} | {before.middle:.0f} | {before.high:.0f} "
            f"| {now.middle / before.middle:.2f}× |"
        )
