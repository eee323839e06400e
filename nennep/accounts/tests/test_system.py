"""The system page reminds of what an office has not done yet: HTTPS, backups."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from pytest_django import Settings

from nennep.accounts.models import User
from tests.cast import Cast

Enter = Callable[[User | None], Client]
IN_THE_CLEAR, NO_BACKUP, CALM = "mật khẩu và văn bản đi trần", "chưa tự sao lưu", "Hệ thống chạy bình thường"


def page_of(
    browser: Client, settings: Settings, url: str, backup: str = "/srv/sao-luu", host: str = "localhost"
) -> str:
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, url=url, backup=backup)
    secure = url.startswith("https")
    return browser.get("/system/", secure=secure, headers={"host": host}).content.decode()


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000"])
def test_on_this_machine_nothing_is_lacking(host: str, cast: Cast, enter: Enter, settings: Settings) -> None:
    page = page_of(enter(cast.sysadmin), settings, "http://localhost:8000", host=host)

    assert IN_THE_CLEAR not in page
    assert CALM in page


def test_an_address_without_https_is_reminded_and_led_to_the_guide(
    cast: Cast, enter: Enter, settings: Settings
) -> None:
    page = page_of(enter(cast.sysadmin), settings, "http://192.168.1.20:8000")

    assert IN_THE_CLEAR in page
    assert 'href="/guide/https/"' in page
    assert CALM not in page


def test_a_page_that_was_asked_for_in_the_clear_is_reminded(cast: Cast, enter: Enter, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["nennep.noibo"]

    page = enter(cast.sysadmin).get("/system/", headers={"host": "nennep.noibo"}).content.decode()

    assert IN_THE_CLEAR in page


def test_with_https_nothing_is_said(cast: Cast, enter: Enter, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["nennep.noibo"]

    page = page_of(enter(cast.sysadmin), settings, "https://nennep.noibo", host="nennep.noibo")

    assert IN_THE_CLEAR not in page


def test_without_backups_the_page_says_how(cast: Cast, enter: Enter, settings: Settings) -> None:
    page = page_of(enter(cast.sysadmin), settings, "http://localhost:8000", backup="")

    assert NO_BACKUP in page
    assert "NENNEP_BACKUP" in page
    assert CALM not in page
