"""Every address × method × persona against one table (SECURITY-BAR A1): who is not listed does not learn that it exists."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from nennep.accounts.models import User
from tests.cast import Cast
from tests.world import World

TABLE: dict[str, dict[str, Any]] = tomllib.loads((Path(__file__).parent / "access.toml").read_text("utf-8"))
PERSONAS = tuple(name for name in Cast.__dataclass_fields__ if name != "tree")
METHODS = ("get", "post")


def names(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from names(entry, f"{before}{entry.namespace}:" if entry.namespace else before)
        elif isinstance(entry, URLPattern):
            yield f"{before}{entry.name}"


NAMES = sorted(set(names(get_resolver())))


def test_every_address_is_declared_and_every_declaration_exists() -> None:
    assert sorted(TABLE) == NAMES


def address_of(name: str, world: World) -> str:
    on = TABLE[name].get("on")
    if on:
        return reverse(name, args=[getattr(world, on).public_id])
    return reverse(name)


def try_door(client: Client, method: str, address: str) -> HttpResponseBase:
    """The answer, with whatever it changed taken back."""
    with transaction.atomic():
        answer: HttpResponseBase = client.generic(method.upper(), address)
        transaction.set_rollback(True)
    return answer


def is_let_in(answer: HttpResponseBase) -> bool:
    sent_to_sign_in = answer.status_code == 302 and "/sign-in/" in answer.headers["Location"]
    return answer.status_code < 400 and not sent_to_sign_in or answer.status_code in (409, 422)


def allowed(name: str, method: str) -> set[str]:
    listed = TABLE[name].get(method, [])
    if listed in ("everyone", "anyone"):
        return {*PERSONAS, *(["nobody"] if listed == "anyone" else [])}
    return set(listed)


@pytest.mark.parametrize("name", [n for n in NAMES if n in TABLE])
def test_only_the_listed_personas_come_in(name: str, world: World) -> None:
    address = address_of(name, world)
    people: dict[str, User | None] = {persona: getattr(world.cast, persona) for persona in PERSONAS}

    wrong = []
    for persona, user in {**people, "nobody": None}.items():
        client = Client(raise_request_exception=False)
        if user is not None:
            client.force_login(user)
        for method in METHODS:
            answer = try_door(client, method, address)
            expected = persona in allowed(name, method)
            if is_let_in(answer) != expected or answer.status_code >= 500:
                wrong.append(f"{persona} {method}: {answer.status_code}")

    assert not wrong
