from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from nennep.accounts.actions.resets import ask_reset
from nennep.accounts.models import User
from nennep.accounts.tests.make import PASSWORD, make_newcomer, make_slip_for, make_user
from nennep.journal.models import Entry
from nennep.organisation.models import Grant, Office
from nennep.organisation.rules import Role
from tests.cast import Cast

Enter = Callable[[User | None], Client]
FIRST = {
    "name": "Đảng ủy phường Hòa Bình",
    "superior": "Thành ủy",
    "place": "Hòa Bình",
    "symbol": "ĐU",
    "full_name": "Đặng Thị Mới",
    "username": "quan-tri",
    "password": PASSWORD,
    "again": PASSWORD,
    "also_clerk": "on",
}


@pytest.fixture(autouse=True)
def fresh_limits(db: None) -> None:
    cache.clear()


def sign_in(username: str, password: str = PASSWORD, client: Client | None = None) -> Client:
    client = client or Client()
    client.post("/sign-in/", {"login": username, "password": password})
    return client


def is_in(client: Client) -> bool:
    return client.get("/me/").status_code == 200


# the first hour


def test_before_anybody_exists_every_page_leads_to_the_first_hour(db: None) -> None:
    for path in ("/", "/me/", "/sign-in/", "/activate/"):
        assert Client().get(path).headers["Location"] == "/first-run/"


def test_the_first_hour_makes_office_and_administrator(db: None) -> None:
    client = Client()

    assert client.post("/first-run/", FIRST).status_code == 302

    assert Office.objects.get().root.name == "Đảng ủy phường Hòa Bình"
    assert set(Grant.objects.values_list("role", flat=True)) == {Role.SYSADMIN, Role.CLERK}
    assert is_in(client)
    assert Entry.objects.filter(action="office.founded").exists()


def test_the_first_hour_is_over_when_somebody_exists(cast: Cast) -> None:
    assert Client().get("/first-run/").status_code == 404
    assert Client().post("/first-run/", FIRST).status_code == 404


# signing in


def test_a_person_signs_in_and_out_and_both_are_journalled(cast: Cast) -> None:
    client = sign_in(cast.clerk.username)
    assert is_in(client)

    client.post("/sign-out/")

    assert not is_in(client)
    assert list(Entry.objects.order_by("n").values_list("action", flat=True)) == ["user.signed_in", "user.signed_out"]


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(cast: Cast) -> None:
    wrong = Client().post("/sign-in/", {"login": cast.clerk.username, "password": "x"}).content.decode()
    unknown = Client().post("/sign-in/", {"login": "khong-co-ai", "password": "x"}).content.decode()

    assert "Tên đăng nhập hoặc mật khẩu không đúng" in wrong
    assert wrong.count("class=") == unknown.count("class=")


def test_ten_wrong_passwords_close_the_account_for_strangers_but_not_for_its_own_device(cast: Cast) -> None:
    own = sign_in(cast.clerk.username)
    own.post("/sign-out/")
    stranger = Client()

    for _ in range(10):
        stranger.post("/sign-in/", {"login": cast.clerk.username, "password": "đoán"})

    answer = sign_in(cast.clerk.username, client=stranger).post(
        "/sign-in/", {"login": cast.clerk.username, "password": PASSWORD}
    )
    assert "Đã thử sai quá nhiều lần" in answer.content.decode()
    assert is_in(sign_in(cast.clerk.username, client=own))
    assert is_in(sign_in(cast.contact.username))


def test_other_addresses_and_other_hosts_share_the_limit_of_the_account(cast: Cast) -> None:
    for n in range(10):
        client = Client(REMOTE_ADDR=f"10.0.0.{n}", HTTP_HOST=("localhost", "127.0.0.1")[n % 2])
        client.post("/sign-in/", {"login": cast.clerk.username.upper(), "password": "đoán"})

    assert not is_in(sign_in(cast.clerk.username, client=Client(REMOTE_ADDR="10.0.9.9")))


def test_one_network_of_ipv6_is_one_address(cast: Cast) -> None:
    for n in range(40):
        Client(REMOTE_ADDR=f"2001:db8::{n:x}").post("/sign-in/", {"login": f"ten-{n}", "password": "đoán"})

    assert not is_in(sign_in(cast.clerk.username, client=Client(REMOTE_ADDR="2001:db8::ffff")))
    assert is_in(sign_in(cast.clerk.username, client=Client(REMOTE_ADDR="2001:db8:1::1")))


def test_a_disabled_account_answers_as_if_it_did_not_exist(cast: Cast) -> None:
    cast.clerk.is_active = False
    cast.clerk.save()

    answer = Client().post("/sign-in/", {"login": cast.clerk.username, "password": PASSWORD}).content.decode()

    assert "không đúng, hoặc tài khoản đã khóa" in answer


# activation


def test_a_newcomer_activates_with_the_slip_and_signs_in(cast: Cast) -> None:
    slip = make_slip_for(make_newcomer())
    form = {
        "username": "nguoi-moi",
        "code": slip.code.upper().replace("-", " "),
        "password": PASSWORD,
        "again": PASSWORD,
    }

    assert Client().post("/activate/", form).headers["Location"] == "/sign-in/"

    assert is_in(sign_in("nguoi-moi"))
    assert "không đúng" in Client().post("/activate/", form).content.decode()


def test_ten_wrong_codes_close_activation_even_for_the_right_one(cast: Cast) -> None:
    slip = make_slip_for(make_newcomer())
    form = {"username": "nguoi-moi", "code": "aaaa-bbbb-cccc-dddd", "password": PASSWORD, "again": PASSWORD}
    for _ in range(10):
        Client().post("/activate/", form)

    answer = Client().post("/activate/", form | {"code": slip.code}).content.decode()

    assert "quá nhiều lần" in answer


def test_a_weak_password_is_refused_beside_its_field(cast: Cast) -> None:
    slip = make_slip_for(make_newcomer())

    page = Client().post("/activate/", {"username": "nguoi-moi", "code": slip.code, "password": "123", "again": "123"})

    assert 'id="id_password-e"' in page.content.decode()
    assert "cần ít nhất 10 ký tự" in page.content.decode()


# the register


def test_the_register_says_how_many_and_who_waits(cast: Cast, enter: Enter) -> None:
    make_newcomer()

    page = enter(cast.sysadmin).get("/users/").content.decode()

    assert "11 người dùng, 1 chưa kích hoạt" in page


def test_the_register_is_found_without_accents_and_leaves_as_a_sheet(cast: Cast, enter: Enter) -> None:
    client = enter(cast.sysadmin)

    assert "Đỗ Thị Thu Sương" in client.get("/users/?q=do thi thu").content.decode()
    assert "Không tìm thấy ai" in client.get("/users/?q=khong ai ca").content.decode()
    assert client.get("/users/list.xlsx").status_code == 200


@pytest.mark.parametrize("path", ["/users/", "/users/list.xlsx", "/users/new/", "/users/resets/"])
def test_the_register_does_not_exist_for_those_who_do_not_keep_it(cast: Cast, enter: Enter, path: str) -> None:
    assert enter(cast.contact).get(path).status_code == 404


def test_a_user_is_added_and_gets_a_printed_slip(cast: Cast, enter: Enter) -> None:
    client = enter(cast.sysadmin)
    client.post("/users/new/", {"full_name": "Đặng Thị  Mới", "username": "Dang.Moi", "email": "", "phone": ""})
    person = User.objects.get(username="dang.moi")

    page = client.post("/users/slips/print/", {"user": person.public_id}).content.decode()

    assert person.full_name == "Đặng Thị Mới"
    assert page.count("<code>") == 1


def test_everybody_who_waits_gets_a_slip_when_nobody_is_ticked(cast: Cast, enter: Enter) -> None:
    make_newcomer("mot")
    make_newcomer("hai")

    assert enter(cast.sysadmin).post("/users/slips/print/").content.decode().count("<code>") == 2


def test_disabling_ends_open_sessions_at_once(cast: Cast, enter: Enter) -> None:
    victim = enter(cast.clerk)
    assert is_in(victim)

    enter(cast.sysadmin).post(f"/users/{cast.clerk.public_id}/disable/", {"reason": "chuyển công tác"})

    assert not is_in(victim)


def test_a_reset_shows_the_new_slip_to_the_second_officer_only(cast: Cast, enter: Enter) -> None:
    reset = ask_reset(cast.clerk, "mất điện thoại", by=cast.sysadmin)
    path = f"/users/resets/{reset.public_id}/confirm/"

    assert "<code>" not in enter(cast.sysadmin).post(path, follow=True).content.decode()
    assert "<code>" in enter(cast.organiser).post(path).content.decode()


# sessions


def test_half_an_hour_idle_ends_the_session(cast: Cast, enter: Enter) -> None:
    client = enter(cast.clerk)
    assert is_in(client)
    session = client.session
    session["seen"] -= 31 * 60
    session.save()

    assert client.get("/me/").headers["Location"].startswith("/sign-in/")


def test_twelve_hours_end_the_session_however_busy(cast: Cast, enter: Enter) -> None:
    client = enter(cast.clerk)
    assert is_in(client)
    session = client.session
    session["started"] -= 12 * 3600 + 1
    session.save()

    assert not is_in(client)


def test_a_new_password_ends_the_other_sessions(cast: Cast) -> None:
    here, there = sign_in(cast.clerk.username), sign_in(cast.clerk.username)
    new = "mật khẩu khác hẳn"

    here.post("/me/password/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert is_in(here)
    assert not is_in(there)


def test_own_preferences_are_kept(cast: Cast, enter: Enter) -> None:
    client = enter(cast.clerk)

    client.post("/me/", {"language": "en", "large_type": "on", "email": "", "phone": ""})

    cast.clerk.refresh_from_db()
    assert (cast.clerk.language, cast.clerk.large_type, cast.clerk.shortcuts) == ("en", True, False)


def test_a_user_name_can_be_taken_once(cast: Cast, enter: Enter) -> None:
    make_user("trung-ten")

    page = enter(cast.sysadmin).post("/users/new/", {"full_name": "Ai", "username": "trung-ten"}).content.decode()

    assert "đã có người dùng" in page
