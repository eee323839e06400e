"""Procedures as they stand on a day, and one of them with its figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import unified_diff

from nennep.clock.limits import Limit
from nennep.facts.models import FactField
from nennep.facts.queries import facts_of
from nennep.facts.values import FactValue
from nennep.procedures.catalogue.drawing import Drawing, picture
from nennep.procedures.catalogue.shape import FIELDS, Procedure, Result, Step
from nennep.procedures.models import ProcedureVersion, VersionState
from nennep.procedures.queries.standing import version_on


def versions_on(day: date) -> list[ProcedureVersion]:
    """Of each procedure the published version in force; one query."""
    published = ProcedureVersion.objects.filter(state=VersionState.PUBLISHED, valid_from__lte=day)
    found: dict[int, ProcedureVersion] = {}
    for version in published.select_related("procedure").order_by("valid_from", "number"):
        found[version.procedure_id] = version
    return sorted(found.values(), key=lambda version: version.procedure.name)


def openable(day: date) -> list[ProcedureVersion]:
    return [version for version in versions_on(day) if version.told.opens_on(day)]


def by_field(versions: Sequence[ProcedureVersion]) -> list[tuple[str, list[ProcedureVersion]]]:
    """Under the name of their field of work, in the order of the fields."""
    named = {field: str(FactField(field).label) for field in FIELDS}
    found = [(named[field], [one for one in versions if one.told.field == field]) for field in FIELDS]
    return [(name, each) for name, each in found if each]


@dataclass(frozen=True)
class StepRow:
    n: int
    step: Step
    limit: FactValue | None
    majority: FactValue | None
    quorum: FactValue | None
    leads: Sequence[tuple[Result, str]]  # each result with the name of where it leads


@dataclass(frozen=True)
class ProcedurePage:
    version: ProcedureVersion
    told: Procedure
    drawing: Drawing
    rows: Sequence[StepRow]
    ends: Sequence[tuple[str, FactValue]]  # with how long their papers are kept
    open_questions: Sequence[FactValue]  # figures that the office has not said yet
    unconfirmed: int
    drafts: Sequence[ProcedureVersion]
    past: Sequence[ProcedureVersion]
    targets: Mapping[str, int]


@dataclass(frozen=True)
class TargetRow:
    step: Step
    limit: Limit
    n: int | None  # what the office has set

    @property
    def most(self) -> int:
        return self.limit.n


def targets_of(version: ProcedureVersion, day: date) -> list[TargetRow]:
    """The steps whose limit is known and is no time of waiting."""
    told = version.told
    limited = [(step, step.limit.fact) for step in told.steps if step.limit and not step.limit.wait]
    facts = facts_of([key for _step, key in limited], day) if limited else {}
    own = dict(version.procedure.targets.values_list("step", "n"))
    return [TargetRow(step, limit, own.get(step.key)) for step, key in limited if (limit := facts[key].limit)]


def changes(draft: ProcedureVersion) -> list[str]:
    """Line by line against the version that stands: “+ …” is new, “- …” goes."""
    standing = draft.procedure.versions.filter(state=VersionState.PUBLISHED).order_by("valid_from", "number").last()
    before = standing.text.splitlines() if standing else []
    return list(unified_diff(before, draft.text.splitlines(), n=1, lineterm=""))[2:]


def page_of_procedure(key: str, day: date, here: str = "") -> ProcedurePage | None:
    version = version_on(key, day)
    if version is None:
        return None
    told = version.told
    facts = facts_of(sorted(told.facts), day)
    others = version.procedure.versions.exclude(pk=version.pk).select_related("made_by", "published_by")
    return ProcedurePage(
        version=version,
        told=told,
        drawing=picture(told, here),
        rows=[row_of(n, step, told, facts) for n, step in enumerate(told.steps, 1)],
        ends=[(end.name, facts[end.retention]) for end in told.ends],
        open_questions=[value for value in facts.values() if not value.known],
        unconfirmed=sum(not value.confirmed for value in facts.values()),
        drafts=[each for each in others if each.state == VersionState.DRAFT],
        past=[each for each in others if each.state == VersionState.PUBLISHED],
        targets=dict(version.procedure.targets.values_list("step", "n")),
    )


def row_of(n: int, step: Step, told: Procedure, facts: Mapping[str, FactValue]) -> StepRow:
    vote = step.vote
    return StepRow(
        n=n,
        step=step,
        limit=facts[step.limit.fact] if step.limit else None,
        majority=facts[vote.majority] if vote else None,
        quorum=facts[vote.quorum] if vote else None,
        leads=[(result, where(result, told)) for result in step.results],
    )


def where(result: Result, told: Procedure) -> str:
    return told.step(result.next).name if result.next else told.end(result.end).name
