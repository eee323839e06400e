"""Server time of each page at city size and at a tenth of it, on SQLite and on PostgreSQL.

`bench/pages.py` builds four databases and prints a table; `--requests 30`, `--only sqlite` and `--size 0.1` narrow it.
The time is that of the whole request inside the process: session, rights, queries and template; no network. “first” is
the first request of the page in a fresh process, with its templates still to be read.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import quantiles
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent.parent))
from tests.with_postgresql import cluster

if TYPE_CHECKING:
    from bench.city import City

WARM, TENTH, ENGINES = 3, 0.1, ("sqlite", "postgresql")
Clock = Callable[[], float]


@dataclass(frozen=True)
class Times:
    """Milliseconds."""

    middle: float
    high: float  # p95
    first: float


Figures = dict[str, Times]


def pages(city: "City") -> list[tuple[str, object, str]]:
    """(what, who, address)."""
    clerk, contact = city.clerk, city.contact
    return [
        ("desk, clerk", clerk, "/"),
        ("desk, a unit's contact", contact, "/"),
        ("directives, clerk", clerk, "/directives/"),
        ("directives, contact", contact, "/directives/"),
        ("directives, page 300", clerk, "/directives/?page=300"),
        ("directives, search, many found", clerk, "/directives/?q=moi+truong"),
        ("directives, search, few found", clerk, "/directives/?q=dot+9777"),
        ("directives, search, none found", clerk, "/directives/?q=khong+co+dau"),
        ("directives, by state and year", clerk, "/directives/?state=issued&year=2030"),
        ("directives, by type", clerk, "/directives/?type=Nghị+quyết"),
        ("tasks, clerk", clerk, "/tasks/"),
        ("tasks, contact", contact, "/tasks/"),
        ("tasks, late", clerk, "/tasks/?due=late"),
        ("tasks, words", clerk, "/tasks/?q=số+7"),
        ("tasks of a unit", clerk, f"/tasks/?unit={city.unit.public_id}"),
        ("a task", clerk, f"/tasks/{city.task.public_id}/"),
        ("a directive", clerk, f"/directives/{city.issued.public_id}/"),
        ("a unit's list", contact, f"/units/{city.unit.public_id}/tasks/"),
        ("review, 85 tasks", clerk, f"/directives/{city.review.public_id}/review/"),
        ("issue, 85 tasks", clerk, f"/directives/{city.review.public_id}/issue/"),
        ("units", clerk, "/units/"),
        ("units, search", clerk, "/units/?q=chi+bo+1"),
        ("a unit", clerk, f"/units/{city.unit.public_id}/"),
        ("a name completed", clerk, "/complete/?q=dang+uy"),
        ("users", city.sysadmin, "/users/"),
        ("grants", city.sysadmin, "/grants/"),
        ("journal", city.auditor, "/journal/"),
    ]


def measure(size: float, requests: int, clock: Clock) -> Figures:
    """Build a city in the database of the environment and time its pages."""
    import django  # noqa: PLC0415 -- set up in the child alone

    os.environ["DJANGO_SETTINGS_MODULE"] = "nennep.config.settings"
    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    from bench.city import Builder  # noqa: PLC0415
    from nennep.config.settling import settle  # noqa: PLC0415

    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    call_command("migrate", interactive=False, verbosity=0)
    began = time.perf_counter()
    city = Builder(size).build()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")  # as a site soon is
    settle()  # as the server does; and what building left behind is no page's burden
    print(f"  built in {time.perf_counter() - began:.0f} s", file=sys.stderr)
    return {what: time_page(who, address, requests, clock) for what, who, address in pages(city)}


def time_page(who: object, address: str, requests: int, clock: Clock) -> Times:
    from django.test import Client  # noqa: PLC0415

    browser = Client(HTTP_HOST="localhost")
    browser.force_login(who)  # type: ignore[arg-type]
    taken = []
    for _ in range(WARM + requests):
        began = clock()
        answer = browser.get(address)
        taken.append((clock() - began) * 1000)
        assert answer.status_code == 200, (address, answer.status_code)
    cuts = quantiles(taken[WARM:], n=20)
    return Times(cuts[9], cuts[18], taken[0])


@contextmanager
def database(engine: str) -> Iterator[dict[str, str]]:
    with tempfile.TemporaryDirectory() as folder, cluster() if engine == "postgresql" else nullcontext("") as address:
        yield {**os.environ, "NENNEP_DATA": folder, "NENNEP_DATABASE": address}


def in_a_child(engine: str, size: float, requests: int, cpu: bool) -> Figures:
    narrowed = ["--size", str(size), "--requests", str(requests), *["--cpu"] * cpu]
    with database(engine) as environment:
        command = [sys.executable, __file__, "--measure", *narrowed]
        done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return {what: Times(**times) for what, times in json.loads(done.stdout).items()}


def both_sizes(engine: str, size: float, requests: int, cpu: bool) -> tuple[Figures, Figures]:
    """At this size and at a tenth of it."""
    return in_a_child(engine, size, requests, cpu), in_a_child(engine, size * TENTH, requests, cpu)


def table(large: Figures, small: Figures) -> Iterator[str]:
    yield "| page | p50, ms | p95, ms | first, ms | at a tenth: p50 | p95 | ratio of p50 |"
    yield "|---|---|---|---|---|---|---|"
    for what, now in large.items():
        before = small[what]
        figures = (now.middle, now.high, now.first, before.middle, before.high)
        yield f"| {what} | {' | '.join(f'{ms:.0f}' for ms in figures)} | {now.middle / before.middle:.2f}× |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--measure", action="store_true", help="used by itself: one database, figures as JSON")
    parser.add_argument("--size", type=float, default=1.0)
    parser.add_argument("--requests", type=int, default=30)
    parser.add_argument("--cpu", action="store_true", help="this process's own time, for a machine that is busy")
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    asked = parser.parse_args()
    if asked.measure:
        figures = measure(asked.size, asked.requests, time.process_time if asked.cpu else time.perf_counter)
        print(json.dumps({what: asdict(times) for what, times in figures.items()}))
        return
    for engine in [asked.only] if asked.only else ENGINES:
        print(f"\n{engine}\n", *table(*both_sizes(engine, asked.size, asked.requests, asked.cpu)), sep="\n")


if __name__ == "__main__":
    main()
