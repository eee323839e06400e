"""A task, to whom it goes, and what each unit owes of it."""

from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, FilteredRelation, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nennep.directives.labels import ANSWER_STATES, KINDS, PARTS, ROUTES, TASK_STATES
from nennep.directives.models.indexes import ANSWER_INDEXES, TASK_INDEXES
from nennep.directives.rules import NEVER, AnswerState, Part, Route, Standing, TaskState
from nennep.directives.scopes import own_units
from nennep.organisation.models import Grant, Group, Portfolio, Post, Unit
from nennep.organisation.rules import Act
from nennep.web.models import PublicModel

if TYPE_CHECKING:
    from nennep.accounts.models import User


class TaskQuerySet(models.QuerySet["Task"]):
    def visible_to(self, user: "User", act: Act = Act.READ_TASK) -> Self:
        """What is seen from above, and the parts that own units cut out of what they owe."""
        from_above = self._from_above(user, act)
        return self.filter(Q(whole=None) & from_above | self._inside(user, act))

    def seen_from_above(self, user: "User", act: Act = Act.READ_TASK) -> Self:
        """Tasks of offices one works for; issued ones under one's eye; and those given to an own unit or to oneself."""
        return self.filter(self._from_above(user, act), whole=None)

    def _from_above(self, user: "User", act: Act) -> Q:
        reading = act in (Act.READ_TASK, Act.SEE_OWN)
        if Grant.objects.reaches_all(user, Act.READ_DIRECTIVE if reading else act):
            return Q()
        if not reading:
            return Grant.objects.reaching(user, act, "unit__")
        drafts = Grant.objects.reaching(user, Act.READ_DIRECTIVE, "unit__")
        given_out = Q(state__in=[TaskState.ISSUED, TaskState.ANNULLED])
        read = Grant.objects.reaching(user, Act.READ_TASK, "unit__") & given_out
        return drafts | read | Q(pk__in=given_tasks(user))

    def _inside(self, user: "User", act: Act) -> Q:
        """Parts: who answers for the unit that cut them, and who owes them; nobody above looks inside."""
        if act not in (Act.READ_TASK, Act.SEE_OWN):
            return Q(pk__in=[])
        owed = Assignment.objects.filter(whole__isnull=False, annulled_at=None).filter(spoken_for(user))
        return Q(whole__isnull=False) & (answering(user) | Q(pk__in=owed.order_by().values("task")))

    def issued(self) -> Self:
        return self.filter(state=TaskState.ISSUED)


class Task(PublicModel):
    directive = models.ForeignKey(
        "directives.Directive", models.CASCADE, null=True, related_name="tasks"
    )  # none: added by hand
    clause = models.ForeignKey("directives.Clause", models.SET_NULL, null=True, related_name="tasks")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="given_tasks")  # whose office gives it
    state = models.CharField(max_length=10, choices=TASK_STATES, default=TaskState.PROPOSED)
    text = models.TextField(_("nội dung việc"))
    folded = models.TextField(default="", editable=False)  # the text's words, once it is issued: found by `wordindex`
    start = models.PositiveIntegerField(null=True)  # span in the directive's text
    end = models.PositiveIntegerField(null=True)
    kind = models.CharField(_("loại việc"), max_length=12, choices=KINDS)
    product = models.CharField(_("sản phẩm"), max_length=500, blank=True)
    proof = models.CharField(_("minh chứng cần có"), max_length=200, blank=True)
    due = models.DateField(_("hạn"), null=True, blank=True)
    due_words = models.CharField(max_length=300, blank=True)
    due_rule = models.CharField(max_length=40, blank=True)
    counting = models.JSONField(default=dict)  # how the date was counted: start, days, end, skipped
    recurrence = models.CharField(max_length=200, blank=True)  # RRULE
    target_value = models.DecimalField(max_digits=18, decimal_places=3, null=True, blank=True)
    target_unit = models.CharField(max_length=120, blank=True)
    target_by = models.DateField(null=True, blank=True)
    lead_words = models.CharField(max_length=400, blank=True)  # the body as the directive names it
    support_words = models.CharField(max_length=400, blank=True)
    supervisor = models.CharField(_("người chỉ đạo"), max_length=300, blank=True)
    references = models.JSONField(default=list)
    confidence = models.FloatField(default=1)
    why = models.TextField(blank=True)
    machine = models.JSONField(null=True)  # the proposal as the engine made it; none: a person's own
    rejected_why = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField(null=True)
    signed_as = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    annulled_why = models.CharField(max_length=500, blank=True)
    route = models.CharField(_("yêu cầu trả lời"), max_length=12, choices=ROUTES, default=Route.CARRY_OUT)
    urgent = models.BooleanField(_("việc gấp"), default=False)
    whole = models.ForeignKey("directives.Assignment", models.PROTECT, null=True, related_name="parts")  # cut out of it
    field = models.ForeignKey(Portfolio, models.SET_NULL, null=True, related_name="+", verbose_name=_("lĩnh vực"))
    weight = models.PositiveSmallIntegerField(_("trọng số"), default=1)  # among the parts of one whole
    next_due = models.DateField(default=NEVER, editable=False)  # nearest on which an open answer may become late
    closed_at = models.DateTimeField(null=True, editable=False)  # when no answer was open any more

    objects: ClassVar[TaskQuerySet] = TaskQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["start", "pk"]
        indexes = TASK_INDEXES

    def __str__(self) -> str:
        return self.text[:120]

    @property
    def wanted(self) -> str:
        """What “done” has to be proved with: the proof asked for, else the product."""
        return self.proof or self.product


class Assignee(models.Model):
    """To whom a task is to go, while it is reviewed: a unit, a group or a person."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="assignees")
    part = models.CharField(max_length=8, choices=PARTS, default=Part.LEAD)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    group = models.ForeignKey(Group, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=False, group=None, person=None)
                | Q(unit=None, group__isnull=False, person=None)
                | Q(unit=None, group=None, person__isnull=False),
                name="goes_to_one",
            )
        ]

    def __str__(self) -> str:
        return self.unit.label if self.unit else str(self.group or self.person)

    @property
    def token(self) -> str:
        """“unit:abc…”, “group:abc…” or “person:abc…”: how forms and snapshots name it."""
        for kind in ("unit", "group", "person"):
            if chosen := getattr(self, kind):
                return f"{kind}:{chosen.public_id}"
        return ""


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def with_draft(self, user: "User") -> Self:
        """Each with what this person typed of it and has not sent."""
        own = FilteredRelation("drafts", condition=Q(drafts__by=user))
        return self.annotate(own=own, draft=F("own__values"), drafted_at=F("own__saved_at"))

    def given_to(self, user: "User") -> Self:
        """Standing assignments of own units, or of oneself."""
        return self.filter(Q(unit__in=own_units(user)) | Q(person=user), annulled_at=None)

    def visible_to(self, user: "User") -> Self:
        """Own ones, those under one's eye, and what others contribute where one leads; parts only from inside."""
        inside = spoken_for(user) | answering(user, "whole__")
        return self.filter(Q(whole=None) & self._from_above(user) | inside)

    def seen_from_above(self, user: "User") -> Self:
        """The same without any part, as lists count them: who sees everything needs no condition but this."""
        return self.filter(self._from_above(user), whole=None)

    def _from_above(self, user: "User") -> Q:
        if Grant.objects.reaches_all(user, Act.READ_TASK):
            return Q()
        own = Q(unit__in=own_units(user)) | Q(person=user)
        read = Grant.objects.reaching(user, Act.READ_TASK, "task__unit__")
        led = self.model.objects.filter(own, part=Part.LEAD, annulled_at=None).order_by().values("task")
        return own | read | Q(part=Part.SUPPORT, task__in=led)

    def standing(self) -> Self:
        return self.filter(annulled_at=None)

    def open(self) -> Self:
        """Still to be answered, or to be decided on."""
        return self.filter(is_open=True)

    def overdue(self, today: date) -> Self:
        """Open and past their date; standing duties and what is only for information never are.

        Open is asked twice: SQLite finds the second in the middle of an index, of the first it knows a partial one.
        """
        late = self.filter(is_open=True, is_open__in=[True], is_dated=True, due__lt=today)
        return late.exclude(state=AnswerState.REPORTED)


class Assignment(PublicModel):
    """A task as owed by one unit, or by one person; for a duty that comes again, in one period."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="assignments")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="assignments")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="assignments")
    part = models.CharField(max_length=8, choices=PARTS, default=Part.LEAD)
    through = models.CharField(max_length=300, blank=True)  # the group by which the unit was meant
    period = models.CharField(max_length=8, blank=True)  # key of `lib.periods`; empty: the task is done once
    whole = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")  # as `task.whole`, kept here too
    due = models.DateField(null=True)  # as it stands now, extensions counted
    first_due = models.DateField(null=True)  # as it was given
    counting = models.JSONField(default=dict)  # how an extension was counted: start, days, end, skipped
    given_at = models.DateTimeField()
    annulled_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=ANSWER_STATES, default=AnswerState.GIVEN)
    is_open = models.BooleanField(default=True)  # neither closed nor annulled
    is_dated = models.BooleanField(default=True)  # past its date it is late; a standing duty is silent instead
    owes_answer = models.BooleanField(default=True)
    excused = models.BooleanField(default=False)  # an objective cause is on record and admitted
    heard_on = models.DateField(
        default=timezone.localdate
    )  # day of the unit's last word; until then the day it was given
    reported_on = models.DateField(null=True)  # day on which it was done, as reported; the measure of lateness
    closed_at = models.DateTimeField(null=True)
    percent = models.PositiveSmallIntegerField(default=0)
    allotted = models.DecimalField(max_digits=18, decimal_places=3, null=True)  # share of the task's target
    figure = models.DecimalField(max_digits=18, decimal_places=3, null=True)  # reached so far, as last reported
    reminded = models.PositiveSmallIntegerField(default=0)  # times since it last said anything
    reminded_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    draft: dict[str, str] | None  # of `with_draft`
    drafted_at: datetime | None

    objects: ClassVar[AssignmentQuerySet] = AssignmentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["task__start", "pk"]
        indexes = ANSWER_INDEXES
        constraints = [
            models.UniqueConstraint(fields=["task", "unit", "period"], name="unit_owes_once"),
            models.UniqueConstraint(fields=["task", "person", "period"], name="person_owes_once"),
            models.CheckConstraint(
                condition=Q(unit=None, person__isnull=False) | Q(unit__isnull=False, person=None), name="owed_by_one"
            ),
            models.CheckConstraint(condition=Q(percent__lte=100), name="percent_to_hundred"),
            models.CheckConstraint(
                condition=Q(is_open=False) | ~Q(state__in=["confirmed", "cancelled"]), name="closed_is_not_open"
            ),
        ]

    def __str__(self) -> str:
        return str(self.unit or self.person)

    @property
    def label(self) -> str:
        return self.unit.label if self.unit else str(self.person)

    @property
    def extended(self) -> bool:
        return self.standing.extended

    @property
    def standing(self) -> Standing:
        """What decides how it looks today (`rules.status_of`)."""
        return Standing(
            AnswerState(self.state),
            self.due,
            self.heard_on,
            self.is_dated,
            self.owes_answer,
            self.excused,
            self.first_due,
        )


def given_tasks(user: "User") -> "models.QuerySet[Assignment, int]":
    return Assignment.objects.given_to(user).order_by().values_list("task", flat=True)


def answering(user: "User", row: str = "") -> Q:
    """Condition that a row's unit is one for which the person answers, by a grant on that very unit."""
    return Q(**{f"{row}unit__in": [held.unit for held in Grant.objects.held_for(user, Act.ANSWER)]})


def spoken_for(user: "User") -> Q:
    """Condition on an assignment that the person owes it, or answers for the very unit that does."""
    return Q(person=user) | answering(user)


class Amendment(models.Model):
    """A change to an issued task: on record, with its reason; what stood before is kept."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="amendments")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")  # none: the calendar
    at = models.DateTimeField(auto_now_add=True)
    reason = models.CharField(max_length=500)
    changes = models.JSONField()  # field -> [before, after]

    class Meta:
        ordering = ["-pk"]
