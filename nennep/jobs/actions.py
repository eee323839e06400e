"""Putting work into the queue, doing it, and taking up again what a dead worker left."""

import logging
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import override
from django_tasks import TaskContext, task
from django_tasks_db.models import DBTaskResult

from nennep.jobs.models import Job, JobState
from nennep.jobs.presence import is_alive
from nennep.jobs.progress import Progress
from nennep.jobs.registry import REGISTRY
from nennep.jobs.rules import BROKE, GAVE_UP, NO_LONGER, NO_RIGHT, UNKNOWN, may_try_again
from nennep.journal.actions import record
from nennep.lib.errors import BadFile, NotAllowed, RuleBroken
from nennep.lib.words import say

if TYPE_CHECKING:
    from nennep.accounts.models import User

log = logging.getLogger(__name__)


@transaction.atomic
def enqueue(kind: str, title: str, payload: dict[str, Any], *, by: "User | None") -> Job:
    """A job that a worker will take up; `by` is None for the system itself."""
    if kind not in REGISTRY:
        raise LookupError(f"no work is registered as {kind!r}")
    job = Job.objects.create(kind=kind, title=title[:200], payload=payload, by=by)
    run_job.enqueue(job.public_id)
    record(by, "job.queued", job, kind=kind)
    return job


@task(takes_context=True)
def run_job(context: TaskContext, public_id: str) -> None:
    """The one task known to the queue."""
    worker_ids = context.task_result.worker_ids
    if job := take_job(public_id, worker_ids[-1] if worker_ids else ""):
        do_job(job)


@transaction.atomic
def take_job(public_id: str, worker: str) -> Job | None:
    job = Job.objects.select_for_update(of=("self",)).select_related("by").filter(public_id=public_id).first()
    if job is None or job.state != JobState.WAITING:
        return None
    job.state, job.worker, job.attempts = JobState.RUNNING, worker, job.attempts + 1
    job.started_at, job.done, job.total = timezone.now(), 0, 0
    job.save()
    return job


def do_job(job: Job) -> None:
    """Run the work outside any transaction of ours; however it ends, the person reads one sentence."""
    try:
        if job.kind not in REGISTRY:
            raise RuleBroken(UNKNOWN)
        if job.by and not job.by.is_active:
            raise RuleBroken(NO_LONGER)
        REGISTRY[job.kind].do(Progress(job))
    except (RuleBroken, BadFile) as error:
        end_job(job, JobState.FAILED, said_to(job, error))
    except NotAllowed:
        end_job(job, JobState.FAILED, said_to(job, NO_RIGHT))
    except Exception:
        log.exception("job %s (%s) broke", job.public_id, job.kind)
        end_job(job, JobState.FAILED, said_to(job, BROKE, code=job.public_id))
    else:
        end_job(job, JobState.DONE, job.message)


def said_to(job: Job, sentence: object, **values: object) -> str:
    """In the language of the one person who will read it."""
    with override(job.by.language if job.by else settings.LANGUAGE_CODE):
        return say(str(sentence), **values)


@transaction.atomic
def end_job(job: Job, state: JobState, message: str) -> None:
    job.state, job.message, job.ended_at = state, message[:500], timezone.now()
    if state == JobState.DONE:
        job.done = job.total = max(job.total, 1)
    job.save()
    record(job.by, f"job.{state.value}", job, kind=job.kind)


@transaction.atomic
def take_up_orphans() -> int:
    """Jobs whose worker died go back to waiting, three times at most; how many there were."""
    running = Job.objects.select_for_update().filter(state=JobState.RUNNING)
    orphans = [job for job in running if not is_alive(job.worker)]
    for job in orphans:
        if may_try_again(job.attempts):
            job.state, job.worker = JobState.WAITING, ""
            job.save()
            run_job.enqueue(job.public_id)
        else:
            end_job(job, JobState.FAILED, said_to(job, GAVE_UP, attempts=job.attempts))
    for left in DBTaskResult.objects.running():
        if not any(is_alive(worker) for worker in left.worker_ids):
            left.delete()
    return len(orphans)
