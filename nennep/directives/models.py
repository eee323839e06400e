"""Directive → clauses → tasks → assignments."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nennep.directives.labels import DIRECTIVE_STATES, KINDS, PARTS, TASK_STATES
from nennep.directives.rules import DirectiveState, Part, TaskState
from nennep.directives.scopes import own_units
from nennep.files.models import Document
from nennep.organisation.models import Grant, Group, Post, Unit
from nennep.organisation.rules import Act
from nennep.web.models import PublicModel

if TYPE_CHECKING:
    from nennep.accounts.models import User


class DirectiveQuerySet(models.QuerySet["Directive"]):
    def visible_to(self, user: "User", act: Act = Act.READ_DIRECTIVE) -> Self:
        """Directives of offices one reads for; and issued ones in which an own unit was given something."""
        if Grant.objects.reaches_all(user, act):
            return self.all()
        mine = Grant.objects.reaching(user, act, "unit__")
        if act is not Act.READ_DIRECTIVE:
            return self.filter(mine)
        inspected = Grant.objects.reaching(user, Act.READ_TASK, "unit__") & Q(state=DirectiveState.ISSUED)
        given = Assignment.objects.given_to(user).filter(task__directive__isnull=False).order_by()
        return self.filter(mine | inspected | Q(state=DirectiveState.ISSUED, pk__in=given.values("task__directive")))


class Directive(PublicModel):
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="directives")  # whose office works on it
    source = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=DIRECTIVE_STATES, default=DirectiveState.REVIEW)
    type = models.CharField(_("tên loại"), max_length=60)
    number = models.CharField(_("số"), max_length=20, blank=True)
    symbol = models.CharField(_("ký hiệu"), max_length=60, blank=True)
    place = models.CharField(_("địa danh"), max_length=120, blank=True)
    date = models.DateField(_("ngày ban hành"), null=True, blank=True)
    issuer = models.CharField(_("cơ quan ban hành"), max_length=300, blank=True)
    superior = models.CharField(_("cấp trên của cơ quan ban hành"), max_length=300, blank=True)
    abstract = models.CharField(_("trích yếu"), max_length=1000, blank=True)
    term = models.CharField(_("nhiệm kỳ"), max_length=9, blank=True)
    meeting_date = models.DateField(_("ngày họp"), null=True, blank=True)
    authority = models.CharField(_("quyền hạn ký"), max_length=200, blank=True)
    position = models.CharField(_("chức vụ người ký"), max_length=200, blank=True)
    signer = models.CharField(_("người ký"), max_length=120, blank=True)
    recipients = models.JSONField(default=list)
    references = models.JSONField(default=list)
    shortcomings = models.JSONField(default=list)
    warnings = models.JSONField(default=list)
    text = models.TextField()  # cleaned, NFC; clauses and tasks are spans of it
    text_hash = models.CharField(max_length=64, db_index=True, editable=False)  # of the folded text: the same one twice
    folded = models.TextField(editable=False)  # words of number, type, abstract, issuer, signer: found by `wordindex`
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField(null=True)
    signed_as = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")  # in whose name it was issued
    issued_as = models.CharField(max_length=100, blank=True, editable=False)  # `rules.filed_as`, once it is issued
    withdrawn_why = models.CharField(max_length=500, blank=True)

    objects: ClassVar[DirectiveQuerySet] = DirectiveQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["-date", "-pk"]
        indexes = [
            models.Index(fields=["unit", "-date", "-id"], name="directive_list"),  # the list, newest first
            models.Index(fields=["state", "-date"], name="directive_state"),  # the list filtered by state
            models.Index(fields=["-date", "-id"], name="directive_by_date"),  # the same of who reads everything
            models.Index(fields=["type", "-date", "-id"], name="directive_type"),  # by type; which types there are
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=DirectiveState.ISSUED) | (Q(issued_at__isnull=False) & ~Q(number="")),
                name="issued_with_number",
            ),
            models.UniqueConstraint(
                fields=["unit", "issued_as"], condition=~Q(issued_as=""), name="issued_number_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.reference}".strip()

    @property
    def reference(self) -> str:
        """“12-KL/ĐU” (Party) or “12/TB-UBND” (State); the symbol alone while there is no number."""
        joint = "/" if "-" in self.symbol and "/" not in self.symbol else "-"
        return f"{self.number}{joint}{self.symbol}" if self.number and self.symbol else self.number or self.symbol


class Clause(models.Model):
    directive = models.ForeignKey(Directive, models.CASCADE, related_name="clauses")
    n = models.PositiveIntegerField()
    path = models.CharField(max_length=200)  # "II.1.1.(4)"
    label = models.CharField(max_length=60, blank=True)
    title = models.TextField(blank=True)
    role = models.CharField(max_length=20)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        ordering = ["n"]
        constraints = [models.UniqueConstraint(fields=["directive", "n"], name="clause_order")]

    def __str__(self) -> str:
        return self.path


class TaskQuerySet(models.QuerySet["Task"]):
    def visible_to(self, user: "User", act: Act = Act.READ_TASK) -> Self:
        """Tasks of offices one works for; issued ones under one's eye; and those given to an own unit or to oneself."""
        reading = act in (Act.READ_TASK, Act.SEE_OWN)
        if Grant.objects.reaches_all(user, Act.READ_DIRECTIVE if reading else act):
            return self.all()
        if not reading:
            return self.filter(Grant.objects.reaching(user, act, "unit__"))
        drafts = Grant.objects.reaching(user, Act.READ_DIRECTIVE, "unit__")
        given_out = Q(state__in=[TaskState.ISSUED, TaskState.ANNULLED])
        read = Grant.objects.reaching(user, Act.READ_TASK, "unit__") & given_out
        given = Assignment.objects.given_to(user).order_by().values("task")
        return self.filter(drafts | read | Q(pk__in=given))

    def issued(self) -> Self:
        return self.filter(state=TaskState.ISSUED)


class Task(PublicModel):
    directive = models.ForeignKey(Directive, models.CASCADE, null=True, related_name="tasks")  # none: added by hand
    clause = models.ForeignKey(Clause, models.SET_NULL, null=True, related_name="tasks")
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

    objects: ClassVar[TaskQuerySet] = TaskQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["start", "pk"]
        indexes = [
            models.Index(fields=["directive", "start", "id"], name="task_in_directive"),  # review, directive's page
            models.Index(fields=["unit", "state", "due"], name="task_of_office"),  # the list of tasks, by date
            # the same of who reads everything; with the kind, the counts above the list are read from the index alone
            models.Index(fields=["state", "due", "id", "kind"], name="task_listed"),
            models.Index(fields=["id"], name="task_standing", condition=Q(kind="standing")),  # never late: left out
            models.Index(fields=["directive"], name="task_undecided", condition=Q(state__in=["proposed", "later"])),
        ]

    def __str__(self) -> str:
        return self.text[:120]


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
    def given_to(self, user: "User") -> Self:
        """Standing assignments of own units, or of oneself."""
        return self.filter(Q(unit__in=own_units(user)) | Q(person=user), annulled_at=None)

    def visible_to(self, user: "User") -> Self:
        if Grant.objects.reaches_all(user, Act.READ_TASK):
            return self.all()
        read = Grant.objects.reaching(user, Act.READ_TASK, "task__unit__")
        return self.filter(Q(unit__in=own_units(user)) | read | Q(person=user))

    def standing(self) -> Self:
        return self.filter(annulled_at=None)


class Assignment(PublicModel):
    """A task as owed by one unit, or by one person."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="assignments")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="assignments")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="assignments")
    part = models.CharField(max_length=8, choices=PARTS, default=Part.LEAD)
    through = models.CharField(max_length=300, blank=True)  # the group by which the unit was meant
    due = models.DateField(null=True)  # the task's date, kept here for the unit's list
    given_at = models.DateTimeField()
    annulled_at = models.DateTimeField(null=True)

    objects: ClassVar[AssignmentQuerySet] = AssignmentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["task__start", "pk"]
        indexes = [
            models.Index(fields=["unit", "annulled_at", "due"], name="assignment_of_unit"),  # a unit's list
            # how much is late, read from the index alone
            models.Index(fields=["due", "unit", "task"], name="assignment_late", condition=Q(annulled_at=None)),
            # one's own; an index that also held the units' empty places would make SQLite read them all
            models.Index(fields=["person"], name="assignment_of_person", condition=Q(person__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["task", "unit"], name="unit_owes_once"),
            models.UniqueConstraint(fields=["task", "person"], name="person_owes_once"),
            models.CheckConstraint(
                condition=Q(unit=None, person__isnull=False) | Q(unit__isnull=False, person=None), name="owed_by_one"
            ),
        ]

    def __str__(self) -> str:
        return str(self.unit or self.person)


class ReviewStep(models.Model):
    """One act of the review, with what stood before it, so that it can be undone."""

    directive = models.ForeignKey(Directive, models.CASCADE, related_name="steps")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    verb = models.CharField(max_length=20)
    before = models.JSONField()  # public id -> snapshot, or null for a task that was not there
    after = models.JSONField()  # public id -> version after the act: undoing needs these unchanged
    undone = models.BooleanField(default=False)

    class Meta:
        ordering = ["-pk"]


class Amendment(models.Model):
    """A change to an issued task: on record, with its reason; what stood before is kept."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="amendments")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")  # none: the calendar
    at = models.DateTimeField(auto_now_add=True)
    reason = models.CharField(max_length=500)
    changes = models.JSONField()  # field -> [before, after]

    class Meta:
        ordering = ["-pk"]
