"""One object of each kind, belonging to the cast: what the addresses of the access table speak of."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from nennep.accounts.models import FactorReset, User
from nennep.candidates.models import Candidate, StageStep
from nennep.candidates.tests.world import candidates_of
from nennep.chasing.models import Feed
from nennep.directives.models import (
    Assignment,
    Directive,
    Evidence,
    Extension,
    ObjectiveCause,
    Task,
)
from nennep.directives.tests.make import make_directive, make_issued
from nennep.facts.models import CalendarDay, DayKind, Fact
from nennep.facts.tests.make import make_offer, standing
from nennep.imports.models import Preview, PreviewState
from nennep.imports.tests.make import make_preview_of_nothing
from nennep.jobs.models import Job
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
    OwnLayout,
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
from nennep.organisation.models import Grant, Group, Phrase, Portfolio, Post, Unit
from nennep.paperwork.models import Proposal, ReturnedForm
from nennep.paperwork.tests.world import paperwork_of
from nennep.procedures.models import Case, CaseMember, CasePaper, CaseVote, ProcedureVersion, Recount, RosterLine
from nennep.procedures.tests.world import cases_of
from nennep.reports.models import Paragraph, Report, ReportPeriod, Section
from nennep.reports.tests.world import reports_of
from nennep.vault.models import Attachment, BreakGlass, Envelope, Holder, VaultRequest
from nennep.vault.tests.world import unlock_all, vault_of
from nennep.workbench.models import ListRun, PairDecision
from nennep.workbench.tests.world import lists_of
from tests.cast import Cast, gather_cast, plant_tree
from tests.founding import Secret, answers_of, chased, keep_original, make_ready, make_withdrawn, people_of, register_of
from tests.taken_back import taken_back

PERSONAS = tuple(name for name in Cast.__dataclass_fields__ if name != "tree")
DRAFTED = ("lập danh sách cán bộ diện quy hoạch", "rà soát chế độ trực, báo cáo khi có việc gấp trong tháng")


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
    fact: Fact  # shipped, nobody has confirmed it
    offered_fact: Fact  # a new shipped version beside one that the clerk confirmed
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
    own_layout: OwnLayout  # proposed: two columns
    campaign: Campaign  # of the whole office
    campaign_cell: CampaignCell  # what it asks of the board
    list_back: ListBack  # the board's, previewed by the contact
    list_posted: ListBack  # the board's, came by mail, not looked at
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
    admission: Secret  # the key of a procedure
    extendable: Secret  # of a small one
    extendable_text: str
    draft_version: ProcedureVersion  # of the small one, the clerk's
    recount: Recount
    case: Case  # the organiser's and the inspector's, about the board: nobody else's
    case_step: str
    case_paper: CasePaper  # with a file
    case_member: CaseMember  # the inspector
    ready_case: Case  # its first step lacks nothing
    ready_step: str
    voting_case: Case
    held_vote: CaseVote
    voting_step: str
    running_case: Case  # its clock runs
    running_step: str
    stopped_case: Case
    stopped_step: str
    extendable_case: Case
    extendable_step: str
    mistaken_case: Case
    told_case: Case  # a candidate's admission, ended with the ceremony
    listed_case: Case  # the organiser's: who must declare
    roster_line: str  # of that list
    programme_line: RosterLine  # of the inspector's programme
    phrases: dict[str, str]  # persona → the five words of the vault
    envelope: Envelope  # the inspector's and the organiser's, written on the public page, which is open
    letter_file: Attachment
    letter_holder: Holder  # the organiser
    sealed_case: Case  # of the inspector, a denunciation not tied to a letter
    letter_code: Secret  # of its author
    remade: User  # a custodian whose new key nobody has vouched for
    remade_print: str
    holder_request: VaultRequest  # of the inspector, to give it to the contact too
    seat_request: VaultRequest  # of the secretary, that the member receives letters
    breaking: BreakGlass  # asked by the secretary for the clerk, who has a key


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
        **cases_of(cast),
        job=Job.objects.create(kind="read_directive", title="Đọc bản quét", by=cast.clerk),
        day=CalendarDay.objects.create(day=date(2027, 6, 1), kind=DayKind.OFF, name="Ngày riêng", source="Số 4"),
        fact=standing("members.probation"),
        offered_fact=make_offer(cast.clerk),
        preview=make_preview_of_nothing(cast.clerk),
        written=make_preview_of_nothing(cast.clerk, PreviewState.COMMITTED),
        **chased(cast),
        **people_of(cast),
        **register_of(cast),
        **members_of(cast),
        **twins_of(cast),
        **handovers_of(cast),
        **campaigns_of(cast),
        **vault_of(cast),
    )


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
    with django_db_blocker.unblock(), taken_back():
        yield build_world(gather_cast(plant_tree()), tmp_path_factory.mktemp("world"))


@pytest.fixture(scope="module")
def browsers(standing_world: World) -> dict[str, Client]:
    """A browser of each persona, and of nobody."""
    people = {persona: browser_of(getattr(standing_world.cast, persona)) for persona in PERSONAS}
    unlock_all(people, standing_world.cast, standing_world.phrases)
    return {**people, "nobody": browser_of(None)}
