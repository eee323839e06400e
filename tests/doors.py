"""The addresses of the house as the tests knock at them: the table of `access.toml`, and trying without a trace."""

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from typing import Any

from django.db import models
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.taken_back import taken_back
from tests.world import PERSONAS, World

TABLE: dict[str, dict[str, Any]] = tomllib.loads((Path(__file__).parent / "access.toml").read_text("utf-8"))
METHODS = ("get", "post")


def names(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from names(entry, f"{before}{entry.namespace}:" if entry.namespace else before)
        elif isinstance(entry, URLPattern):
            yield f"{before}{entry.name}"


NAMES = sorted(set(names(get_resolver())))
KNOWN = [name for name in NAMES if name in TABLE]


def address_of(name: str, world: World) -> str:
    on = TABLE[name].get("on")
    return reverse(name, args=[id_of(getattr(world, on))]) if on else reverse(name)


def id_of(thing: models.Model) -> object:
    return getattr(thing, "public_id", thing.pk)


def allowed(name: str, method: str) -> set[str]:
    """The personas who come in, “nobody” among them where one need not sign in."""
    listed = TABLE[name].get(method, [])
    if listed in ("everyone", "anyone"):
        return {*PERSONAS, *(["nobody"] if listed == "anyone" else [])}
    return set(listed)


def knocking_at(name: str) -> set[str]:
    """Who tries the address in the quick run: some who come in and some who do not, others at each address."""
    turn, everyone = KNOWN.index(name), (*PERSONAS, "nobody")
    chosen = {"nobody"}
    for method in METHODS:
        inside = [who for who in everyone if who in allowed(name, method)]
        outside = [who for who in everyone if who not in inside]
        chosen |= {side[(turn + more) % len(side)] for side, more in ((inside, 0), (outside, 0), (outside, 4)) if side}
    return chosen


def opener_of(name: str) -> str:
    """A persona who may open the page."""
    listed = TABLE[name]["get"]
    if isinstance(listed, list):
        return str(listed[0])
    return "clerk" if listed == "everyone" else "nobody"


def form_of(name: str, world: World) -> dict[str, Any]:
    """What the row of the table sends, its “{task.version}” filled in from the world."""
    sent: dict[str, Any] = TABLE[name].get("send", {})
    return {field: filled(value, world) for field, value in sent.items()}


def filled(value: Any, world: World) -> Any:
    if isinstance(value, list):
        return [filled(each, world) for each in value]
    return value.format_map(vars(world)) if isinstance(value, str) else value


@contextmanager
def without_trace(browser: Client) -> Iterator[None]:
    """What happens inside is taken back, in the database and in the browser."""
    cookies = copy(browser.cookies)
    with taken_back():
        yield
    browser.cookies = cookies


def knock(browser: Client, method: str, address: str, **options: Any) -> HttpResponseBase:
    with without_trace(browser):
        answer: HttpResponseBase = browser.generic(method.upper(), address, **options)
    return answer


def is_let_in(answer: HttpResponseBase) -> bool:
    """Answered, or led on to another page; a refused form (409, 422) is an answer too."""
    on = answer.headers.get("Location", "")
    turned_away = "/sign-in/?next=" in on or "/me/confirm/?next=" in on
    return answer.status_code in (409, 422) or (answer.status_code < 400 and not turned_away)


def body_of(answer: HttpResponseBase) -> bytes:
    if isinstance(answer, StreamingHttpResponse):
        return b"".join(answer)
    assert isinstance(answer, HttpResponse)
    return answer.content
