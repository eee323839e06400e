"""A security key in a real browser, on Chromium's own virtual authenticator: added, signed in with, taken away."""

import re
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from playwright.sync_api import expect

from nennep.accounts.models import User
from nennep.accounts.tests.make import PASSWORD
from nennep.journal.models import Entry
from tests.journeys.conftest import Visitor

pytestmark = pytest.mark.slow
Visit = Callable[..., Visitor]
BUILT_IN = {  # the fingerprint of the machine itself
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def give_authenticator(person: Visitor) -> None:
    devices = person.context.new_cdp_session(person.page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": BUILT_IN})


def confirm(person: Visitor) -> None:
    """Say once more who one is, where the page asks."""
    if "/me/confirm/" in person.page.url:
        person.page.fill("[name=password]", PASSWORD)
        person.page.get_by_role("button", name="Xác nhận").click()
        person.page.wait_for_url(re.compile("/me/factors/"))


def confirm_with_key(person: Visitor) -> None:
    """The same without the password, by whoever holds the key."""
    person.page.get_by_role("link", name="Dùng khóa bảo mật").click()
    person.page.wait_for_url(re.compile(reverse("mfa_reauthenticate_webauthn")))
    person.looks().page.get_by_role("button", name="Dùng khóa bảo mật").click()
    person.page.wait_for_url(re.compile("/keys/[0-9]+/remove/$"))


def add_key(person: Visitor) -> None:
    give_authenticator(person)
    person.open("/me/factors/webauthn/add/")
    confirm(person)
    person.looks()
    person.page.fill("[name=name]", "Vân tay máy bàn")
    person.page.check("[name=passwordless]")
    person.page.get_by_role("button", name="Thêm khóa").click()
    person.page.wait_for_url(re.compile("/me/factors/(?!webauthn/add/)"))


def sign_out(person: Visitor) -> None:
    person.open("/sign-out/").looks()
    person.page.get_by_role("main").get_by_role("button", name="Đăng xuất").click()
    person.page.wait_for_url(re.compile("/sign-in/"))


@pytest.mark.parametrize("width", ["", "-360"])
def test_a_key_is_added_opens_the_door_and_is_taken_away(visit: Visit, width: str) -> None:
    clerk = visit("suongdtt", width)
    user = User.objects.get(username="suongdtt")
    add_key(clerk)
    clerk.looks().open("/me/factors/").looks()
    keys = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN)
    assert keys.get().wrap().name == "Vân tay máy bàn"

    clerk.open(reverse("mfa_edit_webauthn", args=[keys.get().pk])).looks()
    clerk.page.fill("[name=name]", "Vân tay")
    clerk.page.get_by_role("button", name="Ghi").click()
    clerk.page.wait_for_url(re.compile("/webauthn/$"))
    assert keys.get().wrap().name == "Vân tay"

    sign_out(clerk)
    clerk.looks().page.get_by_role("button", name="Đăng nhập bằng khóa bảo mật").click()
    clerk.page.wait_for_url(re.compile(r"^(?!.*sign-in)"))
    clerk.looks()
    assert Entry.objects.filter(action="user.signed_in").count() == 2
    assert keys.get().last_used_at is not None

    clerk.open("/me/factors/webauthn/").looks()
    clerk.page.get_by_role("link", name="Bỏ Vân tay").click()
    clerk.page.wait_for_url(re.compile("/me/confirm/"))
    confirm_with_key(clerk)
    clerk.looks().page.get_by_role("button", name="Bỏ khóa").click()
    expect(clerk.page.get_by_role("heading", level=1)).to_contain_text("0 khóa")  # by mfa_remove_webauthn
    assert not keys.exists()
    assert Entry.objects.filter(action="factor.removed", object=f"user:{user.public_id}").exists()


def test_with_a_key_the_password_alone_opens_nothing_and_the_key_completes_it(visit: Visit) -> None:
    clerk = visit("suongdtt")
    add_key(clerk)
    sign_out(clerk)

    clerk.open("/sign-in/")
    clerk.page.fill("[name=login]", "suongdtt")
    clerk.page.fill("[name=password]", PASSWORD)
    clerk.page.get_by_role("button", name="Đăng nhập", exact=True).click()
    clerk.page.wait_for_url(re.compile("/me/factors/authenticate/"))
    clerk.looks()
    half_in = clerk.page.request.get(f"{clerk.home}/me/", max_redirects=0)
    clerk.page.get_by_role("button", name="khóa bảo mật").click()
    clerk.page.wait_for_url(re.compile("^(?!.*(sign-in|authenticate))"))

    assert half_in.status == 302
    assert clerk.page.request.get(f"{clerk.home}/me/", max_redirects=0).status == 200


def test_a_key_without_an_owner_here_is_told_so(visit: Visit) -> None:
    stranger = visit()
    give_authenticator(stranger)
    stranger.open("/sign-in/").page.get_by_role("button", name="Đăng nhập bằng khóa bảo mật").click()

    expect(stranger.page.get_by_role("alert")).to_contain_text("Không dùng được khóa")
    assert "/sign-in/" in stranger.page.url
