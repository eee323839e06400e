"""What the office itself has in the world of the tests: tasks answered, people, tree, papers of every state."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from allauth.mfa.models import Authenticator
from django.utils import timezone

from nennep.accounts.actions.resets import ask_reset
from nennep.accounts.models import User
from nennep.accounts.tests.make import make_newcomer, make_user
from nennep.chasing.actions.feeds import make_feed
from nennep.chasing.tests.make import owed_by
from nennep.directives.actions.answering import Proof, Said, Target, answer
from nennep.directives.actions.asking import ask_extension, state_cause
from nennep.directives.actions.reviewing import TaskEdit, accept, edit
from nennep.directives.models import (
    Assignment,
    Directive,
    EvidenceKind,
    Task,
)
from nennep.directives.rules import Kind, Verb
from nennep.directives.tests.make import make_directive, seen
from nennep.files.actions import store
from nennep.lib.dates import format_date
from nennep.notices.models import Letter
from nennep.organisation.actions.absences import Away, note_absence
from nennep.organisation.models import Group, Phrase, Portfolio, Post, Unit
from nennep.organisation.rules import Role
from nennep.organisation.tests.make import make_grant, make_group, make_post, make_unit
from tests.cast import Cast

KEY_NAME = {"name": "Chìa khóa", "credential": {}}  # what a page shows of a passkey; no browser can sign with it


@dataclass(frozen=True)
class Secret:
    """What stands in an address in the place of an id."""

    public_id: str
    pk: int = 0


def answers_of(issued: Directive, report: Path, cast: Cast) -> dict[str, Any]:
    """The board's three answers: one untouched, one reported with a file, one that asks for a later date."""
    owed, reported, asking = Assignment.objects.filter(task__directive=issued).order_by("task__start")
    report.write_text("Đã rà soát xong 90 hồ sơ.", "utf-8")
    proof = Proof(EvidenceKind.FILE, report.name, store(report, report.name, by=cast.contact).document)
    entry = answer(Target(reported.public_id), Verb.REPORT, Said("xong", proofs=(proof,)), by=cast.contact)
    due = timezone.localdate() + timedelta(days=10)
    Assignment.objects.filter(pk=asking.pk).update(due=due, first_due=due, allotted=90)
    Task.objects.filter(pk=asking.task_id).update(due=due, target_value=90, target_unit="hồ sơ")
    later = due + timedelta(days=15)
    reported.refresh_from_db()
    return {
        "owed": owed,
        "reported": reported,
        "proof": entry.evidence.get(),
        "asked": ask_extension(Target(asking.public_id), later, "chờ đối chiếu", by=cast.contact),
        "stated": state_cause(Target(asking.public_id), timezone.localdate(), "bão số 12", by=cast.contact),
        "target": asking.task,
    }


def chased(cast: Cast) -> dict[str, Any]:
    feed, token = make_feed(None, by=cast.contact)
    today = timezone.localdate()
    [late] = owed_by(cast, cast.tree.school, given=today - timedelta(days=60), due=today - timedelta(days=10))
    return {"feed": feed, "token": Secret(token), "late": late}


def people_of(cast: Cast) -> dict[str, Any]:
    disabled = make_user("nghi-viec", "Tạ Đình Nghỉ")
    disabled.is_active = False
    disabled.save()
    return {
        "user": cast.member,
        "newcomer": make_newcomer(),
        "disabled": disabled,
        "reset": ask_reset(cast.member, "mất điện thoại", by=cast.sysadmin),
        "grant": cast.member.grants.all()[0],
        "key": Authenticator.objects.create(user=disabled, type=Authenticator.Type.WEBAUTHN, data=KEY_NAME),
        "letter": Letter.objects.create(to=cast.contact, address="a@example.invalid", error="không tới được", tries=1),
    }


def register_of(cast: Cast) -> dict[str, Any]:
    tree = cast.tree
    closed = make_unit("Chi bộ đã kết thúc", tree.board)
    Unit.objects.filter(pk=closed.pk).update(valid_to=timezone.localdate() - timedelta(days=30))
    idle, colleague = make_user("nguoi-chua-co-viec"), make_user("dong-nghiep")
    make_grant(idle, Role.MEMBER, tree.school)
    make_grant(colleague, Role.MEMBER, tree.board)
    week = timezone.localdate() + timedelta(days=7)
    away = Away(cast.neighbour, idle, week, week + timedelta(days=2), "đi công tác")
    phrase = Phrase.objects.create(words="khối trường học", folded="khoi truong hoc", taught_by=cast.clerk)
    phrase.units.add(tree.school)
    resting = make_group("Khối đã nghỉ")
    Group.objects.filter(pk=resting.pk).update(is_active=False)
    return {
        "absence": note_absence(away, by=cast.neighbour),
        "colleague": colleague,
        "soon": format_date(week),
        "yesterday": format_date(timezone.localdate() - timedelta(days=1)),
        "closed": closed,
        "spare": make_unit("Chi bộ để trống", tree.school),
        "group": make_group("Khối trường học", tree.school),
        "resting": resting,
        "phrase": phrase,
        "portfolio": Portfolio.objects.create(name="Kiểm tra, giám sát"),
        "post": make_post("Trưởng ban", tree.board, cast.contact),
        "signer": Post.objects.filter(may_sign=True)[0],
    }


def make_withdrawn(unit: Unit, by: User) -> Directive:
    directive = make_directive(unit, by, "rà soát quy chế làm việc của cấp ủy", number="14")
    Directive.objects.filter(pk=directive.pk).update(state="withdrawn")
    return directive


def make_ready(unit: Unit, by: User, receiver: Unit) -> Directive:
    directive = make_directive(unit, by, "báo cáo số liệu quý bốn", number="15")
    lead = (f"unit:{receiver.public_id}",)
    for task in directive.tasks.all():
        changed = edit(seen(task), TaskEdit(task.text, Kind(task.kind), lead=lead), by=by)
        accept(seen(changed), by=by)
    return directive


def keep_original(directive: Directive, original: Path, by: User) -> None:
    original.write_text(directive.text, "utf-8")
    directive.source = store(original, original.name, by=by).document
    directive.save()
