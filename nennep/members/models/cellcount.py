"""Figures of a cell, counted ahead by the clock: what is too large to count while somebody waits adds these up."""

from django.db import models

from nennep.organisation.models import Unit


class CellCount(models.Model):
    cell = models.OneToOneField(Unit, models.CASCADE, related_name="+")
    counts = models.JSONField(default=dict)  # "age/31-40" → members, see `bands`
    day = models.DateField()  # on which these are the ages
    upto = models.BigIntegerField()  # the last `Change` that is counted
    at = models.DateTimeField()

    class Meta:
        ordering = ["cell__path"]
