"""Many rows of everything that the world has one of, for the tests of lists."""

from datetime import date

from django.utils import timezone

from nennep.accounts.models import FactorReset, User
from nennep.accounts.tests.make import make_newcomer
from nennep.candidates.models import Candidate, Quota, StageStep
from nennep.directives.models import Assignee, Assignment, Clause, Directive, Task
from nennep.facts.models import CalendarDay, DayKind
from nennep.imports.models import Preview
from nennep.jobs.models import Job
from nennep.lib.text import fold
from nennep.members.actions.keys import NewKey, make_key
from nennep.members.actions.noting import pair_of
from nennep.members.models import Change, Handover, Member, MemberPost, Merge, Merging, Stay, Suggestion
from nennep.members.rules import TwinsFound
from nennep.members.tests.make import make_member
from nennep.members.tests.world import row_that_may_be
from nennep.notices.models import Letter, Notice
from nennep.organisation.absences import Absence
from nennep.organisation.models import Group, Phrase, Portfolio, Post, Unit
from nennep.organisation.rules import UnitKind, child_path, folded_name
from nennep.organisation.tests.make import END, START
from nennep.paperwork.models import Proposal, ReturnedForm
from nennep.procedures.models import Case, CaseMember, CasePaper, CaseStep, RosterLine
from nennep.reports.models import Paragraph, Report, ReportPeriod, Source
from nennep.vault.models import BreakGlass, Envelope, Holder, VaultRequest
from nennep.vault.rules import Asked
from nennep.workbench.models import ListFile, ListRun, ListSheet, PairDecision
from tests.world import World

DUE = date(2026, 12, 15)


def add_crowd(world: World, count: int) -> None:
    """`count` more of each kind; every list of the house grows by them."""
    units = add_units(world, count)
    people = add_people(world, count)
    add_register(world, units, people)
    add_directives(world, units, people)
    add_paperwork(world, units)
    add_reports(world, units)
    add_absences(world.cast.contact, people)
    add_candidates(world, units)
    add_members(world, units)
    add_twins(world, units)
    add_lists(world, count)
    add_handovers(world, units)
    add_cases(world, units, people)
    add_vault(world, people)
    Assignment.objects.filter(unit__in=units).update(heard_on=date(2026, 6, 1))  # silent for long
    for number, person in enumerate(people):
        Notice.objects.create(to=world.cast.contact, kind="test.told", text=f"Tin {number}", url="/guide/")
        Letter.objects.create(to=person, address=person.email, subject="Thư", body="…", error="không tới", tries=1)
        Job.objects.create(kind="read_directive", title=f"Đọc bản quét {number}", by=world.cast.clerk)
        FactorReset.objects.create(
            user=person, reason="mất", asked_by=world.cast.sysadmin, expires_at=timezone.now() + (END - START)
        )
        CalendarDay.objects.create(
            day=date.fromordinal(date(2027, 7, 1).toordinal() + person.pk), kind=DayKind.OFF, name="Nghỉ", source="Số 1"
        )


def add_units(world: World, count: int) -> list[Unit]:
    parent = world.school
    first = Unit.objects.filter(parent=parent).count() + 1
    names = [f"Chi bộ Khóa {number}" for number in range(first, first + count)]
    return Unit.objects.bulk_create(
        Unit(
            parent=parent,
            path=child_path(parent.path, number),
            name=name,
            folded_name=folded_name(name),
            kind=UnitKind.CELL,
        )
        for number, name in enumerate(names, first)
    )


def add_people(world: World, count: int) -> list[User]:
    first = User.objects.count()
    people = [make_newcomer(f"dong-chi-{first + n}", f"Đồng chí {first + n}") for n in range(count)]
    for person in people:
        person.grants.create(role="member", unit=world.school, starts=START, ends=END)
    return people


def add_paperwork(world: World, units: list[Unit]) -> None:
    for unit in units:
        form = {"via": "mail", "file_name": f"Mẫu {unit.name}.xlsx", "sender": "a@example.invalid"}
        ReturnedForm.objects.create(unit=unit, **form)
        ReturnedForm.objects.create(unit=world.unit, **form)
        for of in (unit, world.unit):
            Proposal.objects.create(unit=of, text=f"Việc thêm {unit.name}", via="xlsx", made_by=world.cast.contact)


def add_candidates(world: World, units: list[Unit]) -> None:
    """At the board, so that its contact's list grows too; and a figure for every unit."""
    for number, unit in enumerate(units):
        for of in (unit, world.unit):
            name = f"Quần chúng {of.pk}.{number}"
            one = Candidate.objects.create(unit=of, name=name, folded_name=fold(name), stage="applied", since=DUE)
            StageStep.objects.create(candidate=one, stage="applied", day=DUE)
        Quota.objects.create(year=timezone.localdate().year, unit=unit, number=number)


def add_cases(world: World, units: list[Unit], people: list[User]) -> None:
    """Cases of the organiser; and papers, stops and members of the one case that is opened."""
    case, step, by = world.case, world.case.steps.get(done_on=None), world.cast.organiser
    for number, (unit, person) in enumerate(zip(units, people, strict=False)):
        name = f"Người xin vào Đảng {number}"
        told = {"subject": name, "folded": fold(name), "opened_on": DUE, "due": DUE, "at": "application"}
        other = Case.objects.create(version=case.version, unit=unit, opened_by=by, **told)
        CaseMember.objects.create(case=other, user=by, added_by=by)
        CaseMember.objects.create(case=case, user=person, added_by=by)
        RosterLine.objects.create(case=world.listed_case, words=name, by=person)
        CasePaper.objects.create(step=step, key="history", number=f"{number}", day=DUE, by=person)
        CaseStep.objects.create(case=case, key="introduction", begun_on=DUE, done_on=DUE, done_by=person)


def add_vault(world: World, people: list[User]) -> None:
    """Of one letter, which waits for a new key: asked for, held, to be broken open."""
    letter, cast = world.envelope, world.cast
    told = {"envelope": letter, "reason": "giúp xác minh", "expires_at": timezone.now() + (END - START)}
    Envelope.objects.filter(pk=letter.pk).update(rotate_since=date(2026, 6, 1))
    for person in people:
        VaultRequest.objects.create(kind=Asked.ADD, person=person, asked_by=cast.inspector, **told)
        BreakGlass.objects.create(handler=person, asked_by=cast.secretary, **told)
        Holder.objects.create(envelope=letter, user=person)


def add_handovers(world: World, units: list[Unit]) -> None:
    """To as many receivers, so that sets of changes may go on from each; and keys."""
    for unit in units:
        make_key(NewKey(f"Phần mềm {unit.name}", unit, "Báo họp", 30), by=world.cast.organiser)
        Handover.objects.create(
            kind="national", unit=unit, to=f"Nơi nhận {unit.name}", why="Cập nhật", form="xlsx", basis=world.basis,
            by=world.cast.organiser, made_at=timezone.now(), since=world.handed,
        )  # fmt: skip


def add_lists(world: World, count: int) -> None:
    keeper, root = world.cast.organiser, world.cast.tree.root
    for number in range(count):
        run = ListRun.objects.create(name=f"Danh sách {number}", unit=root, by=keeper, erase_on=DUE)
        file = ListFile.objects.create(run=run, n=1, name="a.csv", size=1, sha256=f"{number}")
        ListSheet.objects.create(file=file, n=0, records=1)
        PairDecision.objects.create(run=run, mark_a=f"{number}", mark_b="x", said="same", by=keeper)


def add_members(world: World, units: list[Unit]) -> None:
    """In cells of their own and at the board; a history, spans and words of the cell for the one of the board."""
    keeper, own = world.cast.organiser, world.own_member
    for number, unit in enumerate(units):
        for of in (unit, world.unit):
            make_member(of, keeper, name=f"Đảng viên {number}", id12="", card12=f"{Member.objects.count():012}")
        Change.objects.create(
            member=own, by=keeper, kind="page", values={"dob": ["1968", f"1968-01-{number % 28 + 1:02}"]}
        )
        Stay.objects.create(member=own, cell=unit, starts="2000", ends="2001")
        MemberPost.objects.create(member=own, title="Chi ủy viên", unit=unit, starts="2000", ends="2001")
        Suggestion.objects.create(member=own, values={"dob": f"{1900 + number}"}, by=world.cast.contact)
        Preview.objects.create(kind="members", file_name=f"Danh sách {number}", by=keeper)
        rows = row_that_may_be(own.public_id)
        world.member_preview.rows.create(
            sheet=rows.sheet, row=100 + number, kind=rows.kind, verdict="doubtful", values=rows.values
        )


def add_twins(world: World, units: list[Unit]) -> None:
    """Pairs that wait, and merges that are done; each of members of their own."""
    keeper, made = world.cast.organiser, [plain_member(of) for unit in units for of in (unit, world.unit)]
    members = Member.objects.bulk_create(made)
    for one, other in zip(members[::2], members[1::2], strict=True):
        pair_of(one, other, TwinsFound.SAME).save()
        many = Merging.objects.create(size=1, made_by=keeper, state="done")
        for merging in (many, world.merging):
            Merge.objects.create(merging=merging, winner=one, loser=other, taken=["name"], state="undone")


def plain_member(unit: Unit) -> Member:
    member = Member(cell=unit, standing="official")
    member.put("name", "Lê Văn Tám")
    return member


def add_absences(person: User, people: list[User]) -> None:
    """Long past, each with another substitute."""
    [source] = person.grants.filter(absence=None)
    days = {"starts": START, "ends": START}
    for substitute in people:
        absence = Absence.objects.create(person=person, substitute=substitute, reason="ốm", noted_by=person, **days)
        absence.grants.create(user=substitute, role=source.role, unit=source.unit, source=source, **days)


def add_reports(world: World, units: list[Unit]) -> None:
    """Periods of other years, reports below the board's and in the world's period, paragraphs with sources."""
    root, first = world.cast.tree.root, ReportPeriod.objects.count()
    for n, unit in enumerate(units, first):
        key, start, end = f"{1900 + n}", date(1900 + n, 1, 1), date(1900 + n, 12, 31)
        other = ReportPeriod.objects.create(unit=root, key=key, starts=start, ends=end, due=end)
        new = {"unit": unit, "form": "unit", "due": end, "state": "drafted"}
        Report.objects.create(period=other, above=None, **new)
        Report.objects.create(period=world.period, above=world.report, **new)
        paragraph = Paragraph.objects.create(section=world.section, n=900 + n, key=f"crowd{n}", text="Đoạn.")
        Source.objects.create(paragraph=paragraph, task=world.issued_task)
        Source.objects.create(paragraph=paragraph, report=world.taken)


def add_register(world: World, units: list[Unit], people: list[User]) -> None:
    for unit, person in zip(units, people, strict=True):
        portfolio = Portfolio.objects.create(name=f"Lĩnh vực {unit.name}")
        post = Post.objects.create(title="Bí thư", unit=unit, holder=person, starts=START, may_sign=True)
        post.portfolios.add(portfolio, world.portfolio)
        world.post.portfolios.add(portfolio)
        group = Group.objects.create(name=f"Khối {unit.name}", folded_name=f"khoi {unit.folded_name}")
        group.units.set([unit, world.unit])
        world.group.units.add(unit)
        phrase = Phrase.objects.create(words=f"lời {unit.name}", folded=f"loi {unit.folded_name}", taught_by=person)
        phrase.units.add(unit)
        phrase.groups.add(world.group)


def add_directives(world: World, units: list[Unit], people: list[User]) -> None:
    """Each issued, given to a unit of its own and to the board; and as many tasks in the directives of the world."""
    for unit, person in zip(units, people, strict=True):
        new = {"unit": world.cast.tree.root, "made_by": world.cast.clerk, "issued_at": timezone.now()}
        directive = Directive.objects.create(
            type="Kết luận", number=f"{unit.pk}", symbol="KL/ĐU", date=DUE, text="Câu.", state="issued", **new
        )
        for to, state in ((directive, "issued"), (world.issued, "issued"), (world.directive, "proposed")):
            clause = Clause.objects.create(
                directive=to, n=1000 + unit.pk, path=f"9.{unit.pk}", label="9.", role="tasks", start=0, end=3
            )
            task = Task.objects.create(
                directive=to, clause=clause, unit=world.cast.tree.root, state=state, text="Làm.", kind="deliverable",
                start=0, end=3, due=DUE, reviewed_by=person, issued_by=person,
            )  # fmt: skip
            Assignee.objects.create(task=task, unit=unit)
            Assignee.objects.create(task=task, person=person)
            if state == "issued":
                give(task, unit, world.unit)
        give(world.issued_task, unit)


def give(task: Task, *units: Unit) -> None:
    Assignment.objects.bulk_create(
        Assignment(task=task, unit=unit, due=task.due, given_at=timezone.now()) for unit in units
    )
