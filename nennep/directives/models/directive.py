"""A directive, its clauses, and the steps of its review."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nennep.directives.labels import DIRECTIVE_STATES, reference_by
from nennep.directives.models.task import Assignment
from nennep.directives.rules import DirectiveState
from nennep.files.models import Document
from nennep.organisation.models import Grant, Post, Unit
from nennep.organisation.rules import Act
from nennep.web.memory import remembered
from nennep.web.models import PublicModel

if TYPE_CHECKING:
    from nennep.accounts.models import User


class DirectiveQuerySet(models.QuerySet["Directive"]):
    def visible_to(self, user: "User", act: Act = Act.READ_DIRECTIVE) -> Self:
        """Directives of offices one reads for; and issued ones in which an own unit was given something."""
        return self._seen(user, act, given_directives)

    def listed_for(self, user: "User") -> Self:
        """The same for a page that asks several times: what was given is found once, and then named."""
        return self._seen(user, Act.READ_DIRECTIVE, few_directives)

    def _seen(self, user: "User", act: Act, given: "Callable[[User], Any]") -> Self:
        if Grant.objects.reaches_all(user, act):
            return self.all()
        mine = Grant.objects.reaching(user, act, "unit__")
        if act is not Act.READ_DIRECTIVE:
            return self.filter(mine)
        inspected = Grant.objects.reaching(user, Act.READ_TASK, "unit__") & Q(state=DirectiveState.ISSUED)
        return self.filter(mine | inspected | Q(state=DirectiveState.ISSUED, pk__in=given(user)))


MOST_NAMED = 2_000


def given_directives(user: "User") -> "models.QuerySet[Assignment, int]":
    given = Assignment.objects.given_to(user).filter(task__directive__isnull=False)
    return given.order_by().values_list("task__directive", flat=True)


def few_directives(user: "User") -> "list[int] | models.QuerySet[Assignment, int]":
    every = given_directives(user).distinct()
    few = remembered(("given directives", user.pk), lambda: list(every[: MOST_NAMED + 1]))
    return few if len(few) <= MOST_NAMED else every


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
        return reference_by(self.number, self.symbol)


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
