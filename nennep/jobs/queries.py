"""Jobs as pages show them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nennep.jobs.models import Job, JobState
from nennep.jobs.registry import REGISTRY

if TYPE_CHECKING:
    from nennep.accounts.models import User

FEW = 5  # that fit beside a form
SHAPES = {
    JobState.WAITING: "wait",
    JobState.RUNNING: "doing",
    JobState.DONE: "done",
    JobState.FAILED: "heed",
}
HEADINGS = (gettext_lazy("Việc"), gettext_lazy("Người yêu cầu"), gettext_lazy("Lúc"), gettext_lazy("Tình trạng"))


@dataclass(frozen=True)
class Row:
    """One line of the list; another person's job shows what kind it is, never what it is about."""

    title: str
    url: str  # empty for another person's job
    who: str
    state: str
    shape: str
    message: str
    made_at: datetime


def jobs_shown_to(user: "User") -> QuerySet[Job]:
    """Everybody's for the keeper of the system, else one's own; newest first."""
    jobs = Job.objects.select_related("by")
    return jobs if user.may("keep_system") else jobs.visible_to(user)


def going_on(user: "User") -> list[Row]:
    """One's own work that is not over yet, or failed since yesterday: what a person who left its page looks for."""
    failed = Q(state=JobState.FAILED, ended_at__gte=timezone.now() - timedelta(days=1))
    mine = Job.objects.select_related("by").visible_to(user)
    going = mine.filter(Q(state__in=(JobState.WAITING, JobState.RUNNING)) | failed)
    return [row_of(job, user) for job in going[:FEW]]


def row_of(job: Job, user: "User") -> Row:
    own = job.by_id == user.pk
    label = str(REGISTRY[job.kind].label) if job.kind in REGISTRY else job.kind
    return Row(
        title=job.title if own else label,
        url=job.public_id if own else "",
        who=job.by.full_name if job.by else _("Hệ thống"),
        state=job.get_state_display(),
        shape=SHAPES[JobState(job.state)],
        message=job.message if own else "",
        made_at=job.made_at,
    )


def sheet_rows(jobs: Iterable[Job], user: "User") -> Iterator[list[object]]:
    """What the list shows, no more: another person's job is a kind and a state."""
    for row in (row_of(job, user) for job in jobs):
        yield [row.title, row.who, row.made_at, f"{row.state}: {row.message}" if row.message else row.state]
