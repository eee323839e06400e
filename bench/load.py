"""The mixed load of a busy day, through the real server with its worker and scheduler: G1 of the bar.

`python -m bench.load --minutes 30`: contacts report, the office looks and searches, the leader looks, at 60 requests a
second of which one in ten writes; each is sent at its time, whether the ones before are answered or not, and its time
counts from then. Ends with status 1 where p95 or p99 is too long, or anything was refused.
"""

import argparse
import http.client
import json
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from bench.ground import ENGINES, build, database
from bench.pages import spread
from tests.with_postgresql import free_port

RATE, WRITES, HANDS = 60, 0.1, 24  # requests a second, part of them that write, clients at once
MOST, MOST_OF_ALL = 500, 1_500  # p95 and p99, ms
CONTACTS, STARTS_IN = 100, 120
WHO = ("contact", "clerk", "leader")
OFTEN = (6, 3, 1)


@dataclass
class Person:
    cookies: str
    token: str
    pages: list[str]
    answers: list[tuple[str, int]] = field(default_factory=list)  # (address, version) of what is still to be reported


@dataclass
class Tally:
    taken: list[float] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    writes: int = 0
    seconds: float = 0.0

    @property
    def good(self) -> bool:
        _middle, high, highest = spread(self.taken)
        return not self.refused and high <= MOST and highest <= MOST_OF_ALL and self.rate >= 0.98 * RATE

    @property
    def rate(self) -> float:
        return len(self.taken) / self.seconds

    def line(self, engine: str) -> str:
        times = " | ".join(f"{ms:.0f}" for ms in spread(self.taken))
        errors = sum(self.refused.values())
        return f"| {engine} | {self.seconds / 60:.0f} | {self.rate:.1f} | {self.writes} | {times} | {errors} |"


def prepare(size: float) -> dict[str, list[dict[str, Any]]]:
    """A city with its index, and who comes to it with which cookies."""
    city = build(size)
    from django.contrib.auth import get_user_model  # noqa: PLC0415 -- in the child alone

    from nennep.search.actions import rebuild  # noqa: PLC0415

    rebuild()
    unit, wide = city.unit.public_id, city.wide.public_id
    office = ["/", "/answers/?status=overdue", "/tasks/", f"/tasks/{wide}/", "/search/?q=môi+trường", "/silent/",
              f"/answers/?unit={unit}", "/directives/", f"/units/{unit}/tasks/", "/reports/"]  # fmt: skip
    looks = ["/", "/overview/", "/weekly/", "/silent/", "/search/?q=chuyen+doi+so", f"/tasks/{wide}/"]
    people = get_user_model().objects.order_by("pk")[4 : 4 + CONTACTS]
    return {
        "contact": [contact_of(person) for person in people],
        "clerk": [signed_in(city.clerk, office)] * 10,
        "leader": [signed_in(city.leader, looks)] * 5,
    }


def contact_of(user: Any) -> dict[str, Any]:
    from nennep.directives.models import Assignment  # noqa: PLC0415

    owed = Assignment.objects.given_to(user).filter(state="doing").order_by("pk").values_list("public_id", "version")
    found = [(f"/answers/{public_id}/", version) for public_id, version in owed]
    unit = user.grants.get().unit.public_id
    pages = ["/", f"/units/{unit}/tasks/", "/tasks/", "/search/?q=kế+hoạch", *(address for address, _ in found[:20])]
    return signed_in(user, pages) | {"answers": found}


def signed_in(user: Any, pages: list[str]) -> dict[str, Any]:
    from django.test import Client  # noqa: PLC0415

    browser = Client(HTTP_HOST="localhost")
    browser.force_login(user)
    browser.get("/me/")
    cookies = {name: morsel.value for name, morsel in browser.cookies.items()}
    sent = "; ".join(f"{name}={value}" for name, value in cookies.items())
    return {"cookies": sent, "token": cookies["nennep_csrf"], "pages": pages}


class Load:
    def __init__(self, people: dict[str, list[Person]], port: int) -> None:
        self.people, self.port, self.dice = people, port, random.Random(2026)
        self.tally, self.lock = Tally(), threading.Lock()

    def run(self, seconds: float) -> Tally:
        self.began = time.monotonic()
        self.until = self.began + seconds
        self.following = iter(range(round(seconds * RATE)))
        hands = [threading.Thread(target=self.work) for _ in range(HANDS)]
        for hand in hands:
            hand.start()
        for hand in hands:
            hand.join()
        self.tally.seconds = time.monotonic() - self.began
        return self.tally

    def work(self) -> None:
        connection = http.client.HTTPConnection("localhost", self.port, timeout=60)
        while True:
            with self.lock:
                n = next(self.following, None)
                if n is None:
                    return
                person, sent = self.draw()
            planned = self.began + n / RATE
            time.sleep(max(0.0, planned - time.monotonic()))
            status = asked(connection, person, sent)
            with self.lock:
                self.tally.taken.append((time.monotonic() - planned) * 1000)
                self.tally.writes += len(sent) > 1
                if status >= 400:
                    self.tally.refused[f"{status} {sent[0]}"] += 1

    def draw(self) -> tuple[Person, tuple[str, ...]]:
        """Who comes next, and with what: an address to look at, or one to report to with what is sent."""
        if self.dice.random() < WRITES:
            person = self.dice.choice([one for one in self.people["contact"] if one.answers])
            address, version = person.answers.pop()
            form = {
                "csrfmiddlewaretoken": person.token,
                "version": version,
                "how": "doing",
                "text": "Đang làm, xong 60%",
            }
            return person, (f"{address}report/", urlencode(form))
        person = self.dice.choice(self.people[self.dice.choices(WHO, OFTEN)[0]])
        return person, (self.dice.choice(person.pages),)


def asked(connection: http.client.HTTPConnection, person: Person, sent: tuple[str, ...]) -> int:
    kind = {"Content-Type": "application/x-www-form-urlencoded"} if len(sent) > 1 else {}
    try:
        body = sent[1] if len(sent) > 1 else None
        address = "".join(c if c.isascii() else urlencode({"": c})[1:] for c in sent[0])
        connection.request("POST" if body else "GET", address, body, {"Cookie": person.cookies, **kind})
        answer = connection.getresponse()
        answer.read()
    except (OSError, http.client.HTTPException):
        connection.close()
        return 599
    return answer.status


@contextmanager
def served(environment: dict[str, str], port: int) -> Iterator[None]:
    command = [sys.executable, "-m", "nennep.config.command", "run", "--port", str(port)]
    log = Path(environment["NENNEP_DATA"]) / "log"
    with log.open("w") as out, subprocess.Popen(command, env=environment, stdout=out, stderr=out) as server:
        try:
            wait_for(port, log)
            yield
        finally:
            server.terminate()


def wait_for(port: int, log: Path) -> None:
    until = time.monotonic() + STARTS_IN
    while time.monotonic() < until:
        try:
            connection = http.client.HTTPConnection("localhost", port, timeout=1)
            connection.request("GET", "/health/")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.2)
    sys.exit(f"the server did not start: {log.read_text()[-2000:]}")


def measured(engine: str, size: float, minutes: float) -> Tally:
    port = free_port()
    with database(engine, durable=True) as found:
        environment = {**found, "NENNEP_URL": f"http://localhost:{port}"}
        command = [sys.executable, "-m", "bench.load", "--prepare", "--size", str(size)]
        done = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True)
        told = json.loads(done.stdout.splitlines()[-1])
        people = {who: [Person(**one) for one in each] for who, each in told.items()}
        with served(environment, port):
            Load(people, port).run(10)  # warm
            return Load(people, port).run(minutes * 60)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--prepare", action="store_true", help="used by itself: build the city, print who comes")
    parser.add_argument("--size", type=float, default=1.0)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--only", choices=ENGINES)
    given = parser.parse_args()
    if given.prepare:
        print(json.dumps(prepare(given.size)))
        return 0
    print(
        "| engine | minutes | requests/s | writes | p50, ms | p95 | p99 | errors |\n|---|---|---|---|---|---|---|---|"
    )
    good = True
    for engine in [given.only] if given.only else ENGINES:
        tally = measured(engine, given.size, given.minutes)
        print(tally.line(engine), *(f"\n  {n}× {what}" for what, n in tally.refused.most_common(5)), flush=True)
        good = good and tally.good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
