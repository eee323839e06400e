"""Reading the journal."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from nennep.journal.details import CODED, VALUES, detail_of
from nennep.journal.models import Entry
from nennep.journal.rules import Verdict, hash_of_detail, verify
from nennep.journal.words import word_of

PUBLIC_ID = re.compile(r"[2-9a-z]{12}")
DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")

HOPS = """
WITH RECURSIVE hop(action) AS (
    SELECT min(action) FROM journal_entry
    UNION ALL
    SELECT (SELECT min(action) FROM journal_entry WHERE action > hop.action) FROM hop WHERE hop.action IS NOT NULL
)
SELECT action FROM hop WHERE action IS NOT NULL
"""


@dataclass(frozen=True)
class Sought:
    """What an auditor asks for; empty means all. `before` is not included."""

    who: str = ""
    action: str = ""
    thing: str = ""
    since: datetime | None = None
    before: datetime | None = None


def find_entries(sought: Sought, hidden: Sequence[str] = ()) -> QuerySet[Entry]:
    """Without the entries about the things that are hidden from the reader."""
    found = Entry.objects.select_related("detail").exclude(object__in=hidden)
    if sought.who:
        found = found.filter(Q(actor=sought.who) | Q(detail__body__actor_name__icontains=sought.who))
    if sought.action:
        found = found.filter(action=sought.action)
    if sought.thing:
        found = found.filter(Q(object=sought.thing) | Q(detail__body__name__icontains=sought.thing))
    if sought.since:
        found = found.filter(at__gte=sought.since)
    if sought.before:
        found = found.filter(at__lt=sought.before)
    return found.order_by("-n")


def actions_seen() -> list[tuple[str, str]]:
    """Every kind of entry there is, in the office's words; hops along the index instead of reading every entry."""
    with connection.cursor() as cursor:
        cursor.execute(HOPS)
        names = [name for (name,) in cursor.fetchall()]
    return sorted(((name, word_of(name)) for name in names), key=lambda pair: pair[1])


@dataclass(frozen=True)
class Row:
    n: int
    at: datetime
    who: str
    action: str
    thing: str
    name: str
    rest: str  # what the action added, in one line
    hash: str


def row_of(entry: Entry) -> Row:
    detail = getattr(entry, "detail", None)
    body = dict(detail.body) if detail else {}
    name = body.pop("name", "")
    who = body.pop("actor_name", entry.actor if detail else _("chi tiết đã xóa"))
    rest = "; ".join(
        f"{detail_of(key)}: {VALUES.get((key, str(value))) or shown(value)}"
        for key, value in body.items()
        if key not in CODED
    )
    return Row(entry.n, entry.at, who, word_of(entry.action), entry.object, name, rest, entry.hash)


def shown(value: object) -> str:
    """A detail as people read it: lists of ids as how many, pairs with their names, dates as the office writes them."""
    if isinstance(value, list):
        coded = all(isinstance(each, str) and PUBLIC_ID.fullmatch(each.rpartition(":")[2]) for each in value)
        return str(len(value)) if coded else ", ".join(shown(each) for each in value)
    if isinstance(value, dict):
        return ", ".join(f"{detail_of(key)} {shown(each)}" for key, each in value.items())
    if isinstance(value, bool):
        return _("có") if value else _("không")
    day = DAY.fullmatch(str(value))
    return f"{day[3]}/{day[2]}/{day[1]}" if day else "–" if value is None else str(value)


def verify_journal() -> Verdict:
    """The whole chain, then every detail that has not been erased."""
    verdict = verify(Entry.objects.chain())
    if not verdict.good:
        return verdict
    for entry in Entry.objects.select_related("detail").order_by("n").iterator(chunk_size=5000):
        detail = getattr(entry, "detail", None)
        if detail and hash_of_detail(detail.salt, detail.body) != entry.detail_hash:
            return Verdict(verdict.entries, verdict.head, entry.n, "phần chi tiết đã bị sửa")
    return verdict


def export_lines() -> Iterator[str]:
    """The chain as JSON lines, for `nennep/journal/verifier.py` on another machine."""
    for link, previous, claimed in Entry.objects.chain():
        yield json.dumps(asdict(link) | {"previous": previous, "hash": claimed}, ensure_ascii=True)


def history_of(name: str) -> "list[Entry]":
    """Entries about one thing, newest first; `name` as in `actions.name_of`."""
    return list(Entry.objects.filter(object=name).select_related("detail").order_by("-n")[:200])
