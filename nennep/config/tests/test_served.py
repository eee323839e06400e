"""The headers as they leave the real server: pages, static files, errors, and a request under another name."""

import http.client
import re

import pytest

from nennep.config.tests.running import Running
from nennep.config.tests.test_run import running
from tests.test_headers import EXACT, PAGE_POLICY

__all__ = ["running"]
pytestmark = [pytest.mark.slow, pytest.mark.alone]
REFUSED = ("Access-Control-Allow-Origin", "X-Powered-By")


def ask(running: Running, address: str, host: str = "localhost") -> tuple[http.client.HTTPResponse, str]:
    connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=20)
    connection.request("GET", address, headers={"Host": host})
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer, body


def wrong(answer: http.client.HTTPResponse) -> list[str]:
    found = [f"{name}: {answer.headers[name]}" for name, value in EXACT.items() if answer.headers[name] != value]
    policy = {part.strip() for part in (answer.headers["Content-Security-Policy"] or "").split(";")}
    found += [f"policy: {policy}"] if policy != PAGE_POLICY else []
    found += [name for name in REFUSED if name in answer.headers]
    return found + ([] if answer.headers.get_all("Server") == ["nennep"] else [f"Server: {answer.headers['Server']}"])


def test_every_kind_of_answer_has_the_headers(running: Running) -> None:
    page, body = ask(running, "/sign-in/")
    found = re.search(r'href="(/static/[^"]+\.css)"', body)
    assert found

    answers = {
        "page": page,
        "style": ask(running, found[1])[0],
        "missing style": ask(running, "/static/khong-co.css")[0],
        "missing page": ask(running, "/khong-co/")[0],
        "another name": ask(running, "/", host="evil.com")[0],
    }

    statuses = {name: answer.status for name, answer in answers.items()}
    assert statuses["page"] == statuses["style"] == 200
    assert statuses["another name"] == 400
    assert not {name: faults for name, answer in answers.items() if (faults := wrong(answer))}


def test_static_files_are_kept_and_pages_are_not(running: Running) -> None:
    page, body = ask(running, "/sign-in/")
    found = re.search(r'href="(/static/[^"]+\.css)"', body)
    assert found

    style, _ = ask(running, found[1])

    assert "no-store" in page.headers["Cache-Control"]
    assert "immutable" in style.headers["Cache-Control"]
