"""What a person says of a pair, and takes back."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.organisation.permissions import must
from nennep.organisation.rules import Act
from nennep.workbench.models import ListRun, PairDecision
from nennep.workbench.rules import NO_PAIR, NOT_MATCHED, NOTHING_TO_UNDO, Said

if TYPE_CHECKING:
    from nennep.accounts.models import User


@dataclass(frozen=True)
class Pair:
    """Two records by their marks, as the result of the run names them."""

    run: ListRun
    key: str


@transaction.atomic
def open_pairs(run: ListRun, *, by: "User") -> None:
    """Whole numbers are shown from here on: on record, once for each sitting."""
    must_reach(run, by=by)
    record(by, "pairs.opened", run)


@transaction.atomic
def decide(pair: Pair, said: Said, *, by: "User") -> PairDecision:
    """`pair` must have been found in the result: see `queries.pairs.pair_of`."""
    must_reach(pair.run, by=by)
    mark_a, _dash, mark_b = pair.key.partition("-")
    if not mark_b:
        raise RuleBroken(_(NO_PAIR))
    made = PairDecision.objects.create(run=pair.run, mark_a=mark_a, mark_b=mark_b, said=said.value, by=by)
    record(by, f"pair.{said.value}", pair.run, pair=pair.key)
    return made


@transaction.atomic
def undo(run: ListRun, key: str = "", *, by: "User") -> PairDecision:
    """The last word of the person in this run; or the word that holds of one pair, whoever said it."""
    must_reach(run, by=by)
    said = PairDecision.objects.select_for_update(of=("self",)).filter(undone_at=None)
    mark_a, _dash, mark_b = key.partition("-")
    said = said.filter(mark_a=mark_a, mark_b=mark_b) if key else said.filter(run=run, by=by)
    last = said.order_by("-pk").first()
    if last is None:
        raise RuleBroken(_(NOTHING_TO_UNDO))
    last.undone_at = timezone.now()
    last.save()
    record(by, "pair.undone", run, pair=last.key, before=last.said)
    return last


def must_reach(run: ListRun, *, by: "User") -> None:
    must(by, Act.KEEP_MEMBERS, run.unit)
    if not run.is_here:
        raise RuleBroken(_(NOT_MATCHED))
