"""Judging the rows of groups and posts."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from nennep.imports.rules import Judged, Row, Verdict
from nennep.lib.dates import parse_date
from nennep.lib.text import fold, one_line
from nennep.organisation.importing.columns import GROUPS, HEADINGS, POSTS, YES
from nennep.organisation.importing.known import Known, names, split_names
from nennep.organisation.importing.units import whole_number
from nennep.organisation.models import Group, Post, Unit
from nennep.organisation.naming import phrase_key

Changes = dict[str, tuple[str, str]]


@dataclass
class GroupJudge:
    known: Known
    seen: dict[str, int] = field(default_factory=dict)

    def judge(self, row: Row) -> Judged:
        name = row.values.get("name", "")
        if wrong := self.mistakes(row):
            return Judged(row, Verdict.WRONG, tuple(wrong))
        if self.seen.setdefault(fold(name), row.number) != row.number:
            return Judged(row, Verdict.DOUBTFUL, (_("Trùng với dòng %(row)s.") % {"row": self.seen[fold(name)]},))
        group = self.known.groups.get(fold(name))
        if group is None:
            return Judged(row, Verdict.NEW)
        changes = self.changes(row, group)
        verdict = Verdict.CHANGED if changes else Verdict.SAME
        return Judged(row, verdict, changes=changes, thing=group.public_id)

    def mistakes(self, row: Row) -> list[str]:
        said = row.values
        found = [] if said.get("name") else [_("Thiếu tên khối.")]
        found += [
            _("%(column)s dài quá %(most)s chữ.") % {"column": heading, "most": 300}
            for heading in ("Tên khối", "Ghi chú")
            if too_long(row, heading)
        ]
        for name in split_names(said.get("units", "")):
            units = self.known.units_called(name)
            if len(units) > 1:
                found.append(_("Có %(n)s đơn vị tên “%(name)s”. Hãy ghi mã.") % {"n": len(units), "name": name})
            elif not units and not self.known.expects(name):
                found.append(_("Không thấy đơn vị “%(name)s”.") % {"name": name})
        group = self.known.groups.get(fold(said.get("name", "")))
        for alias in split_names(said.get("aliases", "")):
            meant = self.known.phrases.get(phrase_key(alias))
            if meant and (group is None or group.pk not in meant):
                found.append(_("“%(alias)s” đã được hiểu theo nghĩa khác.") % {"alias": alias})
        return found

    def changes(self, row: Row, group: Group) -> Changes:
        said, found = row.values, {}
        wanted = [fold(self.label(name)) for name in split_names(said.get("units", ""))]
        present = sorted(group.units.all(), key=lambda unit: unit.path)
        if wanted and set(wanted) != {fold(unit.name) for unit in present}:
            found[HEADINGS[GROUPS, "units"]] = (names(present), said["units"])
        known = {phrase.folded for phrase in group.phrases.all()}
        more = [alias for alias in split_names(said.get("aliases", "")) if phrase_key(alias) not in known]
        if more:
            found[HEADINGS[GROUPS, "aliases"]] = ("", names(more))
        if said.get("note") and one_line(said["note"]) != group.note:
            found[HEADINGS[GROUPS, "note"]] = (group.note, said["note"])
        return found

    def label(self, name: str) -> str:
        units = self.known.units_called(name)
        return units[0].name if units else name


def too_long(row: Row, heading: str) -> bool:
    name = next(field for (kind, field), shown in HEADINGS.items() if kind == GROUPS and shown == heading)
    return len(row.values.get(name, "")) > 300


@dataclass
class PostJudge:
    known: Known
    seen: dict[str, int] = field(default_factory=dict)

    def judge(self, row: Row) -> Judged:
        if wrong := self.mistakes(row):
            return Judged(row, Verdict.WRONG, tuple(wrong))
        said = row.values
        same = ":".join(fold(said.get(name, "")) for name in ("unit", "title", "holder", "username"))
        if self.seen.setdefault(same, row.number) != row.number:
            return Judged(row, Verdict.DOUBTFUL, (_("Trùng với dòng %(row)s.") % {"row": self.seen[same]},))
        units = self.known.units_called(said["unit"])
        posts = self.known.posts.get((units[0].pk, fold(said["title"])), []) if units else []
        return self.existing(row, posts) if posts else Judged(row, Verdict.NEW, self.fields_to_add(row))

    def existing(self, row: Row, posts: list[Post]) -> Judged:
        named = row.values.get("username", ""), row.values.get("holder", "")
        people = self.known.person(*named)
        holder = people[0] if people else None
        here = [] if self.known.expected_people(*named) else [post for post in posts if post.holder == holder]
        if not here:
            now = names(post.holder or _("chưa có ai") for post in posts)
            said = _("Chức vụ này đang do %(now)s giữ. Muốn thay người, dùng “Bàn giao” ở trang của chức vụ.") % {
                "now": now
            }
            return Judged(row, Verdict.DOUBTFUL, (said,), thing=posts[0].public_id)
        changes = changes_of(row, here[0])
        verdict = Verdict.CHANGED if changes else Verdict.SAME
        return Judged(row, verdict, self.fields_to_add(row), changes, here[0].public_id)

    def fields_to_add(self, row: Row) -> tuple[str, ...]:
        new = [
            name for name in split_names(row.values.get("portfolios", "")) if fold(name) not in self.known.portfolios
        ]
        return (_("Thêm lĩnh vực mới: %(names)s.") % {"names": names(new)},) if new else ()

    def mistakes(self, row: Row) -> list[str]:
        said = row.values
        found = [
            _("Thiếu cột “%(column)s”.") % {"column": HEADINGS[POSTS, name]}
            for name in ("unit", "title")
            if not said.get(name)
        ]
        found += [
            _("%(column)s dài quá %(most)s chữ.") % {"column": HEADINGS[POSTS, name], "most": most}
            for name, most in (("title", 150), ("authority", 120), ("portfolios", 2000))
            if len(said.get(name, "")) > most
        ]
        found += self.unit_mistakes(said.get("unit", "")) + self.holder_mistakes(row)
        if said.get("rank") and (whole_number(said["rank"]) is None or int(said["rank"]) > 9999):
            found.append(_("Thứ tự “%(words)s” không phải là số từ 0 đến 9999.") % {"words": said["rank"]})
        try:
            if said.get("starts"):
                parse_date(said["starts"])
        except ValueError as error:
            found.append(str(error))
        return found

    def unit_mistakes(self, name: str) -> list[str]:
        units: list[Unit] = self.known.units_called(name)
        if len(units) > 1:
            return [_("Có %(n)s đơn vị tên “%(name)s”. Hãy ghi mã.") % {"n": len(units), "name": name}]
        return (
            []
            if units or not name or self.known.expects(name)
            else [_("Không thấy đơn vị “%(name)s”.") % {"name": name}]
        )

    def holder_mistakes(self, row: Row) -> list[str]:
        username, name = row.values.get("username", ""), row.values.get("holder", "")
        people = len(self.known.person(username, name)) + self.known.expected_people(username, name)
        if people > 1:
            return [_("Có %(n)s người tên %(name)s. Hãy ghi tên đăng nhập.") % {"n": people, "name": name}]
        if people or not (username or name):
            return []
        return [_("Chưa có tài khoản của %(name)s. Hãy thêm người dùng trước.") % {"name": name or username}]


def changes_of(row: Row, post: Post) -> Changes:
    said, found = row.values, {}
    fields = sorted(field.name for field in post.portfolios.all())
    wanted = split_names(said.get("portfolios", ""))
    if wanted and {fold(name) for name in wanted} != {fold(name) for name in fields}:
        found[HEADINGS[POSTS, "portfolios"]] = (names(fields), names(wanted))
    if said.get("may_sign") and is_yes(said["may_sign"]) != post.may_sign:
        found[HEADINGS[POSTS, "may_sign"]] = (yes(post.may_sign), yes(is_yes(said["may_sign"])))
    if said.get("authority") and one_line(said["authority"]) != post.authority:
        found[HEADINGS[POSTS, "authority"]] = (post.authority, said["authority"])
    if said.get("rank") and int(said["rank"]) != post.rank:
        found[HEADINGS[POSTS, "rank"]] = (str(post.rank), said["rank"])
    return found


def is_yes(text: str) -> bool:
    return fold(text) in YES


def yes(value: bool) -> str:
    return "có" if value else "không"
