"""Directive → clauses → tasks → assignments → progress."""

from nennep.directives.models.directive import Clause, Directive, DirectiveQuerySet, ReviewStep
from nennep.directives.models.progress import (
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
