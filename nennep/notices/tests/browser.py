"""What stands for a browser and its maker's server in the tests: real keys, real HTTP, real unsealing."""

import base64
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import http_ece
import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pytest_django import Settings

from nennep.notices.actions.pushing import Offered


def coded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


class Browser:
    """One that subscribed; `messages` are what it could unseal."""

    def __init__(self) -> None:
        self.key, self.secret = generate_private_key(SECP256R1()), b"0123456789abcdef"
        self.messages: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.answer = 201
        self.port = 0

    def offer(self, name: str = "Firefox, Windows") -> Offered:
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return Offered(f"http://127.0.0.1:{self.port}/push/{name}", coded(point), coded(self.secret), name)

    def take(self, sealed: bytes, headers: dict[str, str]) -> None:
        opened = http_ece.decrypt(sealed, private_key=self.key, auth_secret=self.secret, version="aes128gcm")
        self.messages.append(json.loads(opened))
        self.headers.append(headers)


@pytest.fixture
def browser(settings: Settings) -> Iterator[Browser]:
    browser = Browser()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sealed = self.rfile.read(int(self.headers["Content-Length"]))
            if browser.answer == 201:
                browser.take(sealed, {name.lower(): value for name, value in self.headers.items()})
            self.send_response(browser.answer)
            self.end_headers()

        def log_message(self, *_said: Any) -> None:
            """Quiet."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    browser.port = server.server_port
    threading.Thread(target=server.serve_forever, daemon=True).start()
    settings.PUSH_HOSTS, settings.PUSH_ANYWHERE = ["127.0.0.1"], True
    yield browser
    server.shutdown()
    server.server_close()
