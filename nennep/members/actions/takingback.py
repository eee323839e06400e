"""An import taken back: a short one at once and as a whole, a long one by a job, some hundreds of members at a time.

What somebody has changed since stands in the way: it is said before anything is taken back, and what is changed while
a long one is under way is left, and counted.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, Max, OuterRef, ProtectedError
from django.utils.translation import gettext as _

from nennep.imports.models import Preview, PreviewState
from nennep.jobs.actions import enqueue
from nennep.journal.actions import record
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.lib.pieces import pieces
from nennep.members.actions.checking import checked_together, checked_without, hold, recheck
from nennep.members.actions.people import told_value
from nennep.members.fields import kept_fields
from nennep.members.models import Change, Member, Membership, Stay
from nennep.members.permissions import must_keep
from nennep.members.rules import SourceKind
from nennep.members.sealing import unseal

if TYPE_CHECKING:
    from nennep.accounts.models import User

JOB = "undo_members"
AT_ONCE = 500  # members of one transaction
MOST_WAITED = 60  # members that are put back while the person waits
BEGUN = (PreviewState.WRITING, PreviewState.UNDOING)  # a job was cut off in it
Told = Callable[[int, int], None]


@transaction.atomic
def undo_import(preview: Preview, *, by: "User") -> Preview:
    """All of it or nothing, unless a job has to do it."""
    preview = taken_up(preview, by=by)
    if preview.state not in (PreviewState.COMMITTED, *BEGUN) or preview.under_way:
        raise RuleBroken(_("Chỉ hoàn tác được lần nhập đã ghi."))
    ids = members_of(preview)
    if len(ids) > MOST_WAITED or preview.state in BEGUN:
        title = _("Hoàn tác %(name)s") % {"name": preview.file_name}
        upto = preview.upto if preview.state == PreviewState.UNDOING else None
        preview.state, preview.upto = PreviewState.UNDOING, upto
        preview.job = enqueue(JOB, title, {"preview": preview.pk}, by=by)
        preview.save(update_fields=["state", "upto", "job"])
        return preview
    must_be_last(ids, preview)
    take_back(ids, preview, by=by)
    return undone(preview, by=by)


def undo_on(preview: Preview, told: Told, *, by: "User") -> Preview:
    """To the end, from where it is; does nothing once it is taken back."""
    if preview.state != PreviewState.UNDOING:
        return preview
    ids = members_of(preview)
    if preview.upto is None:
        must_be_free(ids, preview)
    for done, some in enumerate(pieces(ids, AT_ONCE)):
        preview = undo_piece(preview, some, by=by)
        told(done * AT_ONCE + len(some), len(ids))
    return undone(preview, by=by)


def must_be_free(ids: Sequence[int], preview: Preview) -> None:
    """Otherwise it stays as it was written, and nothing was taken back."""
    try:
        must_be_last(ids, preview)
    except RuleBroken:
        with transaction.atomic():
            Preview.objects.filter(pk=preview.pk).update(state=PreviewState.COMMITTED)
        raise


def taken_up(preview: Preview, *, by: "User") -> Preview:
    preview = Preview.objects.select_for_update(of=("self",)).select_related("job").get(pk=preview.pk)
    if preview.by_id != by.pk:
        raise NotAllowed
    return preview


def members_of(preview: Preview) -> list[int]:
    """Whom the import speaks of and who was not put back or left behind yet, the last first."""
    back = Change.objects.filter(member=OuterRef("member"), pk__gt=OuterRef("pk"), kind=SourceKind.UNDO)
    found = Change.objects.filter(~Exists(back), preview=preview).order_by().values_list("member", flat=True)
    return sorted({pk for pk in found if preview.upto is None or pk < preview.upto}, reverse=True)


@transaction.atomic
def undo_piece(preview: Preview, ids: Sequence[int], *, by: "User") -> Preview:
    preview = taken_up(preview, by=by)
    if preview.state != PreviewState.UNDOING or (preview.upto is not None and preview.upto <= ids[-1]):
        return preview
    free = sorted(set(ids) - changed_since(ids, preview))
    if not is_taken(free, preview, by):
        for pk in free:  # one that is used elsewhere is left; the others go
            is_taken([pk], preview, by)
    preview.upto = ids[-1]
    preview.save(update_fields=["upto"])
    return preview


def is_taken(ids: Sequence[int], preview: Preview, by: "User") -> bool:
    try:
        with transaction.atomic():
            take_back(ids, preview, by=by)
    except RuleBroken:
        return False
    return True


@transaction.atomic
def undone(preview: Preview, *, by: "User") -> Preview:
    """With what was left it stays a written one, of so many rows."""
    preview = taken_up(preview, by=by)
    if preview.state == PreviewState.UNDONE:
        return preview
    preview.upto, before = None, preview.written
    left = len(members_of(preview))
    preview.state, preview.written = (PreviewState.COMMITTED, left) if left else (PreviewState.UNDONE, before)
    preview.save(update_fields=["state", "upto", "written"])
    record(by, "import.undone", preview, written=before, left=left)
    return preview


def changed_since(ids: Sequence[int], preview: Preview) -> set[int]:
    """Members of whom somebody wrote something after the import."""
    last = Change.objects.filter(member__in=ids).order_by().values_list("member").annotate(last=Max("pk"))
    ours = Change.objects.filter(preview=preview, member__in=ids).order_by().values_list("member").annotate(Max("pk"))
    told = dict(ours)
    return {member for member, pk in last if told.get(member) != pk}


def must_be_last(ids: Sequence[int], preview: Preview) -> None:
    if later := sum(len(changed_since(some, preview)) for some in pieces(ids, AT_ONCE)):
        raise RuleBroken(_("%(n)s hồ sơ đã thay đổi sau khi nhập, nên không hoàn tác cả lần nhập được.") % {"n": later})


def take_back(ids: Sequence[int], preview: Preview, *, by: "User") -> None:
    changes = list(
        Change.objects.filter(preview=preview, member__in=ids).select_related("member__cell").order_by("-pk")
    )
    for cell in {change.member.cell_id: change.member.cell for change in changes}.values():
        must_keep(by, cell)
    hold(ids)
    with checked_together():
        for change in changes:
            if not change.made:
                put_back(change, by=by)
    forget([change.member_id for change in changes if change.made])


def put_back(change: Change, *, by: "User") -> None:
    """A corrected member says again what it said before; a move goes back to the cell before."""
    member = Member.objects.select_for_update().get(pk=change.member_id)
    fields = kept_fields()
    told = {}
    for key, (before, _after) in change.values.items():
        if key in fields:
            clear = unseal(member.public_id, key, before) if fields[key].sealed else before
            told[key] = [told_value(member, key, member.value(key)), before]
            member.put(key, clear)
        elif key == "cell":
            last, earlier = member.stays.filter(temporary=False).order_by("-pk")[:2]
            told[key] = [last.cell.label, earlier.cell.label]
            member.cell = earlier.cell
            last.delete()
            earlier.ends = ""
            earlier.save(update_fields=["ends"])
    member.version += 1
    member.save()
    Change.objects.create(member=member, by=by, kind=SourceKind.UNDO, source=change.source, values=told)
    recheck(member)


def forget(ids: Sequence[int]) -> None:
    """Members that came with the import and that nothing else speaks of."""
    try:
        for some in pieces(ids, AT_ONCE):
            with checked_without(Member.objects.filter(pk__in=some)):
                for kind in (Change, Stay, Membership):
                    kind.objects.filter(member__in=some).delete()
                Member.objects.filter(pk__in=some).delete()
    except ProtectedError:
        raise RuleBroken(
            _("Có hồ sơ của lần nhập này đã được dùng ở nơi khác, nên không hoàn tác cả lần nhập được.")
        ) from None
