"""The pages of the vault: seats and requests decided by two, a letter broken open by two custodians.

Turns red when a page tells more than aliases and holders, or lets in who does not keep the vault.
"""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from nennep.accounts.actions.users import disable_user
from nennep.accounts.models import User
from nennep.organisation.rules import Role
from nennep.organisation.tests.make import make_grant
from nennep.vault.actions.breaking import ask_to_break
from nennep.vault.actions.holding import Asking, ask
from nennep.vault.actions.keys import make_key
from nennep.vault.actions.laying import Against
from nennep.vault.actions.leaving import leave
from nennep.vault.actions.mending import mend
from nennep.vault.models import BreakGlass, Envelope, Holder, Seat, VaultRequest
from nennep.vault.rules import Asked, Seated
from nennep.vault.tests.make import ADDRESS, NAME, PHONE, Vault, make_envelope, seat, vouch, with_trusted_key
from nennep.vault.tests.world import unlock_in
from tests.cast import Cast

pytestmark = pytest.mark.django_db
Enter = Callable[[User | None], Client]


def seen(browser: Client, name: str, *args: str) -> str:
    answer = browser.get(reverse(f"vault:{name}", args=args))
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_an_empty_office_says_what_is_lacking(cast: Cast, enter: Enter) -> None:
    browser = enter(cast.secretary)
    assert "Chưa cử ai nhận đơn" in seen(browser, "office")
    seat(cast.inspector, Seated.RECEIVER, cast)
    assert "Chưa người nhận đơn nào có khóa" in seen(browser, "office")
    make_key(by=cast.inspector)
    assert "ít nhất hai người" in seen(browser, "office")
    seat(cast.organiser, Seated.RECEIVER, cast)
    make_key(by=cast.organiser)

    said = seen(browser, "office")

    assert "<h1>Kho nhận được đơn</h1>" in said
    assert "Chưa mở khẩn cấp được đơn nào" in said


def test_one_asks_and_another_seats(cast: Cast, enter: Enter) -> None:
    form = {"change": "seat-receiver", "person": cast.member.pk, "reason": "am hiểu việc kiểm tra"}
    enter(cast.secretary).post(reverse("vault:seat"), form)
    request = VaultRequest.objects.get()
    assert "Cử Ngô Tấn Lộc làm người nhận đơn?" in seen(enter(cast.inspector), "decide", request.public_id)
    own = enter(cast.secretary).post(reverse("vault:decide", args=[request.public_id]), {"word": "agree"})

    enter(cast.inspector).post(reverse("vault:decide", args=[request.public_id]), {"word": "agree"})

    assert own.status_code == 404
    assert Seat.objects.filter(user=cast.member, kind=Seated.RECEIVER, confirmed_by=cast.inspector).exists()


def test_who_declines_leaves_everything_as_it_is(vault: Vault, cast: Cast, enter: Enter) -> None:
    request = ask(Asking(Asked.ADD, cast.member, "giúp xác minh", make_envelope(vault)), by=cast.inspector)

    enter(cast.organiser).post(reverse("vault:decide", args=[request.public_id]))
    assert "Chờ người thứ hai" in seen(enter(cast.inspector), "decide", request.public_id)
    enter(cast.organiser).post(reverse("vault:decide", args=[request.public_id]), {"word": "decline"})

    assert "Không đồng ý" in seen(enter(cast.inspector), "decide", request.public_id)
    assert not Holder.objects.filter(user=cast.member).exists()


def test_what_was_typed_is_kept_when_a_rule_is_broken(vault: Vault, cast: Cast, enter: Enter) -> None:
    form = {"change": "seat-custodian", "person": cast.member.pk, "reason": "thêm một người"}

    answer = enter(cast.secretary).post(reverse("vault:seat"), form)

    assert "Đã có đủ ba người giữ mảnh khóa" in answer.content.decode()
    assert "thêm một người" in answer.content.decode()


@pytest.mark.parametrize("name", ["office", "seat", "breakings", "new_breaking"])
@pytest.mark.parametrize("who", ["clerk", "contact", "organiser", "member", "sysadmin", "outsider"])
def test_who_keeps_nothing_does_not_learn_of_the_pages(cast: Cast, enter: Enter, name: str, who: str) -> None:
    make_grant(cast.outsider, Role.LEADER, cast.tree.cell)

    assert enter(getattr(cast, who)).get(reverse(f"vault:{name}")).status_code == 404


def test_the_concerned_keeper_finds_no_request_and_no_breaking(vault: Vault, cast: Cast, enter: Enter) -> None:
    envelope = make_envelope(vault, against=[Against(person=cast.secretary)])
    with_trusted_key(cast.member, vault.inspector)
    request = ask(Asking(Asked.ADD, cast.member, "giúp xác minh", envelope), by=cast.inspector)
    breaking = ask_to_break(envelope, cast.member, "không còn ai được giao", by=cast.inspector)
    Envelope.objects.update(rotate_since="2026-03-01")
    browser = enter(cast.secretary)

    pages = [seen(browser, name) for name in ("office", "breakings")]

    assert not any(envelope.alias in page for page in pages)
    for name, thing in (("decide", request), ("breaking", breaking)):
        assert browser.get(reverse(f"vault:{name}", args=[thing.public_id])).status_code == 404


def test_an_alias_that_stands_nowhere_and_one_of_a_letter_about_oneself_are_told_alike(
    vault: Vault, cast: Cast, enter: Enter
) -> None:
    with_trusted_key(cast.member, vault.inspector)
    letter = make_envelope(vault, against=[Against(person=cast.secretary)])
    form = {"handler": cast.member.pk, "reason": "mọi người được giao đi vắng"}

    said = [
        enter(cast.secretary).post(reverse("vault:new_breaking"), form | {"alias": alias}).content.decode()
        for alias in ("0000", letter.alias)
    ]

    assert all("Không có đơn nào mang bí danh này." in page for page in said)
    assert not BreakGlass.objects.exists()


def test_two_custodians_open_a_letter_for_a_third(vault: Vault, cast: Cast, enter: Enter) -> None:
    envelope, phrases = make_envelope(vault), keys_made_anew(vault)
    with_trusted_key(cast.member, vault.inspector)
    form = {"alias": envelope.alias.lower(), "handler": cast.member.pk, "reason": "mọi người được giao đi vắng"}
    enter(cast.secretary).post(reverse("vault:new_breaking"), form)
    request = BreakGlass.objects.get()
    page = reverse("vault:breaking", args=[request.public_id])
    browsers = {user: enter(user) for user in phrases}

    locked = browsers[cast.auditor].post(page)
    for user in (cast.auditor, cast.neighbour):
        unlock_in(browsers[user], user, phrases[user])
        browsers[user].post(page)

    assert locked.headers["Location"] == f"/letters/unlock/?next=%2Fletters%2Fbreaking%2F{request.public_id}%2F"
    assert Holder.objects.filter(envelope=envelope, user=cast.member, ended_at=None).exists()
    assert "Đã mở" in seen(browsers[cast.auditor], "breaking", request.public_id)


def keys_made_anew(vault: Vault) -> dict[User, str]:
    """The custodians' keys with their words known; their shares are cut anew when a holder unlocks."""
    people = [each.user for each in vault.custodians]
    for user in people:
        leave(user)
    phrases = {user: make_key(by=user) for user in people}
    for user in people:
        seat(user, Seated.CUSTODIAN, vault.cast)
        vouch(user, vault.inspector)
    assert mend(by=vault.inspector) == 1
    return phrases


def test_after_a_disabling_the_office_sees_an_empty_seat_and_the_next_unlocking_mends(
    vault: Vault, cast: Cast, enter: Enter, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    letter = make_envelope(vault)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        disable_user(cast.organiser, "chuyển công tác", by=cast.sysadmin)
    before = seen(enter(cast.secretary), "office")

    mend(by=vault.inspector)

    assert letter.alias in before
    assert "Chờ một người mở khóa" in before
    assert cast.organiser.full_name not in before
    assert letter.alias not in seen(enter(cast.secretary), "office")
    said = enter(cast.sysadmin).get(reverse("accounts:user", args=[cast.organiser.public_id])).content.decode()
    assert all(word not in said for word in ("niêm phong", "đơn tố cáo", letter.alias))


def test_a_letter_that_nobody_opens_any_more_stands_first(vault: Vault, cast: Cast, enter: Enter) -> None:
    letter = make_envelope(vault)
    for opener in (vault.inspector, vault.organiser):
        leave(opener.user)

    said = seen(enter(cast.secretary), "office")

    assert letter.alias in said
    assert "Không ai mở được, cần mở khẩn cấp" in said
    assert all(word not in said for word in (NAME, PHONE, ADDRESS))


def test_the_desk_shows_the_first_few_and_leads_to_all(cast: Cast, enter: Enter) -> None:
    for person in (cast.member, cast.contact, cast.clerk, cast.auditor, cast.organiser):
        ask(Asking(Asked.SEAT, person, "theo phân công", seat=Seated.RECEIVER), by=cast.secretary)
    browser = enter(cast.inspector)

    desk = browser.get("/").content.decode()

    assert desk.count("làm người nhận đơn") == 4
    assert "Xem cả 5 việc" in desk
    assert seen(browser, "letters").count("làm người nhận đơn") == 5


def test_pages_say_whose_word_a_new_key_and_a_seat_wait_for(vault: Vault, cast: Cast, enter: Enter) -> None:
    seat(cast.member, Seated.RECEIVER, cast)
    made = enter(cast.member).post(reverse("vault:new_key")).content.decode()
    request = ask(Asking(Asked.SEAT, cast.contact, "theo phân công", seat=Seated.RECEIVER), by=cast.secretary)
    browser = enter(cast.auditor)

    assert "chờ xác nhận" in made
    assert all(opener.user.full_name in made for opener in (vault.inspector, vault.organiser, *vault.custodians))
    assert f"/letters/keys/{cast.member.public_id}/" in seen(browser, "letters")
    assert f"Khóa của {cast.member.full_name} chờ xác nhận" in seen(enter(cast.secretary), "office")
    assert "Mở khóa của tôi để xác nhận" in seen(browser, "vouch", cast.member.public_id)
    assert "Mở khóa của tôi để đồng ý" in seen(browser, "decide", request.public_id)
    assert cast.auditor.full_name in seen(enter(cast.secretary), "decide", request.public_id)
