"""Handing members over: asked with a reason, made in the background, taken by who asked, erased after a day."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.jobs.actions import enqueue
from nennep.journal.actions import record
from nennep.lib.errors import NotAllowed, RuleBroken
from nennep.members.models import Handover, HandoverKind
from nennep.members.models.handover import FOLLOWED, packed
from nennep.members.outgoing import folder
from nennep.members.permissions import must_be_open, must_hand_over
from nennep.organisation.models import Unit

if TYPE_CHECKING:
    from nennep.accounts.models import User

KEPT = timedelta(hours=24)  # that a file waits to be taken


@dataclass(frozen=True)
class Order:
    """What is asked for."""

    kind: HandoverKind
    unit: Unit
    to: str
    why: str
    paper: str = ""
    form: str = "xlsx"
    only_good: bool = False
    since: Handover | None = None  # of a set of changes


@dataclass(frozen=True)
class Made:
    """What came of it; the file lies in its place."""

    rows: int
    size: int = 0
    sha256: str = ""
    layout: str = ""
    left_out: int = 0
    upto: int = 0
    persons: frozenset[int] = frozenset()
    figures: dict[str, int] | None = None


@transaction.atomic
def ask_handover(order: Order, *, by: "User") -> Handover:
    must_hand_over(by, order.kind, order.unit)
    basis = must_be_open()
    if not order.to.strip() or not order.why.strip():
        raise RuleBroken(_("Hãy ghi nơi nhận và mục đích."))
    must_go_on_rightly(order)
    handover = Handover.objects.create(**{**vars(order), "to": order.to.strip()[:200]}, basis=basis, by=by)
    handover.job = enqueue("make_handover", _("Lập tệp bàn giao"), {"handover": handover.public_id}, by=by)
    handover.save(update_fields=["job"])
    record(by, "handover.asked", handover, kind=order.kind, unit=order.unit.label, why=order.why, paper=order.paper)
    return handover


def must_go_on_rightly(order: Order) -> None:
    """A set of changes goes on from what the same receiver was given of the same unit."""
    if order.kind != HandoverKind.CHANGES:
        return
    since = order.since
    if since is None or since.kind not in FOLLOWED or since.made_at is None:
        raise RuleBroken(_("Chưa bàn giao toàn bộ cho nơi nhận này, nên chưa có mốc để tính thay đổi."))
    if since.unit_id != order.unit.pk or since.to != order.to:
        raise RuleBroken(_("Tệp thay đổi phải cùng đơn vị và nơi nhận với lần bàn giao trước."))


@transaction.atomic
def finish_handover(handover: Handover, made: Made, *, by: "User") -> Handover:
    """Made once: a second run after a crash finds it made."""
    handover = Handover.objects.select_for_update(of=("self",)).get(pk=handover.pk)
    if handover.made_at is not None:
        return handover
    must_hand_over(by, HandoverKind(handover.kind), handover.unit)
    handover.made_at = timezone.now()
    handover.erase_at = handover.made_at + KEPT
    handover.rows, handover.left_out, handover.figures = made.rows, made.left_out, made.figures or {}
    handover.upto, handover.persons, handover.layout = made.upto, packed(made.persons), made.layout
    handover.size, handover.sha256 = made.size, made.sha256
    handover.save()
    record(by, "handover.made", handover, kind=handover.kind, rows=made.rows, sha256=made.sha256)
    return handover


@transaction.atomic
def take_file(handover: Handover, *, by: "User") -> Path:
    """The file, for who asked for it and may still have what it holds."""
    handover = Handover.objects.select_for_update(of=("self",)).select_related("unit").get(pk=handover.pk)
    if handover.by_id != by.pk:
        raise NotAllowed
    must_hand_over(by, HandoverKind(handover.kind), handover.unit)
    must_be_open()
    place = folder.place_of(handover.public_id, handover.form)
    if not handover.has_file or not place.is_file():
        raise RuleBroken(_("Tệp đã xóa khỏi máy chủ. Hãy lập lần bàn giao mới."))
    handover.taken += 1
    handover.save(update_fields=["taken"])
    record(by, "handover.taken", handover, kind=handover.kind, sha256=handover.sha256)
    return place


@transaction.atomic
def erase_handover_file(handover: Handover, *, by: "User") -> Handover:
    """Before its time: it was taken, or it was a slip; the record stays."""
    handover = Handover.objects.select_for_update(of=("self",)).select_related("unit").get(pk=handover.pk)
    must_hand_over(by, HandoverKind(handover.kind), handover.unit)
    if not handover.has_file:
        raise RuleBroken(_("Tệp đã xóa khỏi máy chủ."))
    _erase(handover, by)
    return handover


def erase_old_files() -> int:
    """By the clock: files whose day is over, and what a killed program left behind; how many."""
    due = list(Handover.objects.with_file().filter(erase_at__lte=timezone.now()))
    for handover in due:
        with transaction.atomic():
            _erase(handover, None)
    return len(due) + folder.sweep()


def _erase(handover: Handover, by: "User | None") -> None:
    folder.erase(handover.public_id, handover.form)
    handover.erased_at = timezone.now()
    handover.save(update_fields=["erased_at"])
    record(by, "handover.erased", handover, kind=handover.kind)
