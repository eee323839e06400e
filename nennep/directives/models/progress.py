"""What is said about an assignment, what proves it, what is asked for, and the office's rules of following."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from nennep.directives.labels import ANSWER_STATES, ASK_STATES, VERBS, VIAS
from nennep.directives.models.directive import Directive
from nennep.directives.models.task import Assignment
from nennep.directives.rules import AskState, EntryRules, Verb, Via
from nennep.files.models import Document
from nennep.lib.periods import PeriodKind
from nennep.organisation.models import Unit
from nennep.web.models import PublicModel

if TYPE_CHECKING:
    from nennep.accounts.models import User


def of_visible(user: "User") -> Exists:
    """That the answer of a row is visible; asked row by row, as of a few rows only this is asked."""
    return Exists(Assignment.objects.visible_to(user).filter(pk=OuterRef("assignment")).order_by())


class ProgressQuerySet(models.QuerySet["ProgressEntry"]):
    def visible_to(self, user: "User") -> Self:
        return self.filter(of_visible(user))


class ProgressEntry(PublicModel):
    """One dated word about an assignment: of the unit, of the giver, or of the machine by the calendar."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="entries")
    verb = models.CharField(max_length=16, choices=VERBS)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")  # none: the machine
    at = models.DateTimeField(auto_now_add=True)
    day = models.DateField()  # on which it happened, as said
    text = models.TextField(blank=True)
    percent = models.PositiveSmallIntegerField(null=True)
    figure = models.DecimalField(max_digits=18, decimal_places=3, null=True)
    via = models.CharField(max_length=6, choices=VIAS, default=Via.WEB)
    keyed_for = models.CharField(max_length=200, blank=True)  # whose word it is, when somebody else typed it
    entered_late = models.BooleanField(default=False)  # later than the office's rules of entry allow
    after = models.CharField(max_length=10, choices=ANSWER_STATES)  # state of the assignment after it

    objects: ClassVar[ProgressQuerySet] = ProgressQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["assignment", "-at"], name="entry_of_assignment"),  # the story on a task's page
            # what changed since last week, counted from the index alone
            models.Index(fields=["-at", "verb", "assignment"], name="entry_lately"),
            # the few that a report and the figures of units look for among a million
            models.Index(fields=["at", "assignment"], name="entry_late", condition=models.Q(entered_late=True)),
        ]

    def __str__(self) -> str:
        return f"{self.get_verb_display()}: {self.text[:80]}"


class EvidenceKind(models.TextChoices):
    FILE = "file", _("Tệp")
    DOCUMENT = "document", _("Văn bản")
    MEETING = "meeting", _("Cuộc họp")


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def visible_to(self, user: "User") -> Self:
        return self.filter(Exists(ProgressEntry.objects.visible_to(user).filter(pk=OuterRef("entry")).order_by()))

    def standing(self) -> Self:
        return self.filter(refused=False)


class Evidence(PublicModel):
    """What proves a result: a file, a document by its number, or a meeting."""

    entry = models.ForeignKey(ProgressEntry, models.PROTECT, related_name="evidence")
    kind = models.CharField(max_length=10, choices=EvidenceKind)
    name = models.CharField(max_length=300)  # of the file, “Báo cáo số 15-BC/CB ngày 20/11/2026”, or of the meeting
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    directive = models.ForeignKey(Directive, models.PROTECT, null=True, related_name="+")  # one that is kept here
    link = models.URLField(max_length=500, blank=True)
    refused = models.BooleanField(default=False)  # returned by the giver as not enough

    objects: ClassVar[EvidenceQuerySet] = EvidenceQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(kind="file") | Q(document__isnull=False), name="file_is_kept")
        ]

    def __str__(self) -> str:
        return self.name


class Draft(models.Model):
    """What one person has typed of an answer and not sent yet."""

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="drafts")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    values = models.JSONField()  # field of the form → what was typed
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assignment", "by"], name="one_draft_of_a_person")]


class Asked(PublicModel):
    """Something asked for with a reason and decided on record."""

    reason = models.CharField(_("lý do"), max_length=1000)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=8, choices=ASK_STATES, default=AskState.ASKED)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=1000, blank=True)

    class Meta:
        abstract = True


class ExtensionQuerySet(models.QuerySet["Extension"]):
    def visible_to(self, user: "User") -> Self:
        return self.filter(of_visible(user))


class Extension(Asked):
    """A later date for one unit; the old one is kept beside it."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="extensions")
    before = models.DateField()  # the date it was asked to replace
    until = models.DateField(_("đến ngày"))  # asked for
    granted_until = models.DateField(null=True)
    days = models.PositiveSmallIntegerField(null=True)  # working days, when it was granted as a number of them

    objects: ClassVar[ExtensionQuerySet] = ExtensionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["asked_at"], name="extension_waiting", condition=Q(state="asked"))]
        constraints = [
            models.UniqueConstraint(fields=["assignment"], condition=Q(state="asked"), name="one_extension_asked")
        ]


class CauseQuerySet(models.QuerySet["ObjectiveCause"]):
    def visible_to(self, user: "User") -> Self:
        return self.filter(of_visible(user))


class ObjectiveCause(Asked):
    """What kept a unit from its date and was not its fault; admitted, nobody is marked down for it."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="causes")
    since = models.DateField(_("từ ngày"))

    objects: ClassVar[CauseQuerySet] = CauseQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["asked_at"], name="cause_waiting", condition=Q(state="asked"))]
        constraints = [
            models.UniqueConstraint(fields=["assignment"], condition=Q(state="asked"), name="one_cause_stated")
        ]


class FollowRules(models.Model):
    """How an office follows its tasks; one row, made with its first question."""

    unit = models.OneToOneField(Unit, models.PROTECT, related_name="follow_rules")  # whose office
    silent_after = models.PositiveSmallIntegerField(_("số ngày không có tin thì coi là chưa phản hồi"), default=14)
    remind_before = models.CharField(_("nhắc trước hạn (ngày)"), max_length=40, default="7, 3, 1")
    remind_every = models.PositiveSmallIntegerField(_("quá hạn thì nhắc lại sau mỗi (ngày)"), default=3)
    escalate_after = models.PositiveSmallIntegerField(_("báo cấp trên khi quá hạn (ngày)"), default=7)
    entry_urgent = models.PositiveSmallIntegerField(_("việc gấp phải nhập trong (ngày làm việc)"), default=0)
    entry_ordinary = models.PositiveSmallIntegerField(_("việc thường phải nhập trong (ngày làm việc)"), default=1)
    entry_many = models.PositiveSmallIntegerField(_("việc giao nhiều nơi phải nhập trong (ngày làm việc)"), default=2)
    many_from = models.PositiveSmallIntegerField(_("coi là nhiều nơi từ (nơi)"), default=5)
    late_entry_fails = models.BooleanField(_("nhập chậm hoặc bị trả lại thì chưa tính là hoàn thành"), default=True)
    standing_period = models.CharField(
        _("việc thường xuyên trả lời mỗi"),
        max_length=8,
        default=PeriodKind.QUARTER,
        choices=[(PeriodKind.MONTH, _("tháng")), (PeriodKind.QUARTER, _("quý")), (PeriodKind.HALF, _("nửa năm"))],
    )

    @property
    def entry(self) -> EntryRules:
        return EntryRules(self.entry_urgent, self.entry_ordinary, self.entry_many, self.many_from)

    @property
    def days_before(self) -> list[int]:
        """Days before a date on which to remind, the farthest first."""
        return sorted(
            {int(each) for each in self.remind_before.replace(";", ",").split(",") if each.strip().isdigit()},
            reverse=True,
        )


UNIT_SAID = (Verb.ACCEPT, Verb.DECLINE, Verb.PROGRESS, Verb.REPORT, Verb.ASK_EXTENSION, Verb.STATE_CAUSE)
