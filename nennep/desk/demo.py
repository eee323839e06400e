"""The invented committee, set up as a clerk would: tree, people, groups, and its own conclusion, read and issued."""

import json
import secrets
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.files import File
from django.db import transaction

from nennep import samples
from nennep.accounts.models import User
from nennep.directives.actions.issuing import issue_directive
from nennep.directives.actions.reviewing import Seen, accept
from nennep.directives.intake import take_file
from nennep.directives.models import Directive
from nennep.directives.rules import Part
from nennep.journal.actions import record
from nennep.lib.text import fold
from nennep.organisation.models import Grant, Group, Office, Phrase, Portfolio, Post, Unit
from nennep.organisation.naming import phrase_key
from nennep.organisation.rules import Role, UnitKind, child_path

FROM, UNTIL = date(2025, 7, 1), date(2030, 12, 31)
PARTY_KINDS = {
    "đảng ủy": UnitKind.COMMITTEE,
    "đảng bộ": UnitKind.COMMITTEE,
    "chi bộ": UnitKind.CELL,
    "ban": UnitKind.BOARD,
    "tổ": UnitKind.BOARD,
    "văn phòng": UnitKind.OFFICE,
    "ủy ban kiểm tra": UnitKind.INSPECTION,
    "tổ chức chính trị – xã hội": UnitKind.MASS,
}
ROLES = {
    "clerk": Role.CLERK,
    "leader": Role.LEADER,
    "contact": Role.CONTACT,
    "organisation board": Role.ORGANISER,
    "inspector": Role.INSPECTOR,
    "member": Role.MEMBER,
    "system administrator": Role.SYSADMIN,
    "auditor": Role.AUDITOR,
}
WHOLE = {Role.CLERK, Role.LEADER, Role.ORGANISER, Role.INSPECTOR, Role.SYSADMIN, Role.AUDITOR}
SHARE_ISSUED = 0.7  # of the conclusion's tasks; the rest waits on the review page


@dataclass(frozen=True)
class SignIn:
    username: str
    password: str
    name: str
    role: str


@dataclass
class Committee:
    """The committee while it is set up: things by their codes."""

    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)  # by full name
    posts: dict[str, Post] = field(default_factory=dict)
    sign_ins: list[SignIn] = field(default_factory=list)

    @property
    def root(self) -> Unit:
        return next(unit for unit in self.units.values() if unit.parent_id is None)


def set_up(data: dict[str, Any] | None = None) -> Committee:
    """Everything up to issued tasks, in an empty database; the sign-ins come back with their passwords."""
    data = data or json.loads(samples.path(samples.COMMITTEE).read_text("utf-8"))
    committee = Committee()
    with transaction.atomic():
        add_units(committee, data)
        add_people(committee, data)
        add_posts(committee, data)
        add_groups(committee, data)
        record(None, "demo.set_up", committee.root)
    read_and_issue(committee)
    return committee


def add_units(committee: Committee, data: dict[str, Any]) -> None:
    counts: dict[str | None, int] = {}
    for row in data["units"]:
        parent = committee.units[row["parent"]] if row["parent"] else None
        counts[row["parent"]] = counts.get(row["parent"], 0) + 1
        unit = Unit.objects.create(
            parent=parent,
            path=child_path(parent.path if parent else "", counts[row["parent"]]),
            code=row["code"],
            name=row["name"],
            short_name=row["short"],
            folded_name=fold(f"{row['name']} {row['short']} {row['code']}"),
            kind=PARTY_KINDS[row["kind"]],
            phone=row["phone"] or "",
            contact_name=row["contact"] or "",
            member_count=row["members"] or 0,
            valid_from=FROM,
        )
        committee.units[row["code"]] = unit
        add_aliases(row["aliases"], unit=unit)
    Office.objects.create(
        name=committee.root.name,
        superior=data["superior"],
        place=data["place"],
        symbol="ĐU",
        term=data["term"],
        root=committee.root,
    )


def add_aliases(words: list[str], *, unit: Unit | None = None, group: Group | None = None) -> None:
    for each in words:
        phrase, _ = Phrase.objects.get_or_create(folded=phrase_key(each), defaults={"words": each})
        if unit:
            phrase.units.add(unit)
        if group:
            phrase.groups.add(group)


def add_people(committee: Committee, data: dict[str, Any]) -> None:
    users = {row["name"]: row for row in data["users"]}
    holders = dict.fromkeys(row["holder"] for row in data["posts"] if row["holder"])
    for name in dict.fromkeys([*users, *holders]):
        row = users.get(name)
        username = row["username"] if row else fold(name).replace(" ", "-")
        user = User(username=username, full_name=name, folded_name=fold(name), email=(row or {}).get("email") or "")
        user.set_unusable_password()
        if row:
            password = make_password()
            user.set_password(password)
            committee.sign_ins.append(SignIn(username, password, name, row["role"]))
        user.save()
        committee.people[name] = user
    for row in users.values():
        role = ROLES[row["role"]]
        unit = committee.root if role in WHOLE else committee.units[row["unit"]]
        Grant.objects.create(
            user=committee.people[row["name"]],
            role=role,
            unit=unit,
            subtree=role in WHOLE,
            starts=FROM,
            ends=UNTIL,
            reason="Mẫu",
        )


def make_password() -> str:
    """Three short words and a number, easy to copy from the screen: about 36 bits; for a demonstration only."""
    syllables = [c + v for c in "bcdghklmnrstvx" for v in "aeou"]
    words = ["".join(secrets.choice(syllables) for _ in range(2)) for _ in range(3)]
    return "-".join([*words, str(secrets.randbelow(90) + 10)])


def add_posts(committee: Committee, data: dict[str, Any]) -> None:
    for rank, row in enumerate(data["posts"], 1):
        post = Post.objects.create(
            title=row["title"],
            unit=committee.units[row["unit"]],
            holder=committee.people.get(row["holder"]),
            may_sign=row["code"] in ("bi-thu", "pbt-tt", "pbt"),
            rank=rank,
            starts=FROM,
        )
        for field_of_work in row["portfolio"]:
            post.portfolios.add(Portfolio.objects.get_or_create(name=field_of_work)[0])
        committee.posts[row["code"]] = post


def add_groups(committee: Committee, data: dict[str, Any]) -> None:
    for row in data["groups"]:
        group = Group.objects.create(name=row["name"], folded_name=fold(row["name"]))
        group.units.set(committee.units[code] for code in row["members"])
        add_aliases(row["aliases"], group=group)


def read_and_issue(committee: Committee) -> Directive:
    """The clerk drops the conclusion, accepts what is clear, and the standing deputy secretary's name goes under it."""
    clerk = next(user for user in committee.people.values() if user.grants.filter(role=Role.CLERK).exists())
    with samples.path(samples.CONCLUSION).open("rb") as file:
        directive = take_file(File(file, samples.CONCLUSION), committee.root, by=clerk)  # type: ignore[arg-type]
    assert isinstance(directive, Directive)
    ready = directive.tasks.filter(assignees__part=Part.LEAD).distinct()
    for task in ready[: int(SHARE_ISSUED * directive.tasks.count())]:
        accept(Seen(task.public_id, task.version), by=clerk)
    issue_directive(directive, committee.posts["pbt-tt"], leave_open=True, by=clerk)
    return directive
