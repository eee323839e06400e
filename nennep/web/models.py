"""The furniture that every table shares; no table of its own."""

from typing import Any

from django.db import models

from nennep.lib.ids import public_id


class PublicModel(models.Model):
    """A row with a public id for addresses; the number inside never leaves."""

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)

    class Meta:
        abstract = True

    def _get_FIELD_display(self, field: Any) -> str:
        """The word of a chosen value; Django's own translates every other choice too, for each row of a list."""
        value = getattr(self, field.attname)
        return str(dict(field.flatchoices).get(value, value))
