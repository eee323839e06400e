"""Those who come to a real server over the network: an author whom nobody shall know, and a clerk."""

import http.client
import re
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from nennep.accounts.tests.make import PASSWORD
from nennep.vault.tests.stealing import Canary

AUTHOR, CLERK = "127.9.8.7", "127.0.0.1"  # machines
SIZE = 3_000_000  # bytes of a file; Django spills from 2.5 MB on


@dataclass
class Visitor:
    port: int
    machine: str
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, address: str, form: dict[str, Any] | None = None, **headers: str) -> str:
        """The page; cookies are kept as a browser does."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60, source_address=(self.machine, 0))
        sent = {"Host": "localhost", "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()), **headers}
        if form is None:
            connection.request("GET", address, headers=sent)
        else:
            sent["Content-Type"] = MULTIPART_CONTENT
            connection.request("POST", address, encode_multipart(BOUNDARY, form), sent)
        answer = connection.getresponse()
        page = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _is, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        connection.close()
        return page


def letter(told: Canary) -> dict[str, Any]:
    identity = {"name": told.name, "number": told.number, "phone": told.phone, "address": told.address}
    return {"kind": "state", **identity, "text": told.text, "attached": [file(told)]}


def file(told: Canary) -> SimpleUploadedFile:
    content = told.content.encode()
    return SimpleUploadedFile(f"{told.name}.txt", content * (SIZE // len(content)))


def write(author: Visitor, told: Canary) -> None:
    """With everything that goes wrong on the way, and back again by the digits."""
    author.ask("/write/")
    assert told.name in author.ask("/write/", letter(told) | {"text": ""})
    author.ask("/write/", letter(told), Origin="https://la.invalid")
    author.ask(f"/write/{told.number}/")
    found = re.search(r"\d{4} \d{4} \d{4} \d{4}", author.ask("/write/", letter(told)))
    assert found
    more = {"code": found[0], "text": f"Tôi, {told.name}, gửi thêm", "attached": [file(told)]}
    assert "Cơ quan chưa trả lời" in author.ask("/write/back/", {"code": found[0]})
    assert "gửi phần thêm" in author.ask("/write/back/", more)


def take_in(clerk: Visitor, told: Canary) -> None:
    signed = {"login": "chuyen-vien", "password": PASSWORD}
    clerk.ask("/sign-in/", signed | token(clerk.ask("/sign-in/")))
    sent = letter(told) | token(clerk.ask("/letters/new/"))
    assert told.name in clerk.ask("/letters/new/", sent | {"received_on": "31/02/2026", "attached": [file(told)]})
    page = clerk.ask("/letters/new/", sent | {"received_on": "05/11/2026", "attached": [file(told)]})
    assert "Đã niêm phong" in page
    assert told.name not in page


def token(page: str) -> dict[str, str]:
    found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert found, page
    return {"csrfmiddlewaretoken": found[1]}
