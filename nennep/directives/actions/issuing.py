"""Giving out the accepted tasks of a directive, in the name of the person who signs."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial

from django.db import transaction
from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nennep.accounts.models import User
from nennep.directives.actions.giving import Given, new_assignment, rules_of, term_for
from nennep.directives.actions.importing import refuse_file_twice, refuse_text_twice, searchable, take_turns
from nennep.directives.models import Assignee, Assignment, Directive, Task
from nennep.directives.rules import DIRECTIVE_MOVES, NEVER, OPEN, DirectiveState, Part, TaskState, filed_as
from nennep.directives.telling import contacts_of
from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.lib.text import spaced
from nennep.notices.actions import notify
from nennep.organisation.models import Post, Unit
from nennep.organisation.permissions import must
from nennep.organisation.rules import Act


@dataclass
class Owed:
    """What one unit, or one person, is about to be given."""

    name: str
    unit: Unit | None = None
    person: User | None = None
    lead: list[Task] = field(default_factory=list)
    support: list[Task] = field(default_factory=list)


def answers_of(task: Task, today: date) -> list[Given]:
    """Units and persons that a task's receivers come to today; a body named twice leads rather than helps."""
    found: dict[tuple[int | None, int | None], Given] = {}
    for assignee in sorted(task.assignees.all(), key=lambda a: a.part != Part.LEAD):
        part = Part(assignee.part)
        if assignee.group:
            living = [
                u
                for u in assignee.group.units.all()
                if u.valid_from <= today and (not u.valid_to or today <= u.valid_to)
            ]
            given = [Given(unit, None, part, assignee.group.name[:300]) for unit in living]
        else:
            given = [Given(assignee.unit, assignee.person, part)]
        for one in given:
            found.setdefault(one.key, one)
    return list(found.values())


def owed_by_each(tasks: list[Task], today: date) -> list[Owed]:
    """The summary before issuing: each receiver with the tasks it would lead and help with."""
    all_owed: dict[tuple[int | None, int | None], Owed] = {}
    for task in tasks:
        for given in answers_of(task, today):
            name = given.unit.label if given.unit else str(given.person)
            owed = all_owed.setdefault(given.key, Owed(name, given.unit, given.person))
            (owed.lead if given.part == Part.LEAD else owed.support).append(task)
    return sorted(all_owed.values(), key=lambda o: (o.unit is None, o.unit.path if o.unit else o.name))


def accepted_tasks(directive: Directive) -> list[Task]:
    receivers = Assignee.objects.select_related("unit", "group", "person").prefetch_related("group__units")
    accepted = directive.tasks.filter(state=TaskState.ACCEPTED)
    return list(accepted.prefetch_related(Prefetch("assignees", receivers)))


def what_hinders(directive: Directive, tasks: list[Task], twin: Directive | None) -> list[str]:
    """Sentences that say why the directive cannot be issued yet."""
    hindrances = []
    if not directive.number:
        hindrances.append(_("Văn bản chưa có số. Nhập số rồi mới giao việc."))
    if not directive.date:
        hindrances.append(_("Văn bản chưa có ngày ban hành."))
    if not tasks:
        hindrances.append(_("Chưa nhận việc nào, nên không có gì để giao."))
    if nameless := [t for t in tasks if not any(a.part == Part.LEAD for a in t.assignees.all())]:
        hindrances.append(
            _("%(nameless)s việc chưa có nơi chủ trì: “%(text)s…”.")
            % {"nameless": len(nameless), "text": nameless[0].text[:80]}
        )
    if twin:
        hindrances.append(
            _("Số này đã dùng cho một văn bản đã giao việc: %(twin)s, ngày %(day)s. Sửa số, hoặc rút văn bản này.")
            % {"twin": twin, "day": f"{twin.date:%d/%m/%Y}"}
        )
    return hindrances


def issued_under_the_same_number(directive: Directive) -> Directive | None:
    """Another one of the office with this number, symbol and year; asked until this one is issued itself."""
    if directive.state != DirectiveState.REVIEW or not directive.number or not directive.date:
        return None
    filed = Directive.objects.exclude(issued_as="")  # said in so many words: what the constraint's own index holds
    return filed.filter(unit=directive.unit_id, issued_as=name_in_files(directive)).order_by("pk").first()


def name_in_files(directive: Directive) -> str:
    assert directive.date
    return filed_as(directive.number, directive.symbol or directive.type, directive.date.year)


@transaction.atomic
def issue_directive(directive: Directive, post: Post, *, leave_open: bool, by: User) -> list[Owed]:
    """Fix the accepted tasks and give them to their units; later changes are amendments."""
    take_turns(directive.unit)
    directive = Directive.objects.select_for_update(of=("self",)).get(pk=directive.pk)
    must(by, Act.ISSUE, directive.unit)
    if directive.state == DirectiveState.WITHDRAWN:
        raise RuleBroken(_("Văn bản đã rút, không giao việc được."))
    if not Post.objects.living().filter(pk=post.pk, may_sign=True).exists():
        raise RuleBroken(_("%(post)s không được ký giao việc hôm nay.") % {"post": post})
    now, tasks = timezone.now(), accepted_tasks(directive)
    hindrances = what_hinders(directive, tasks, issued_under_the_same_number(directive))
    if not leave_open and (left := directive.tasks.filter(state__in=OPEN).count()):
        hindrances.append(_("Còn %(left)s việc chưa duyệt. Duyệt nốt, hoặc chọn “Để lại, giao sau”.") % {"left": left})
    if hindrances:
        raise RuleBroken(" ".join(hindrances))
    owed = owed_by_each(tasks, timezone.localdate())
    give(tasks, post, now, by=by)
    if directive.state == DirectiveState.REVIEW:
        directive.state, directive.issued_by, directive.issued_at, directive.signed_as = (
            DirectiveState.ISSUED,
            by,
            now,
            post,
        )
        directive.issued_as = name_in_files(directive)
    directive.version += 1
    directive.save()
    record(by, "directive.issued", directive, tasks=[t.public_id for t in tasks], signer=f"{post.holder}, {post}")
    tell_all(directive, owed)
    return owed


def give(tasks: list[Task], post: Post, now: datetime, *, by: User) -> None:
    today = timezone.localdate(now)
    assignments = []
    rules = {task.unit: rules_of(task.unit) for task in tasks[:1]}
    for task in tasks:
        answers = answers_of(task, today)
        if not any(given.part == Part.LEAD for given in answers):
            raise RuleBroken(_("Khối nhận việc “%(text)s…” hôm nay không còn đơn vị nào.") % {"text": task.text[:80]})
        term = term_for(task, rules.get(task.unit) or rules_of(task.unit), today)
        fresh = [new_assignment(task, given, term, now) for given in answers]
        assignments += fresh
        task.state, task.issued_by, task.issued_at, task.signed_as = TaskState.ISSUED, by, now, post
        task.next_due = term.due if term.due and fresh[0].is_dated else NEVER
        task.folded, task.version = spaced(task.text), task.version + 1
    Assignment.objects.bulk_create(assignments, batch_size=500)
    changed = ["state", "issued_by", "issued_at", "signed_as", "next_due", "folded", "version"]
    Task.objects.bulk_update(tasks, changed, batch_size=200)


def tell_all(directive: Directive, owed: list[Owed]) -> None:
    contacts = contacts_of([o.unit for o in owed if o.unit])
    for one in owed:
        people = contacts.get(one.unit.pk, []) if one.unit else [one.person]
        url = reverse("directives:unit_list", args=[one.unit.public_id]) if one.unit else reverse("desk:desk")
        notify([p for p in people if p], "directive.issued", partial(given_to, one, directive), url)


def given_to(one: Owed, directive: Directive) -> str:
    count = len(one.lead) + len(one.support)
    said = ngettext(
        "%(name)s được giao %(n)s việc từ %(directive)s.", "%(name)s được giao %(n)s việc từ %(directive)s.", count
    )
    return said % {"name": one.name, "n": count, "directive": directive}


@transaction.atomic
def set_heading(directive: Directive, seen: int, values: dict[str, object], *, by: User) -> Directive:
    """Correct what the machine read of the header: number, date, abstract, signer …"""
    directive = Directive.objects.select_for_update(of=("self",)).get(pk=directive.pk)
    must(by, Act.REVIEW, directive.unit)
    if directive.state != DirectiveState.REVIEW:
        raise RuleBroken(_("Văn bản đã giao việc, phần đầu không sửa được nữa."))
    if directive.version != seen:
        raise RuleBroken(_("Có người vừa sửa phần đầu văn bản. Xem bản mới rồi sửa lại."))
    before = {name: str(getattr(directive, name) or "") for name in values}
    for name, value in values.items():
        setattr(directive, name, value)
    directive.folded, directive.version = searchable(directive), directive.version + 1
    directive.save()
    record(by, "directive.heading_set", directive, before=before)
    return directive


@transaction.atomic
def withdraw(directive: Directive, why: str, *, by: User) -> Directive:
    """Take a directive out of review; what was issued is annulled task by task, never withdrawn."""
    directive = Directive.objects.select_for_update(of=("self",)).get(pk=directive.pk)
    must(by, Act.REVIEW, directive.unit)
    return change_state(directive, DirectiveState.WITHDRAWN, why, by=by)


@transaction.atomic
def take_up_again(directive: Directive, *, by: User) -> Directive:
    take_turns(directive.unit)
    directive = Directive.objects.select_for_update(of=("self",)).get(pk=directive.pk)
    must(by, Act.REVIEW, directive.unit)
    if directive.state == DirectiveState.WITHDRAWN:
        refuse_standing_twin(directive)
    return change_state(directive, DirectiveState.REVIEW, "", by=by)


def refuse_standing_twin(directive: Directive) -> None:
    """While it lay withdrawn the same file, or the same text, may have come in again."""
    if directive.source:
        for version in directive.source.versions.all():
            refuse_file_twice(version, directive.unit)
    refuse_text_twice(directive.text, directive.unit)


def change_state(directive: Directive, to: DirectiveState, why: str, *, by: User) -> Directive:
    if to not in DIRECTIVE_MOVES[DirectiveState(directive.state)]:
        raise RuleBroken(
            _("Văn bản đang ở trạng thái “%(state)s” nên không làm thế được.")
            % {"state": directive.get_state_display()}
        )
    directive.state, directive.withdrawn_why = to, why[:500]
    directive.version += 1
    directive.save()
    record(by, f"directive.{to}", directive, why=why)
    return directive
