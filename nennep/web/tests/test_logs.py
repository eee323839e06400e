"""Who was refused what: one line of the log each, with the person, and never a way to forge another."""

import json
import logging

import pytest
from django.test import Client

from nennep.directives.tests.make import make_directive
from nennep.web.logs import JsonLines
from tests.cast import Cast

pytestmark = pytest.mark.django_db
LOGGERS = ("django.request", "django.security.csrf")


def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, object]]:
    written = [JsonLines().format(record) for record in caplog.records if record.name in LOGGERS]
    return [json.loads(line) for line in written]


def test_each_refused_access_leaves_one_line_with_the_person(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    hidden = f"/directives/{make_directive(cast.tree.root, cast.clerk).public_id}/review/"
    browser = Client()
    browser.force_login(cast.contact)
    caplog.set_level(logging.WARNING, "django.request")

    for address in (hidden, "/directives/new/"):  # an object that is not visible, a page that one has no right to
        assert browser.get(address).status_code == 404

    said = lines(caplog)
    assert [(line["who"], line["method"], line["status"]) for line in said] == [
        (cast.contact.public_id, "GET", 404)
    ] * 2
    assert [str(line["message"]).split(": ")[1] for line in said] == [hidden, "/directives/new/"]
    assert all(line["request"] for line in said)


def test_nobodys_refused_form_is_told_without_a_person(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    assert Client(enforce_csrf_checks=True).post("/sign-in/", {"login": "x"}).status_code == 403

    (line,) = lines(caplog)
    assert (line["who"], line["method"], line["status"]) == ("", "POST", 403)
