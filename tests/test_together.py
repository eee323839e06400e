"""Thirty-two people at once, through the real server: nothing is lost, numbered twice or refused as “locked” (D4).

On SQLite the database is a file, under `with_postgresql.py` a cluster. Turns red when `take` forgets the version or its
lock, when transactions are not IMMEDIATE, and when `record` forgets `lock_chain`.
"""

import http.client
import json
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.with_postgresql import free_port

pytestmark = [pytest.mark.slow, pytest.mark.alone]
SITE = Path(__file__).parent / "busy_site.py"
STARTS_IN, TRIES = 60, 8  # seconds; versions that each person tries
Answer = tuple[int, str]


@dataclass(frozen=True)
class Person:
    """A signed-in clerk with a session and a token of her own."""

    name: str
    cookies: str
    token: str
    port: int

    def post(self, address: str, **form: str) -> Answer:
        sent = urlencode({"csrfmiddlewaretoken": self.token, **form})
        kind = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": self.cookies}
        connection = http.client.HTTPConnection("localhost", self.port, timeout=120)
        connection.request("POST", address, sent, {**kind, "Accept": "application/json"})
        answer = connection.getresponse()
        body = answer.read().decode()
        connection.close()
        return answer.status, body


@dataclass(frozen=True)
class Site:
    people: list[Person]
    directive: str
    tasks: list[str]
    environment: dict[str, str]

    def report(self) -> dict[str, Any]:
        return asked("report", self.environment)

    def all_at_once(self, act: Callable[[Person], Answer]) -> list[Answer]:
        gate = threading.Barrier(len(self.people))

        def go(person: Person) -> Answer:
            gate.wait()
            return act(person)

        with ThreadPoolExecutor(len(self.people)) as threads:
            return list(threads.map(go, self.people))


def asked(what: str, environment: dict[str, str]) -> dict[str, Any]:
    done = subprocess.run([sys.executable, SITE, what], env=environment, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    port, data = free_port(), tmp_path_factory.mktemp("busy")
    environment = {**os.environ, "NENNEP_DATA": str(data), "DJANGO_SETTINGS_MODULE": "nennep.config.settings"}
    built = asked("build", environment)
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--blocking-threads", "8"]
    with subprocess.Popen([*command, "nennep.config.wsgi:application"], env=environment) as server:
        wait_for(port)
        people = [Person(port=port, **each) for each in built["people"]]
        yield Site(people, built["directive"], built["tasks"], environment)
        server.terminate()


def wait_for(port: int) -> None:
    until = time.monotonic() + STARTS_IN
    while time.monotonic() < until:
        try:
            connection = http.client.HTTPConnection("localhost", port, timeout=1)
            connection.request("GET", "/health/")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the server did not start")


def assert_nothing_broke(answers: list[Answer], report: dict[str, Any]) -> None:
    assert not [body[:300] for status, body in answers if status >= 500 or "locked" in body]
    assert report["chain"]
    assert report["numbers"] == list(range(1, len(report["numbers"]) + 1))


def edit(person: Person, task: str, version: int, text: str) -> Answer:
    return person.post(f"/tasks/{task}/edit/", version=str(version), text=text, kind="deliverable")


def test_one_of_many_edits_of_the_same_version_is_kept(site: Site) -> None:
    task = site.tasks[0]
    _, _, version = site.report()["tasks"][task]

    answers = site.all_at_once(lambda person: edit(person, task, version, person.name))

    after = site.report()
    said = Counter("conflict" if '"error"' in body else "saved" for _, body in answers)
    assert said == {"saved": 1, "conflict": len(site.people) - 1}
    assert [by for verb, by, _ in after["steps"] if verb == "edit"] == [after["tasks"][task][0]]
    assert_nothing_broke(answers, after)


def test_a_task_is_accepted_once(site: Site) -> None:
    task = site.tasks[1]
    _, _, version = site.report()["tasks"][task]

    answers = site.all_at_once(lambda p: p.post(f"/tasks/{task}/decide/", verb="accept", version=str(version)))

    after = site.report()
    assert after["tasks"][task][1] == "accepted"
    assert Counter(status for status, _ in answers) == {200: 1, 409: len(site.people) - 1}
    assert_nothing_broke(answers, after)


def test_who_looks_again_after_a_conflict_loses_nothing(site: Site) -> None:
    """Each counts one on, from the version the last answer left, until it is taken."""
    task = site.tasks[2]
    start = site.report()["tasks"][task][2]

    def insist(person: Person) -> Answer:
        for version in range(start, start + TRIES):
            answer = edit(person, task, version, f"sửa {version} {person.name}")
            if '"error"' not in answer[1]:
                break
        return answer

    answers = site.all_at_once(insist)

    after = site.report()
    saved = sum('"error"' not in body for _, body in answers)
    assert saved >= 1
    assert after["tasks"][task][2] == start + saved
    assert_nothing_broke(answers, after)


def test_undoing_at_once_takes_back_a_step_once(site: Site) -> None:
    task, someone = site.tasks[3], site.people[0]
    version = site.report()["tasks"][task][2]
    done = someone.post(f"/tasks/{task}/decide/", verb="later", version=str(version))
    before = len(site.report()["numbers"])

    answers = site.all_at_once(lambda _: someone.post(f"/directives/{site.directive}/undo/"))

    after = site.report()
    taken_back = Counter(status for status, _ in answers)[200]
    assert done[0] == 200
    assert after["tasks"][task][1] == "proposed"
    assert len(after["numbers"]) == before + taken_back
    assert_nothing_broke(answers, after)


def test_different_work_at_once_gives_the_journal_one_order(site: Site) -> None:
    before = len(site.report()["numbers"])

    answers = site.all_at_once(lambda person: person.post("/me/", language="en", email="", phone=""))

    after = site.report()
    assert len(after["numbers"]) == before + len(site.people)
    assert_nothing_broke(answers, after)
