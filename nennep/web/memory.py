"""What one page asks again and again is asked once: rights, own units, rules; only while one reads, never in an act.

What is counted over very many rows is kept longer, until somebody acts.
"""

import contextvars
import time
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from django.utils import timezone

T = TypeVar("T")
LAST_ACT = "hash of the last line of the journal"
MOST_KEPT, LONGEST = 500, 60  # answers; seconds, for what a job should ever change without a line
_kept: dict[Hashable, tuple[Any, float]] = {}
_memory: contextvars.ContextVar[dict[Hashable, Any] | None] = contextvars.ContextVar("memory", default=None)


def remembered(key: Hashable, ask: Callable[[], T]) -> T:
    """The answer to `ask`, kept under `key` until the page is finished; outside of a page it is asked each time."""
    memory = _memory.get()
    if memory is None:
        return ask()
    if key not in memory:
        memory[key] = ask()
    found: T = memory[key]
    return found


def tell(key: Hashable, found: Any) -> None:
    """Something the page knows without having asked for it by itself."""
    memory = _memory.get()
    if memory is not None:
        memory[key] = found


def until_an_act(key: Hashable, ask: Callable[[], T]) -> T:
    """The answer to `ask`, kept in this process until somebody acts: whatever changes writes in the journal, and the
    page knows the hash of its last line. `key` names all on which the answer hangs but the day and what is kept."""
    last_act = (_memory.get() or {}).get(LAST_ACT)
    if last_act is None:
        return ask()
    whole, now = (last_act, timezone.localdate(), key), time.monotonic()
    if whole in _kept and now - _kept[whole][1] < LONGEST:
        found: T = _kept[whole][0]
        return found
    found = ask()
    _kept[whole] = (found, now)
    while len(_kept) > MOST_KEPT:
        _kept.pop(next(iter(_kept)), None)
    return found


def forget() -> None:
    """Nothing is kept of what was counted."""
    _kept.clear()


class MemoryMiddleware:
    """A memory for each request that only reads; an act asks its rights anew."""

    def __init__(self, answer: Callable[..., Any]) -> None:
        self.answer = answer

    def __call__(self, request: Any) -> Any:
        token = _memory.set({} if request.method in ("GET", "HEAD") else None)
        try:
            return self.answer(request)
        finally:
            _memory.reset(token)
