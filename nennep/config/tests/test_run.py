"""`nennep run` keeps three processes alive, and leaves nothing behind."""

import signal
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from nennep.config.tests.running import Running
from nennep.config.tests.site import Site, answers, children_of, command_of, free_port, kill, wait_until

pytestmark = [pytest.mark.slow, pytest.mark.alone]
ENQUEUE = """
from nennep.jobs.actions import enqueue
print("JOB", enqueue("test.slow", "Việc lâu", {{"file": {file!r}}}, by=None).public_id)
"""


@pytest.fixture
def running(site: Site) -> Iterator[Running]:
    running = Running(site)
    try:
        wait_until(running.up)
        yield running
    finally:
        running.stop()


def test_it_serves_and_says_where(running: Running) -> None:
    output = running.stop()

    assert f"http://localhost:{running.port}" in output
    assert running.process.returncode == 0
    assert not answers(running.url)


def test_a_second_one_on_the_same_data_is_refused(running: Running) -> None:
    status, output = running.site.call("run", "--port", str(free_port()))

    assert status != 0
    assert "đang chạy rồi" in output


@pytest.mark.parametrize("name", ["serve", "worker", "scheduler"])
def test_a_child_that_dies_is_started_again(running: Running, name: str) -> None:
    dead = running.child(name)
    assert dead
    kill(dead)

    wait_until(lambda: running.child(name) not in (None, dead))
    wait_until(running.up)


def test_children_leave_with_a_supervisor_that_was_killed(running: Running) -> None:
    pids = children_of(running.process.pid)

    running.process.send_signal(signal.SIGKILL)

    wait_until(lambda: not any("nennep.config.command" in command_of(pid) for pid in pids))
    assert not answers(running.url)


def test_work_goes_on_after_its_worker_was_killed(running: Running, tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    status, output = running.site.call("shell", "--no-imports", "--command", ENQUEUE.format(file=str(begun)))
    assert status == 0, output
    wait_until(begun.exists)
    worker = running.child("worker")
    assert worker
    kill(worker)

    wait_until(lambda: state_of_the_job(running.site) == ("done", 2))
    assert begun.read_text() == "2"


def state_of_the_job(site: Site) -> tuple[str, int]:
    with sqlite3.connect(site.data / "nennep.sqlite3", timeout=20) as database:
        [row] = database.execute("SELECT state, attempts FROM jobs_job").fetchall()
    return (row[0], row[1])
