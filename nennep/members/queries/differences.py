"""What became of the members since an earlier hand-over: by whom the receiver knew then, and by every change since."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from nennep.lib.pieces import pieces
from nennep.members.fields import kept_fields
from nennep.members.labels import EVENTS, STANDINGS
from nennep.members.models import Change, Handover, Member
from nennep.members.outgoing.columns import Known, said, shown
from nennep.members.outgoing.layout import Layout
from nennep.members.queries.knowing import BATCH, Knowing, Told
from nennep.members.sealing import unseal
from nennep.organisation.rules import is_below

IDENTITY = ("name", "dob", "id12", "card12")
TOLD_EACH = ("cell", "post")  # events told one by one, not as a before and an after

Row = list[object]
T = TypeVar("T")


@dataclass(frozen=True)
class Differences:
    """`keys` are those whom the set may hold, in order; who is left out for want of something is not among them."""

    earlier: Handover
    keys: Sequence[int]
    knowing: Knowing
    layout: Layout

    @cached_property
    def before(self) -> frozenset[int]:
        return self.earlier.known_persons

    @cached_property
    def now(self) -> frozenset[int]:
        return frozenset(self.keys)

    @cached_property
    def came(self) -> dict[str, list[int]]:
        """Unknown to the receiver: new in the register (or not handed over before), and moved in from elsewhere."""
        new = [key for key in self.keys if key not in self.before]
        moved: set[int] = set()
        for some in pieces(new, BATCH):
            for key, changes in by_member(self._changes(some)).items():
                if not any(change.made for change in changes) and any("cell" in change.values for change in changes):
                    moved.add(key)
        return {"added": [key for key in new if key not in moved], "moved_in": [key for key in new if key in moved]}

    @cached_property
    def left(self) -> dict[str, list[Member]]:
        """Known to the receiver and no longer on the list that may be handed over, by what became of them."""
        found: dict[str, list[Member]] = {"moved_out": [], "gone": [], "merged": [], "withheld": []}
        for some in pieces(sorted(self.before - self.now), BATCH):
            for member in Member.objects.filter(pk__in=some).select_related("cell", "merged_into__cell"):
                found[self._fate(member)].append(member)
        for members in found.values():
            members.sort(key=lambda one: (one.cell.path, one.sort_key, one.pk))
        return found

    def _fate(self, member: Member) -> str:
        if not self.is_inside(member):
            return "moved_out"
        if member.merged_into_id:
            return "merged"
        return "withheld" if member.listed else "gone"

    @cached_property
    def erased(self) -> int:
        """Records that the register no longer has at all."""
        return len(self.before - self.now) - sum(map(len, self.left.values()))

    @property
    def known_after(self) -> frozenset[int]:
        return self.now | {member.pk for member in self.left["withheld"]}

    def is_inside(self, member: Member) -> bool:
        return is_below(member.cell.path, self.earlier.unit.path)

    def whole_rows(self, keys: Sequence[int], told: Told = lambda _done: None) -> Iterator[Row]:
        for member, known in self.knowing.read(keys, told):
            yield [member.public_id, *(said(known, column) for column in self.layout.columns)]

    def changed_rows(self, told: Told = lambda _done: None) -> Iterator[Row]:
        """Of those whom the receiver knows: one row for each thing that is not as it was."""
        for some in pieces([key for key in self.keys if key in self.before], BATCH):
            changes = by_member(self._changes(some))
            for member, known in self.knowing.read([key for key in some if key in changes]):
                who = [member.public_id, known.values.get("name", ""), *self._numbers(known)]
                for heading, was, is_now in self._differences(member, known, changes[member.pk]):
                    yield [*who, heading, was, is_now]
            told(len(some))

    def _differences(self, member: Member, known: Known, changes: list[Change]) -> Iterator[tuple[str, str, str]]:
        then = self._then(member, known, changes)
        for column in self.layout.columns:
            if column.field or column.source == "standing":
                was, is_now = said(then, column), said(known, column)
                if was != is_now:
                    yield column.heading, was, is_now
        for change in changes:
            for event in TOLD_EACH:
                if event in change.values:
                    was, is_now = change.values[event]
                    yield str(EVENTS[event]), was, is_now

    def _then(self, member: Member, known: Known, changes: list[Change]) -> Known:
        """The values as the receiver was told them: what the first change of each since found."""
        values, standing, seen = dict(known.values), known.standing, set()
        for change in changes:
            for key, (was, _is_now) in change.values.items():
                if key in values and key not in seen:
                    values[key] = unseal(member.public_id, key, was) if kept_fields()[key].sealed else was
                if key == "standing" and key not in seen:
                    standing = was
                seen.add(key)
        return Known(values=values, standing=standing)

    def moved_out_rows(self) -> Iterator[Row]:
        """As the receiver knows them: what another unit wrote since is not this one's to tell."""
        for some in pieces(self.left["moved_out"], BATCH):
            changes = by_member(self._changes([member.pk for member in some]))
            for member in some:
                now = Known(values={key: member.value(key) for key in IDENTITY if key in self.knowing.kept})
                yield self._identity(member, self._then(member, now, changes.get(member.pk, [])).values)

    def gone_rows(self) -> Iterator[Row]:
        words = {str(key): str(word) for key, word in STANDINGS}
        for member in self.left["gone"]:
            yield [*self._identity(member), words[member.standing]]

    def merged_rows(self) -> Iterator[Row]:
        for member in self.left["merged"]:
            winner = member.merged_into
            is_told = winner is not None and self.is_inside(winner)
            yield [*self._identity(member), *(self._identity(winner) if winner and is_told else [""] * 5)]

    def _identity(self, member: Member, then: Mapping[str, str] | None = None) -> Row:
        told = {key: member.value(key) for key in IDENTITY if key in self.knowing.kept} if then is None else then
        return [member.public_id, *(shown(key, told.get(key, "")) for key in IDENTITY)]

    def _numbers(self, known: Known) -> list[str]:
        return [known.values.get(key, "") for key in ("id12", "card12")]

    def _changes(self, members: Sequence[int]) -> Iterable[Change]:
        return Change.objects.filter(member__in=members, pk__gt=self.earlier.upto).order_by("pk")


def by_member(changes: Iterable[Change]) -> dict[int, list[Change]]:
    found: dict[int, list[Change]] = defaultdict(list)
    for change in changes:
        found[change.member_id].append(change)
    return found
