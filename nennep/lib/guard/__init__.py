"""Looks at a file before any parser does: what it is, and whether it is safe to open."""

from nennep.lib.guard.inspection import inspect, inspect_content
from nennep.lib.guard.kinds import Kind
from nennep.lib.guard.limits import Limits

__all__ = ["Kind", "Limits", "inspect", "inspect_content"]
