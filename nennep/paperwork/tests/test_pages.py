"""The pages: forms out and in, the list of what came, keying from paper, proposals."""

from collections.abc import Callable

import pytest
from django.test import Client

from nennep.accounts.models import User
from nennep.directives.models import Assignment, ProgressEntry
from nennep.directives.tests.make import make_issued
from nennep.jobs.actions import do_job
from nennep.jobs.models import Job
from nennep.paperwork import intake
from nennep.paperwork.actions.returning import Attachment, keep_attachment
from nennep.paperwork.importing.reading import read_form
from nennep.paperwork.models import Proposal, ReturnedForm
from nennep.paperwork.tests.make import as_file, come_back, committed, excel_of, filled_excel, first_answer
from tests.cast import Cast

pytestmark = pytest.mark.django_db
Enter = Callable[[User | None], Client]
DOING = {"state": "Đang thực hiện", "percent": "40", "said": "Đã có dự thảo"}


@pytest.fixture
def given(cast: Cast) -> Cast:
    make_issued(cast.tree.root, cast.clerk, cast.tree.board)
    return cast


def forms_of(cast: Cast) -> str:
    return f"/units/{cast.tree.board.public_id}/forms/"


@pytest.mark.parametrize(("address", "start"), [("excel/", b"PK"), ("word/", b"PK"), ("paper/", b"PK")])
def test_each_form_is_a_file_to_save(given: Cast, enter: Enter, address: str, start: bytes) -> None:
    answer = enter(given.contact).get(forms_of(given) + address)

    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer).startswith(start)


def test_a_file_is_handed_in_looked_at_and_written(given: Cast, enter: Enter) -> None:
    browser = enter(given.contact)
    file = as_file(filled_excel(excel_of(given.tree.board, given.contact), DOING))

    page = browser.post(forms_of(given), {"file": file}, follow=True)
    form = ReturnedForm.objects.get()
    assert form.preview
    assert "Sẽ ghi 1 trên 3 dòng" in page.content.decode()
    written = browser.post(f"/returned/{form.public_id}/commit/", {"digest": form.preview.digest}, follow=True)

    assert "Đã ghi 1 trên 3 dòng" in written.content.decode()
    assert ProgressEntry.objects.get().percent == 40


def test_a_bad_file_is_said_on_the_page(given: Cast, enter: Enter) -> None:
    page = enter(given.contact).post(forms_of(given), {"file": as_file(b"khong phai")})

    assert "không phải loại được nhận" in page.content.decode()
    assert not ReturnedForm.objects.exists()


def test_a_letter_is_looked_at_or_put_aside(given: Cast, enter: Enter) -> None:
    fault = Attachment("1" * 64, "a@example.invalid", "Thư", "x.docx", given.tree.board, fault="Tệp bị hỏng.")
    form, browser = keep_attachment(fault), enter(given.clerk)

    page = browser.get(f"/returned/{form.public_id}/").content.decode()
    browser.post(f"/returned/{form.public_id}/look/")

    assert "Tệp bị hỏng." in page
    assert "Địa chỉ gửi không phải địa chỉ đã biết" in page
    assert ReturnedForm.objects.get().preview is None


def test_a_code_alone_shows_the_task_and_the_cells_write_it(given: Cast, enter: Enter) -> None:
    answer, browser = first_answer(given.tree.board, given.contact), enter(given.clerk)
    code = answer.public_id[:6]

    shown = browser.post("/keying/", {"code": code.upper()}, follow=True).content.decode()
    keyed = browser.post("/keying/", {"code": code, "keyed_for": "đ/c Hà", **DOING}, follow=True)

    assert answer.task.text[1:40] in shown
    assert "Đã ghi" in keyed.content.decode()
    entry = ProgressEntry.objects.get()
    assert (entry.via, entry.keyed_for, entry.percent, entry.by) == ("paper", "đ/c Hà", 40, given.clerk)


def test_paper_is_marked_with_the_unit_where_no_name_is_given(given: Cast, enter: Enter) -> None:
    answer = first_answer(given.tree.board, given.contact)

    enter(given.clerk).post("/keying/", {"code": answer.public_id, "percent": "20"})

    assert ProgressEntry.objects.get().keyed_for == given.tree.board.label


@pytest.mark.parametrize(("typed", "sentence"), [
    ({"code": "zzzzzz", "percent": "5"}, "Không có việc nào mang mã"),
    ({"code": "!!", "percent": "5"}, "Không có việc nào mang mã"),
    ({"percent": "500"}, "Tỷ lệ"),
    ({"state": "Xin gia hạn"}, "Gia hạn đến"),
])  # fmt: skip
def test_what_was_typed_wrong_stays_on_the_page(
    given: Cast, enter: Enter, typed: dict[str, str], sentence: str
) -> None:
    code = first_answer(given.tree.board, given.contact).public_id[:6]

    page = enter(given.clerk).post("/keying/", {"code": code, "said": "giữ lại tôi", **typed}).content.decode()

    assert sentence in page
    assert "giữ lại tôi" in page
    assert not ProgressEntry.objects.exists()


def test_a_stranger_keys_nothing_for_another_unit(given: Cast, enter: Enter) -> None:
    code = first_answer(given.tree.board, given.contact).public_id

    page = enter(given.neighbour).post("/keying/", {"code": code, "percent": "5"})

    assert "Không có việc nào mang mã" in page.content.decode()


def test_a_proposal_is_decided_on_its_page(given: Cast, enter: Enter) -> None:
    own = {"task": "Tập huấn phần mềm", "said": "40 người dự"}
    form = come_back(given.tree.board, filled_excel(excel_of(given.tree.board, given.contact), own=own), given.contact)
    committed(form, given.contact)
    address = f"/proposals/{Proposal.objects.get().public_id}/"

    page = enter(given.clerk).get(address).content.decode()
    enter(given.clerk).post(f"{address}refuse/", {"why": "đã có trong kế hoạch"})

    assert "40 người dự" in page
    assert "đã có trong kế hoạch" in enter(given.contact).get("/proposals/").content.decode()


def test_forms_show_only_what_is_still_owed(given: Cast) -> None:
    board, contact = given.tree.board, given.contact
    done = first_answer(board, contact)
    Assignment.objects.filter(pk=done.pk).update(state="confirmed", is_open=False)

    rows = [row.values["row"] for row in read_form([excel_of(board, contact)]).rows]

    assert len(rows) == 2
    assert done.public_id not in rows


def test_a_long_form_is_written_by_the_worker(given: Cast, enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "AT_ONCE", 0)
    form = come_back(given.tree.board, filled_excel(excel_of(given.tree.board, given.contact), DOING), given.contact)
    assert form.preview

    answer = enter(given.contact).post(f"/returned/{form.public_id}/commit/", {"digest": form.preview.digest})
    assert not ProgressEntry.objects.exists()
    job = Job.objects.get(kind="commit_form")
    do_job(job)

    assert answer["Location"] == f"/jobs/{job.public_id}/"
    assert (job.state, job.result_url) == ("done", f"/returned/{form.public_id}/")
    assert ProgressEntry.objects.count() == 1
