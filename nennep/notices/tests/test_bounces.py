"""Mail that comes back is seen where it matters, and only for letters of ours."""

from collections.abc import Callable
from email import message_from_bytes

import pytest
from django.test import Client
from django.utils import timezone

from nennep.accounts.models import User
from nennep.journal.models import Entry
from nennep.notices.actions import gather_letters, retry_letter, take_bounce
from nennep.notices.models import Bounce, Letter
from nennep.notices.tests.make import make_notice
from nennep.notices.tests.reports import DELAYED, EXCHANGE, FULL, POSTFIX, report_of
from tests.cast import Cast

Enter = Callable[[User | None], Client]


def sent_to(person: User) -> Letter:
    return Letter.objects.create(to=person, address=person.email, subject="s", body="b", sent_at=timezone.now())


@pytest.mark.parametrize("form", [POSTFIX, EXCHANGE], ids=["postfix", "exchange"])
def test_a_report_marks_the_letter_and_the_address(cast: Cast, enter: Enter, form: str) -> None:
    letter = sent_to(cast.contact)

    assert take_bounce(report_of(letter, form)) == letter

    assert Bounce.objects.get().address == cast.contact.email
    assert Entry.objects.get(action="letter.bounced").actor == "system"
    page = enter(cast.sysadmin).get("/system/letters/").content.decode()
    assert "User unknown" in page
    assert "trả lại" in enter(cast.contact).get("/me/news/").content.decode()
    assert "Thư bị trả lại" in enter(cast.sysadmin).get(f"/users/{cast.contact.public_id}/").content.decode()


def test_the_same_report_twice_is_one_bounce(cast: Cast) -> None:
    letter = sent_to(cast.contact)

    take_bounce(report_of(letter))
    take_bounce(message_from_bytes(report_of(letter)))

    assert Entry.objects.filter(action="letter.bounced").count() == 1


@pytest.mark.parametrize("what", [DELAYED, FULL], ids=["delayed", "full"])
def test_what_may_still_arrive_marks_nothing(cast: Cast, what: tuple[str, str, str]) -> None:
    assert take_bounce(report_of(sent_to(cast.contact), what=what)) is None

    assert not Bounce.objects.exists()


def test_a_report_of_a_letter_that_is_not_ours_is_nothing(cast: Cast) -> None:
    forged = Letter(address=cast.contact.email)

    assert take_bounce(report_of(forged)) is None
    assert take_bounce(b"From: a@example.invalid\nSubject: x\n\nUndelivered: 550") is None
    assert take_bounce(b"\xff\xfe") is None


def test_an_address_that_bounced_gets_no_more_letters_until_the_keeper_sends_again(cast: Cast) -> None:
    letter = sent_to(cast.contact)
    take_bounce(report_of(letter))
    make_notice(cast.contact)
    assert gather_letters() == 0

    letter.refresh_from_db()
    retry_letter(letter, by=cast.sysadmin)

    assert gather_letters() == 1


def test_another_address_of_the_person_is_tried(cast: Cast) -> None:
    take_bounce(report_of(sent_to(cast.contact)))
    cast.contact.email = "moi@example.invalid"
    cast.contact.save()
    make_notice(cast.contact)

    assert gather_letters() == 1
