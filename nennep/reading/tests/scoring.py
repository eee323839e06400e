"""How well a reading agrees with the labels of a document: figures only, judged by the tests.

A task agrees with a label when it begins, within its first words, with the label's first words; each counts once.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

Labels = dict[str, Any]
_LABEL = re.compile(r"^\s*(?:\(\d+\)|[ivx]+[.)/-]|\d+(?:\.\d+)*[.)/-]|[a-zđ]\)|[-–+•])\s*")
_NO_WORD = re.compile(r"[\W_]+")
NEAR = 160  # characters a task may keep in front of its action ("Giao Sở X …")
SHORTEST = 12


@dataclass
class Score:
    found: int = 0
    missed: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    kind: int = 0
    due: int = 0
    clause: int = 0
    named: int = 0
    assignee: int = 0
    wrong: list[str] = field(default_factory=list)  # header and signature fields
    lost: list[str] = field(default_factory=list)  # clauses, recipients, shortcomings

    @property
    def f1(self) -> float:
        labelled, proposed = self.found + len(self.missed), self.found + len(self.extra)
        return 1.0 if labelled == proposed == 0 else 2 * self.found / (labelled + proposed)

    def share(self, count: int, of: int | None = None) -> float:
        whole = self.found if of is None else of
        return count / whole if whole else 1.0


def folded(text: str | None) -> str:
    text = _LABEL.sub("", unicodedata.normalize("NFC", text or "").lower())
    return _NO_WORD.sub(" ", text).strip()


def score(labels: Labels, read: Labels) -> Score:
    result = Score()
    left = list(read["tasks"])
    for label in labels["tasks"]:
        task = _matching(folded(label["start"]), left)
        if task is None:
            result.missed.append(label["start"])
            continue
        left.remove(task)
        _compare(label, task, result)
    result.extra = [task["text"][:80] for task in left]
    for part in ("header", "signature"):
        for key, value in labels.get(part, {}).items():
            if folded(str(value)) != folded(str(read[part].get(key))):
                result.wrong.append(f"{part}.{key}: {read[part].get(key)!r}, not {value!r}")
    result.lost = [*_lost(labels, read)]
    return result


def _matching(start: str, tasks: list[Labels]) -> Labels | None:
    exact = next((task for task in tasks if folded(task["text"]).startswith(start)), None)
    return exact or next((task for task in tasks if _begins(folded(task["text"]), start)), None)


def _begins(text: str, start: str) -> bool:
    return start in text[: NEAR + len(start)] or (len(text) > SHORTEST and start.startswith(text))


def _compare(label: Labels, task: Labels, result: Score) -> None:
    result.found += 1
    result.kind += task["kind"] in label["kind"]
    result.due += (task["due"] or "") in (label["due"] or [""])
    result.clause += _place(label["clause"]) == _place(task["clause"])
    if label.get("assignee"):
        result.named += 1
        result.assignee += _overlap(label["assignee"], "; ".join(task["assignees"])) >= 0.6


def _lost(labels: Labels, read: Labels) -> Iterable[str]:
    paths = {_place(clause["path"]) for clause in read["clauses"]}
    yield from (f"clause {path}" for path in labels.get("clauses", []) if _place(path) not in paths)
    for name in labels.get("recipients", []):
        if not any(_overlap(name, other) >= 0.8 for other in read["recipients"]):
            yield f"recipient {name}"
    for start in labels.get("shortcomings", []):
        if not any(folded(other["text"]).startswith(folded(start)) for other in read["shortcomings"]):
            yield f"shortcoming {start}"


def _place(path: str | None) -> str:
    return re.sub(r"[^0-9a-zđ]+", ".", (path or "").lower()).strip(".")


def _overlap(one: str, other: str) -> float:
    a, b = set(folded(one).split()), set(folded(other).split())
    return len(a & b) / max(1, len(a | b))
