"""Periods of reporting, what each unit sends in for one, its sections, paragraphs with their sources, and figures."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from nennep.directives.models import Assignment, Directive, Task
from nennep.directives.scopes import own_units
from nennep.lib.periods import Period, read_period
from nennep.organisation.models import Grant, Post, Unit
from nennep.organisation.rules import Act
from nennep.reports.labels import PARAGRAPH_STATES, PARTS, REPORT_STATES, STEPS
from nennep.reports.rules import ParagraphState, ReportState
from nennep.web.models import PublicModel

if TYPE_CHECKING:
    from nennep.accounts.models import User


class ReportPeriodQuerySet(models.QuerySet["ReportPeriod"]):
    def visible_to(self, user: "User") -> Self:
        """Periods for which one sees a report."""
        return self.filter(pk__in=Report.objects.visible_to(user).order_by().values("period"))


class ReportPeriod(PublicModel):
    """A period for which an office asks its units to report."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="report_periods")  # whose office asks
    key = models.CharField(_("kỳ"), max_length=8)  # of `lib.periods`
    starts = models.DateField()
    ends = models.DateField()
    due = models.DateField(_("hạn đơn vị gửi"))
    own_due = models.DateField(_("hạn báo cáo chung"), null=True, blank=True)
    directives = models.ManyToManyField(
        Directive, blank=True, related_name="report_periods"
    )  # whose clauses it follows
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[ReportPeriodQuerySet] = ReportPeriodQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-ends", "-starts"]
        constraints = [models.UniqueConstraint(fields=["unit", "key"], name="period_opened_once")]

    def __str__(self) -> str:
        return self.span.name

    @property
    def span(self) -> Period:
        return read_period(self.key)


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, user: "User") -> Self:
        """Of own units, of those directly below them, and under one's eye."""
        if Grant.objects.reaches_all(user, Act.READ_TASK):
            return self.all()
        own = own_units(user)
        read = Grant.objects.reaching(user, Act.READ_TASK, "unit__")
        return self.filter(Q(unit__in=own) | Q(unit__parent__in=own) | read)

    def with_words(self) -> Self:
        """Each with the reason that was last given for a move of it."""
        said = ReportStep.objects.filter(report=OuterRef("pk")).exclude(words="").order_by("-pk")
        return self.annotate(last_words=Subquery(said.values("words")[:1]))

    def with_news(self) -> Self:
        """Each with whether something below it came in since it was drafted, or was never asked for."""
        came = ReportStep.objects.filter(report__above=OuterRef("pk"), at__gt=OuterRef("drafted_at"))
        called = Report.objects.filter(unit=OuterRef("pk"), period=OuterRef(OuterRef("period")))
        uncalled = Unit.objects.filter(~Exists(called), parent=OuterRef("unit"), valid_to=None)
        return self.annotate(has_news=Exists(came), has_uncalled=Exists(uncalled))


class Report(PublicModel):
    """What one unit reports for one period; that of the office's own unit is the consolidated one."""

    period = models.ForeignKey(ReportPeriod, models.PROTECT, related_name="reports")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="reports")
    above = models.ForeignKey("self", models.PROTECT, null=True, related_name="below")  # which waits for it
    form = models.CharField(max_length=30)  # a key of `shapes`
    due = models.DateField()
    state = models.CharField(max_length=10, choices=REPORT_STATES, default=ReportState.WAITING)
    drafted_at = models.DateTimeField(null=True)  # when the machine last wrote
    sent_on = models.DateField(null=True)  # day of the first sending: the measure of being on time
    number = models.CharField(max_length=20, blank=True)
    signed_as = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    signed_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    last_words: str | None  # of `with_words`
    has_news: bool  # of `with_news`
    has_uncalled: bool

    objects: ClassVar[ReportQuerySet] = ReportQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["unit__path"]
        indexes = [models.Index(fields=["above", "state"], name="report_below")]  # is everything in?
        constraints = [models.UniqueConstraint(fields=["period", "unit"], name="unit_reports_once")]

    def __str__(self) -> str:
        return f"{self.unit.label}, {self.period}"

    @property
    def is_own(self) -> bool:
        """The office's own: consolidated from those below."""
        return self.unit_id == self.period.unit_id


class ReportStep(models.Model):
    """A move of a report on record."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="steps")
    step = models.CharField(max_length=10, choices=STEPS)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    words = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["-pk"]


class Section(models.Model):
    """A heading of a report with its paragraphs or figures; made anew by each draft under the same key."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="sections")
    n = models.PositiveIntegerField()
    key = models.CharField(max_length=200)
    part = models.CharField(max_length=12, choices=PARTS)
    level = models.PositiveSmallIntegerField(default=1)
    label = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["n"]
        constraints = [models.UniqueConstraint(fields=["report", "key"], name="section_once")]

    def __str__(self) -> str:
        return f"{self.label} {self.title}".strip()


class ParagraphQuerySet(models.QuerySet["Paragraph"]):
    def visible_to(self, user: "User") -> Self:
        return self.filter(section__report__in=Report.objects.visible_to(user).order_by())

    def standing(self) -> Self:
        return self.exclude(state=ParagraphState.DROPPED)

    def with_sourced(self) -> Self:
        """Each with whether it has a source."""
        return self.annotate(sourced=Exists(Source.objects.filter(paragraph=OuterRef("pk"))))


class Paragraph(PublicModel):
    """Words of a report; once a person touched them, the machine only offers others."""

    section = models.ForeignKey(Section, models.CASCADE, related_name="paragraphs")
    n = models.PositiveIntegerField()
    key = models.CharField(max_length=60, blank=True)  # under which a new draft finds it; none: a person's own
    state = models.CharField(max_length=8, choices=PARAGRAPH_STATES, default=ParagraphState.MACHINE)
    text = models.TextField()
    machine_text = models.TextField(blank=True)  # as the machine last wrote it
    offered_text = models.TextField(blank=True)  # what a newer draft says, while a person's words stand
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    owned_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    sourced: bool  # of `with_sourced`

    objects: ClassVar[ParagraphQuerySet] = ParagraphQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["n", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["section", "key"], condition=~Q(key=""), name="paragraph_once"),
            models.CheckConstraint(
                condition=Q(state="machine") | Q(owner__isnull=False), name="persons_words_have_an_owner"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Source(models.Model):
    """Where a paragraph comes from: a task, one unit's answer to it, or a report from below."""

    paragraph = models.ForeignKey(Paragraph, models.CASCADE, related_name="sources")
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="+")
    assignment = models.ForeignKey(Assignment, models.PROTECT, null=True, related_name="+")
    report = models.ForeignKey(Report, models.PROTECT, null=True, related_name="+")
    listing = models.CharField(max_length=200, blank=True)  # of a whole list: the query of its address
    answers = models.PositiveIntegerField(default=1)  # rows that the paragraph counts from this source

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(task__isnull=False) | Q(report__isnull=False) | ~Q(listing=""), name="source_is_something"
            )
        ]


class Figure(models.Model):
    """A number of a report beside those of other periods; None where nothing is known, never a guess."""

    section = models.ForeignKey(Section, models.CASCADE, related_name="figures")
    n = models.PositiveIntegerField()
    key = models.CharField(max_length=200)
    name = models.CharField(max_length=300)
    measure = models.CharField(max_length=120, blank=True)  # đảng viên, %
    value = models.DecimalField(max_digits=18, decimal_places=3, null=True)
    target = models.DecimalField(max_digits=18, decimal_places=3, null=True)
    before = models.DecimalField(max_digits=18, decimal_places=3, null=True)  # in the last period
    year_before = models.DecimalField(max_digits=18, decimal_places=3, null=True)  # in the same period of last year
    note = models.CharField(max_length=120, blank=True)  # what is known where figures cannot be summed
    tasks = models.ManyToManyField(Task, related_name="+")  # whose answers sum to it

    class Meta:
        ordering = ["n"]
        constraints = [models.UniqueConstraint(fields=["section", "key"], name="figure_once")]

    def __str__(self) -> str:
        return self.name


class ReportAnnex(models.Model):
    """A table behind a report, as it stood when the report was drafted."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="annexes")
    n = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=20)  # how it is laid out
    title = models.CharField(max_length=300)
    rows = models.JSONField()

    class Meta:
        ordering = ["n"]
        constraints = [models.UniqueConstraint(fields=["report", "n"], name="annex_once")]

    def __str__(self) -> str:
        return self.title
