"""The end of a run: erased by hand, by the clock; and of a child whose worker is killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from nennep.journal.models import Entry
from nennep.lib.errors import RuleBroken
from nennep.workbench.actions.erasing import erase, erase_expired
from nennep.workbench.folders import write_order
from nennep.workbench.models import ListRun
from nennep.workbench.queries import clean_people
from nennep.workbench.tests.make import OLD, PLAIN, matched, old_file, plain_file, received, upload
from tests.cast import Cast

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def test_an_erased_run_is_a_line_and_nothing_else(cast: Cast) -> None:
    run = matched(received(cast.tree.root, cast.organiser, upload(plain_file(), PLAIN)), cast.organiser)

    erase(run, by=cast.organiser)

    run.refresh_from_db()
    assert (run.state, run.folder.exists(), run.figures["persons"]) == ("erased", False, 4)
    with pytest.raises(RuleBroken, match="đã xóa"):
        clean_people(run)
    with pytest.raises(RuleBroken, match="đã xóa"):
        erase(run, by=cast.organiser)


def test_the_clock_erases_runs_past_their_day_and_folders_of_none(cast: Cast, lists_root: Path) -> None:
    old = received(cast.tree.root, cast.organiser, upload(plain_file(), PLAIN))
    young = received(cast.tree.root, cast.organiser, upload(old_file(), OLD))
    ListRun.objects.filter(pk=old.pk).update(erase_on=timezone.localdate())
    stray = lists_root / "lost"
    stray.mkdir()
    long_ago = time.time() - timedelta(days=2).total_seconds()
    os.utime(stray, (long_ago, long_ago))

    erase_expired()

    assert [folder.name for folder in lists_root.iterdir()] == [young.public_id]
    assert Entry.objects.get(action="lists.erased").actor == "system"


def test_the_child_ends_with_the_worker_that_is_killed(cast: Cast) -> None:
    rows = [(f"Nguyen Van A{n}", "12/05/1970", f"0310{n:08}", "", "CB 1") for n in range(120_000)]
    run = received(cast.tree.root, cast.organiser, upload(plain_file(rows), "tinh.csv"))
    write_order(run.folder, {"files": ["tinh.csv"]})
    code = (
        "import sys; from pathlib import Path; from nennep.workbench.running import carry_out; "
        "carry_out('look', Path(sys.argv[1]), print)"
    )
    worker = subprocess.Popen([sys.executable, "-c", code, str(run.folder)], stdout=subprocess.DEVNULL)
    wait_until(lambda: bool(processes_of(run.folder)))

    worker.send_signal(signal.SIGKILL)
    worker.wait()

    wait_until(lambda: not processes_of(run.folder))


def processes_of(folder: Path) -> list[str]:
    """Children that work on the folder."""
    found = []
    for each in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command = each.read_bytes().split(b"\0")
        except OSError:
            continue
        found += [each.parent.name] if b"nennep.workbench.child" in command and str(folder).encode() in command else []
    return found


def wait_until(holds: Callable[[], bool]) -> None:
    for _ in range(600):
        if holds():
            return
        time.sleep(0.1)
    pytest.fail("in a minute it did not come to pass")
