"""Reads of the workbench; what other rooms take of it."""

from nennep.workbench.queries.people import clean_people

__all__ = ["clean_people"]
