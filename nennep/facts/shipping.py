"""Shipped figures into the table, at every migration: again and again without a change, and never over the office.

What nobody of the office has touched follows the program. Where the office has confirmed or corrected a figure, a new
shipped version stands beside it as an offer, and a person decides. The first filling is part of the installation and
leaves no entry; whatever changes later does.
"""

from collections.abc import Iterable
from copy import copy
from dataclasses import asdict

from django.db import transaction

from nennep.facts.actions import take_place
from nennep.facts.events import fact_changed
from nennep.facts.models import Fact, FactState
from nennep.facts.shipped import Shipped, shipped
from nennep.journal.actions import record


@transaction.atomic
def load_shipped(figures: "dict[str, tuple[Shipped, ...]] | None" = None) -> None:
    known: dict[str, list[Fact]] = {}
    for fact in Fact.objects.order_by("key", "version"):
        known.setdefault(fact.key, []).append(fact)
    given = shipped() if figures is None else figures
    _fill(versions for key, versions in given.items() if key not in known)
    for key, versions in given.items():
        if key in known and versions[-1].stamp not in {fact.stamp for fact in known[key]}:
            _bring(versions[-1], known[key])


def _fill(new: Iterable[tuple[Shipped, ...]]) -> None:
    """The last version of each figure first: an earlier one names the next."""
    chains = [[_row(one, version) for version, one in enumerate(versions, 1)] for versions in new]
    later: dict[str, Fact] = {}
    while rows := [chain.pop() for chain in chains if chain]:
        for row in rows:
            row.replaced_by = later.get(row.key)
        Fact.objects.bulk_create(rows)
        later |= {row.key: row for row in rows}


def _row(one: Shipped, version: int, state: str = FactState.STANDING) -> Fact:
    return Fact(**asdict(one), version=version, stamp=one.stamp, state=state)


def _bring(new: Shipped, versions: list[Fact]) -> None:
    """A later document makes a new version; another reading of the same document mends the one that stands."""
    standing = next(fact for fact in versions if fact.state == FactState.STANDING and fact.replaced_by_id is None)
    touched = any(fact.confirmed_by_id or not fact.is_shipped for fact in versions)
    later = new.effective_from and (standing.effective_from is None or new.effective_from > standing.effective_from)
    if touched or later:
        offered = _row(new, versions[-1].version + 1, FactState.OFFERED)
        _make_way(offered)
        record(None, "fact.offered", offered, key=new.key)
        if not touched:
            take_place(offered, standing)
            fact_changed.send(sender=Fact, fact=offered, was=standing, by=None)
        return
    was = copy(standing)
    for name, value in asdict(new).items():
        setattr(standing, name, value)
    standing.stamp = new.stamp
    standing.save()
    record(None, "fact.shipped", standing, key=new.key)
    fact_changed.send(sender=Fact, fact=standing, was=was, by=None)


def _make_way(offered: Fact) -> None:
    """Only the newest offer waits."""
    Fact.objects.filter(key=offered.key, state=FactState.OFFERED).update(state=FactState.REFUSED)
    offered.save()
