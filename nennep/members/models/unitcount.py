"""Figures of a unit, counted ahead by the clock: what is too large to count while somebody waits is read from here."""

from django.db import models

from nennep.organisation.models import Unit


class UnitCount(models.Model):
    unit = models.OneToOneField(Unit, models.CASCADE, related_name="+")
    own = models.JSONField(default=dict)  # of who stands in the unit itself: "age/31-40" → members, see `bands`
    below = models.JSONField(default=dict)  # with all below it
    day = models.DateField()  # on which these are the ages
    upto = models.BigIntegerField()  # the last `Change` that is counted
    at = models.DateTimeField()

    class Meta:
        ordering = ["unit__path"]
