"""What waits for the person who just came in, by what the person may do."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Case, F, IntegerField, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext

from nennep.accounts.models import User
from nennep.desk.queries.deciding import MOST, Decisions, keys_of, waiting_in
from nennep.desk.queries.scopes import Scope
from nennep.directives.labels import SHAPES
from nennep.directives.models import Assignment, Directive, Task
from nennep.directives.models.task import spoken_for
from nennep.directives.queries.lists import LONG_TEXTS, TaskRow, due_ranges, few_rows, with_counts
from nennep.directives.queries.owed import Owing
from nennep.directives.queries.statuses import looks_of, rules_now
from nennep.directives.rules import AnswerState, DirectiveState, Status, TaskState
from nennep.notices.models import Notice
from nennep.organisation.models import Unit
from nennep.organisation.permissions import may
from nennep.organisation.rules import Act
from nennep.procedures.queries.listing import Row as CaseRow
from nennep.procedures.queries.listing import pressing_cases
from nennep.vault.queries.waiting import Waiting, waiting_in_vault
from nennep.web.memory import until_an_act

FEW = 8  # rows of each block
MOST_OWED, MOST_SILENT = 100, 400
LATE = "late"
HEARD = (AnswerState.GIVEN, AnswerState.ACCEPTED, AnswerState.DOING)  # states in which silence is silence


@dataclass(frozen=True)
class Block:
    """Own answers that look alike: the first few, and how many there are."""

    shape: str
    word: str
    status: str
    rows: list[Owing]
    count: int


@dataclass(frozen=True)
class SilentUnit:
    public_id: str
    label: str
    phone: str
    contact_name: str
    days: int


@dataclass(frozen=True)
class Desk:
    reviews: list[Directive]
    decisions: Decisions
    silent: list[SilentUnit]
    near: list[TaskRow]  # what one follows
    cases: list[CaseRow]  # of which one is a member, due soon or late, or without a date
    vault: Waiting  # for one's word or share
    owed: list[Block]  # what one owes, or the units one answers for
    units: list[Unit]  # of these
    notices: list[Notice]
    watched_late: int  # answers past their date among what one follows; past MOST nobody counts

    @property
    def waiting(self) -> int:
        return sum(getattr(directive, "open_count", 0) for directive in self.reviews)

    def owed_as(self, *statuses: Status) -> int:
        return sum(block.count for block in self.owed if block.status in statuses)

    @property
    def is_empty(self) -> bool:
        return not (
            self.reviews or self.decisions.rows or self.silent or self.near or self.owed or self.cases or self.vault
        )

    @property
    def headline(self) -> str:
        """The page's answer: what waits, then what is late."""
        found = [sentence % {"n": n} for n, sentence in self.said() if n]
        if not found:
            return _("Hôm nay không có việc chờ") if self.is_empty else _("Không việc nào quá hạn")
        return ", ".join(found[:3])

    def said(self) -> list[tuple[int, str]]:
        decide, review, late = self.decisions.all, self.waiting, self.watched_late
        more = (
            _("hơn %(n)s lượt việc quá hạn")
            if late > MOST
            else ngettext("%(n)s lượt việc quá hạn", "%(n)s lượt việc quá hạn", late)
        )
        own, soon, back = self.owed_as(Status.LATE), self.owed_as(Status.SOON), self.owed_as(Status.RETURNED)
        return [
            (own, ngettext("%(n)s việc của đơn vị quá hạn", "%(n)s việc của đơn vị quá hạn", own)),
            (back, ngettext("%(n)s việc bị trả lại", "%(n)s việc bị trả lại", back)),
            (decide, ngettext("%(n)s việc chờ quyết định", "%(n)s việc chờ quyết định", decide)),
            (min(late, MOST), more),
            (review, ngettext("%(n)s việc chờ duyệt", "%(n)s việc chờ duyệt", review)),
            (dated := sum(row.case.due is not None for row in self.cases), cases_words(dated)),
            (len(self.vault), vault_words(len(self.vault))),
            (soon, ngettext("%(n)s việc sắp đến hạn", "%(n)s việc sắp đến hạn", soon)),
        ]


def desk_of(user: User) -> Desk:
    gives, follows = may(user, Act.ISSUE), may(user, Act.READ_TASK)
    given, owed = Scope().answers(user), owed_by(user)
    units = {row.assignment.unit.pk: row.assignment.unit for b in owed for row in b.rows if row.assignment.unit}
    keys = keys_of(
        (waiting_in(given, user) if gives else {}) | ({LATE: given.overdue(timezone.localdate())} if follows else {})
    )
    return Desk(
        reviews=reviews_of(user) if may(user, Act.REVIEW) else [],
        decisions=Decisions.among(keys),
        silent=until_an_act(("desk's silent", user.pk), lambda: silent_units(user)) if follows else [],
        near=near_of(user) if follows else [],
        cases=until_an_act(("desk's cases", user.pk), lambda: pressing_cases(user, timezone.localdate(), FEW)),
        vault=waiting_in_vault(user),
        owed=owed,
        units=list(units.values()),
        notices=list(Notice.objects.visible_to(user).unread()[:FEW]),
        watched_late=len(keys[LATE]),
    )


def cases_words(n: int) -> str:
    return ngettext("%(n)s hồ sơ quá hạn hoặc sắp đến hạn", "%(n)s hồ sơ quá hạn hoặc sắp đến hạn", n)


def vault_words(n: int) -> str:
    return ngettext("%(n)s đề nghị của kho niêm phong", "%(n)s đề nghị của kho niêm phong", n)


def reviews_of(user: User) -> list[Directive]:
    left = Task.objects.filter(state__in=["proposed", "later"], directive__isnull=False).order_by().values("directive")
    reviewed = Directive.objects.filter(state=DirectiveState.REVIEW).order_by().values("pk")
    unfinished = Directive.objects.visible_to(user, Act.REVIEW).filter(pk__in=reviewed.union(left))
    half_done = unfinished.exclude(state=DirectiveState.WITHDRAWN).order_by("-date", "-pk")
    return list(with_counts(half_done.defer("text", "folded")[:FEW]))


def near_of(user: User) -> list[TaskRow]:
    ranges = due_ranges(timezone.localdate())
    watched = Task.objects.seen_from_above(user).issued().filter(ranges["late"] | ranges["soon"])
    return few_rows(watched.order_by("next_due", "pk")[:FEW])


def owed_by(user: User) -> list[Block]:
    """What the person owes, or the very units that the person answers for; what came back and what is late first."""
    back = Case(When(state=AnswerState.RETURNED, then=Value(0)), default=Value(1), output_field=IntegerField())
    owed = Assignment.objects.standing().open().filter(spoken_for(user), task__state=TaskState.ISSUED)
    related = ("task__directive", "task__clause", "task__unit", "unit", "person", "whole__unit")
    told = owed.select_related(*related).defer(*LONG_TEXTS)
    pressing = told.order_by(back, F("due").asc(nulls_last=True), "pk")[:MOST_OWED]
    rows = [Owing(answer, look) for answer, look in looks_of(pressing)]
    found = []
    for status, word in BLOCKS:
        alike = [row for row in rows if row.look.status == status]
        if alike:
            found.append(Block(SHAPES[status], str(word), status, alike[:FEW], len(alike)))
    return found


BLOCKS = (
    (Status.LATE, _l("Quá hạn")),
    (Status.SILENT, _l("Chưa phản hồi")),
    (Status.RETURNED, _l("Trả lại để làm tiếp")),
    (Status.SOON, _l("Sắp đến hạn")),
    (Status.EXTENDED, _l("Gia hạn")),
    (Status.DOING, _l("Đang thực hiện")),
)


def silent_units(user: User) -> list[SilentUnit]:
    """Units of which nothing was heard for longest; a few rows of the index tell which."""
    today = timezone.localdate()
    before = today - timedelta(days=rules_now().silent_after)
    waiting = Scope().answers(user).open().filter(owes_answer=True, excused=False, state__in=HEARD)
    oldest = waiting.filter(heard_on__lt=before, unit__isnull=False).order_by("heard_on", "unit")
    found: dict[str, SilentUnit] = {}
    fields = ("public_id", "short_name", "name", "phone", "contact_name")
    told = oldest.values_list(*(f"unit__{f}" for f in fields), "heard_on")[:MOST_SILENT]
    for key, short, name, phone, contact, day in told:
        found.setdefault(key, SilentUnit(key, short or name, phone, contact, (today - day).days))
    return list(found.values())[:FEW]


def founding(user: User, desk: Desk) -> bool:
    """An office that is just being set up: who keeps its tree or its users sees the first steps."""
    keeps = desk.is_empty and any(may(user, act) for act in (Act.KEEP_TREE, Act.KEEP_USERS))
    return keeps and Unit.objects.count() <= 1
