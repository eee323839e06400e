"""Which work can be done in the background. Rooms put theirs into `background.py`, found when the program starts.

    @job("read_scan", _("Đọc bản quét"))
    def read_scan(progress: Progress) -> None: ...

The function may run more than once for the same job (after a crash), so it must come to the same end each time.
It asks again what the requester (`progress.by`) may do. It reports progress outside its own transactions.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise

if TYPE_CHECKING:
    from nennep.jobs.progress import Progress

Do = Callable[["Progress"], None]


@dataclass(frozen=True)
class Work:
    kind: str
    label: "str | Promise"  # what the keeper of the system sees of other people's jobs
    do: Do


REGISTRY: dict[str, Work] = {}


def job(kind: str, label: "str | Promise" = "") -> Callable[[Do], Do]:
    def register(do: Do) -> Do:
        REGISTRY[kind] = Work(kind, label or kind, do)
        return do

    return register
