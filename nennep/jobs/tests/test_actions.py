from collections.abc import Iterator

import pytest
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoAssertNumQueries

from nennep.jobs import registry
from nennep.jobs.actions import do_job, enqueue, take_job, take_up_orphans
from nennep.jobs.models import Job, JobState
from nennep.jobs.presence import is_alive, take_place
from nennep.jobs.progress import Progress
from nennep.jobs.rules import share
from nennep.jobs.tests.make import make_job
from nennep.journal.models import Entry
from nennep.lib.errors import NotAllowed, RuleBroken
from tests.cast import Cast


@pytest.fixture(autouse=True)
def works() -> Iterator[None]:
    """Four kinds of work that come to four ends."""

    @registry.job("test.count", "Đếm")
    def count(progress: Progress) -> None:
        for n in range(1, progress.payload.get("to", 3) + 1):
            progress.report(n, 3, f"trang {n}")
        progress.leads_to("/guide/")

    @registry.job("test.rule")
    def rule(progress: Progress) -> None:
        raise RuleBroken("Văn bản đã có người duyệt.")

    @registry.job("test.right")
    def right(progress: Progress) -> None:
        raise NotAllowed

    @registry.job("test.broken")
    def broken(progress: Progress) -> None:
        raise ZeroDivisionError("secret inside")

    yield
    for kind in ("test.count", "test.rule", "test.right", "test.broken"):
        del registry.REGISTRY[kind]


def run(job: Job) -> Job:
    taken = take_job(job.public_id, "w")
    assert taken
    do_job(taken)
    job.refresh_from_db()
    return job


def test_work_is_queued_and_journalled_in_one(cast: Cast) -> None:
    job = enqueue("test.count", "Đọc bản quét", {"to": 3}, by=cast.clerk)

    assert DBTaskResult.objects.get().args_kwargs["args"] == [job.public_id]
    assert Entry.objects.get(action="job.queued").object == f"job:{job.public_id}"


def test_work_of_an_unknown_kind_is_not_queued(cast: Cast) -> None:
    with pytest.raises(LookupError):
        enqueue("test.unheard", "Gì đó", {}, by=cast.clerk)


def test_work_that_ends_well_leads_to_its_result(cast: Cast) -> None:
    job = run(make_job(cast.clerk))

    assert (job.state, job.done, job.total, job.result_url) == (JobState.DONE, 3, 3, "/guide/")
    assert Entry.objects.filter(action="job.done").exists()


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [("test.rule", "đã có người duyệt"), ("test.right", "không còn quyền"), ("test.broken", "Máy gặp lỗi")],
)
def test_work_that_fails_leaves_one_sentence(cast: Cast, kind: str, sentence: str) -> None:
    job = run(make_job(cast.clerk, kind=kind))

    assert job.state == JobState.FAILED
    assert sentence in job.message
    assert "secret" not in job.message


def test_work_of_a_person_who_was_disabled_is_not_done(cast: Cast) -> None:
    job = make_job(cast.clerk)
    cast.clerk.is_active = False
    cast.clerk.save()

    assert run(job).state == JobState.FAILED
    assert job.done == 0


def test_a_job_is_taken_once(cast: Cast) -> None:
    job = make_job(cast.clerk)

    assert take_job(job.public_id, "một")
    assert take_job(job.public_id, "hai") is None


def test_a_job_whose_worker_died_is_taken_up_again(cast: Cast) -> None:
    job = make_job(cast.clerk)
    take_job(job.public_id, "worker-that-died")

    assert take_up_orphans() == 1

    job.refresh_from_db()
    assert (job.state, DBTaskResult.objects.count()) == (JobState.WAITING, 1)
    assert run(job).state == JobState.DONE


def test_a_job_whose_worker_lives_is_left_alone(cast: Cast) -> None:
    take_place("worker-alive")
    job = make_job(cast.clerk)
    take_job(job.public_id, "worker-alive")

    assert is_alive("worker-alive")
    assert take_up_orphans() == 0


def test_after_three_tries_a_job_is_given_up(cast: Cast) -> None:
    job = make_job(cast.clerk)
    Job.objects.filter(pk=job.pk).update(attempts=2)
    take_job(job.public_id, "worker-that-died")

    take_up_orphans()

    job.refresh_from_db()
    assert job.state == JobState.FAILED
    assert "3 lần" in job.message


def test_progress_is_written_at_most_twice_a_second(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    progress = Progress(make_job(cast.clerk))

    with django_assert_num_queries(2):
        for n in range(1, 101):
            progress.report(n, 100)


def test_share_of_an_unknown_whole_is_unknown() -> None:
    assert (share(1, 0), share(1, 3), share(5, 3)) == (None, 33, 100)
