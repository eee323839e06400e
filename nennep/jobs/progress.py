"""What a piece of background work knows of its job: the order, who asked, and how to say how far it is."""

import time
from typing import TYPE_CHECKING, Any

from nennep.jobs.models import Job
from nennep.jobs.rules import SAVE_EVERY

if TYPE_CHECKING:
    from nennep.accounts.models import User


class Progress:
    def __init__(self, job: Job) -> None:
        self._job = job
        self._saved_at = 0.0

    @property
    def payload(self) -> dict[str, Any]:
        payload: dict[str, Any] = self._job.payload
        return payload

    @property
    def by(self) -> "User | None":
        return self._job.by

    @property
    def job(self) -> Job:
        return self._job

    def report(self, done: int, total: int = 0, message: str = "") -> None:
        """Say how far the work is; written at most twice a second, and always at the end."""
        self._job.done, self._job.message = done, message or self._job.message
        self._job.total = total or self._job.total
        now = time.monotonic()
        if now - self._saved_at < SAVE_EVERY and done < self._job.total:
            return
        self._saved_at = now
        self._job.save(update_fields=["done", "total", "message"])

    def leads_to(self, url: str, message: str = "") -> None:
        """Where the person finds the result; written when the work ends well."""
        self._job.result_url, self._job.message = url, message or self._job.message
