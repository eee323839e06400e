import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from nennep.accounts.models import User
from nennep.jobs.models import Job, JobState
from nennep.jobs.tests.make import make_job
from tests.cast import Cast

Enter = Callable[[User | None], Client]


def test_a_running_job_shows_its_bar_and_reloads_without_script(cast: Cast, enter: Enter) -> None:
    job = make_job(cast.clerk, JobState.RUNNING)
    job.done, job.total = 1, 4
    job.save()

    page = enter(cast.clerk).get(f"/jobs/{job.public_id}/").content.decode()

    assert '<noscript><meta http-equiv="refresh" content="1"></noscript>' in page
    assert 'value="25" max="100"' in page


def test_a_job_that_is_done_leads_to_its_result(cast: Cast, enter: Enter) -> None:
    job = make_job(cast.clerk, JobState.DONE)
    job.result_url = "/guide/"
    job.save()

    assert enter(cast.clerk).get(f"/jobs/{job.public_id}/").headers["Location"] == "/guide/"


def test_another_persons_job_does_not_exist(cast: Cast, enter: Enter) -> None:
    job = make_job(cast.clerk)

    assert enter(cast.sysadmin).get(f"/jobs/{job.public_id}/").status_code == 404


def test_the_keeper_of_the_system_sees_that_work_is_done_but_not_on_what(cast: Cast, enter: Enter) -> None:
    make_job(cast.clerk)

    page = enter(cast.sysadmin).get("/jobs/").content.decode()

    assert cast.clerk.full_name in page
    assert "ket-luan.pdf" not in page


def test_a_person_sees_own_jobs_only(cast: Cast, enter: Enter) -> None:
    make_job(cast.clerk)

    assert "ket-luan.pdf" in enter(cast.clerk).get("/jobs/").content.decode()
    assert "Chưa có việc nào" in enter(cast.contact).get("/jobs/").content.decode()


def test_who_left_a_running_job_finds_the_way_back_beside_the_form(cast: Cast, enter: Enter) -> None:
    running, failed = make_job(cast.clerk, JobState.RUNNING), make_job(cast.clerk, JobState.FAILED)
    Job.objects.filter(pk=failed.pk).update(ended_at=timezone.now())
    over, old = make_job(cast.clerk, JobState.DONE), make_job(cast.clerk, JobState.FAILED)
    Job.objects.filter(pk=old.pk).update(ended_at=timezone.now() - timedelta(days=2))
    other = make_job(cast.sysadmin, JobState.RUNNING)

    page = enter(cast.clerk).get("/directives/new/").content.decode()

    assert [f"/jobs/{job.public_id}/" in page for job in (running, failed)] == [True, True]
    assert [f"/jobs/{job.public_id}/" in page for job in (over, old, other)] == [False] * 3
    assert 'href="/jobs/"' in page


def test_the_list_leaves_as_it_is_shown(cast: Cast, enter: Enter) -> None:
    make_job(cast.clerk, JobState.FAILED)

    own, keepers = (sheet(enter(person)) for person in (cast.clerk, cast.sysadmin))

    assert own[0] == ("Việc", "Người yêu cầu", "Lúc", "Tình trạng")
    assert own[1][0] == Job.objects.get().title
    assert keepers[1][1] == own[1][1] == cast.clerk.full_name
    assert keepers[1][0] != own[1][0]  # what kind of work, never on what
    assert sheet(enter(cast.contact)) == own[:1]


def sheet(browser: Client) -> list[tuple[Any, ...]]:
    book = load_workbook(io.BytesIO(b"".join(browser.get("/jobs/sheet/"))))
    assert book.active
    return [tuple(row) for row in book.active.iter_rows(values_only=True)]
