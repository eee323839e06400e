"""What each stage of a run took: seconds, and the memory that the process had needed by its end."""

import resource
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from nennep.matching.model import Told


@dataclass
class Stages:
    tell: Told
    seconds: dict[str, float] = field(default_factory=dict)
    peak_mb: dict[str, float] = field(default_factory=dict)
    began: float = field(default_factory=time.perf_counter)

    @contextmanager
    def stage(self, name: str, said: str) -> Iterator[None]:
        """`said` is what the person who waits reads."""
        self.tell(said)
        began = time.perf_counter()
        yield
        self.seconds[name] = round(self.seconds.get(name, 0) + time.perf_counter() - began, 2)
        self.peak_mb[name] = max(self.peak_mb.get(name, 0), round(peak(), 1))

    def add(self, seconds: Mapping[str, float], beside_mb: float) -> None:
        """What was done in other processes meanwhile: their seconds lie side by side, `total` is what passed."""
        for name, spent in seconds.items():
            self.seconds[name] = round(self.seconds.get(name, 0) + spent, 2)
            self.peak_mb[name] = max(self.peak_mb.get(name, 0), round(peak() + beside_mb, 1))

    def whole(self) -> dict[str, dict[str, float]]:
        return {
            "seconds": {**self.seconds, "total": round(time.perf_counter() - self.began, 2)},
            "peak_mb": {**self.peak_mb, "total": max(round(peak(), 1), *self.peak_mb.values())},
        }


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
