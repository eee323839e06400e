"""Looks at a file before any parser does: what it is, and whether it is safe to open."""

from nennep.lib.guard.inspection import inspect
from nennep.lib.guard.kinds import Kind

__all__ = ["Kind", "inspect"]
