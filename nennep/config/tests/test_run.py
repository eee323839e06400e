"""`nennep run` keeps three processes alive, and leaves nothing behind."""

import os
import signal
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from nennep.config.management.commands.serve import MOST_WORKERS
from nennep.config.supervisor import GRACE
from nennep.config.tests.running import Running
from nennep.config.tests.site import Site, answers, children_of, free_port, kill, wait_until

pytestmark = [pytest.mark.slow, pytest.mark.alone]
SOON = 5  # seconds
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


def test_it_says_where_it_is_open_and_then_it_answers(site: Site) -> None:
    """Turns red when the sentence comes before the first page would."""
    running = Running(site)
    try:
        wait_until(lambda: any(f"http://localhost:{running.port}" in line for line in running.said))
        assert answers(running.url)
    finally:
        running.stop()


def test_it_stops_when_asked(running: Running) -> None:
    running.stop()

    assert running.process.returncode == 0
    assert not running.alive()
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


def test_a_process_answers_for_each_core(running: Running) -> None:
    assert len(running.web_workers()) == min(os.cpu_count() or 1, MOST_WORKERS)


def test_one_that_answers_requests_and_dies_is_followed_by_another(running: Running) -> None:
    dead, *others = running.web_workers()
    kill(dead)

    wait_until(lambda: dead not in running.web_workers() and len(running.web_workers()) == 1 + len(others))
    assert set(others) < set(running.web_workers())
    wait_until(running.up)


def test_children_leave_with_a_supervisor_that_was_killed(running: Running) -> None:
    assert len(running.alive()) > len(children_of(running.process.pid))

    running.process.send_signal(signal.SIGKILL)

    wait_until(lambda: not running.alive(), GRACE)
    assert not answers(running.url)


def test_those_that_answer_requests_leave_with_a_server_that_was_killed(running: Running) -> None:
    orphans, serve = running.web_workers(), running.child("serve")
    assert serve
    kill(serve)

    wait_until(lambda: not {*orphans} & {*running.alive()}, SOON)
    wait_until(running.up)


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("after", [0.0, 0.05, 0.3, 1.0])
def test_nobody_stays_when_it_is_stopped_while_starting(site: Site, sent: signal.Signals, after: float) -> None:
    running = Running(site)
    wait_until(running.web_workers)
    time.sleep(after)  # its workers come into being, load, begin to listen

    running.process.send_signal(sent)

    wait_until(lambda: not running.alive(), GRACE)
    running.listener.join(SOON)
    assert not running.listener.is_alive()


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
