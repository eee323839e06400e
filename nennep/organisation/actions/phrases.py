"""Teaching and forgetting what the words of directives mean."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.lib.text import one_line
from nennep.organisation.models import Group, Phrase, Unit
from nennep.organisation.naming import phrase_key
from nennep.organisation.permissions import must
from nennep.organisation.rules import Act

if TYPE_CHECKING:
    from nennep.accounts.models import User


class Meant(Protocol):
    """Whom words mean: a `Meaning`, a `Resolution`, or a form's own choice."""

    @property
    def units(self) -> Sequence[Unit]: ...
    @property
    def groups(self) -> Sequence[Group]: ...
    @property
    def people(self) -> Sequence["User"]: ...


@transaction.atomic
def teach(words: str, meant: Meant, *, directive_name: str, by: "User") -> Phrase:
    """The next directive that says `words` means these; a later lesson takes the place of an earlier one."""
    must(by, Act.REVIEW)
    folded = phrase_key(words)
    if not folded or not (meant.units or meant.groups or meant.people):
        raise RuleBroken(_("Cần có lời trong văn bản và ít nhất một đơn vị, khối hoặc người."))
    phrase = Phrase.objects.select_for_update().filter(folded=folded).first() or Phrase(folded=folded)
    before = _names(phrase) if phrase.pk else []
    phrase.words, phrase.learned = one_line(words)[:400], True
    phrase.taught_by, phrase.taught_in = by, directive_name[:300]
    phrase.save()
    phrase.units.set(meant.units)
    phrase.groups.set(meant.groups)
    phrase.people.set(meant.people)
    record(by, "phrase.taught", phrase, before=before, after=_names(phrase), directive=directive_name)
    return phrase


@transaction.atomic
def forget(phrase: Phrase, *, by: "User") -> None:
    """Drop a phrase for good: it was only ever a hint, and the journal keeps what it said."""
    phrase = Phrase.objects.select_for_update().get(pk=phrase.pk)
    must(by, Act.KEEP_TREE)
    record(by, "phrase.forgotten", phrase, meant=_names(phrase), learned=phrase.learned)
    phrase.delete()


def _names(phrase: Phrase) -> list[str]:
    meant = (*phrase.units.all(), *phrase.groups.all(), *phrase.people.all())
    return [str(thing) for thing in meant]
