"""What was counted ahead: pictures of scopes too large to count while somebody waits, and one line a day of each."""

from datetime import date

from django.db import models
from django.db.models import Q

from nennep.directives.models import Directive


class Overview(models.Model):
    """The picture of one large scope, as the scheduler last counted it."""

    scope = models.CharField(max_length=30, unique=True)  # `queries.scopes.Scope.key`
    at = models.DateTimeField()
    journal = models.BigIntegerField()  # number of the journal's last entry when it was counted: unmoved, it is true
    data = models.JSONField()  # `rules.Picture`, of the silences only the longest
    silent = models.JSONField(default=dict)  # all of them; only their own page reads so much

    def is_of(self, day: date) -> bool:
        return bool(self.data["picture"]["today"] == day.isoformat())


class DayFigure(models.Model):
    """How a directive, or a period, stood at the end of a day: what has changed since is told by it."""

    day = models.DateField()
    directive = models.ForeignKey(Directive, models.CASCADE, null=True, related_name="+")
    period = models.CharField(max_length=8, blank=True)
    given = models.PositiveIntegerField()
    done = models.PositiveIntegerField()
    late = models.PositiveIntegerField()
    soon = models.PositiveIntegerField()
    doing = models.PositiveIntegerField()
    silent_units = models.PositiveIntegerField()

    class Meta:
        ordering = ["-day"]
        constraints = [
            models.UniqueConstraint(fields=["directive", "day"], name="one_figure_of_directive_a_day"),
            models.UniqueConstraint(
                fields=["period", "day"], condition=Q(directive=None), name="one_figure_of_period_a_day"
            ),
        ]
