"""What one page asks again and again is asked once: rights, own units, rules; only while one reads, never in an act."""

import contextvars
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")
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
