"""Keeping the index: follow the journal, or make it anew. Nothing of the office's own is written here."""

import logging
import threading
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

from django.db import close_old_connections
from django.db.models import Max

from nennep.journal.models import Entry
from nennep.search import index
from nennep.search.index import NoIndex
from nennep.search.registry import SOURCES
from nennep.search.rules import Doc

log = logging.getLogger(__name__)
LOOK_EVERY = 1.0  # seconds
AT_ONCE = 2_000  # entries of the journal
PIECE = 50_000  # texts between two commits while all is made anew


def last_entry() -> int:
    return Entry.objects.aggregate(last=Max("n"))["last"] or 0


def rebuild() -> int:
    """Make the whole index anew beside the old one, then turn to it; how many texts it holds."""
    with index.alone(wait=True):
        return make_anew()


def make_anew() -> int:
    journal, folder, n = last_entry(), index.begin(), 0
    docs = chain.from_iterable(one.every() for one in SOURCES)
    while piece := list(islice(docs, PIECE)):
        n += index.put(folder, piece, fresh=True)
    index.mark(folder, journal)
    index.use(folder)
    return n


def catch_up() -> int:
    """Index what the journal tells since the last time; how many texts. Whoever else writes is left to it."""
    with index.alone(wait=False) as ours:
        if not ours:
            return 0
        try:
            folder, last = index.current(), last_entry()
            index.opened(folder)
            told = index.marked(folder)
            if told > last:
                raise NoIndex("the index tells of more than the journal: it belongs to another database")
            return follow(folder, told) if told < last else 0
        except NoIndex as error:
            log.warning("the index is made anew: %s", error)
            return make_anew()


def follow(folder: Path, told: int) -> int:
    entries = list(Entry.objects.filter(n__gt=told).order_by("n").values_list("n", "action", "object")[:AT_ONCE])
    actions = {action for _n, action, _thing in entries}
    if any(one.overturning & actions for one in SOURCES):
        return make_anew()
    docs = {doc.key: doc for doc in docs_of([(action, thing) for _n, action, thing in entries])}
    n = index.put(folder, docs.values()) if docs else 0
    index.mark(folder, entries[-1][0])
    return n


def docs_of(entries: list[tuple[str, str]]) -> Iterator[Doc]:
    by_thing: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for action, named in entries:
        thing, _, public_id = named.partition(":")
        by_thing[thing][public_id].add(action)
    for one in SOURCES:
        if touched := by_thing.get(one.thing):
            yield from one.touched(touched)


def keep(over: threading.Event) -> None:
    """Until it is over, follow the journal every second; whatever goes wrong, try again."""
    while not over.wait(LOOK_EVERY):
        try:
            close_old_connections()
            while catch_up():
                pass
        except Exception:
            log.exception("the index could not be kept")
            over.wait(30)
