"""Procedures with their versions, and cases that run through one of them."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nennep.clock.limits import Unit as Counted
from nennep.files.models import Version
from nennep.organisation.models import Unit
from nennep.procedures.catalogue.shape import Procedure as Told
from nennep.procedures.catalogue.shape import Step as ToldStep
from nennep.procedures.catalogue.shipped import procedure_in
from nennep.procedures.rules import Answer, CaseState
from nennep.web.models import PublicModel

if TYPE_CHECKING:
    from nennep.accounts.models import User

USER = settings.AUTH_USER_MODEL


class VersionState(models.TextChoices):
    DRAFT = "draft", _("bản thảo")
    PUBLISHED = "published", _("đã ban hành")


class Procedure(PublicModel):
    key = models.CharField(max_length=40, unique=True)
    name = models.CharField(_("tên"), max_length=200)

    objects: ClassVar[models.Manager["Procedure"]] = models.Manager()

    def __str__(self) -> str:
        return self.name


class ProcedureVersion(PublicModel):
    """The text as it was published; never changed, for cases run through it. Shipped ones have no author."""

    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    stamp = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=10, choices=VersionState.choices)
    valid_from = models.DateField()
    made_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    published_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")

    objects: ClassVar[models.Manager["ProcedureVersion"]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["procedure", "number"], name="one_version_a_number"),
            models.CheckConstraint(
                condition=Q(made_by=None) | Q(published_by=None) | ~Q(made_by=F("published_by")),
                name="published_by_a_second_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure.name}, {self.number}"

    @property
    def told(self) -> Told:
        return procedure_in(self.text)


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, user: "User") -> Self:
        """Whoever was made a member of the case; rank opens nothing."""
        return self.filter(pk__in=CaseMember.objects.filter(user=user, ended_at=None).values("case"))


class Case(PublicModel):
    """One run of a procedure; `due` is kept for lists and counted again from the events (`actions.doing.settle`)."""

    version = models.ForeignKey(ProcedureVersion, models.PROTECT, related_name="+")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("đơn vị"))
    subject = models.CharField(max_length=120)
    folded = models.CharField(max_length=120, default="", editable=False)  # the subject as it is searched by
    opened_on = models.DateField()
    opened_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, default=CaseState.OPEN)
    at = models.CharField(max_length=40)  # the step at which it is, or was when it ended
    due = models.DateField(null=True)
    target = models.DateField(null=True)  # the office's own earlier date
    end = models.CharField(max_length=40, blank=True)
    ended_on = models.DateField(null=True)
    annulled_why = models.CharField(max_length=300, blank=True)
    annulled_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    annulled_at = models.DateTimeField(null=True)

    objects: ClassVar[CaseQuerySet] = CaseQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["due", "pk"]
        indexes = [
            models.Index(fields=["state", "due"], name="cases_by_due"),  # the list, by state and time
            models.Index(fields=["opened_on"], name="cases_opened_in"),  # the figures of a period
            models.Index(fields=["state", "ended_on"], name="cases_ended_in"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=CaseState.CLOSED) | (~Q(end="") & Q(ended_on__isnull=False)),
                name="closed_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        """Never the person: this is what the journal keeps."""
        return f"{self.version.procedure.name}, {self.unit.label}, {self.public_id}"[:200]


class CaseMember(PublicModel):
    case = models.ForeignKey(Case, models.PROTECT, related_name="members")
    user = models.ForeignKey(USER, models.PROTECT, related_name="+")
    added_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager["CaseMember"]] = models.Manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "user"], condition=Q(ended_at=None), name="a_member_of_a_case_once"
            ),
        ]
        indexes = [models.Index(fields=["user", "case"], condition=Q(ended_at=None), name="cases_of_a_person")]


class CaseStep(PublicModel):
    """One pass through a step; a step that is come back to is passed again."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="steps")
    key = models.CharField(max_length=40)
    begun_on = models.DateField()
    done_on = models.DateField(null=True)
    due = models.DateField(null=True)  # as it stood when the step was done, for the figures of a period
    result = models.CharField(max_length=40, blank=True)
    note = models.CharField(max_length=500, blank=True)
    done_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager["CaseStep"]] = models.Manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["done_on"], condition=Q(due__isnull=False), name="steps_done_in"),  # of a period
        ]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(done_on=None), name="a_case_is_at_one_step"),
            models.CheckConstraint(condition=Q(done_on=None) | Q(done_on__gte=F("begun_on")), name="done_after_begun"),
        ]

    @property
    def told(self) -> ToldStep:
        return self.case.version.told.step(self.key)


class RosterLine(PublicModel):
    """One line of the list that a case keeps: who or what, until when, done on which day, or by a case of its own."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="roster")
    words = models.CharField(max_length=200)
    note = models.CharField(max_length=200, blank=True)
    until = models.DateField(null=True)
    done_on = models.DateField(null=True)
    child = models.OneToOneField(Case, models.PROTECT, null=True, related_name="line")
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    dropped_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager["RosterLine"]] = models.Manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        """Never the person: this is what the journal keeps."""
        return f"{self.case}, {self.public_id}"[:200]

    @property
    def is_done(self) -> bool:
        return self.done_on is not None or (self.child is not None and self.child.state == CaseState.CLOSED)


class EventKind(models.TextChoices):
    STARTED = "started", _("bắt đầu")
    STOPPED = "stopped", _("tạm dừng")
    RESTARTED = "restarted", _("chạy lại")
    EXTENDED = "extended", _("gia hạn")
    REFIGURED = "refigured", _("đổi sang mức mới")
    MOVED = "moved", _("chuyển theo lịch")
    CLOSED = "closed", _("kết thúc")


class Recount(PublicModel):
    """The calendar changed and open cases were counted again: which ones moved is told by their events."""

    sentence = models.CharField(max_length=300)
    moved = models.PositiveIntegerField()
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[models.Manager["Recount"]] = models.Manager()

    def __str__(self) -> str:
        return self.sentence[:200]


class StepTarget(PublicModel):
    """How long the office itself gives a step, in the unit of its legal limit and never longer than that."""

    procedure = models.ForeignKey(Procedure, models.PROTECT, related_name="targets")
    step = models.CharField(max_length=40)
    n = models.PositiveIntegerField()
    set_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[models.Manager["StepTarget"]] = models.Manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["procedure", "step"], name="one_target_a_step")]

    def __str__(self) -> str:
        return f"{self.procedure.name}, {self.step}"


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
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
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
    """A vote with the share that was asked then; held once in each pass of a step."""

    step = models.OneToOneField(CaseStep, models.PROTECT, related_name="vote")
    day = models.DateField()
    eligible = models.PositiveIntegerField()
    present = models.PositiveIntegerField()
    agreed = models.PositiveIntegerField()
    majority = models.CharField(max_length=10)
    carried = models.BooleanField()
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[models.Manager["CaseVote"]] = models.Manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed__lte=F("present")) & Q(present__lte=F("eligible")), name="votes_add_up"
            ),
        ]
