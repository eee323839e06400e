"""The public page: nobody is known there, nothing touches a disk, and who has the digits comes back."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import Client

from nennep.notices.models import Notice
from nennep.vault import budgets, middleware, uploads
from nennep.vault.actions.door import close_door
from nennep.vault.actions.opening import Wanted, open_letter
from nennep.vault.actions.writing import answer_author
from nennep.vault.budgets import Hours, stretching
from nennep.vault.models import Attachment, Envelope
from nennep.vault.rules import LARGEST_FILE, MOST_FILES, Opened
from nennep.vault.tests.make import FROM, NAME, TEXT, WHY, Vault
from tests.cast import Cast
from tests.tables import states
from tests.world import browser_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_page")]
ELSEWHERE = "127.6.5.4"
SENT = {"kind": "state", "name": NAME, "address": "thôn Hói Dừa", "text": TEXT}
NONE_SUCH = "Không có đơn nào ứng với mã này."


@pytest.fixture
def no_disk(settings: Any, tmp_path: Path) -> None:
    """A file that is spilled has nowhere to go: the page breaks."""
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "nowhere"


def txt(size: int, name: str = "don-cua-thao.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"x" * size)


def code_in(answer: Any) -> str:
    found = re.search(r"\d{4} \d{4} \d{4} \d{4}", answer.content.decode())
    assert found, answer.content.decode()
    return found[0]


def send(author: Client, **more: Any) -> Any:
    return author.post("/write/", SENT | more)


def test_a_letter_is_sealed_and_its_receipt_comes_back(author: Client, vault: Vault) -> None:
    code = code_in(send(author))
    envelope = Envelope.objects.get()
    answer_author(envelope, "Mời đến ngày 09/12.", by=vault.inspector.user)

    page = author.post("/write/back/", {"code": code}).content.decode()

    assert "Mời đến ngày 09/12." in page
    assert NAME in open_letter(Wanted(envelope, Opened.AUTHOR, WHY), by=vault.inspector)[0].text


def test_the_page_does_not_exist_while_it_is_closed(author: Client, cast: Cast) -> None:
    close_door(by=cast.inspector)

    assert author.get("/write/").status_code == author.post("/write/", SENT).status_code == 404
    assert not Envelope.objects.exists()


def test_who_has_a_receipt_comes_back_when_nothing_new_is_taken(author: Client, cast: Cast) -> None:
    code = code_in(send(author))
    close_door(by=cast.inspector)

    assert "Cơ quan chưa trả lời" in author.post("/write/back/", {"code": code}).content.decode()


def all_answers(browser: Client) -> list[Any]:
    code = code_in(send(browser, text="Đơn thứ nhất."))
    asked = {"Accept-Language": "en", "Referer": "https://testserver/write/"}
    return [
        browser.get("/write/", headers=asked),
        browser.post("/write/", SENT, headers=asked),
        browser.post("/write/", {"text": ""}),
        browser.get("/write/back/"),
        browser.post("/write/back/", {"code": code}),
        browser.post("/write/back/", {"code": code, "text": "thêm"}),
        browser.post("/write/back/", {"code": "1"}),
        browser.get("/write/khong-co/"),
    ]


def test_no_cookie_is_set_and_no_referrer_told(author: Client) -> None:
    answers = all_answers(author)

    assert [answer.cookies.output() for answer in answers if answer.cookies] == []
    assert {answer.headers["Referrer-Policy"] for answer in answers} == {"no-referrer"}
    assert {answer.headers["Cache-Control"] for answer in answers} == {"no-store"}


def test_nothing_is_read_or_written_of_somebody_who_has_signed_in(cast: Cast) -> None:
    """Turns red when the session is looked at: its “last seen” would tell who wrote."""
    browser = browser_of(cast.contact)
    session = browser.session
    session["started"] = session["seen"] = 1.0
    session.save()
    before = states()

    answers = all_answers(browser)

    after = states()
    assert {answer.status_code for answer in answers} == {200, 301}
    assert not any("Ngân Hà" in answer.content.decode() for answer in answers)
    assert before["django_session"] == after["django_session"]
    assert before["web_cache"] == after["web_cache"]


def test_who_comes_is_taken_off_before_anything_else_sees_it(rf: Any) -> None:
    seen: list[HttpRequest] = []

    def look(request: HttpRequest) -> HttpResponse:
        seen.append(request)
        return HttpResponse()

    given = {"User-Agent": "Máy của Thảo", "Cookie": "nennep_session=phienlamviec", "X-Forwarded-For": FROM}
    middleware.NamelessMiddleware(look)(rf.get("/write/", REMOTE_ADDR=FROM, headers=given))

    told = repr({**seen[0].META, **seen[0].COOKIES, **seen[0].headers})
    assert not [word for word in (FROM, "Thảo", "phienlamviec") if word in told]


def test_digits_typed_into_an_address_stand_in_no_log(author: Client, caplog: pytest.LogCaptureFixture) -> None:
    answer = author.get("/write/back/0905412423284474/?code=0905412423284474")

    assert answer.headers["Location"] == "/write/"
    assert "0905" not in caplog.text


def test_a_large_file_is_sealed_without_a_disk(author: Client, no_disk: None, vault: Vault) -> None:
    answer = send(author, attached=[txt(3_000_000), txt(10)])

    assert "Mã biên nhận:" in answer.content.decode()
    assert Attachment.objects.count() == 2


def test_a_file_that_is_spilled_is_noticed(author: Client, no_disk: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted fault."""
    monkeypatch.setattr(middleware, "OUTSIDE", "/elsewhere")

    assert send(author, attached=[txt(3_000_000)]).status_code == 500


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([txt(LARGEST_FILE + 1)], "Tệp thứ 1: Tệp lớn hơn mức cho phép (10 MB)"),
        ([txt(8_000_000), txt(8_000_000), txt(8_000_000)], "Các tệp cộng lại lớn hơn 20 MB"),
        ([txt(1)] * (MOST_FILES + 1), "nhiều nhất 5 tệp"),
        ([txt(9), SimpleUploadedFile("anh.jpg", b"MZ\x90\x00 rest")], "Tệp thứ 2: Nội dung tệp là chương trình"),
    ],
)
def test_a_file_that_cannot_be_taken_is_said_and_what_was_typed_is_kept(
    author: Client, files: list[SimpleUploadedFile], said: str
) -> None:
    for file in files:
        file.seek(0)

    page = send(author, attached=files).content.decode()

    assert said in page
    assert "Diệu Thảo thấy quỹ cơ quan" in page
    assert not Envelope.objects.exists()


def test_a_body_beyond_all_measure_is_not_read(author: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "LARGEST_BODY", 1_000)

    assert send(author, attached=[txt(2_000)]).status_code == 400
    assert not Envelope.objects.exists()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "null"}, 200),  # what browsers say where no referrer is told
        ({"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}, 200),
        ({"Origin": "https://la.invalid"}, 403),
        ({"Origin": "null", "Sec-Fetch-Site": "cross-site"}, 403),
    ],
)
def test_a_form_of_another_site_is_refused(author: Client, headers: dict[str, str], status: int) -> None:
    assert author.post("/write/", SENT, headers=headers).status_code == status
    assert Envelope.objects.exists() == (status == 200)


def wrong_answer(author: Client, code: str) -> str:
    page: str = author.post("/write/back/", {"code": code}).content.decode()
    return page.replace(f'value="{code}"', "")


def test_whatever_is_wrong_with_the_digits_is_answered_alike(author: Client) -> None:
    send(author)

    answers = {wrong_answer(author, code) for code in ("0" * 16, "12", "khong", "9" * 40)}

    assert len(answers) == 1
    assert NONE_SUCH in answers.pop()


def test_the_digits_stand_in_no_address(author: Client) -> None:
    code = code_in(send(author))

    answer = author.post("/write/back/", {"code": code, "text": "Tôi gửi thêm.", "attached": [txt(10)]})

    addresses = re.findall(r'(?:href|action|src)="([^"]*)"', answer.content.decode())
    assert answer.status_code == 200
    assert not [address for address in addresses if code.replace(" ", "")[:4] in address]
    assert "Location" not in answer.headers


def test_what_is_added_is_sealed_and_the_holders_are_told(author: Client, vault: Vault) -> None:
    code = code_in(send(author))

    page = author.post("/write/back/", {"code": code, "text": "Tôi gửi thêm.", "attached": [txt(10)]})

    envelope = Envelope.objects.get()
    assert "Đã niêm phong và gửi phần thêm" in page.content.decode()
    assert "Tôi gửi thêm." in [
        each.text for each in open_letter(Wanted(envelope, Opened.TEXT, WHY), by=vault.inspector)
    ]
    assert Notice.objects.filter(kind="envelope.written").count() == 2


def test_letters_are_counted_by_machine_and_in_all(author: Client, settings: Any) -> None:
    settings.FROM_OUTSIDE = {"forms": (9, 99), "letters": (1, 2), "codes": (9, 99)}
    other, third = Client(REMOTE_ADDR=ELSEWHERE), Client(REMOTE_ADDR="127.3.3.3")

    pages = [send(browser).content.decode() for browser in (author, author, other, third)]

    assert ["Mã biên nhận:" in page for page in pages] == [True, False, True, False]
    assert "quá nhiều lần gửi" in pages[1]
    assert "Diệu Thảo thấy quỹ cơ quan" in pages[1]


def test_tries_of_digits_and_forms_are_counted(author: Client, settings: Any) -> None:
    settings.FROM_OUTSIDE = {"forms": (3, 99), "letters": (9, 9), "codes": (2, 9)}

    answers = [author.post("/write/back/", {"code": "0" * 16}) for _n in range(4)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert "quá nhiều lần gửi" in answers[2].content.decode()


def test_counts_know_no_address_and_another_hour_another_key() -> None:
    one, two = Hours(), Hours()

    one.spend("forms", one.mark_of(FROM))

    assert FROM not in repr(vars(one.now()))
    assert one.mark_of(FROM) == one.mark_of(FROM) != two.mark_of(FROM)


def test_the_count_begins_anew_with_the_hour(settings: Any) -> None:
    settings.FROM_OUTSIDE = {"forms": (1, 1)}
    clock = [0.0]
    counted = Hours(lambda: clock[0])

    told = [counted.spend("forms", counted.mark_of(FROM)) for _n in range(2)]
    clock[0] += budgets.HOUR

    assert [*told, counted.spend("forms", counted.mark_of(FROM))] == [True, False, True]


def test_few_codes_are_stretched_at_once(author: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budgets, "PATIENCE", 0)

    with stretching(), stretching():
        page = author.post("/write/back/", {"code": "0" * 16}).content.decode()

    assert "Máy chủ đang bận" in page
    assert NONE_SUCH in wrong_answer(author, "0" * 16)


def test_the_sign_in_page_leads_there_while_it_is_open(client: Client, cast: Cast) -> None:
    assert 'href="/write/"' in client.get("/sign-in/").content.decode()

    close_door(by=cast.inspector)

    assert 'href="/write/"' not in client.get("/sign-in/").content.decode()
