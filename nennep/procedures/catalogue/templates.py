"""Papers that the office writes itself: their words, with places for what a case says; no Django, no database.

The files are `nennep/procedures/papers/*.toml`. A line of `body` is a paragraph; it begins with “= ” for a formula in
the middle, “# ” for a heading, “- ” for a bullet, “Điều 1. ” for an article. What stands in braces comes from the case:

    {subject} {unit} {above} {office} {procedure} {step} {decision} {opened} {due}
    {agreed} {present} {eligible} {share} {vote_day}    the vote of the step at which the case is
    {of.STEP.PAPER}                                     number and day of a paper of an earlier step
    {day.STEP} {limit.STEP}                             when a step was done, when its time limit ends
    {basis}                                             a whole line of `grounds`: each document of the procedure

What nobody knows yet becomes “……”, as does whatever a person must write.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any

from nennep.lib.words import say
from nennep.procedures.catalogue.shape import Paper, Procedure

BLANK = "……"
BASIS = "{basis}"
PLACE = re.compile(r"\{([^{}]*)\}")
SAID = frozenset(
    {
        *("subject", "unit", "above", "office", "procedure", "step", "decision", "opened", "due"),
        *("agreed", "present", "eligible", "share", "vote_day"),
    }
)
ISSUERS = ("cell", "committee", "standing", "inspection", "agency")


@dataclass(frozen=True)
class Template:
    key: str
    style: str  # party, state
    type: str  # the name of a type in the layout
    issuer: str  # one of ISSUERS
    abstract: str
    body: str
    grounds: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()  # empty: those to whom it is addressed

    @property
    def places(self) -> list[str]:
        """Everything in braces, once."""
        grounds = [ground for ground in self.grounds if ground != BASIS]
        words = "\n".join((self.abstract, self.body, *grounds, *self.to, *self.recipients))
        return list(dict.fromkeys(PLACE.findall(words)))


@lru_cache(maxsize=1)
def templates() -> Mapping[str, Template]:
    folder = resources.files("nennep.procedures").joinpath("papers")
    files = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)
    rows = [row for file in files for row in tomllib.loads(file.read_text("utf-8"))["templates"]]
    made = [Template(**{name: listed(value) for name, value in row.items()}) for row in rows]
    return {template.key: template for template in made}


def listed(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def problems_with(paper: Paper, procedure: Procedure, known: Mapping[str, Template]) -> Iterator[str]:
    """What keeps the template of a paper from being filled in from a case of the procedure."""
    if not paper.template:
        return
    if (template := known.get(paper.template)) is None:
        sentence = "giấy tờ “{key}” dùng mẫu “{template}”, mà không có mẫu ấy; hãy sửa template hoặc bỏ đi."
        yield say(sentence, key=paper.key, template=paper.template)
        return
    for place in template.places:
        if not fits(place, procedure):
            sentence = "mẫu “{template}” có chỗ điền “{place}”, mà hồ sơ của quy trình này không có mục ấy."
            yield say(sentence, template=template.key, place=place)
        elif procedure.sealed and place.startswith("of."):
            sentence = "mẫu “{template}” có chỗ điền “{place}”; quy trình niêm phong không nêu giấy tờ của hồ sơ."
            yield say(sentence, template=template.key, place=place)


def fits(place: str, procedure: Procedure) -> bool:
    kind, _dot, rest = place.partition(".")
    if place in SAID:
        return True
    steps = {step.key: step for step in procedure.steps}
    if kind == "of":
        step, _dot, paper = rest.partition(".")
        return step in steps and paper in {each.key for each in steps[step].papers}
    if kind == "limit":
        return rest in steps and steps[rest].limit is not None
    return kind == "day" and rest in steps
