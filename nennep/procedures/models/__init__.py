"""Procedures with their versions, and cases that run through one of them."""

from nennep.procedures.models.case import Case, CaseMember, CaseQuerySet, CaseStep, RosterLine
from nennep.procedures.models.happening import (
    CaseCheck,
    CaseEvent,
    CasePaper,
    CaseVote,
    EventKind,
    Recount,
)
from nennep.procedures.models.procedure import Procedure, ProcedureVersion, StepTarget, VersionState

__all__ = [
    "Case",
    "CaseCheck",
    "CaseEvent",
    "CaseMember",
    "CasePaper",
    "CaseQuerySet",
    "CaseStep",
    "CaseVote",
    "EventKind",
    "Procedure",
    "ProcedureVersion",
    "Recount",
    "RosterLine",
    "StepTarget",
    "VersionState",
]
