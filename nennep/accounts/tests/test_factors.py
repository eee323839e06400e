"""The second factor, through the doors that people use."""

import time
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from nennep.accounts.models import User
from nennep.accounts.tests.make import PASSWORD
from nennep.journal.models import Entry
from tests.cast import Cast

Enter = Callable[[User | None], Client]


@pytest.fixture(autouse=True)
def fresh_limits(db: None) -> None:
    cache.clear()


def sign_in(user: User) -> Client:
    client = Client()
    client.post("/sign-in/", {"login": user.username, "password": PASSWORD})
    return client


def is_in(client: Client) -> bool:
    return client.get("/me/").status_code == 200


def code_of(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def add_app(client: Client) -> str:
    """Turns the app on, as a person would; gives its secret."""
    client.post("/me/confirm/?next=/me/factors/totp/activate/", {"password": PASSWORD})
    client.get("/me/factors/totp/activate/")
    secret: str = client.session["mfa.totp.secret"]
    client.post("/me/factors/totp/activate/", {"code": code_of(secret)})
    return secret


def test_the_way_to_an_app_asks_for_the_password_again(cast: Cast) -> None:
    answer = sign_in(cast.clerk).get("/me/factors/totp/activate/")

    assert answer.headers["Location"].startswith("/me/confirm/")


def test_an_app_is_added_journalled_and_ends_other_sessions(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    here, there = sign_in(cast.clerk), sign_in(cast.clerk)

    # told after commit, which a test reaches only when its requests are over; that `here` stays is seen in the browser
    with django_capture_on_commit_callbacks(execute=True):
        add_app(here)

    assert not is_in(there)
    assert Entry.objects.filter(action="factor.added").count() == 2  # the app, and the recovery codes with it


def test_the_secret_of_an_app_does_not_stand_in_the_database(cast: Cast) -> None:
    secret = add_app(sign_in(cast.clerk))

    assert secret not in str(list(Authenticator.objects.values_list("data", flat=True)))


def test_with_an_app_the_password_alone_opens_nothing(cast: Cast) -> None:
    secret = add_app(sign_in(cast.clerk))
    cache.clear()  # the code just used may be used again
    client = sign_in(cast.clerk)

    assert not is_in(client)
    assert client.get("/users/").headers["Location"].startswith("/sign-in/")

    client.post("/me/factors/authenticate/", {"code": code_of(secret)})
    assert is_in(client)


def test_a_code_is_good_once(cast: Cast) -> None:
    code = code_of(add_app(sign_in(cast.clerk)))
    first, second = sign_in(cast.clerk), sign_in(cast.clerk)

    first.post("/me/factors/authenticate/", {"code": code})
    page = second.post("/me/factors/authenticate/", {"code": code}).content.decode()

    assert "Mã không đúng hoặc đã dùng" in page


def test_ten_wrong_codes_close_the_second_step(cast: Cast) -> None:
    secret = add_app(sign_in(cast.clerk))
    cache.clear()
    client = sign_in(cast.clerk)
    for _ in range(10):
        client.post("/me/factors/authenticate/", {"code": "000000"})

    page = client.post("/me/factors/authenticate/", {"code": code_of(secret)}).content.decode()

    assert "quá nhiều lần" in page
    assert not is_in(client)


def test_a_recovery_code_stands_in_once(cast: Cast) -> None:
    add_app(sign_in(cast.clerk))
    kept = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES).wrap()
    [code, *_] = kept.get_unused_codes()

    client = sign_in(cast.clerk)
    client.post("/me/factors/authenticate/", {"code": code})
    again = sign_in(cast.clerk)
    again.post("/me/factors/authenticate/", {"code": code})

    assert is_in(client)
    assert not is_in(again)


def test_the_words_of_every_factor_page_are_ours(cast: Cast) -> None:
    client = sign_in(cast.clerk)
    client.post("/me/confirm/?next=/me/", {"password": PASSWORD})

    for path in ("", "totp/activate/", "webauthn/", "webauthn/add/", "reauthenticate/"):
        page = client.get(f"/me/factors/{path}", follow=True).content.decode()
        for foreign in ("Authenticator", "Recovery", "Security Key", "Activate", "Password"):
            assert foreign not in page, (path, foreign)


def kept_codes(user: User) -> list[str]:
    kept = Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES).wrap()
    return list(kept.get_unused_codes())


def test_recovery_codes_are_shown_and_leave_as_a_file(cast: Cast) -> None:
    client = sign_in(cast.clerk)
    add_app(client)

    page = client.get("/me/factors/recovery-codes/")
    file = client.get("/me/factors/recovery-codes/download/")

    codes = kept_codes(cast.clerk)
    assert len(codes) == 10
    assert all(code in page.content.decode() for code in codes)
    assert all(code in file.content.decode() for code in codes)
    assert file.headers["Content-Disposition"].startswith("attachment")


def test_recovery_codes_do_not_stand_in_the_database(cast: Cast) -> None:
    add_app(sign_in(cast.clerk))

    stored = str(list(Authenticator.objects.values_list("data", flat=True)))

    assert not [code for code in kept_codes(cast.clerk) if code in stored]


def test_a_new_set_of_codes_ends_the_old_one_and_is_journalled(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    client = sign_in(cast.clerk)
    add_app(client)
    old = kept_codes(cast.clerk)

    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post("/me/factors/recovery-codes/generate/")

    assert answer.headers["Location"] == "/me/factors/recovery-codes/"
    assert not set(old) & set(kept_codes(cast.clerk))
    assert Entry.objects.filter(action="factor.renewed").exists()
    late = sign_in(cast.clerk)
    late.post("/me/factors/authenticate/", {"code": old[0]})
    assert not is_in(late)


@pytest.mark.parametrize("path", ["", "download/"])
def test_without_a_factor_there_are_no_codes_to_see(path: str, cast: Cast) -> None:
    client = sign_in(cast.clerk)
    client.post("/me/confirm/?next=/me/", {"password": PASSWORD})

    assert client.get(f"/me/factors/recovery-codes/{path}").status_code in (302, 404)


def test_without_a_factor_no_codes_are_made(cast: Cast) -> None:
    client = sign_in(cast.clerk)
    client.post("/me/confirm/?next=/me/", {"password": PASSWORD})

    client.post("/me/factors/recovery-codes/generate/")

    assert not Authenticator.objects.exists()


def test_an_app_is_switched_off_with_its_codes_and_journalled(cast: Cast) -> None:
    client = sign_in(cast.clerk)
    add_app(client)
    assert client.get("/me/factors/totp/deactivate/").status_code == 200

    client.post("/me/factors/totp/deactivate/")

    assert not Authenticator.objects.filter(user=cast.clerk).exists()
    assert Entry.objects.filter(action="factor.removed").exists()
    assert is_in(sign_in(cast.clerk))  # the password alone again


def test_switching_an_app_off_asks_for_the_password_again(cast: Cast) -> None:
    secret = add_app(sign_in(cast.clerk))
    cache.clear()
    client = sign_in(cast.clerk)
    client.post("/me/factors/authenticate/", {"code": code_of(secret)})

    answer = client.post("/me/factors/totp/deactivate/")

    assert "/me/confirm/" in answer.headers["Location"] or "/reauthenticate/" in answer.headers["Location"]
    assert Authenticator.objects.filter(user=cast.clerk).exists()
