"""`python -m nennep.writing.checking.tests.scores`: recall and precision over planted faults, and what was missed."""

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from nennep.writing.checking.checker import check
from nennep.writing.checking.tests import (
    faults_fresh,
    faults_of_ends,
    faults_of_look,
    faults_of_strangers,
    faults_of_words,
)
from nennep.writing.checking.tests.building import Way, build
from nennep.writing.checking.tests.contents import Content
from nennep.writing.checking.tests.documents import CONTENTS
from nennep.writing.checking.tests.planting import Kind, NotHere, spoil

KINDS: tuple[Kind, ...] = (
    *faults_of_look.KINDS,
    *faults_of_words.KINDS,
    *faults_of_ends.KINDS,
    *faults_fresh.KINDS,
    *faults_of_strangers.KINDS,
)


@dataclass
class Score:
    planted: int = 0
    caught: int = 0
    right: int = 0
    false: int = 0
    misses: list[str] = field(default_factory=list)
    by_kind: Counter[str] = field(default_factory=Counter)

    @property
    def recall(self) -> float:
        return self.caught / max(self.planted, 1)

    @property
    def precision(self) -> float:
        return self.right / max(self.right + self.false, 1)


def score(cases: Iterator[tuple[Content, Way]], kinds: tuple[Kind, ...] = KINDS, *, times: int = sys.maxsize) -> Score:
    """Each fault planted in each case, but no fault oftener than `times`."""
    total = Score()
    for content, way in cases:
        good = build(content, way)
        for kind in kinds:
            if total.by_kind[kind.name] >= times:
                continue
            try:
                spoilt = spoil(good, content, kind)
            except NotHere:
                continue
            _count(total, f"{content.name} {way}: {kind.name}", kind, spoilt)
    return total


def _count(total: Score, name: str, kind: Kind, spoilt: bytes) -> None:
    found = check(spoilt).findings
    right = [finding for finding in found if finding.code is kind.code]
    false = [finding for finding in found if finding.code is not kind.code]
    total.planted += 1
    total.caught += bool(right)
    total.right += bool(right)
    total.false += len(false)
    total.by_kind[kind.name] += 1
    if not right or false:
        others = "; ".join(f"{f.code} {f.paragraph} {f.message[:70]}" for f in false)
        total.misses.append(f"{'MISSED' if not right else 'false'} {name} | {others}")


def every_case() -> Iterator[tuple[Content, Way]]:
    for content in CONTENTS:
        for way in Way:
            yield content, way


def main() -> None:
    total = score(every_case())
    sys.stdout.write("\n".join(total.misses) + "\n")
    sys.stdout.write(f"{len(total.by_kind)} kinds, {total.planted} planted; recall {total.recall:.4f}, ")
    sys.stdout.write(f"precision {total.precision:.4f}\n")


if __name__ == "__main__":
    main()
