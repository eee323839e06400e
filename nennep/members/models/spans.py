"""What was true of a member from which day to which: cell, standing, posts.

Days are ISO texts cut to what is known (“1990”, “1990-05”), blank where nothing is; as texts they sort as days do.
"""

from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nennep.members.labels import STANDINGS
from nennep.members.models.member import Member
from nennep.organisation.models import Unit
from nennep.web.models import PublicModel


class SpanQuerySet(models.QuerySet[Any]):
    def on(self, day: date) -> Self:
        """That held on the day; a year alone holds from its first day."""
        said = day.isoformat()
        return self.filter(Q(starts__lte=said), Q(ends="") | Q(ends__gte=said))

    def open(self) -> Self:
        return self.filter(ends="")


class Span(PublicModel):
    starts = models.CharField(_("từ ngày"), max_length=10, blank=True)
    ends = models.CharField(_("đến hết ngày"), max_length=10, blank=True)
    paper = models.CharField(_("văn bản"), max_length=200, blank=True)

    objects: ClassVar[SpanQuerySet] = SpanQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        abstract = True
        ordering = ["-starts", "-pk"]


class Stay(Span):
    """A member in a cell; a temporary stay leaves the member counted in the cell of the official one."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="stays")
    cell = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    temporary = models.BooleanField(_("sinh hoạt tạm thời"), default=False)

    class Meta(Span.Meta):
        indexes = [models.Index(fields=["cell", "ends", "starts"], name="stay_in_cell")]  # a cell's list on a day


class Membership(Span):
    """A standing in the Party."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="memberships")
    standing = models.CharField(max_length=12, choices=STANDINGS)


class MemberPost(Span):
    """A post in the Party, a board, a mass organisation."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="posts")
    title = models.CharField(_("chức vụ"), max_length=150)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name=_("tổ chức"))
