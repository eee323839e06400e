"""kill -9 under write load (SECURITY-BAR D1): what was answered for is there exactly once, and the journal agrees.

Turns red when the journal is written after the commit, in a second transaction.
"""

import json
import os
import random
import sqlite3
import statistics
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from nennep.config.tests.running import Running
from nennep.config.tests.site import Site, children_of, kill, wait_until
from nennep.config.tests.test_backup_postgresql import here as postgresql_is_here
from nennep.config.tests.writers import Writer
from tests.with_postgresql import cluster

pytestmark = [pytest.mark.slow, pytest.mark.alone]
NIGHTLY = bool(os.environ.get("NENNEP_NIGHTLY"))
KILLS = 200 if NIGHTLY else 4
WRITERS = 4
LONGEST = 60  # seconds without service at which it counts as dead
LOAD = (0.2, 2.5)  # seconds of writing before a kill
VICTIMS = ("web worker", "web worker", "serve", "worker", "scheduler", "master")
SET_UP = """
from nennep.accounts.tests.make import make_user
from nennep.organisation.models import Office
from nennep.organisation.rules import Role
from nennep.organisation.tests.make import make_grant, make_unit
root = make_unit("Đảng ủy mẫu")
Office.objects.create(name="Đảng ủy mẫu", root=root)
for n in range(4):
    make_grant(make_user(f"nguoi-viet-{n}"), Role.ORGANISER, root, subtree=True)
"""
KEPT = """
import json
from nennep.journal.models import Entry
from nennep.organisation.models import Group
print(json.dumps({
    "groups": list(Group.objects.values_list("name", "public_id")),
    "entries": list(Entry.objects.filter(action="group.added").values_list("object", flat=True)),
}))
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Site]:
    if request.param == "sqlite":
        yield set_up(Site(tmp_path / "data"))
        return
    if not postgresql_is_here():
        pytest.skip("no PostgreSQL on this machine")
    with cluster(durable=True) as address:
        yield set_up(Site(tmp_path / "data", {"NENNEP_DATABASE": address}))


def set_up(site: Site) -> Site:
    assert site.call("migrate", "--verbosity", "0")[0] == 0
    status, output = site.call("shell", "--no-imports", "--command", SET_UP)
    assert status == 0, output
    return site


@contextmanager
def written_to(running: Running) -> Iterator[list[Writer]]:
    over = threading.Event()
    writers = [Writer(f"nguoi-viet-{n}", running.port, over) for n in range(WRITERS)]
    for writer in writers:
        writer.start()
    try:
        yield writers
    finally:
        over.set()
        for writer in writers:
            writer.join()


def kill_one(running: Running, victim: str) -> float:
    """Seconds until the site serves again, by the processes that then stand."""
    if victim == "master":
        pid: int | None = running.process.pid
    else:
        pid = running.child("serve" if victim == "web worker" else victim)
    if victim == "web worker" and pid:
        pid = children_of(pid)[0]
    assert pid
    kill(pid)
    began = time.monotonic()
    if victim == "master":
        running.process.wait()
        running.start()
    wait_until(lambda: running.child("serve") not in (None, pid) and running.up(), LONGEST)
    return time.monotonic() - began


def kept_by(site: Site) -> tuple[Counter[tuple[str, str]], Counter[str]]:
    """Groups by name and id, and the things whose adding the journal tells of."""
    status, output = site.call("shell", "--no-imports", "--command", KEPT)
    assert status == 0, output
    kept = json.loads(output.splitlines()[-1])
    return Counter(tuple(group) for group in kept["groups"]), Counter(kept["entries"])


def test_what_was_answered_for_outlives_every_kill(site: Site) -> None:
    running, chance = Running(site), random.Random(os.environ.get("NENNEP_SEED", "9"))
    pauses: dict[str, list[float]] = {}
    try:
        wait_until(running.up)
        with written_to(running) as writers:
            for _ in range(KILLS):
                time.sleep(chance.uniform(*LOAD))
                victim = chance.choice(VICTIMS)
                pauses.setdefault(victim, []).append(kill_one(running, victim))
    finally:
        said = running.stop()
    assert '"level": "ERROR"' not in said, said[-5000:]
    compare(site, writers)
    tell(writers, pauses)


def compare(site: Site, writers: list[Writer]) -> None:
    groups, entries = kept_by(site)
    answered = {name: made for writer in writers for name, made in writer.answered.items()}
    tried = {name for writer in writers for name in writer.tried}

    assert answered
    assert dict.fromkeys(answered.items(), 1) == {group: groups[group] for group in answered.items()}
    assert max(Counter(name for name, _ in groups.elements()).values()) == 1
    assert {name for name, _ in groups} <= tried
    assert entries == Counter(f"group:{made}" for _, made in groups.elements())
    assert not [said for writer in writers for said in writer.strange]
    assert "Nhật ký đúng" in site.call("journal", "verify")[1]
    if "NENNEP_DATABASE" not in site.environment:
        with sqlite3.connect(site.data / "nennep.sqlite3") as database:
            assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def tell(writers: list[Writer], pauses: dict[str, list[float]]) -> None:
    answered = sum(len(writer.answered) for writer in writers)
    unanswered = sum(len(writer.tried) for writer in writers) - answered
    sys.stdout.write(f"\n{answered} answered for, {unanswered} not; all of the first are there once.\n")
    for victim, seconds in sorted(pauses.items()):
        middle, worst = statistics.median(seconds), max(seconds)
        sys.stdout.write(
            f"  {victim:<11} {len(seconds):>3} kills, serving again after {middle:.1f} s, at worst {worst:.1f} s\n"
        )
