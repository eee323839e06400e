"""Faults planted one at a time into right documents: each is found, and nothing else."""

import os

import pytest

from nennep.writing.checking.tests.building import Way
from nennep.writing.checking.tests.documents import CONTENTS
from nennep.writing.checking.tests.scores import KINDS, score

ENOUGH = 0.97
TIMES = len(CONTENTS) if os.environ.get("NENNEP_NIGHTLY") else 5
BY_NAME = {content.name: content for content in CONTENTS}
WHOLE = (("ket-luan-dang-uy", Way.DIRECT), ("quyet-dinh-ubnd", Way.STYLES), ("cong-van-dang-uy", Way.TABS))


def test_there_are_many_kinds_of_faults() -> None:
    assert len(KINDS) >= 100
    assert len({kind.name for kind in KINDS}) == len(KINDS)


def test_of_every_fourth_kind_a_fault_is_found_and_nothing_else() -> None:
    total = score(iter([(BY_NAME["quyet-dinh-ubnd"], Way.STYLES)]), KINDS[::4])

    assert total.planted >= 15
    assert (total.recall, total.precision) == (1, 1), total.misses


@pytest.mark.slow
@pytest.mark.parametrize(("name", "way"), WHOLE)
def test_a_planted_fault_is_found_and_nothing_else(name: str, way: Way) -> None:
    total = score(iter([(BY_NAME[name], way)]))

    assert total.planted >= 60
    assert total.recall >= ENOUGH, total.misses
    assert total.precision >= ENOUGH, total.misses


@pytest.mark.slow
def test_over_all_documents_recall_and_precision_hold() -> None:
    ways = list(Way)  # each document in one of them; `scores` takes every document in every way

    cases = ((content, ways[place % len(ways)]) for place, content in enumerate(CONTENTS))
    total = score(cases, times=TIMES)

    assert len(total.by_kind) == len(KINDS)  # no kind that nothing gives room for
    assert total.recall >= ENOUGH, total.misses
    assert total.precision >= ENOUGH, total.misses
