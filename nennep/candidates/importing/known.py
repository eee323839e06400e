"""What a row is compared with: the units within reach and the candidates kept there."""

from collections import defaultdict
from dataclasses import dataclass, field

from nennep.accounts.models import User
from nennep.candidates.models import Candidate
from nennep.candidates.rules import Step
from nennep.lib.text import fold
from nennep.organisation.models import Unit
from nennep.organisation.rules import Act


@dataclass
class Known:
    """Loaded with a constant number of queries, whatever the length of the file."""

    units: dict[str, list[Unit]] = field(default_factory=lambda: defaultdict(list))
    candidates: dict[str, list[Candidate]] = field(default_factory=lambda: defaultdict(list))  # by folded name
    steps: dict[int, list[Step]] = field(default_factory=lambda: defaultdict(list))

    def units_called(self, name: str, parent: str) -> list[Unit]:
        """By code, full or short name; several of one name are told apart by what stands above them."""
        found = self.units.get(fold(name), [])
        above = fold(parent)
        if not above:
            return found
        return [each for each in found if each.parent and above in names_of(each.parent)]

    def called(self, name: str, birth_year: int | None) -> list[Candidate]:
        """Same name, and no other year of birth."""
        found = self.candidates.get(fold(name), [])
        return [each for each in found if not (birth_year and each.birth_year and each.birth_year != birth_year)]


def names_of(unit: Unit) -> set[str]:
    return {fold(name) for name in (unit.name, unit.short_name, unit.code)} - {""}


def known_now(by: User) -> Known:
    known = Known()
    for unit in Unit.objects.visible_to(by, Act.KEEP_CANDIDATES).living().select_related("parent"):
        for name in names_of(unit):
            known.units[name].append(unit)
    kept = Candidate.objects.visible_to(by).named().select_related("unit").prefetch_related("steps")
    for candidate in kept:
        known.candidates[candidate.folded_name].append(candidate)
        known.steps[candidate.pk] = [step.told for step in candidate.steps.all() if step.annulled_at is None]
    return known
