"""The organisation's importer: judges by what is known, writes by the same verbs as the pages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.imports.ledger import Ledger
from nennep.imports.rules import WRITTEN, Judged, Row, SheetKind, Verdict
from nennep.lib.dates import parse_date
from nennep.lib.errors import NotAllowed
from nennep.lib.text import fold
from nennep.organisation.actions.groups import GroupFacts, add_group, aliases_of, edit_group
from nennep.organisation.actions.posts import PostFacts, add_portfolio, add_post, edit_post, facts_of
from nennep.organisation.actions.tree import Dated
from nennep.organisation.actions.units import UnitFacts, add_unit, correct_unit, rename_unit
from nennep.organisation.actions.units import facts_of as facts_of_unit
from nennep.organisation.importing.columns import GROUPS, POSTS, SHEETS, UNITS
from nennep.organisation.importing.groups import GroupJudge, PostJudge, is_yes
from nennep.organisation.importing.known import Known, known_now, split_names
from nennep.organisation.importing.people import PEOPLE, people_sheet
from nennep.organisation.importing.units import COMPARED, UnitJudge, guessed_kind, kind_of, read
from nennep.organisation.models import Group, Office, Portfolio, Post, Unit
from nennep.organisation.permissions import may
from nennep.organisation.rules import Act

if TYPE_CHECKING:
    from nennep.accounts.models import User


class OrganisationImporter:
    kind: str = "organisation"

    @property
    def sheets(self) -> Sequence[SheetKind]:
        return (*SHEETS, people_sheet().sheet)

    def must(self, by: "User") -> None:
        """Either the whole tree or the users: a sheet that one may not write is refused row by row."""
        if not kinds_kept(by):
            raise NotAllowed

    def judge(self, rows: Sequence[Row], *, by: "User") -> list[Judged]:
        kept = kinds_kept(by)
        mine = [row for row in rows if row.kind in kept]
        known = known_now(mine)
        judged = judge_people(known, mine) | settled(judge_units(known, mine), known)
        groups, posts = GroupJudge(known), PostJudge(known)
        others = {GROUPS: groups.judge, POSTS: posts.judge}
        judged |= {id(row): others[row.kind](row) for row in mine if row.kind in others}
        return [judged[id(row)] if id(row) in judged else not_yours(row) for row in rows]

    def write(self, judged: Sequence[Judged], ledger: Ledger, source: str, *, by: "User") -> None:
        """People and units first, superiors before what stands below them; then groups and posts that speak of them."""
        when = Dated(timezone.localdate(), f"Nhập từ tệp {source}"[:500])
        writing = Writing(known_now([]), ledger, when, by)
        for one in judged:
            if one.row.kind == PEOPLE and one.verdict is Verdict.NEW:
                write_person(one, writing)
        for one in ordered([one for one in judged if one.row.kind == UNITS]):
            (add_new_unit if one.verdict is Verdict.NEW else change_unit)(one, writing)
        for one in judged:
            if one.row.kind in (GROUPS, POSTS) and one.verdict in WRITTEN:
                (write_group if one.row.kind == GROUPS else write_post)(one, writing)


def kinds_kept(by: "User") -> set[str]:
    """The sheets this person may write. A file speaks of the whole tree."""
    kept = {PEOPLE} if may(by, Act.KEEP_USERS) else set()
    whole_tree = may(by, Act.KEEP_TREE, Office.objects.select_related("root").get().root)
    return kept | ({UNITS, GROUPS, POSTS} if whole_tree else set())


def not_yours(row: Row) -> Judged:
    return Judged(row, Verdict.WRONG, (_("Đồng chí không có quyền ghi trang tính này."),))


def judge_people(known: Known, rows: Sequence[Row]) -> dict[int, Judged]:
    """`known` then expects those who will come, for the posts that name them."""
    people = [row for row in rows if row.kind == PEOPLE]
    judged = people_sheet().judge(people) if people else []
    for one in judged:
        if one.verdict is Verdict.NEW:
            known.expect_person(one.row)
    return {id(one.row): one for one in judged}


def judge_units(known: Known, rows: Sequence[Row]) -> dict[int, Judged]:
    judge = UnitJudge(known)
    return {id(row): judge.judge(row) for row in rows if row.kind == UNITS}


def settled(units: dict[int, Judged], known: Known) -> dict[int, Judged]:
    """A new unit cannot stand below one that the file names but will not add; `known` expects only what will come."""
    while True:
        known.forget_unless({key for key, one in units.items() if one.verdict is Verdict.NEW})
        lost = {
            key: one
            for key, one in units.items()
            if one.verdict is Verdict.NEW and (above := one.row.values.get("parent", "")) and not known.finds(above)
        }
        if not lost:
            return units
        for key, one in lost.items():
            said = _("Đơn vị cấp trên “%(name)s” trong tệp chưa ghi được.") % {"name": one.row.values["parent"]}
            units[key] = Judged(one.row, Verdict.WRONG, (said,))


def ordered(judged: Sequence[Judged]) -> list[Judged]:
    """New units after the new units that they stand below."""
    waiting = [one for one in judged if one.verdict is Verdict.NEW]
    done = [one for one in judged if one.verdict is Verdict.CHANGED]
    while waiting:
        names = {fold(one.row.values.get(name, "")) for one in waiting for name in ("name", "short_name", "code")} - {
            ""
        }
        ready = [one for one in waiting if fold(one.row.values.get("parent", "")) not in names]
        done += ready or waiting
        waiting = [one for one in waiting if one not in ready] if ready else []
    return done


@dataclass(frozen=True)
class Writing:
    """What the writing of one file shares."""

    known: Known
    ledger: Ledger
    when: Dated
    by: "User"


def write_person(one: Judged, writing: Writing) -> None:
    user = people_sheet().write(one.row, by=writing.by)
    writing.known.take_in_person(user)
    writing.ledger.was_made(user)


def add_new_unit(one: Judged, writing: Writing) -> None:
    said, known = one.row.values, writing.known
    found = known.units_called(said.get("parent", "")) if said.get("parent") else []
    parent = next((unit for unit in found if unit.stands_on(timezone.localdate())), known.root)
    day = parse_date(said["valid_from"]) if said.get("valid_from") else writing.when.day
    unit = add_unit(parent, new_facts(said), replace(writing.when, day=day), by=writing.by)
    known.take_in(unit)
    writing.ledger.was_made(unit)
    writing.ledger.was_made(unit.changes.get())


def change_unit(one: Judged, writing: Writing) -> None:
    said, when, by = one.row.values, writing.when, writing.by
    unit = Unit.objects.get(public_id=one.thing)
    writing.ledger.will_change(unit)
    said_so: dict[str, Any] = {name: read(name, said[name]) for name in COMPARED if said.get(name)}
    wanted = UnitFacts(**vars(facts_of_unit(unit)) | said_so)
    if wanted.name != unit.name and unit.valid_from < when.day:
        rename_unit(unit, wanted.name, wanted.short_name, when, by=by)
        writing.ledger.was_made(unit.changes.order_by("-pk")[0])
    correct_unit(unit, wanted, by=by)


def new_facts(said: dict[str, str]) -> UnitFacts:
    facts = {name: read(name, said[name]) for name in COMPARED if said.get(name)}
    kind = kind_of(said["kind"]) if said.get("kind") else guessed_kind(said["name"])
    made: dict[str, Any] = facts | {"kind": kind}
    return UnitFacts(**made)


def write_group(one: Judged, writing: Writing) -> None:
    said, known, ledger, by = one.row.values, writing.known, writing.ledger, writing.by
    units = [known.units_called(name)[0] for name in split_names(said.get("units", ""))]
    facts = GroupFacts(said["name"], said.get("note", ""), units, split_names(said.get("aliases", "")))
    if one.verdict is Verdict.NEW:
        group, before = add_group(facts, by=by), set[int]()
        ledger.was_made(group)
    else:
        group = Group.objects.get(public_id=one.thing)
        before = set(group.phrases.values_list("pk", flat=True))
        ledger.will_change(group)
        edit_group(group, joined(group, facts), by=by)
    for phrase in group.phrases.exclude(pk__in=before):
        ledger.was_made(phrase)


def joined(group: Group, facts: GroupFacts) -> GroupFacts:
    """What is there, with what the file says: empty cells leave it, aliases are only added."""
    return GroupFacts(
        group.name,
        facts.note or group.note,
        facts.units or list(group.units.all()),
        [*aliases_of(group), *facts.aliases],
    )


def write_post(one: Judged, writing: Writing) -> None:
    said, known, ledger, by = one.row.values, writing.known, writing.ledger, writing.by
    fields = [field_called(name, writing) for name in split_names(said.get("portfolios", ""))]
    if one.verdict is Verdict.CHANGED:
        post = Post.objects.get(public_id=one.thing)
        ledger.will_change(post)
        edit_post(post, post_facts(said, fields, facts_of(post)), by=by)
        return
    people = known.person(said.get("username", ""), said.get("holder", ""))
    starts = parse_date(said["starts"]) if said.get("starts") else timezone.localdate()
    unit = known.units_called(said["unit"])[0]
    facts = post_facts(said, fields, PostFacts(said["title"]))
    ledger.was_made(add_post(unit, facts, people[0] if people else None, starts, by=by))


def post_facts(said: dict[str, str], fields: list[Portfolio], now: PostFacts) -> PostFacts:
    changed: dict[str, object] = {"portfolios": fields} if fields else {}
    if said.get("may_sign"):
        changed["may_sign"] = is_yes(said["may_sign"])
    if said.get("authority"):
        changed["authority"] = said["authority"]
    if said.get("rank"):
        changed["rank"] = int(said["rank"])
    return PostFacts(**vars(now) | changed)


def field_called(name: str, writing: Writing) -> Portfolio:
    portfolios = writing.known.portfolios
    if fold(name) not in portfolios:
        made = add_portfolio(name, by=writing.by)
        writing.ledger.was_made(made)
        portfolios[fold(name)] = made
    return portfolios[fold(name)]
