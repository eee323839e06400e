"""The flaws of members, kept as the checks find them; every change of a member is followed at once."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.jobs.actions import enqueue
from nennep.jobs.models import Job, JobState
from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.lib.pieces import pieces
from nennep.members.actions.counting import count_campaigns, count_cells, hold_cells
from nennep.members.checks import SHARED
from nennep.members.finding import NUMBERS, Found, Key, find
from nennep.members.models import Basis, Change, Flaw, Member, Stay
from nennep.members.models.member import MemberQuerySet
from nennep.members.permissions import basis_in_force, must_be_open
from nennep.members.queries.handovers import at_fault
from nennep.members.rules import SourceKind
from nennep.organisation.models import Office
from nennep.organisation.permissions import must
from nennep.organisation.rules import Act

if TYPE_CHECKING:
    from nennep.accounts.models import User

KIND = "check_members"  # of the job that checks all of them
AT_ONCE = 2_000  # members
Changes = Mapping[int, Change | None]  # member → what was changed of him
_GATHERED: ContextVar[dict[int, Change | None] | None] = ContextVar("gathered", default=None)


@transaction.atomic
def ask_check(*, by: "User") -> Job:
    """Of the whole register, in the background."""
    must(by, Act.KEEP_MEMBERS, Office.objects.select_related("root").get().root)
    must_be_open()
    if is_under_way():
        raise RuleBroken(_("Sổ đang được kiểm. Hãy đợi lần này xong."))
    return enqueue(KIND, _("Kiểm sổ đảng viên"), {}, by=by)


def is_under_way() -> bool:
    return Job.objects.filter(kind=KIND, state__in=[JobState.WAITING, JobState.RUNNING]).exists()


@transaction.atomic
def check_soon(*, by: "User | None" = None) -> Job | None:
    """Where rules look at the day, or the fields that are kept have changed. A register that is off is left alone."""
    if not Basis.objects.in_force().exists() or is_under_way() or not Member.objects.exists():
        return None
    return enqueue(KIND, _("Kiểm sổ đảng viên"), {}, by=by)


@transaction.atomic
def end_check(members: int, *, by: "User | None") -> int:
    """All have been checked; how many flaws there are."""
    flaws = Flaw.objects.standing().count()
    record(by, "register.checked", must_be_open(), members=members, flaws=flaws)
    return flaws


@contextmanager
def checked_together() -> Iterator[None]:
    """What is changed within is checked once, at the end: for who changes many members in one transaction."""
    if _GATHERED.get() is not None:
        yield
        return
    gathered: dict[int, Change | None] = {}
    token = _GATHERED.set(gathered)
    try:
        yield
    finally:
        _GATHERED.reset(token)
    for pks in pieces(sorted(gathered), AT_ONCE):
        check_members(list(Member.objects.filter(pk__in=pks)), gathered)


def hold(members: Iterable[int], cells: Collection[int] = ()) -> None:
    """Before many are changed in one transaction: taken as every change takes them – members, then the counts of their
    cells, then the journal – so that nobody waits in a circle. `cells`: of those who are yet to come."""
    held = list(Member.objects.select_for_update(of=("self",)).filter(pk__in=list(members)).order_by("pk"))
    touched = {member.cell_id for member in (*held, *sharing(held))}
    been = Stay.objects.filter(member__in=held).order_by().values_list("cell", flat=True)
    hold_cells({*touched, *been, *cells})


@contextmanager
def checked_without(members: Iterable[Member]) -> Iterator[None]:
    """These members go from the register within: their cells and who shared a number with them are looked at after."""
    going = list(members)
    others, cells = sharing(going), {member.cell_id for member in going}
    yield
    if basis_in_force():
        settle(others)
        count_cells(cells)


def recheck(*members: Member, change: Change | None = None) -> None:
    """In the transaction of the change, after the members are saved."""
    gathered = _GATHERED.get()
    if gathered is not None:
        gathered.update((member.pk, change) for member in members)
    elif basis_in_force():
        check_members(members, {member.pk: change for member in members})


@transaction.atomic
def check_members(members: Sequence[Member], changes: Changes) -> None:
    """And those who share a number with them, or did."""
    everybody = [*members, *sharing(members)]
    settle(everybody, changes)


def sharing(members: Sequence[Member]) -> list[Member]:
    was = Flaw.objects.standing().filter(member__in=members, rule__in=SHARED).values_list("field", "number")
    wanted = {field: {getattr(member, column) for member in members} - {""} for field, column in NUMBERS.items()}
    for field, number in was:
        wanted[field].add(number)
    which = Q(pk__in=[])
    for field, numbers in wanted.items():
        if numbers:
            which |= Q(**{f"{NUMBERS[field]}__in": numbers})
    return list(Member.objects.listed().filter(which).exclude(pk__in=[member.pk for member in members]))


def settle(members: Sequence[Member], changes: Changes = MappingProxyType({})) -> None:
    """Flaws as they are now: new ones, those that came again, those that are gone; and the counts of their cells."""
    basis = must_be_open()
    found = find(members, basis.fields, timezone.localdate())
    kept = {(flaw.member_id, flaw.rule, flaw.field): flaw for flaw in Flaw.objects.filter(member__in=members)}
    cells = {member.cell_id for member in members} | {flaw.cell_id for flaw in kept.values()}
    gone = [flaw for key, flaw in kept.items() if flaw.gone_at is None and key not in found]
    back = [flaw for key, flaw in kept.items() if flaw.gone_at is not None and key in found]
    write_new(members, {key: one for key, one in found.items() if key not in kept})
    write_known(members, {key: flaw for key, flaw in kept.items() if key in found}, found)
    write_gone(gone, changes)
    mark_refused(Member.objects.filter(pk__in=[member.pk for member in members]), basis)
    count_cells(cells | past_cells(members))
    count_campaigns([flaw.pk for flaw in gone], [flaw.pk for flaw in back])


def write_gone(gone: Sequence[Flaw], changes: Changes) -> None:
    """With the change that put each right; a single one also with what others had because of the same number."""
    single = next(iter(changes.values())) if len(changes) == 1 else None
    now = timezone.now()
    for flaw in gone:
        flaw.gone_at, flaw.gone_with = now, changes.get(flaw.member_id) or single
    Flaw.objects.bulk_update(gone, ["gone_at", "gone_with"], batch_size=200)


def mark_refused(members: MemberQuerySet, basis: Basis) -> None:
    """Beside each member, so that a list of a quarter of a million reads it from its index."""
    wrong = at_fault(basis.fields, timezone.localdate())
    members.filter(wrong, refused=False).update(refused=True)
    members.filter(~wrong, refused=True).update(refused=False)


def past_cells(members: Sequence[Member]) -> set[int]:
    """Cells that one member has left; of many, all cells are counted anyway."""
    if len(members) > AT_ONCE // 10:
        return set()
    return {cell for member in members for cell in member.stays.values_list("cell", flat=True)}


def write_new(members: Sequence[Member], found: dict[Key, Found]) -> None:
    cells = {member.pk: member.cell_id for member in members}
    origins = origins_of(found)
    now = timezone.now()
    Flaw.objects.bulk_create(
        [
            Flaw(
                member_id=key[0], rule=key[1], field=key[2], cell_id=cells[key[0]], found_at=now, severity=one.severity,
                message=one.message, number=one.number, kind=origins[key][0], file=origins[key][1],
            )
            for key, one in found.items()
        ],
        batch_size=500,
        ignore_conflicts=True,
    )  # fmt: skip


def write_known(members: Sequence[Member], kept: dict[Key, Flaw], found: dict[Key, Found]) -> None:
    cells = {member.pk: member.cell_id for member in members}
    moved = []
    for key, flaw in kept.items():
        now = (found[key].severity, found[key].message, found[key].number, cells[key[0]], None)
        if now != (flaw.severity, flaw.message, flaw.number, flaw.cell_id, flaw.gone_at):
            flaw.severity, flaw.message, flaw.number, flaw.cell_id, flaw.gone_at = now
            flaw.gone_with = None
            moved.append(flaw)
    origins = origins_of([(flaw.member_id, flaw.rule, flaw.field) for flaw in moved])
    for flaw in moved:
        flaw.kind, flaw.file = origins[flaw.member_id, flaw.rule, flaw.field]
    fields = ["severity", "message", "number", "cell", "gone_at", "gone_with", "kind", "file"]
    Flaw.objects.bulk_update(moved, fields, batch_size=200)


def origins_of(keys: Collection[Key]) -> dict[Key, tuple[str, str]]:
    """Whence the value came that is at fault: how, and from which list; of one that was never given, the member."""
    changes = Change.objects.filter(member__in={key[0] for key in keys}).select_related("preview").order_by("pk")
    last: dict[tuple[int, str], tuple[str, str]] = {}
    for change in changes.iterator(chunk_size=AT_ONCE) if keys else ():
        origin = (change.kind, file_of(change))
        for field in (*change.values, *([""] if change.made else ())):
            last[change.member_id, field] = origin
    nowhere = ("", "")
    return {key: last.get((key[0], key[2])) or last.get((key[0], "")) or nowhere for key in keys}


def file_of(change: Change) -> str:
    if change.preview:
        return change.preview.file_name
    return change.source.split(" · ")[0][:255] if change.kind == SourceKind.IMPORT else ""
