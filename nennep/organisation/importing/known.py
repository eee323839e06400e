"""What the office has at this moment, and what the file will add, found by name and by code."""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.utils import timezone

from nennep.imports.rules import Row
from nennep.lib.text import fold
from nennep.organisation.importing.columns import UNITS
from nennep.organisation.models import Group, Office, Phrase, Portfolio, Post, Unit

if TYPE_CHECKING:
    from nennep.accounts.models import User


@dataclass
class Known:
    """Loaded with a constant number of queries, whatever the length of the file."""

    root: Unit
    likes: dict[tuple[str, frozenset[str]], list[tuple[str, Unit]]] = field(default_factory=lambda: defaultdict(list))
    by_code: dict[str, Unit] = field(default_factory=dict)
    by_name: dict[str, list[Unit]] = field(default_factory=lambda: defaultdict(list))
    groups: dict[str, Group] = field(default_factory=dict)
    phrases: dict[str, set[int]] = field(default_factory=dict)  # folded → groups meant
    posts: dict[tuple[int, str], list[Post]] = field(default_factory=lambda: defaultdict(list))
    portfolios: dict[str, Portfolio] = field(default_factory=dict)
    usernames: dict[str, "User"] = field(default_factory=dict)
    people: dict[str, list["User"]] = field(default_factory=lambda: defaultdict(list))
    new_units: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))  # of the file, by name and code
    new_usernames: set[str] = field(default_factory=set)  # of the file
    new_people: Counter[str] = field(default_factory=Counter)  # of the file, by folded name

    def units_called(self, words: str) -> list[Unit]:
        """By code, else by full or short name; living ones before ended ones."""
        if unit := self.by_code.get(fold(words)):
            return [unit]
        found = self.by_name.get(fold(words), [])
        today = timezone.localdate()
        return [unit for unit in found if unit.stands_on(today)] or found

    def expects(self, words: str) -> bool:
        """Whether exactly one row of the file will make a unit of this name or code."""
        return len(self.new_units.get(fold(words), [])) == 1

    def candidates(self, row: Row) -> list[Unit]:
        """The unit of this code; else those of this name, narrowed by the superior that the row names.

        A numbered name (“Chi bộ 1”) under another superior is another unit; any other name may be one that moved.
        """
        said = row.values
        code, above = fold(said.get("code", "")), said.get("parent", "")
        if code and code in self.by_code:
            return [self.by_code[code]]
        found = [unit for unit in self.units_called(said.get("name", "")) if not (code and unit.code)]
        if not (found and above):
            return found
        superiors = self.units_called(above)
        here = [unit for unit in found if unit.parent in superiors]
        return here if here or likeness_key(fold(said["name"]))[1] or len(found) > 1 else found

    def finds(self, words: str) -> bool:
        return self.expects(words) or bool(self.units_called(words))

    def forget_unless(self, coming: set[int]) -> None:
        """Of the file's new units, only those rows (by identity) are still expected."""
        for name, rows in self.new_units.items():
            self.new_units[name] = [row for row in rows if id(row) in coming]

    def take_in(self, unit: Unit) -> None:
        if unit.code:
            self.by_code[fold(unit.code)] = unit
        for name in {fold(unit.name), fold(unit.short_name)} - {""}:
            self.by_name[name].append(unit)

    def expect_person(self, row: Row) -> None:
        self.new_usernames.add(fold(row.values["username"]))
        self.new_people[fold(row.values["name"])] += 1

    def expected_people(self, username: str, name: str) -> int:
        """How many of those whom the file will add are meant."""
        return int(fold(username) in self.new_usernames) if username else self.new_people[fold(name)]

    def take_in_person(self, user: "User") -> None:
        self.usernames[fold(user.username)] = user
        self.people[fold(user.full_name)].append(user)

    def person(self, username: str, name: str) -> "list[User]":
        if username:
            return [self.usernames[fold(username)]] if fold(username) in self.usernames else []
        return self.people.get(fold(name), [])


def known_now(rows: Sequence[Row]) -> Known:
    known = Known(Office.objects.select_related("root").get().root)
    _add_units(known, rows)
    for group in Group.objects.prefetch_related("units", "phrases"):
        known.groups[fold(group.name)] = group
    for folded, group_id in Phrase.objects.values_list("folded", "groups"):
        known.phrases.setdefault(folded, set()).add(group_id or 0)
    for post in Post.objects.living().select_related("holder", "unit").prefetch_related("portfolios"):
        known.posts[post.unit_id, fold(post.title)].append(post)
    known.portfolios = {fold(portfolio.name): portfolio for portfolio in Portfolio.objects.all()}
    for user in get_user_model().objects.filter(is_active=True):
        known.take_in_person(user)
    return known


def _add_units(known: Known, rows: Sequence[Row]) -> None:
    for unit in Unit.objects.select_related("parent").order_by("path"):
        known.take_in(unit)
        plain = fold(unit.name)
        known.likes[likeness_key(plain)].append((plain, unit))
    for row in rows:
        if row.kind == UNITS and not known.candidates(row):
            for name in {fold(row.values.get(word, "")) for word in ("name", "short_name", "code")} - {""}:
                known.new_units[name].append(row)


def likeness_key(plain: str) -> tuple[str, frozenset[str]]:
    """Names are only compared with those of the same first word and the same numbers."""
    words = plain.replace("-", " ").split()
    return (words[0] if words else "", frozenset(word for word in words if any(c.isdigit() for c in word)))


def split_names(text: str) -> list[str]:
    """“A; B”, one below the other, or mixed; a name that has a semicolon in it stands in "quotation marks"."""
    lines = csv.reader(text.splitlines(), delimiter=";", skipinitialspace=True)
    return [name.strip() for line in lines for name in line if name.strip()]


def names(things: Iterable[object]) -> str:
    return "; ".join(quoted(str(thing)) for thing in things)


def quoted(name: str) -> str:
    if not {";", '"'} & set(name):
        return name
    return '"{}"'.format(name.replace('"', '""'))
