"""Faults planted one at a time into right documents: each is found, and nothing else."""

import pytest

from nennep.writing.checking.tests.building import Way
from nennep.writing.checking.tests.documents import CONTENTS
from nennep.writing.checking.tests.scores import KINDS, score

ENOUGH = 0.97
BY_NAME = {content.name: content for content in CONTENTS}
QUICK = (
    pytest.param("ket-luan-dang-uy", Way.DIRECT, marks=pytest.mark.slow),
    ("quyet-dinh-ubnd", Way.STYLES),
    pytest.param("cong-van-dang-uy", Way.TABS, marks=pytest.mark.slow),
)


def test_there_are_many_kinds_of_faults() -> None:
    assert len(KINDS) >= 100
    assert len({kind.name for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize(("name", "way"), QUICK)
def test_a_planted_fault_is_found_and_nothing_else(name: str, way: Way) -> None:
    total = score(iter([(BY_NAME[name], way)]))

    assert total.planted >= 60
    assert total.recall >= ENOUGH, total.misses
    assert total.precision >= ENOUGH, total.misses


@pytest.mark.slow
def test_over_all_documents_recall_and_precision_hold() -> None:
    ways = list(Way)  # each document in one of them; `scores` takes every document in every way

    total = score((content, ways[place % len(ways)]) for place, content in enumerate(CONTENTS))

    assert len(total.by_kind) == len(KINDS)  # no kind that nothing gives room for
    assert total.recall >= ENOUGH, total.misses
    assert total.precision >= ENOUGH, total.misses
