"""Every name of the office on one day, and the ways in which words may mean one of them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from nennep.lib.dates import format_date
from nennep.organisation.answers import How, Resolution, joined, unknown
from nennep.organisation.models import Group, Post, Unit
from nennep.organisation.naming import (
    OWN,
    Form,
    Manner,
    Piece,
    closeness,
    group_core,
    is_plural,
    key,
    likeness,
    phrase_key,
    pieces,
    without_lead,
)
from nennep.organisation.rules import UnitKind

if TYPE_CHECKING:
    from nennep.accounts.models import User

NEAR = 0.75  # the least likeness of a group's name that is worth proposing
CLEARLY = 0.1  # by which the nearest must lead
LONGEST_LIST = 24  # pieces; in a longer list every piece stands alone
NOTHING = unknown()


@dataclass(frozen=True)
class Named:
    """One way in which a unit is written."""

    unit: Unit
    form: Form


@dataclass(frozen=True)
class Asked:
    """Words of a directive, and their key with and without “giao các đồng chí …”."""

    words: str

    @cached_property
    def plain(self) -> str:
        return key(self.words)

    @cached_property
    def bare(self) -> str:
        return without_lead(self.plain)


@dataclass
class Names:
    """A snapshot: made with a constant number of queries, asked any number of times. It proposes; a person decides."""

    day: date
    top: Unit | None = None  # the office's own unit
    manner: Manner = field(default_factory=Manner)
    units: dict[int, Unit] = field(default_factory=dict)  # those that stand on the day, in the order of the register
    gone: dict[str, Unit] = field(default_factory=dict)  # by key: those that do not
    by_name: dict[str, list[Unit]] = field(default_factory=lambda: defaultdict(list))
    by_core: dict[str, list[Named]] = field(default_factory=lambda: defaultdict(list))
    phrases: dict[str, Resolution] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    group_cores: dict[str, list[Group]] = field(default_factory=lambda: defaultdict(list))
    people: dict[str, list["User"]] = field(default_factory=lambda: defaultdict(list))
    posts: dict[str, list[Post]] = field(default_factory=lambda: defaultdict(list))
    known: dict[str, Resolution] = field(default_factory=dict)  # answers already given

    def resolve(self, words: str) -> Resolution:
        """The whole first; else the parts of the list that mean something."""
        whole = self._whole(words)
        found = pieces(words)
        if whole or len(found) < 2:
            return whole
        parts = self._cover(found)
        return joined(parts) if any(parts) else whole

    def children(self, kinds: frozenset[UnitKind]) -> list[Unit]:
        """Direct children of the office's own unit, of these kinds."""
        top = self.top.pk if self.top else None
        return [unit for unit in self.units.values() if unit.parent_id == top and unit.kind in kinds]

    def _whole(self, words: str) -> Resolution:
        if words not in self.known:
            self.known[words] = self._ask_each_way(words)
        return self.known[words]

    def _ask_each_way(self, words: str) -> Resolution:
        asked = Asked(words)
        notes = []
        for way in (
            self._by_phrase, self._by_name, self._by_group, self._by_kind, self._by_person, self._by_post,
            self._by_form, self._by_likeness,
        ):  # fmt: skip
            found = way(asked)
            if found:
                return found
            notes += [found.note] if found.note else []
        if not notes and (unit := self.gone.get(asked.plain)):
            notes = [
                _("%(unit)s không còn hoạt động sau ngày %(day)s.")
                % {"unit": unit.name, "day": format_date(unit.valid_to or self.day)}
            ]
        return unknown(" ".join(notes[:1]), words.strip())

    def _by_phrase(self, asked: Asked) -> Resolution:
        return self.phrases.get(phrase_key(asked.words), NOTHING)

    def _by_name(self, asked: Asked) -> Resolution:
        return self._only(self.by_name.get(asked.plain) or self.by_name.get(asked.bare) or [], 1.0)

    def _by_group(self, asked: Asked) -> Resolution:
        if group := self.groups.get(asked.plain) or self.groups.get(asked.bare):
            return Resolution(groups=(group,), how=How.GROUP, score=1.0, note=_("Đúng tên khối."))
        found = self.group_cores.get(group_core(asked.bare), [])
        if len(found) != 1:
            return NOTHING
        return Resolution(
            groups=(found[0],), how=How.GROUP, score=0.95, note=_("Tên khối: %(name)s.") % {"name": found[0].name}
        )

    def _by_kind(self, asked: Asked) -> Resolution:
        units = self.children(self.manner.kinds_below(asked.plain) or frozenset())
        if not units:
            return NOTHING
        note = _("Cả %(n)s đơn vị trực thuộc cùng loại.") % {"n": len(units)}
        return Resolution(units=tuple(units), how=How.ALL_BELOW, score=0.95, note=note)

    def _by_person(self, asked: Asked) -> Resolution:
        found = self.people.get(Asked(asked.words.split(",")[0]).bare, [])
        if len(found) > 1:
            return unknown(
                _("Có %(n)s người cùng tên %(full_name)s.") % {"n": len(found), "full_name": found[0].full_name}
            )
        return Resolution(people=(found[0],), how=How.NAME, score=1.0, note=_("Đúng họ tên.")) if found else NOTHING

    def _by_post(self, asked: Asked) -> Resolution:
        for title in sorted(self.posts, key=len, reverse=True):
            if f"{asked.bare} ".startswith(f"{title} "):
                places = self._places_of(title, asked.bare)
                found = self._holders(self.posts[title], places, is_plural(asked.plain))
                if found or found.note:
                    return found
        return NOTHING

    def _places_of(self, title: str, wanted: str) -> list[Unit]:
        """Units named after the title; its last words may begin the unit's name: “Trưởng ban Tổ chức”."""
        rest = wanted[len(title) :].strip()
        if not rest:
            return [self.top] if self.top else []
        if kinds := self.manner.kinds_below(rest):
            return self.children(kinds)
        ends = title.split()
        for shared in range(3):
            place = Asked(" ".join([*ends[len(ends) - shared :], rest]))
            found = self._by_name(place) or self._by_form(place)
            if found:
                return list(found.units)
        return []

    def _holders(self, posts: Sequence[Post], places: Sequence[Unit], plural: bool) -> Resolution:
        ids = {unit.pk for unit in places}
        here = [post for post in posts if post.unit_id in ids] or [post for post in posts if post.unit.parent_id in ids]
        people = tuple(dict.fromkeys(post.holder for post in here if post.holder))
        if not here:
            return NOTHING
        if not people:
            return unknown(_("Chức vụ %(title)s chưa có người giữ.") % {"title": here[0].title})
        if len(people) > 1 and not plural and len(places) == 1:
            return unknown(_("Có %(n)s người giữ chức vụ %(title)s.") % {"n": len(people), "title": here[0].title})
        return Resolution(
            people=people, how=How.POST, score=0.9, note=_("Giữ chức vụ %(title)s.") % {"title": here[0].title}
        )

    def _by_form(self, asked: Asked) -> Resolution:
        wanted = self.manner.form(asked.plain)
        own = wanted.body is UnitKind.COMMITTEE and wanted.core in ("", self.manner.own)
        if own and self.top and wanted.superior in ("", OWN):
            return Resolution(units=(self.top,), how=How.NAME, score=0.9, note=_("Cấp ủy của chính cơ quan."))
        if not wanted.core:
            return NOTHING
        scores: dict[int, float] = {}
        for named in self.by_core.get(wanted.core, []):
            scores[named.unit.pk] = max(scores.get(named.unit.pk, 0.0), closeness(wanted, named.form))
        best = max(scores.values(), default=0.0)
        return self._only([self.units[pk] for pk, score in scores.items() if score == best], best) if best else NOTHING

    def _by_likeness(self, asked: Asked) -> Resolution:
        """A long group name told a little differently; only when one is clearly nearest."""
        wanted = group_core(asked.bare)
        if len(wanted.split()) < 4:
            return NOTHING
        scores: dict[int, tuple[float, Group]] = {}
        for core, groups in self.group_cores.items():
            for group in groups:
                scores[group.pk] = max(scores.get(group.pk, (0.0, group)), (likeness(wanted, core), group), key=_score)
        ranked = sorted(scores.values(), key=_score, reverse=True)
        if not ranked or ranked[0][0] < NEAR or (len(ranked) > 1 and ranked[1][0] > ranked[0][0] - CLEARLY):
            return NOTHING
        score, group = ranked[0]
        return Resolution(
            groups=(group,),
            how=How.GROUP,
            score=round(0.9 * score, 2),
            note=_("Gần giống %(group)s.") % {"group": group.name},
        )

    def _only(self, units: Sequence[Unit], score: float) -> Resolution:
        if len(units) > 1:
            names = "; ".join(unit.name for unit in units[:4])
            return unknown(_("Có %(n)s đơn vị cùng tên: %(names)s.") % {"n": len(units), "names": names})
        note = _("Đúng tên đơn vị.") if score == 1.0 else _("Khớp tên đơn vị.")
        return Resolution(units=(units[0],), how=How.NAME, score=round(score, 2), note=note) if units else NOTHING

    def _cover(self, found: list[Piece]) -> list[Resolution]:
        """The cut of the list with the fewest unanswered pieces, then the fewest parts."""
        tail = self.manner.superior_words(found[-1].words)
        longest = len(found) if len(found) <= LONGEST_LIST else 1
        best: list[tuple[int, int, list[Resolution]]] = [(0, 0, [])]
        for end in range(1, len(found) + 1):
            options = []
            for start in range(max(0, end - longest), end):
                span = found[start:end]
                if any(piece.joint == "; " for piece in span[1:]):
                    continue
                part = self._part(span, "" if end == len(found) else tail)
                if part or len(span) == 1:
                    lost, count, before = best[start]
                    options.append((lost + (not part), count + 1, [*before, part]))
            best.append(min(options, key=lambda option: option[:2]))
        return best[-1][2]

    def _part(self, span: list[Piece], tail: str) -> Resolution:
        """A part of a list; the superior named at the list's end holds for all: “Ban Tổ chức, Văn phòng Thành ủy”."""
        words = span[0].words + "".join(piece.joint + piece.words for piece in span[1:])
        if not tail or self.manner.superior_words(words):
            return self._whole(words)
        found = self._whole(f"{words} {tail}") or self._whole(words)
        foreign = [unit for unit in found.units if not self.manner.may_belong(unit.name, tail)]
        return unknown("", words) if foreign else found


def _score(entry: tuple[float, Group]) -> float:
    return entry[0]
