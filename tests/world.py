"""One object of each kind, belonging to the cast: what the addresses of the access table speak of."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.test import Client
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker

from nennep.accounts.actions.resets import ask_reset
from nennep.accounts.models import FactorReset, User
from nennep.accounts.tests.make import make_newcomer, make_user
from nennep.candidates.models import Candidate, StageStep
from nennep.candidates.tests.world import candidates_of
from nennep.chasing.actions.feeds import make_feed
from nennep.chasing.models import Feed
from nennep.chasing.tests.make import owed_by
from nennep.directives.actions.answering import Proof, Said, Target, answer
from nennep.directives.actions.asking import ask_extension, state_cause
from nennep.directives.actions.reviewing import TaskEdit, accept, edit
from nennep.directives.models import (
    Assignment,
    Directive,
    Evidence,
    EvidenceKind,
    Extension,
    ObjectiveCause,
    Task,
)
from nennep.directives.rules import Kind, Verb
from nennep.directives.tests.make import make_directive, make_issued, seen
from nennep.facts.models import CalendarDay, DayKind
from nennep.files.actions import store
from nennep.imports.models import Preview, PreviewState
from nennep.imports.tests.make import make_preview_of_nothing
from nennep.jobs.models import Job
from nennep.lib.dates import format_date
from nennep.members.models import (
    ApiKey,
    Basis,
    Campaign,
    CampaignCell,
    Handover,
    ListBack,
    Member,
    MemberPost,
    Merging,
    Stay,
    Suggestion,
    Twins,
)
from nennep.members.tests.campaigning import campaigns_of
from nennep.members.tests.hands import handovers_of
from nennep.members.tests.twins_world import twins_of
from nennep.members.tests.world import members_of
from nennep.notices.models import Letter, Notice, Subscription
from nennep.notices.tests.make import make_notice
from nennep.organisation.absences import Absence
from nennep.organisation.actions.absences import Away, note_absence
from nennep.organisation.models import Grant, Group, Phrase, Portfolio, Post, Unit
from nennep.organisation.rules import Role
from nennep.organisation.tests.make import make_grant, make_group, make_post, make_unit
from nennep.paperwork.models import Proposal, ReturnedForm
from nennep.paperwork.tests.world import paperwork_of
from nennep.reports.models import Paragraph, Report, ReportPeriod, Section
from nennep.reports.tests.world import reports_of
from nennep.workbench.models import ListRun, PairDecision
from nennep.workbench.tests.world import lists_of
from tests.cast import Cast, gather_cast, plant_tree

PERSONAS = tuple(name for name in Cast.__dataclass_fields__ if name != "tree")
DRAFTED = ("lập danh sách cán bộ diện quy hoạch", "rà soát chế độ trực, báo cáo khi có việc gấp trong tháng")
KEY_NAME = {"name": "Chìa khóa", "credential": {}}  # what a page shows of a passkey; no browser can sign with it


@dataclass(frozen=True)
class Secret:
    """What stands in an address in the place of an id."""

    public_id: str
    pk: int = 0


@dataclass(frozen=True)
class World:
    cast: Cast
    unit: Unit  # the board: the contact's own
    cell: Unit  # below the board
    school: Unit
    spare: Unit  # nothing hangs on it
    closed: Unit
    user: User  # the member
    newcomer: User  # has not chosen a password
    disabled: User
    reset: FactorReset  # of the member, asked by the sysadmin
    group: Group
    resting: Group  # not in use
    phrase: Phrase
    portfolio: Portfolio
    post: Post  # the contact's
    signer: Post  # the secretary's
    grant: Grant  # the member's
    absence: Absence  # the neighbour's, not begun
    colleague: User  # of the contact
    soon: str  # a day of next week
    yesterday: str
    day: CalendarDay
    preview: Preview  # the clerk's
    written: Preview  # the clerk's, committed
    directive: Directive  # under review
    task: Task
    withdrawn: Directive
    ready: Directive  # everything decided, to be issued
    issued: Directive  # given to the board
    issued_task: Task
    owed: Assignment  # of the issued task, by the board; nothing said yet
    reported: Assignment  # the board's, waiting for the giver
    proof: Evidence  # a file sent with it
    asked: Extension  # of a third one of the board's
    stated: ObjectiveCause
    target: Task  # a number to reach, given to the board
    came: ReturnedForm  # the contact's upload, previewed
    mailed: ReturnedForm  # attached to a letter, not looked at
    proposal: Proposal  # the board's
    period: ReportPeriod
    report: Report  # the board's, being written
    taken: Report  # the office's, accepted
    own_report: Report  # the consolidated one
    section: Section  # of the board's report
    paragraph: Paragraph  # of the board's report: the contact's words, with newer ones of the machine
    job: Job  # the clerk's
    letter: Letter
    key: Authenticator  # of the disabled one
    notice: Notice  # the contact's
    subscription: Subscription  # the contact's browser
    late: Assignment  # of the school, ten days past
    feed: Feed  # the contact's
    token: Secret  # of that feed
    basis: Basis  # of the register, in force
    member: Member  # of the cell, exempt, elsewhere for a while
    own_member: Member  # of the board
    stay: Stay  # the temporary one
    member_post: MemberPost
    suggestion: Suggestion  # the contact's, about the own one
    member_preview: Preview  # the organiser's: one row that may be the member
    member_written: Preview
    api_key: ApiKey  # of the whole, the organiser's
    handed: Handover  # the organiser's, made; its file waits
    handed_slip: Handover  # its file is erased by a test
    handed_whole: Handover  # the same with no file any more
    campaign: Campaign  # of the whole office
    campaign_cell: CampaignCell  # what it asks of the board
    list_back: ListBack  # the board's, previewed by the contact
    twins: Twins  # two that the machine is sure of
    parted: Twins  # told apart
    merging: Merging  # done, of two
    asked_merging: Merging  # of two numbers, asked by another organiser
    list_run: ListRun  # matched; its folder is not there
    candidate: Candidate  # the board's, outstanding
    left: Candidate  # the board's, no longer followed
    on_probation: Candidate  # the board's
    step: StageStep  # of the last one: the decision
    list_preview: Preview  # the organiser's
    list_written: Preview  # the organiser's, committed
    matched: ListRun  # with its result
    lists_pair: PairDecision  # one of its pairs, put off


def build_world(cast: Cast, folder: Path) -> World:
    tree = cast.tree
    issued = make_issued(tree.root, cast.clerk, tree.board, number="13")
    keep_original(issued, folder / "ket-luan.txt", cast.clerk)
    directive = make_directive(tree.root, cast.clerk, *DRAFTED)
    woken = "https://fcm.googleapis.com/fcm/send/world"
    return World(
        cast=cast,
        notice=make_notice(cast.contact),
        subscription=Subscription.objects.create(user=cast.contact, endpoint=woken, browser="Firefox, Windows"),
        unit=tree.board,
        cell=tree.cell,
        school=tree.school,
        directive=directive,
        task=directive.tasks.all()[0],
        withdrawn=make_withdrawn(tree.root, cast.clerk),
        ready=make_ready(tree.root, cast.clerk, tree.board),
        issued=issued,
        issued_task=issued.tasks.all()[0],
        **answers_of(issued, folder / "bao-cao.txt", cast),
        **paperwork_of(cast, folder),
        **reports_of(issued, cast),
        **lists_of(cast),
        **candidates_of(cast),
        job=Job.objects.create(kind="read_directive", title="Đọc bản quét", by=cast.clerk),
        day=CalendarDay.objects.create(day=date(2027, 6, 1), kind=DayKind.OFF, name="Ngày riêng", source="Số 4"),
        preview=make_preview_of_nothing(cast.clerk),
        written=make_preview_of_nothing(cast.clerk, PreviewState.COMMITTED),
        **chased(cast),
        **people_of(cast),
        **register_of(cast),
        **members_of(cast),
        **twins_of(cast),
        **handovers_of(cast),
        **campaigns_of(cast),
    )


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


def browser_of(user: User | None) -> Client:
    """A browser of the person, who has just typed the password; of nobody for None."""
    browser = Client(raise_request_exception=False)
    if user is not None:
        browser.force_login(user)
        session = browser.session
        typed = {"method": "password", "at": time.time(), "reauthenticated": True}
        session["account_authentication_methods"] = [typed]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()
    return browser


@pytest.fixture
def world(cast: Cast, tmp_path: Path) -> World:
    return build_world(cast, tmp_path)


@pytest.fixture(scope="module")
def standing_world(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """The same, built once for all tests of a file; each of them must take back what it changes (`tests.doors`)."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_world(gather_cast(plant_tree()), tmp_path_factory.mktemp("world"))
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def browsers(standing_world: World) -> dict[str, Client]:
    """A browser of each persona, and of nobody."""
    people = {persona: browser_of(getattr(standing_world.cast, persona)) for persona in PERSONAS}
    return {**people, "nobody": browser_of(None)}
