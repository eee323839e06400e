"""The form checker's page: a file in, findings or a mended copy out, nothing kept."""

import io
from collections.abc import Callable
from dataclasses import replace

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from nennep.accounts.models import User
from nennep.files.models import Blob
from nennep.journal.models import Entry
from nennep.records.labels import CODES
from nennep.writing.checking.checker import check as check_form
from nennep.writing.checking.model import Code
from nennep.writing.checking.tests.building import build
from nennep.writing.checking.tests.documents import WARD
from tests.cast import Cast

Enter = Callable[[User | None], Client]
WRONG = replace(WARD, number="Số: 12-KL/ĐU")


def upload(content: bytes, name: str = "ket-luan.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_wrong_document_comes_back_with_what_is_wrong_and_the_source(cast: Cast, enter: Enter) -> None:
    page = enter(cast.member).post("/check/", {"file": upload(build(WRONG))})

    assert page.status_code == 200
    words = page.content.decode()
    assert "1 lỗi thể thức" in words
    assert "Phải viết “Số” trước số văn bản" in words
    assert "Hướng dẫn 05-HD/VPTW, Phần II, mục I, điểm 3.1" in words
    assert "data:application/vnd.openxmlformats" in words


def test_a_right_document_is_said_to_be_right(cast: Cast, enter: Enter) -> None:
    page = enter(cast.member).post("/check/", {"file": upload(build(WARD))})

    assert "Không thấy lỗi thể thức nào" in page.content.decode()


def test_the_mended_copy_has_the_fault_no_more(cast: Cast, enter: Enter) -> None:
    answer = enter(cast.member).post("/check/", {"file": upload(build(WRONG)), "mended": "1"})

    mended = io.BytesIO(b"".join(answer.streaming_content)).getvalue()  # type: ignore[attr-defined]
    assert "attachment" in answer["Content-Disposition"]
    assert check_form(mended).findings == ()


def test_what_is_no_docx_is_refused_with_a_sentence(cast: Cast, enter: Enter) -> None:
    page = enter(cast.member).post("/check/", {"file": upload(b"%PDF-1.7 nothing", "van-ban.docx")})

    assert page.status_code == 422
    assert "không phải loại được nhận" in page.content.decode()


def test_without_a_file_the_page_asks_for_one(cast: Cast, enter: Enter) -> None:
    page = enter(cast.member).post("/check/")

    assert page.status_code == 422
    assert "Hãy chọn tệp .docx cần soát." in page.content.decode()


def test_nothing_is_kept(cast: Cast, enter: Enter) -> None:
    before = Entry.objects.count()

    enter(cast.member).post("/check/", {"file": upload(build(WRONG))})

    assert (Blob.objects.count(), Entry.objects.count()) == (0, before)


def test_a_reader_of_english_learns_what_part_of_the_form_each_finding_speaks_of(cast: Cast, enter: Enter) -> None:
    User.objects.filter(pk=cast.clerk.pk).update(language="en")
    cast.clerk.refresh_from_db()

    page = enter(cast.clerk).post("/check/", {"file": upload(build(WRONG))}).content.decode()

    assert 'number · <span lang="vi">Hướng dẫn' in page


def test_every_code_of_the_checker_has_its_word() -> None:
    assert {code for code, _word in CODES} == set(Code)
