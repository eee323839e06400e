"""The tree of units, groups, posts, who is in charge of what, and grants."""

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.db import connection, models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nennep.organisation.absences import Absence
from nennep.organisation.conditions import at_or_below, in_force, reach_of
from nennep.organisation.labels import CHANGES, KINDS, ROLES
from nennep.organisation.office import Office as Office
from nennep.organisation.rules import PATH_LENGTH, Act, Held, Span, roles_that
from nennep.web.memory import remembered
from nennep.web.models import PublicModel

if TYPE_CHECKING:
    from nennep.accounts.models import User


class UnitQuerySet(models.QuerySet["Unit"]):
    def within(self, paths: list[str]) -> Self:
        """Units at or below any of the paths; a range on the path's index, never a LIKE."""
        below = Q(pk__in=[])
        for path in paths:
            below |= at_or_below(path)
        return self.filter(below)

    def on(self, day: date) -> Self:
        """Units that stood on the day; a unit closed for a while did not stand meanwhile."""
        closed = Closure.objects.filter(unit=OuterRef("pk"), starts__lte=day, ends__gte=day)
        return self._standing(day).filter(~Exists(closed))

    def living(self) -> Self:
        """Today a past closure says nothing, so that this question stays a plain one."""
        return self._standing(timezone.localdate())

    def _standing(self, day: date) -> Self:
        return self.filter(valid_from__lte=day).filter(Q(valid_to=None) | Q(valid_to__gte=day))

    def visible_to(self, user: "User", act: Act = Act.SEE_OWN) -> Self:
        """Units on which the person may do `act` today."""
        return self.filter(Grant.objects.reaching(user, act))


class Unit(PublicModel):
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    path = models.CharField(max_length=PATH_LENGTH, unique=True)  # "0001.0003."; serves every question about the tree
    code = models.CharField(_("mã"), max_length=30, blank=True)
    name = models.CharField(_("tên đầy đủ"), max_length=250)
    short_name = models.CharField(_("tên gọi ngắn"), max_length=120, blank=True)
    folded_name = models.CharField(max_length=500, editable=False)  # name, short name and code, folded
    kind = models.CharField(_("loại"), max_length=20, choices=KINDS)
    phone = models.CharField(_("điện thoại"), max_length=60, blank=True)
    email = models.EmailField(_("thư điện tử"), blank=True)
    contact_name = models.CharField(_("người đầu mối"), max_length=120, blank=True)
    member_count = models.PositiveIntegerField(_("số đảng viên"), default=0)
    valid_from = models.DateField(_("có từ ngày"), default=date(2025, 1, 1))
    valid_to = models.DateField(_("đến hết ngày"), null=True, blank=True)
    children_made = models.PositiveIntegerField(
        default=0, editable=False
    )  # so that a child's number is never used twice

    objects: ClassVar[UnitQuerySet] = UnitQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["path"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="unit_ends_after_start"
            ),
            models.UniqueConstraint("code", condition=~Q(code=""), name="unit_code_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        return self.short_name or self.name

    @property
    def depth(self) -> int:
        """1 for the top."""
        return self.path.count(".")

    def stands_on(self, day: date) -> bool:
        return Span(self.valid_from, self.valid_to).holds(day)


class Closure(models.Model):
    """Days on which a unit did not stand, between its closing and its reopening."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="closures")
    starts = models.DateField()
    ends = models.DateField()

    class Meta:
        ordering = ["starts"]
        constraints = [models.CheckConstraint(condition=Q(ends__gte=F("starts")), name="closure_ends_after_start")]


class UnitChange(models.Model):
    """What became of a unit and when; with it the state of any past day is answered (`queries.tree`)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="changes")
    kind = models.CharField(max_length=20, choices=CHANGES)
    day = models.DateField()
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    others = models.ManyToManyField(Unit, blank=True, related_name="+")  # the parts of a split, the sources of a merge
    reason = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-day", "-pk"]
        indexes = [models.Index(fields=["unit", "day"], name="change_of_unit")]  # a unit's history


class Group(PublicModel):
    """A named set of units that directives speak of; `everyone_below` follows the tree by itself."""

    name = models.CharField(_("tên khối"), max_length=300, unique=True)
    folded_name = models.CharField(max_length=300, editable=False)
    note = models.CharField(_("ghi chú"), max_length=300, blank=True)
    units = models.ManyToManyField(Unit, blank=True, related_name="groups", verbose_name=_("đơn vị"))
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Phrase(PublicModel):
    """Words of a directive and whom they mean: an alias typed by the office, or one learned from a correction."""

    words = models.CharField(_("lời trong văn bản"), max_length=400)
    folded = models.CharField(max_length=400, unique=True, editable=False)  # serves resolving by exact folded words
    units = models.ManyToManyField(Unit, blank=True, related_name="phrases")
    groups = models.ManyToManyField(Group, blank=True, related_name="phrases")
    people = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="phrases")
    learned = models.BooleanField(default=False)  # from a correction, not typed as an alias
    taught_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    taught_at = models.DateTimeField(auto_now_add=True)
    taught_in = models.CharField(max_length=300, blank=True)  # the directive in which it was corrected

    class Meta:
        ordering = ["words"]

    def __str__(self) -> str:
        return self.words


class Portfolio(PublicModel):
    """A field of work that somebody of the committee is in charge of."""

    name = models.CharField(_("lĩnh vực"), max_length=200, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PostQuerySet(models.QuerySet["Post"]):
    def on(self, day: date) -> Self:
        return self.filter(starts__lte=day).filter(Q(ends=None) | Q(ends__gte=day))

    def living(self) -> Self:
        return self.on(timezone.localdate())


class Post(PublicModel):
    title = models.CharField(_("chức vụ"), max_length=150)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts", verbose_name=_("đơn vị"))
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="posts",
        verbose_name=_("người giữ"),
        null=True,
        blank=True,
    )
    may_sign = models.BooleanField(_("được ký giao việc"), default=False)
    authority = models.CharField(_("quyền hạn ký"), max_length=120, blank=True)  # "T/M BAN THƯỜNG VỤ"
    portfolios = models.ManyToManyField(
        Portfolio, blank=True, related_name="posts", verbose_name=_("lĩnh vực phụ trách")
    )
    rank = models.PositiveSmallIntegerField(_("thứ tự"), default=100)
    starts = models.DateField(_("từ ngày"))
    ends = models.DateField(_("đến hết ngày"), null=True, blank=True)

    objects: ClassVar[PostQuerySet] = PostQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["rank", "title"]

    def __str__(self) -> str:
        return f"{self.title}, {self.unit.label}"

    def stands_on(self, day: date) -> bool:
        return Span(self.starts, self.ends).holds(day)


class GrantQuerySet(models.QuerySet["Grant"]):
    def on(self, day: date) -> Self:
        """Grants in force; what is lent holds only while that of the absent person does."""
        lent = Q(source__user__is_active=True) & in_force(day, "source__")
        return self.filter(in_force(day), Q(source=None) | lent)

    def living(self) -> Self:
        return self.on(timezone.localdate())

    def allowing(self, user: "User", act: Act) -> Self:
        return self.living().filter(user=user, user__is_active=True, role__in=roles_that(act))

    def held_by(self, user: "User") -> list[Held]:
        """The rights a person holds today; a page asks for them once."""

        def ask() -> list[Held]:
            question, asked = held_question(timezone.localdate())
            with connection.cursor() as cursor:
                cursor.execute(question, [user.pk if each == ANYBODY else each for each in asked])
                return [
                    Held(role, unit, path, bool(sub), bool(sub and parent is None and not others))
                    for role, unit, path, sub, parent, others in cursor.fetchall()
                ]

        return remembered(("held", user.pk), ask)

    def held_for(self, user: "User", act: Act) -> list[Held]:
        return [held for held in self.held_by(user) if held.allows(act)]

    def reaching(self, user: "User", act: Act, unit: str = "") -> Q:
        """Condition on a row whose unit is at `unit` ("assignments__unit__"…) that some grant allows `act` on it."""
        return reach_of([(held.path, held.subtree) for held in self.held_for(user, act)], unit)

    def reaches_all(self, user: "User", act: Act) -> bool:
        """Whether a grant allows `act` on the only top and everything below: a list then needs no condition."""
        return any(held.all for held in self.held_for(user, act))


ANYBODY = -1  # whose key the question of what a person may do is put together with


@lru_cache(maxsize=2)
def held_question(day: date) -> tuple[str, tuple[Any, ...]]:
    """SQL and values: asked by every page and before every act, so it is put together once a day."""
    tops = Unit.objects.filter(parent=None).exclude(pk=OuterRef("unit"))
    rows = Grant.objects.on(day).filter(user=ANYBODY, user__is_active=True).annotate(others=Exists(tops))
    told = rows.order_by("role").values_list("role", "unit", "unit__path", "subtree", "unit__parent", "others")
    return told.query.sql_with_params()


class Grant(PublicModel):
    """A role of a person on a unit or its subtree; it ends by date, or with the post it hangs on."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="grants", verbose_name=_("người"))
    role = models.CharField(_("vai trò"), max_length=20, choices=ROLES)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="grants", verbose_name=_("đơn vị"))
    subtree = models.BooleanField(_("cả các đơn vị bên dưới"), default=False)
    post = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="grants", verbose_name=_("theo chức vụ")
    )
    starts = models.DateField(_("từ ngày"))
    ends = models.DateField(_("đến hết ngày"), null=True, blank=True)
    reason = models.CharField(_("lý do"), max_length=300, blank=True)
    absence = models.ForeignKey(Absence, models.PROTECT, null=True, blank=True, related_name="grants")
    source = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="lent")  # of the absent
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True)

    objects: ClassVar[GrantQuerySet] = GrantQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["user__full_name", "role"]
        indexes = [models.Index(fields=["user", "role"], name="grant_of_user")]  # serves every page: what may I
        constraints = [
            models.CheckConstraint(condition=Q(post__isnull=False) | Q(ends__isnull=False), name="grant_ends_somehow"),
            models.CheckConstraint(
                condition=Q(absence=None, source=None) | Q(absence__isnull=False, source__isnull=False, post=None),
                name="grant_lent_for_an_absence",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.user} – {self.unit.label}"

    @property
    def stands_for(self) -> "User | None":
        return self.absence.person if self.absence else None
