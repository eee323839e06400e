"""Who has not signed in chooses the language of the door; it stays Vietnamese for everybody else."""

import pytest
from django.test import Client

from nennep.accounts.models import User
from tests.cast import Cast
from tests.spoken import Spoken

pytestmark = pytest.mark.django_db
DOORS = ("/sign-in/", "/activate/")


def language_of(client: Client, address: str) -> str:
    return Spoken(client.get(address).content.decode()).lang


@pytest.mark.parametrize("address", DOORS)
def test_the_door_speaks_english_after_one_press_and_goes_back_to_where_one_stood(address: str, cast: Cast) -> None:
    browser = Client(headers={"referer": f"http://testserver{address}?next=/guide/", "accept-language": "en"})
    assert language_of(browser, address) == "vi"  # the browser's wish is not asked
    assert 'value="en" lang="en">English<' in browser.get(address).content.decode()

    answer = browser.post("/language/", {"language": "en"})

    assert answer.headers["Location"].endswith(f"{address}?next=/guide/")
    assert language_of(browser, address) == "en"
    assert 'value="vi" lang="vi">Tiếng Việt<' in browser.get(address).content.decode()
    assert language_of(Client(), address) == "vi"


def test_the_first_hour_can_be_in_english_and_its_person_reads_on_in_english(db: None) -> None:
    browser = Client(headers={"referer": "http://testserver/first-run/"})
    browser.post("/language/", {"language": "en"})
    assert language_of(browser, "/first-run/") == "en"
    first = {"name": "Đảng ủy phường Hòa Bình", "full_name": "Lê Mai", "username": "mai"}

    browser.post("/first-run/", first | {"password": "mot cau that dai 7", "again": "mot cau that dai 7"})

    assert User.objects.get().language == "en"
    assert language_of(browser, "/me/") == "en"


def test_who_is_signed_in_keeps_the_own_language(cast: Cast) -> None:
    browser = Client()
    browser.force_login(cast.clerk)

    browser.post("/language/", {"language": "en"})

    assert language_of(browser, "/me/") == "vi"


@pytest.mark.parametrize("wanted", ["", "xx", "../vi"])
def test_an_unknown_language_changes_nothing(wanted: str, cast: Cast) -> None:
    browser = Client()
    answer = browser.post("/language/", {"language": wanted})

    assert answer.status_code == 302
    assert not answer.cookies
    assert Client(headers={"cookie": f"nennep_language={wanted}"}).get("/sign-in/").headers["Content-Language"] == "vi"


def test_asking_for_the_address_changes_nothing(cast: Cast) -> None:
    assert Client().get("/language/?language=en").status_code == 405
