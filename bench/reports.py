"""The consolidated report of a quarter at city size: read, drafted, kept, and written as .docx, by parts.

`python -m bench.reports`: 118 units directly below, a quarter of the year's 25,000 tasks in 250,000 assignments; of the
documents only those that gave a task. `--only sqlite` and `--size 0.1` narrow it.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))
from bench.pages import ENGINES, Clock, database

SECONDS = 3.0  # in all
DIRECTIVES = 3_200


def measure(size: float, clock: Clock) -> dict[str, Any]:
    import django  # noqa: PLC0415 -- set up in the child alone

    os.environ["DJANGO_SETTINGS_MODULE"] = "nennep.config.settings"
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection, reset_queries  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from bench import city  # noqa: PLC0415
    from nennep.config.settling import settle  # noqa: PLC0415
    from nennep.reports.actions.drafting import draft_report  # noqa: PLC0415
    from nennep.reports.models import ReportAnnex  # noqa: PLC0415
    from nennep.reports.papers import report_document  # noqa: PLC0415

    call_command("migrate", interactive=False, verbosity=0)
    city.DIRECTIVES, city.ENTRIES = DIRECTIVES, 1_000
    builder = city.Builder(size)
    builder.build()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    settle()
    report = quarter_of(builder)
    reset_queries()
    found: dict[str, Any] = {}
    for name in ("first", "again"):
        began = clock()
        with CaptureQueriesContext(connection) as asked:
            draft_report(report, by=None)
        drafted = clock()
        content = report_document(report)
        ended = clock()
        found[name] = {"draft": drafted - began, "word": ended - drafted, "all": ended - began, "queries": len(asked)}
    rows = ReportAnnex.objects.get(report=report, key="tasks").rows
    return {**found, "tasks": sum(len(row) > 1 for row in rows), "bytes": len(content)}


def quarter_of(builder: Any) -> Any:
    """A period of this quarter that follows the directive with most tasks, its reports not yet in."""
    from nennep.accounts.models import User  # noqa: PLC0415
    from nennep.lib.periods import PeriodKind, period_of  # noqa: PLC0415
    from nennep.reports.actions.opening import Asked, open_period  # noqa: PLC0415
    from nennep.reports.queries.periods import directives_for  # noqa: PLC0415

    period = period_of(date.today(), PeriodKind.QUARTER).next
    clerk = User.objects.get(pk=builder.clerk.pk)
    opened = open_period(Asked(period, period.end, period.end, directives_for(period)), by=clerk)
    return opened.reports.select_related("unit", "period").get(unit=builder.root)


def in_a_child(engine: str, size: float, cpu: bool) -> dict[str, Any]:
    with database(engine) as environment:
        command = [sys.executable, "-m", "bench.reports", "--measure", "--size", str(size), *["--cpu"] * cpu]
        done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def table(found: dict[str, dict[str, Any]]) -> Iterator[str]:
    yield "| engine | tasks | draft, s | .docx, s | in all, s | queries | drafted again, s | MB |"
    yield "|---|---|---|---|---|---|---|---|"
    for engine, row in found.items():
        first, again = row["first"], row["again"]
        figures = (f"{first['draft']:.2f}", f"{first['word']:.2f}", f"{first['all']:.2f}", first["queries"])
        yield (
            f"| {engine} | {row['tasks']} | "
            + " | ".join(map(str, figures))
            + (f" | {again['all']:.2f} | {row['bytes'] / 1e6:.2f} |")
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--measure", action="store_true", help="used by itself: one database, figures as JSON")
    parser.add_argument("--size", type=float, default=1.0)
    parser.add_argument("--cpu", action="store_true", help="this process's own time, for a machine that is busy")
    parser.add_argument("--only", choices=ENGINES)
    asked = parser.parse_args()
    if asked.measure:
        print(json.dumps(measure(asked.size, time.process_time if asked.cpu else time.perf_counter)))
        return
    found = {engine: in_a_child(engine, asked.size, asked.cpu) for engine in ([asked.only] if asked.only else ENGINES)}
    print(*table(found), sep="\n")
    slowest = max(row["first"]["all"] for row in found.values())
    print(f"consolidated report to .docx: ≤ {SECONDS:.0f} s – {'reached' if slowest <= SECONDS else 'not reached'}")


if __name__ == "__main__":
    main()
