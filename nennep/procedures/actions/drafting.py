"""A new version of a procedure: written by one person of the office, published by a second one."""

import hashlib

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.facts.models import Fact, FactState
from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.procedures.catalogue.checking import problems_of
from nennep.procedures.catalogue.loading import CatalogueError, read
from nennep.procedures.catalogue.shape import Procedure as Told
from nennep.procedures.models import Procedure, ProcedureVersion, StepTarget, VersionState
from nennep.web.rights import must_hold

KEEP_PROCEDURES = "keep_procedures"
LONGEST_TEXT = 100_000  # characters


def checked(text: str) -> Told:
    """The procedure that the text tells; `CatalogueError` says everything that is wrong with it."""
    told = read(text, _("bản thảo"))
    units = dict(Fact.objects.filter(state=FactState.STANDING).values_list("key", "unit"))
    if problems := problems_of(told, _("bản thảo"), units):
        raise CatalogueError(problems)
    return told


@transaction.atomic
def save_draft(procedure: Procedure, text: str, draft: ProcedureVersion | None = None, *, by: User) -> ProcedureVersion:
    """Only what holds together is kept; who wrote it last is its author."""
    must_hold(by, KEEP_PROCEDURES)
    told, stamp = checked(text), hashlib.sha256(text.encode()).hexdigest()
    if told.key != procedure.key:
        raise RuleBroken(_("Mục key phải giữ nguyên là “%(key)s”.") % {"key": procedure.key})
    same = ProcedureVersion.objects.filter(stamp=stamp).first()
    if same and same != draft:
        raise RuleBroken(_("Bản này giống hệt một bản đã có."))
    kept = {"text": text, "stamp": stamp, "valid_from": told.valid_from, "made_by": by}
    if draft is None:
        last = procedure.versions.order_by("-number").first()
        number = last.number + 1 if last else 1
        draft = ProcedureVersion.objects.create(procedure=procedure, number=number, state=VersionState.DRAFT, **kept)
    else:
        draft = taken_up(draft)
        for name, value in kept.items():
            setattr(draft, name, value)
        draft.save()
    record(by, "procedure.drafted", draft, number=draft.number)
    return draft


def taken_up(draft: ProcedureVersion) -> ProcedureVersion:
    draft = ProcedureVersion.objects.select_for_update(of=("self",)).select_related("procedure").get(pk=draft.pk)
    if draft.state != VersionState.DRAFT:
        raise RuleBroken(_("Bản này đã ban hành, không sửa được nữa."))
    return draft


@transaction.atomic
def publish(draft: ProcedureVersion, *, by: User) -> ProcedureVersion:
    """Cases opened from its first day on follow it; running ones keep their own."""
    must_hold(by, KEEP_PROCEDURES)
    draft = taken_up(draft)
    if draft.made_by == by:
        raise RuleBroken(_("Người soạn không tự ban hành được; cần người thứ hai."))
    told = checked(draft.text)
    draft.state, draft.published_by = VersionState.PUBLISHED, by
    draft.save()
    Procedure.objects.filter(pk=draft.procedure_id).update(name=told.name)
    record(by, "procedure.published", draft, number=draft.number, valid_from=draft.valid_from.isoformat())
    return draft


@transaction.atomic
def drop_draft(draft: ProcedureVersion, *, by: User) -> None:
    must_hold(by, KEEP_PROCEDURES)
    draft = taken_up(draft)
    record(by, "procedure.draft_dropped", draft, number=draft.number)
    draft.delete()


@transaction.atomic
def set_target(procedure: Procedure, step: str, n: int | None, *, by: User) -> None:
    """For the steps that begin from now on; None takes the target away."""
    must_hold(by, KEEP_PROCEDURES)
    if n is None:
        StepTarget.objects.filter(procedure=procedure, step=step).delete()
    else:
        StepTarget.objects.update_or_create(procedure=procedure, step=step, defaults={"n": n, "set_by": by})
    record(by, "procedure.target_set", procedure, step=step, n=n)
