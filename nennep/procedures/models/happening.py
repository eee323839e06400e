"""What happens in a step: events of its clock, papers, answers, its vote; and counting again."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nennep.clock.limits import Unit as Counted
from nennep.files.models import Version
from nennep.procedures.models.case import CaseStep
from nennep.procedures.rules import Answer
from nennep.web.models import PublicModel

USER = settings.AUTH_USER_MODEL


class Recount(PublicModel):
    """The calendar changed and open cases were counted again: which ones moved is told by their events."""

    sentence = models.CharField(max_length=300)
    moved = models.PositiveIntegerField()
    by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")  # None: holidays came with the program
    at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[models.Manager["Recount"]] = models.Manager()

    def __str__(self) -> str:
        return self.sentence[:200]


class EventKind(models.TextChoices):
    STARTED = "started", _("bắt đầu")
    STOPPED = "stopped", _("tạm dừng")
    RESTARTED = "restarted", _("chạy lại")
    EXTENDED = "extended", _("gia hạn")
    REFIGURED = "refigured", _("đổi sang mức mới")
    MOVED = "moved", _("chuyển theo lịch")
    CLOSED = "closed", _("kết thúc")


class CaseEvent(PublicModel):
    """What happened to the clock of a step; written once. The limit is the figure as it was in force then."""

    step = models.ForeignKey(CaseStep, models.PROTECT, related_name="events")
    kind = models.CharField(max_length=10, choices=EventKind.choices)
    day = models.DateField()
    n = models.PositiveIntegerField(null=True)
    unit = models.CharField(max_length=10, blank=True, choices=[(unit.value, unit.value) for unit in Counted])
    shift = models.BooleanField(default=False)
    fact = models.CharField(max_length=80, blank=True)
    source = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    paper = models.CharField(max_length=120, blank=True)
    times = models.PositiveIntegerField(null=True)
    longest = models.PositiveIntegerField(null=True)
    target = models.PositiveIntegerField(null=True)  # of the office itself, in the unit of the limit
    was = models.DateField(null=True)
    now = models.DateField(null=True)
    recount = models.ForeignKey(Recount, models.PROTECT, null=True, related_name="events")
    by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")  # None: as of a recount
    at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[models.Manager["CaseEvent"]] = models.Manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["step"], condition=Q(kind="started"), name="a_clock_starts_once"),
        ]


class CasePaper(PublicModel):
    """A paper of a step, by its number and day, with its file where there is one; annulled, never deleted."""

    step = models.ForeignKey(CaseStep, models.PROTECT, related_name="papers")
    key = models.CharField(max_length=40)
    number = models.CharField(max_length=60, blank=True)
    day = models.DateField()
    file = models.ForeignKey(Version, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    annulled_at = models.DateTimeField(null=True)
    annulled_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    annulled_why = models.CharField(max_length=300, blank=True)

    objects: ClassVar[models.Manager["CasePaper"]] = models.Manager()

    class Meta:
        ordering = ["pk"]


class CaseCheck(PublicModel):
    step = models.ForeignKey(CaseStep, models.PROTECT, related_name="checks")
    key = models.CharField(max_length=40)
    answer = models.CharField(max_length=10, choices=[(answer.value, answer.value) for answer in Answer])
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now=True)

    objects: ClassVar[models.Manager["CaseCheck"]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["step", "key"], name="one_answer_a_check")]


class CaseVote(PublicModel):
    """A vote with the share that was asked then; one stands in each pass of a step, a wrong one is annulled."""

    step = models.ForeignKey(CaseStep, models.PROTECT, related_name="votes")
    day = models.DateField()
    eligible = models.PositiveIntegerField()
    present = models.PositiveIntegerField()
    agreed = models.PositiveIntegerField()
    majority = models.CharField(max_length=10)
    carried = models.BooleanField()
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    annulled_at = models.DateTimeField(null=True)
    annulled_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    annulled_why = models.CharField(max_length=300, blank=True)

    objects: ClassVar[models.Manager["CaseVote"]] = models.Manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["step"], condition=Q(annulled_at=None), name="one_vote_stands_in_a_step"),
            models.CheckConstraint(
                condition=Q(agreed__lte=F("present")) & Q(present__lte=F("eligible")), name="votes_add_up"
            ),
        ]
