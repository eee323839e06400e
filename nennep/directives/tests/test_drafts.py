"""What was typed and not sent: kept for the person who typed it, shown again, gone with the sending."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from nennep.accounts.models import User
from nennep.directives.actions.answering import MOST_WORDS, Target
from nennep.directives.actions.drafting import keep_draft
from nennep.directives.models import Assignment, Draft, ProgressEntry
from nennep.lib.errors import NotAllowed
from tests.cast import Cast

Enter = Callable[[User | None], Client]
TYPED = {"how": "done", "percent": "70", "day": "31/02/2026", "text": "Đã rà soát 40 hồ sơ, còn 12 hồ sơ"}


def saved(browser: Client, owed: Assignment, **also: object) -> str:
    address = f"/answers/{owed.public_id}/"
    return browser.post(f"{address}draft/", {**TYPED, "keep": "keep", **also}, follow=True).content.decode()


def page_of(browser: Client, owed: Assignment) -> str:
    return browser.get(f"/answers/{owed.public_id}/").content.decode()


def test_what_was_typed_is_kept_right_or_wrong_and_shown_again_to_its_writer_alone(
    owed: Assignment, cast: Cast, enter: Enter
) -> None:
    page = saved(enter(cast.contact), owed)

    assert "Đã lưu nháp" in page
    assert all(f'value="{TYPED[name]}"' in page for name in ("percent", "day"))
    assert TYPED["text"] in page
    assert TYPED["text"] in enter(cast.contact).get(f"/units/{cast.tree.board.public_id}/tasks/").content.decode()
    assert TYPED["text"] not in page_of(enter(cast.clerk), owed)
    assert not ProgressEntry.objects.exists()


def test_a_draft_goes_with_the_sending_and_not_before(owed: Assignment, cast: Cast, enter: Enter) -> None:
    browser, sent = enter(cast.contact), {"how": "doing", "text": "đã xong một nửa", "percent": "50"}
    saved(browser, owed)

    browser.post(f"/answers/{owed.public_id}/report/", {**sent, "day": "31/02/2026", "version": owed.version})
    still = Draft.objects.count()
    browser.post(f"/answers/{owed.public_id}/report/", {**sent, "version": owed.version})

    assert (still, Draft.objects.count()) == (1, 0)
    assert "Nháp lưu lúc" not in page_of(browser, owed)


def test_a_draft_is_dropped_at_a_word(owed: Assignment, cast: Cast, enter: Enter) -> None:
    browser = enter(cast.contact)
    saved(browser, owed)

    browser.post(f"/answers/{owed.public_id}/draft/", {**TYPED, "keep": "drop"})

    assert not Draft.objects.exists()


def test_the_enter_key_sends_rather_than_drops(owed: Assignment, cast: Cast, enter: Enter) -> None:
    page = saved(enter(cast.contact), owed)

    assert page.index("Gửi báo cáo</button>") < page.index("Lưu nháp</button>") < page.index("Bỏ nháp</button>")


def test_a_chosen_file_is_not_kept_and_that_is_said(owed: Assignment, cast: Cast, enter: Enter) -> None:
    page = saved(enter(cast.contact), owed, proofs=SimpleUploadedFile("a.txt", b"x"))

    assert "Nháp không giữ tệp" in page


def test_what_is_too_long_stays_in_the_form(owed: Assignment, cast: Cast, enter: Enter) -> None:
    page = saved(enter(cast.contact), owed, text="a" * (MOST_WORDS + 1))

    assert "dài quá" in page
    assert "a" * (MOST_WORDS + 1) in page
    assert not Draft.objects.exists()


def test_who_may_not_answer_keeps_no_draft(owed: Assignment, cast: Cast) -> None:
    for person in (cast.neighbour, cast.inspector, cast.member):
        with pytest.raises(NotAllowed):
            keep_draft(Target(owed.public_id), TYPED, by=person)
