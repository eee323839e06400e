"""A cell says what is right; who keeps the register takes it or says why not."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.members.actions.people import Origin, correct_member, must_be_current, told_value
from nennep.members.fields import kept_fields
from nennep.members.models import Member, Suggestion
from nennep.members.permissions import must_be_open, must_keep
from nennep.members.rules import SourceKind, SuggestionState
from nennep.members.sealing import unseal
from nennep.organisation.permissions import must
from nennep.organisation.rules import Act

if TYPE_CHECKING:
    from nennep.accounts.models import User


@transaction.atomic
def suggest(
    member: Member, values: Mapping[str, str], note: str = "", source: str = "", *, by: "User"
) -> Suggestion | None:
    """None where the register says so already. Values as the register keeps them; a note alone is a suggestion too."""
    must(by, Act.SEE_MEMBERS, member.cell)
    basis = must_be_open()
    must_be_current(member, None)
    new = {key: text for key, text in values.items() if key in basis.fields and text != member.value(key)}
    if not new and not note:
        return None
    told = {key: told_value(member, key, text) for key, text in new.items()}
    suggestion = Suggestion.objects.create(member=member, values=told, note=note[:500], source=source[:300], by=by)
    record(by, "member.suggested", member, fields=sorted(told), source=source)
    return suggestion


def values_said(suggestion: Suggestion) -> dict[str, str]:
    """In clear."""
    whose = suggestion.member.public_id
    sealed = {key for key, field in kept_fields().items() if field.sealed}
    return {key: unseal(whose, key, said) if key in sealed else said for key, said in suggestion.values.items()}


@transaction.atomic
def take_suggestion(suggestion: Suggestion, fields: frozenset[str] | None = None, *, by: "User") -> Suggestion:
    """Writes what was said, or only some of its fields."""
    suggestion = decided(suggestion, SuggestionState.TAKEN, by=by)
    said = {key: text for key, text in values_said(suggestion).items() if fields is None or key in fields}
    told_by = suggestion.source or _("%(name)s báo ngày %(day)s") % {
        "name": suggestion.by.full_name,
        "day": timezone.localdate(suggestion.at).strftime("%d/%m/%Y"),
    }
    correct_member(suggestion.member, said, Origin(SourceKind.SUGGESTION, told_by), by=by)
    record(by, "member.suggestion_taken", suggestion.member, fields=sorted(said))
    return suggestion


@transaction.atomic
def refuse_suggestion(suggestion: Suggestion, why: str, *, by: "User") -> Suggestion:
    suggestion = decided(suggestion, SuggestionState.REFUSED, why, by=by)
    record(by, "member.suggestion_refused", suggestion.member, why=why)
    return suggestion


def decided(suggestion: Suggestion, state: SuggestionState, why: str = "", *, by: "User") -> Suggestion:
    kept = Suggestion.objects.select_for_update(of=("self",)).select_related("member__cell", "by")
    suggestion = kept.get(pk=suggestion.pk)
    must_keep(by, suggestion.member.cell)
    if suggestion.state != SuggestionState.WAITING:
        raise RuleBroken(_("Đề nghị này đã được xem: %(state)s.") % {"state": suggestion.get_state_display().lower()})
    suggestion.state, suggestion.why = state, why[:500]
    suggestion.decided_by, suggestion.decided_at = by, timezone.now()
    suggestion.save(update_fields=["state", "why", "decided_by", "decided_at"])
    return suggestion
