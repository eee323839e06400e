from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from nennep.accounts.models import User
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.notices.actions import mark_read, notify, retry_letter, send_letters
from nennep.notices.models import Letter, Notice
from nennep.notices.rules import MAX_TRIES, STALE, pause_after
from nennep.notices.tests.make import make_notice
from nennep.notices.tests.postman import Postman, body_of, postman, subject_of
from tests.cast import Cast

__all__ = ["postman"]  # a fixture
Enter = Callable[[User | None], Client]


def test_each_person_is_told_once(cast: Cast) -> None:
    cast.member.is_active = False

    notices = notify([cast.clerk, cast.clerk, cast.contact, cast.member], "task.issued", lambda: "Có việc mới.", "/")

    assert {notice.to for notice in notices} == {cast.clerk, cast.contact}


def test_a_person_gets_one_letter_with_all_the_news(cast: Cast, postman: Postman) -> None:
    make_notice(cast.clerk, "Ban Tổ chức xin gia hạn.")
    make_notice(cast.clerk, "Trường Chính trị đã báo xong.")
    make_notice(cast.contact)

    assert send_letters() == 2

    letter = next(each for each in postman.letters if each["To"] == cast.clerk.email)
    assert subject_of(letter) == "Nền Nếp: 2 tin mới"
    assert "Ban Tổ chức xin gia hạn." in body_of(letter)
    assert "http://localhost:8000/guide/" in body_of(letter)


def test_news_goes_by_mail_once(cast: Cast, postman: Postman) -> None:
    make_notice(cast.clerk)

    assert (send_letters(), send_letters()) == (1, 0)


def test_news_that_was_read_or_is_old_is_not_mailed(cast: Cast, postman: Postman) -> None:
    mark_read([make_notice(cast.clerk)], by=cast.clerk)
    Notice.objects.filter(pk=make_notice(cast.contact).pk).update(mail_at=timezone.now() - STALE)

    assert send_letters() == 0


def test_a_refused_address_is_given_up_and_shown_with_its_reason(cast: Cast, postman: Postman, enter: Enter) -> None:
    cast.clerk.email = "sai@example.invalid"
    cast.clerk.save()
    make_notice(cast.clerk, "Một câu riêng.")

    assert send_letters() == 0

    letter = Letter.objects.get()
    assert letter.given_up
    page = enter(cast.sysadmin).get("/system/letters/").content.decode()
    assert "No such user" in page
    assert "Một câu riêng" not in page


def test_when_the_server_is_down_a_letter_is_tried_again_later(
    cast: Cast, postman: Postman, settings: Settings
) -> None:
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    make_notice(cast.clerk)
    assert (send_letters(), send_letters()) == (0, 0)
    assert Letter.objects.get().tries == 1

    settings.EMAIL_PORT = port
    Letter.objects.update(next_try=timezone.now())

    assert send_letters() == 1


def test_the_keeper_sends_again_after_mending_the_address(cast: Cast, postman: Postman) -> None:
    letter = Letter.objects.create(
        to=cast.clerk, address="sai@example.invalid", subject="s", body="b", tries=MAX_TRIES, error="550"
    )
    with pytest.raises(NotAllowed):
        retry_letter(letter, by=cast.clerk)

    retry_letter(letter, by=cast.sysadmin)

    assert send_letters() == 1
    assert postman.letters[0]["To"] == cast.clerk.email
    with pytest.raises(RuleBroken):
        retry_letter(letter, by=cast.sysadmin)


def test_without_a_mail_server_nothing_is_written(cast: Cast, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    make_notice(cast.clerk)

    assert send_letters() == 0
    assert not Letter.objects.exists()


def test_pauses_double() -> None:
    assert [pause_after(n).total_seconds() / 60 for n in (1, 2, 3, 4)] == [5, 10, 20, 40]


def test_a_person_sees_and_marks_only_the_own_news(cast: Cast, enter: Enter) -> None:
    own, foreign = make_notice(cast.clerk, "Của tôi."), make_notice(cast.contact, "Của người khác.")
    client = enter(cast.clerk)

    page = client.get("/notices/").content.decode()
    client.post("/notices/read/", {"notice": [own.public_id, foreign.public_id]})

    assert "Của tôi." in page
    assert "Của người khác." not in page
    assert list(Notice.objects.unread()) == [foreign]
    assert "Đã xem hết" in client.get("/notices/").content.decode()


def test_the_letters_do_not_exist_for_others(cast: Cast, enter: Enter) -> None:
    assert enter(cast.clerk).get("/system/letters/").status_code == 404
