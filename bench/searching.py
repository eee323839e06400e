"""The index of all texts at city size: how long it takes to make, and how fast it answers, without the page around it.

The same seed gives the same rows in either database, so the index made from the first serves the second too.
"""

import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bench.city import City

ROUNDS, TOP = 20, 20
QUESTIONS = ("môi trường", "moi truong", "chuyen doi so", "đã tổ chức hội nghị về dân vận", "tap huan dot 399",
             "báo cáo số 12345", "cai cach hanh chinh dat 77", "phat trien dang vien", "khong co tu nay",
             "kinh phi kiem tra giam sat", "chi bo 17")  # fmt: skip
FORGIVEN = ("truongg chuyenn", "cải cáchh hànhh chính", "tham nhungg", "danh sachh doan vien")


@dataclass(frozen=True)
class Speed:
    """Milliseconds; forgiving questions are those that come when the words as typed find too little."""

    texts: int
    made_in: float  # seconds; nought where the index was taken over
    middle: float
    high: float
    highest: float
    forgiving_high: float


def measure(city: "City", kept: Path) -> Speed:
    """Make the index, or take over the one that stands in `kept`."""
    from django.conf import settings  # noqa: PLC0415 -- in the child alone

    from nennep.organisation.doors import doors_of  # noqa: PLC0415
    from nennep.search import actions, index  # noqa: PLC0415

    began, taken_over = time.perf_counter(), kept.exists()
    if taken_over:
        shutil.copytree(kept, settings.SEARCH_ROOT, dirs_exist_ok=True)
    else:
        actions.rebuild()
        shutil.copytree(settings.SEARCH_ROOT, kept)
    made_in = 0.0 if taken_over else time.perf_counter() - began
    texts = index.reader().searcher().num_docs
    people = [doors_of(user) for user in (city.clerk, city.contact)]
    strict, forgiving = (timed(asked, people, loose) for asked, loose in ((QUESTIONS, False), (FORGIVEN, True)))
    cuts = quantiles(strict, n=100, method="inclusive")
    return Speed(texts, made_in, cuts[49], cuts[94], cuts[98], quantiles(forgiving, n=20, method="inclusive")[18])


def timed(questions: tuple[str, ...], people: list[list[str]], forgiving: bool) -> list[float]:
    from nennep.search import index  # noqa: PLC0415
    from nennep.search.rules import Question  # noqa: PLC0415

    taken = []
    for _ in range(ROUNDS):
        for typed in questions:
            for doors in people:
                began = time.perf_counter()
                index.search(Question(typed), doors, TOP, forgiving=forgiving)
                taken.append((time.perf_counter() - began) * 1000)
    return taken


def table(found: dict[str, Speed]) -> Iterator[str]:
    yield "| size | texts | index made in, s | p50, ms | p95 | p99 | forgiving, p95 |"
    yield "|---|---|---|---|---|---|---|"
    for size, one in found.items():
        times = " | ".join(f"{ms:.1f}" for ms in (one.middle, one.high, one.highest, one.forgiving_high))
        yield f"| {size} | {one.texts:,} | {one.made_in:.0f} | {times} |"
