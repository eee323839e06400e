"""Server time of each page at city size and at a tenth of it, on SQLite and on PostgreSQL.

`bench/pages.py` builds four databases and prints a table; `--requests 30`, `--only sqlite` and `--size 0.1` narrow it.
The time is that of the whole request inside the process: session, rights, queries and template; no network.
"""

import argparse
import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from statistics import quantiles
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parent.parent))
from tests.with_postgresql import cluster

if TYPE_CHECKING:
    from bench.city import City

WARM, TENTH = 3, 0.1
Clock = Callable[[], float]
Figures = dict[str, tuple[float, float]]


def pages(city: "City") -> list[tuple[str, object, str]]:
    """(what, who, address)."""
    clerk, contact = city.clerk, city.contact
    return [
        ("desk, clerk", clerk, "/"),
        ("desk, a unit's contact", contact, "/"),
        ("directives, clerk", clerk, "/directives/"),
        ("directives, contact", contact, "/directives/"),
        ("directives, page 1,000", clerk, "/directives/?page=1000"),
        ("directives, search, many found", clerk, "/directives/?q=moi+truong"),
        ("directives, search, one found", clerk, "/directives/?q=dot+777+"),
        ("directives, search, none found", clerk, "/directives/?q=khong+co+dau"),
        ("directives, by state and year", clerk, "/directives/?state=issued&year=2030"),
        ("directives, by type", clerk, "/directives/?type=Nghị+quyết"),
        ("tasks, clerk", clerk, "/tasks/"),
        ("tasks, contact", contact, "/tasks/"),
        ("tasks, late", clerk, "/tasks/?due=late"),
        ("tasks, words", clerk, "/tasks/?q=số+77"),
        ("tasks of a unit", clerk, f"/tasks/?unit={city.unit.public_id}"),
        ("a task", clerk, f"/tasks/{city.task.public_id}/"),
        ("a directive", clerk, f"/directives/{city.issued.public_id}/"),
        ("a unit's list", contact, f"/units/{city.unit.public_id}/tasks/"),
        ("review, 85 tasks", clerk, f"/directives/{city.review.public_id}/review/"),
        ("issue, 85 tasks", clerk, f"/directives/{city.review.public_id}/issue/"),
        ("units", clerk, "/units/"),
        ("units, search", clerk, "/units/?q=chi+bo+77"),
        ("a unit", clerk, f"/units/{city.unit.public_id}/"),
        ("a name completed", clerk, "/complete/?q=dang+uy"),
        ("users", city.sysadmin, "/users/"),
        ("grants", city.sysadmin, "/grants/"),
        ("journal", city.auditor, "/journal/"),
    ]


def measure(size: float, requests: int, clock: Clock) -> Figures:
    """Build a city in the database of the environment and time its pages; milliseconds (p50, p95)."""
    import django  # noqa: PLC0415 -- set up in the child alone

    os.environ["DJANGO_SETTINGS_MODULE"] = "nennep.config.settings"
    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    from bench.city import Builder  # noqa: PLC0415

    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    call_command("migrate", interactive=False, verbosity=0)
    began = time.perf_counter()
    city = Builder(size).build()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")  # as a site soon is
    gc.collect()
    gc.freeze()  # what building left behind is no page's burden
    print(f"  built in {time.perf_counter() - began:.0f} s", file=sys.stderr)
    return {what: time_page(who, address, requests, clock) for what, who, address in pages(city)}


def time_page(who: object, address: str, requests: int, clock: Clock) -> tuple[float, float]:
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
    return cuts[9], cuts[18]


@contextmanager
def database(engine: str) -> Iterator[dict[str, str]]:
    with tempfile.TemporaryDirectory() as folder, cluster() if engine == "postgresql" else nullcontext("") as address:
        yield {**os.environ, "NENNEP_DATA": folder, "NENNEP_DATABASE": address}


def in_a_child(engine: str, size: float, requests: int, cpu: bool) -> Figures:
    with database(engine) as environment:
        command = [
            sys.executable,
            __file__,
            "--measure",
            "--size",
            str(size),
            "--requests",
            str(requests),
            *["--cpu"] * cpu,
        ]
        done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    found: Figures = json.loads(done.stdout)
    return found


def print_table(engine: str, large: Figures, small: Figures) -> None:
    print(f"\n| {engine}: page | p50, ms | p95, ms | at a tenth: p50 | p95 | ratio of p50 |\n|---|---|---|---|---|---|")
    for what, (middle, high) in large.items():
        before, before_high = small[what]
        print(f"| {what} | {middle:.0f} | {high:.0f} | {before:.0f} | {before_high:.0f} | {middle / before:.2f}× |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--measure", action="store_true", help="used by itself: one database, figures as JSON")
    parser.add_argument("--size", type=float, default=1.0)
    parser.add_argument("--requests", type=int, default=30)
    parser.add_argument("--cpu", action="store_true", help="this process's own time, for a machine that is busy")
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    asked = parser.parse_args()
    if asked.measure:
        print(json.dumps(measure(asked.size, asked.requests, time.process_time if asked.cpu else time.perf_counter)))
        return
    for engine in [asked.only] if asked.only else ["sqlite", "postgresql"]:
        large, small = (in_a_child(engine, asked.size * part, asked.requests, asked.cpu) for part in (1, TENTH))
        print_table(engine, large, small)


if __name__ == "__main__":
    main()
