"""What comes from outside is counted in the memory of this process alone, and kept narrow.

Of a machine's address only a hash is counted, under a key made at random and thrown away with its counts every hour:
nothing that is kept says from where somebody wrote.
"""

import hashlib
import os
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.utils.translation import gettext as _

from nennep.lib.errors import RuleBroken

HOUR = 3600  # seconds
AT_ONCE = 2  # stretchings of a code: 64 MiB each
PATIENCE = 10  # seconds that one waits for another
_stretching = threading.BoundedSemaphore(AT_ONCE)


class Hour:
    """Counts of one hour, and the key under which they stand."""

    def __init__(self, number: int) -> None:
        self.number, self.key, self.counts = number, os.urandom(32), Counter[tuple[str, bytes]]()


class Hours:
    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._hour, self._lock = clock, Hour(-1), threading.Lock()

    def now(self) -> Hour:
        number = int(self._clock() // HOUR)
        if number != self._hour.number:
            self._hour = Hour(number)
        return self._hour

    def mark_of(self, address: str) -> bytes:
        with self._lock:
            return hashlib.blake2b(address.encode(), key=self.now().key, digest_size=16).digest()

    def spend(self, what: str, mark: bytes) -> bool:
        """One more of `what`; whether it is still within what the settings allow."""
        of_one, of_all = settings.FROM_OUTSIDE[what]
        with self._lock:
            counts = self.now().counts
            if counts[what, mark] >= of_one or counts[what, b""] >= of_all:
                return False
            counts[what, mark] += 1
            counts[what, b""] += 1
            return True


hours = Hours()


def must_spend(what: str, mark: bytes) -> None:
    if not hours.spend(what, mark):
        raise RuleBroken(_("Trong giờ này đã có quá nhiều lần gửi. Hãy giữ lại nội dung và gửi lại sau một giờ."))


@contextmanager
def stretching() -> Iterator[None]:
    """Few at once, so that many tries do not take the memory of all who work."""
    if not _stretching.acquire(timeout=PATIENCE):
        raise RuleBroken(_("Máy chủ đang bận. Hãy giữ lại nội dung và gửi lại sau ít phút."))
    try:
        yield
    finally:
        _stretching.release()
