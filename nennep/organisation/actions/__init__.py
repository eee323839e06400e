"""The verbs of the organisation, a file per noun."""

from nennep.organisation.actions.phrases import forget, teach

__all__ = ["forget", "teach"]
