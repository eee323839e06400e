"""Directive → clauses → tasks → assignments → progress."""

from nennep.directives.models.directive import Clause, Directive, DirectiveQuerySet, ReviewStep
from nennep.directives.models.progress import (
    Draft,
    Evidence,
    EvidenceKind,
    Extension,
    FollowRules,
    ObjectiveCause,
    ProgressEntry,
)
from nennep.directives.models.task import (
    Amendment,
    Assignee,
    Assignment,
    AssignmentQuerySet,
    Task,
    TaskQuerySet,
)

__all__ = [
    "Amendment",
    "Assignee",
    "Assignment",
    "AssignmentQuerySet",
    "Clause",
    "Directive",
    "DirectiveQuerySet",
    "Draft",
    "Evidence",
    "EvidenceKind",
    "Extension",
    "FollowRules",
    "ObjectiveCause",
    "ProgressEntry",
    "ReviewStep",
    "Task",
    "TaskQuerySet",
]
