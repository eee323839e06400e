"""Builders of jobs."""

from typing import TYPE_CHECKING

from nennep.jobs.models import Job, JobState

if TYPE_CHECKING:
    from nennep.accounts.models import User


def make_job(by: "User | None" = None, state: JobState = JobState.WAITING, kind: str = "test.count") -> Job:
    return Job.objects.create(kind=kind, title="Đọc bản quét ket-luan.pdf", by=by, state=state)
