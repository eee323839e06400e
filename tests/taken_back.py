"""What is tried in both databases and taken back again."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.db import connections, transaction


@contextmanager
def taken_back() -> Iterator[None]:
    """Acts that must be the outermost transaction (what is opened is written down first) may run inside."""
    with ExitStack() as both:
        for alias in connections:
            outermost: Any = transaction.atomic(using=alias)
            outermost._from_testcase = True  # as Django's own TestCase marks the one around each test
            both.enter_context(outermost)
        yield
        for alias in connections:
            transaction.set_rollback(True, using=alias)
