"""Opening the register on the ground of a paper, choosing what it keeps, closing it."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.members.actions.checking import check_soon
from nennep.members.actions.narrowing import erase_soon, must_be_idle
from nennep.members.fields import kept_fields
from nennep.members.models import Basis
from nennep.organisation.models import Office
from nennep.organisation.permissions import must
from nennep.organisation.rules import Act

if TYPE_CHECKING:
    from nennep.accounts.models import User


@dataclass(frozen=True)
class BasisFacts:
    paper: str
    issuer: str
    issued_on: date
    purpose: str
    keeper: str
    fields: tuple[str, ...]


def must_keep_whole(by: "User") -> None:
    """The register is the whole office's: who keeps the members of a part does not decide about it."""
    must(by, Act.KEEP_MEMBERS, Office.objects.select_related("root").get().root)


@transaction.atomic
def open_register(facts: BasisFacts, *, by: "User") -> Basis:
    must_keep_whole(by)
    must_be_idle()
    if Basis.objects.select_for_update().in_force().exists():
        raise RuleBroken(_("Sổ đang mở theo một văn bản khác. Hãy đóng sổ theo văn bản ấy trước."))
    basis = Basis.objects.create(**vars(facts) | {"fields": with_needed(facts.fields)}, recorded_by=by)
    record(by, "register.opened", basis, issued_on=facts.issued_on.isoformat(), fields=basis.fields)
    erase_soon(basis, by=by)
    check_soon(by=by)
    return basis


@transaction.atomic
def choose_fields(basis: Basis, fields: tuple[str, ...], *, by: "User") -> Basis:
    """What is no longer kept is neither shown nor asked any more, and its values are erased."""
    must_keep_whole(by)
    must_be_idle()
    basis = Basis.objects.select_for_update().get(pk=basis.pk)
    if basis.closed_at:
        raise RuleBroken(_("Sổ đã đóng theo văn bản này."))
    basis.fields = with_needed(fields)
    basis.save(update_fields=["fields"])
    record(by, "register.fields_chosen", basis, fields=basis.fields)
    erase_soon(basis, by=by)
    check_soon(by=by)
    return basis


def with_needed(fields: tuple[str, ...]) -> list[str]:
    return [key for key, field in kept_fields().items() if field.needed or key in fields]


@transaction.atomic
def close_register(basis: Basis, why: str, *, by: "User") -> Basis:
    """Nobody sees the register any more; the rows stay for the day when it is opened again, or erased."""
    must_keep_whole(by)
    basis = Basis.objects.select_for_update().get(pk=basis.pk)
    if basis.closed_at:
        raise RuleBroken(_("Sổ đã đóng theo văn bản này."))
    basis.closed_at, basis.closed_by, basis.closed_why = timezone.now(), by, why
    basis.save(update_fields=["closed_at", "closed_by", "closed_why"])
    record(by, "register.closed", basis, why=why)
    return basis
