"""A real SMTP server for the tests, and how its letters read."""

import socket
from collections.abc import Iterator
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from pytest_django import Settings


class Postman:
    """A real SMTP server that keeps what arrives; whoever is called “sai@” does not live here."""

    def __init__(self) -> None:
        self.letters: list[Message] = []

    async def handle_RCPT(self, *call: Any) -> str:
        envelope, address = call[2:4]
        if address.startswith("sai@"):
            return "550 No such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, *call: Any) -> str:
        self.letters.append(message_from_bytes(call[2].content))
        return "250 OK"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def postman(settings: Settings) -> Iterator[Postman]:
    postman = Postman()
    controller = Controller(postman, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", controller.port
    yield postman
    controller.stop()


def subject_of(letter: Message) -> str:
    return str(make_header(decode_header(letter["Subject"])))


def body_of(letter: Message) -> str:
    content = letter.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content.decode()
