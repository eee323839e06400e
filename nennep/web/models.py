"""The furniture that every table shares; no table of its own."""

from django.db import models

from nennep.lib.ids import public_id


class PublicModel(models.Model):
    """A row with a public id for addresses; the number inside never leaves."""

    public_id = models.CharField(max_length=12, unique=True, default=public_id, editable=False)

    class Meta:
        abstract = True
