"""One exact table of headers for every address, method, error and download (SECURITY-BAR F4).

Turns red when a header is dropped or loosened (`'unsafe-inline'` in a policy), when a view sets its own, when an error
shows a trace, and when somebody marks typed text as safe.
"""

import ast
import re
from pathlib import Path

import pytest
from django.http import HttpResponseBase
from django.test import Client

from nennep.web.middleware import ErrorSentenceMiddleware
from tests.doors import KNOWN, address_of, allowed, body_of, knock
from tests.turns import by_turns
from tests.world import World

HOUSE = Path(__file__).parent.parent / "nennep"
PAGE_POLICY = {
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'",
    "connect-src 'self'", "manifest-src 'self'", "form-action 'self'", "base-uri 'none'", "object-src 'none'",
    "frame-ancestors 'none'",
}  # fmt: skip
FILE_POLICY = {"default-src 'none'", "sandbox"}
EXACT = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
NO_REFERRER = {"vault:write", "vault:write_back"}  # where one writes from is not told to the next page
NEVER_KEPT = {"no-store", "max-age=0, no-cache, no-store, must-revalidate, private"}  # ours; Django's never_cache
TELLING = {"Server", "X-Powered-By", "Access-Control-Allow-Origin"}
COMMON = ("get", "post")
METHODS = (*COMMON, "head", "put", "patch", "delete", "options", "trace")
SECRET = "chuyện trong ruột máy"


def wrong_headers(answer: HttpResponseBase, at: str = "") -> list[str]:
    exact = EXACT | ({"Referrer-Policy": "no-referrer"} if at in NO_REFERRER else {})
    found = [
        f"{name}: {answer.headers.get(name)}" for name, value in exact.items() if answer.headers.get(name) != value
    ]
    if answer.headers.get("Cache-Control") not in NEVER_KEPT:
        found.append(f"Cache-Control: {answer.headers.get('Cache-Control')}")
    policy = {part.strip() for part in answer.headers.get("Content-Security-Policy", "").split(";") if part.strip()}
    is_file = "attachment" in answer.headers.get("Content-Disposition", "")
    if policy != (FILE_POLICY if is_file else PAGE_POLICY):
        found.append(f"policy: {policy}")
    return found + [name for name in TELLING if name in answer.headers]


@pytest.mark.django_db
@pytest.mark.parametrize("name", by_turns(KNOWN, 12))
def test_every_answer_has_exactly_these_headers(name: str, standing_world: World, browsers: dict[str, Client]) -> None:
    address = address_of(name, standing_world)
    tried = {(who, method) for who in ("outsider", "nobody") for method in COMMON}
    tried |= {(someone_at(name), method) for method in METHODS}

    assert {
        ask: wrong for ask in tried if (wrong := wrong_headers(knock(browsers[ask[0]], ask[1], address), name))
    } == {}


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("name", KNOWN)
def test_so_has_every_answer_to_those_who_may_not(
    name: str, standing_world: World, browsers: dict[str, Client]
) -> None:
    address = address_of(name, standing_world)
    tried = {(who, method) for who in ("outsider", "nobody") for method in METHODS}

    assert {
        ask: wrong for ask in tried if (wrong := wrong_headers(knock(browsers[ask[0]], ask[1], address), name))
    } == {}


def someone_at(name: str) -> str:
    return sorted(allowed(name, "get") | allowed(name, "post") or {"outsider"})[0]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/khong-co/", "/directives/../x", "/tasks/%00/", "/?page=%ff", "/static/khong-co.js"]
)
def test_errors_have_them_too(address: str, standing_world: World, browsers: dict[str, Client]) -> None:
    answer = browsers["clerk"].get(address)

    assert not wrong_headers(answer)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/sign-in/", "/health/", "/static/web/style.css"])
def test_a_name_that_is_not_ours_is_refused_on_a_plain_page(address: str, browsers: dict[str, Client]) -> None:
    answer = browsers["clerk"].get(address, headers={"host": "evil.com"})

    assert answer.status_code == 400
    assert "Yêu cầu không đọc được" in answer.content.decode()
    assert not wrong_headers(answer)


@pytest.mark.django_db
@pytest.mark.parametrize("name", by_turns((name for name in KNOWN if allowed(name, "get") - {"nobody"}), 12))
def test_a_fault_in_a_view_shows_a_plain_page(
    name: str, standing_world: World, browsers: dict[str, Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The view is entered and breaks: no trace, no path, no data; the headers are the same."""

    def broken(_self: object, _request: object, view: object, _args: object, _options: object) -> None:
        raise ZeroDivisionError(SECRET)

    browser = browsers[sorted(allowed(name, "get") - {"nobody"})[0]]
    monkeypatch.setattr(ErrorSentenceMiddleware, "process_view", broken, raising=False)
    browser.handler.load_middleware()

    answer = knock(browser, "get", address_of(name, standing_world))

    body = body_of(answer).decode()
    monkeypatch.undo()
    browser.handler.load_middleware()
    assert answer.status_code == 500
    assert not [word for word in (SECRET, "Traceback", "ZeroDivisionError", "nennep/", ".py", "DEBUG") if word in body]
    assert not wrong_headers(answer, name)


MARKING = re.compile("mark_safe|SafeString|format_html")


def test_nobody_marks_text_as_safe() -> None:
    """`mark_safe`, `|safe`, `autoescape off` stand nowhere; `format_html` takes a constant."""
    found = [str(f) for f in HOUSE.rglob("*.html") if re.search(r"\|\s*safe\b|autoescape\s+off", f.read_text("utf-8"))]
    texts = [(module, module.read_text("utf-8")) for module in HOUSE.rglob("*.py")]
    for module, text in (
        (module, text) for module, text in texts if re.search("mark_safe|SafeString|format_html", text)
    ):
        for node in ast.walk(ast.parse(text)):
            if not isinstance(node, ast.Call):
                continue
            called = ast.unparse(node.func).rsplit(".", 1)[-1]
            typed_in = called == "format_html" and not isinstance(node.args[0], ast.Constant)
            if called in {"mark_safe", "SafeString"} or typed_in:
                found.append(f"{module.name}:{node.lineno} {called}")

    assert not found


def test_no_page_holds_script_or_style_of_its_own() -> None:
    """The policy forbids both; a page that needs them would break."""
    inline = re.compile(r"<style|\sstyle=|\son\w+=[\"']|javascript:|<script(?![^>]*\bsrc=)(?![^>]*application/json)")
    found = [str(file) for file in HOUSE.rglob("*.html") if inline.search(file.read_text("utf-8"))]

    assert not found
