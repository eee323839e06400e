"""People who write to a site over HTTP without pause, and remember every write that was answered for."""

import http.client
import re
import threading
import time
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from nennep.accounts.tests.make import PASSWORD

MADE = re.compile(r"/groups/([0-9a-z]{12})/")
TIMEOUT = 30  # seconds; more than a writer waits for the database


@dataclass
class Browser:
    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def send(self, method: str, address: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        """Status, and where the answer leads."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)
        headers = {"Host": "localhost", "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        headers |= {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
        try:
            connection.request(method, address, urlencode(form) if form else None, headers)
            answer = connection.getresponse()
            answer.read()
        finally:
            connection.close()
        for line in answer.headers.get_all("Set-Cookie") or []:
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        return answer.status, answer.headers["Location"] or ""

    def post(self, address: str, **form: str) -> tuple[int, str]:
        return self.send("POST", address, form | {"csrfmiddlewaretoken": self.cookies["nennep_csrf"]})

    def sign_in(self, name: str) -> None:
        self.send("GET", "/sign-in/")
        status, leads = self.post("/sign-in/", login=name, password=PASSWORD)
        if status != 302 or "sign-in" in leads:
            raise RuntimeError(f"{name} cannot sign in: {status} {leads}")


class Writer(threading.Thread):
    """Adds one group after another; each name is sent once, whatever the answer."""

    def __init__(self, name: str, port: int, over: threading.Event) -> None:
        super().__init__(daemon=True)
        self.who, self.over = name, over
        self.browser = Browser(port)
        self.browser.sign_in(name)
        self.tried: list[str] = []
        self.answered: dict[str, str] = {}  # name → public id
        self.strange: list[str] = []  # answers that a person would not understand

    def run(self) -> None:
        while not self.over.is_set():
            name = f"Khối {self.who} {len(self.tried):06d}"
            self.tried.append(name)
            try:
                status, leads = self.browser.post("/groups/new/", name=name)
            except (OSError, http.client.HTTPException):
                time.sleep(0.1)  # nobody there: it was killed
                continue
            if status == 302 and (made := MADE.fullmatch(leads)):
                self.answered[name] = made[1]
            else:
                self.strange.append(f"{status} {leads}")
