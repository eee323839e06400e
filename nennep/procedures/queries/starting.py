"""What is known of a case before it is opened: the case above it, the candidate or member, the letter it is about."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nennep.candidates.models import Candidate
from nennep.members.models import Member
from nennep.members.permissions import basis_in_force
from nennep.procedures.models import Case
from nennep.procedures.rules import CaseState
from nennep.vault.models import Envelope

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from nennep.accounts.models import User

SUITED = {  # procedures about a person on the road, and about a member
    "candidate": frozenset({"admission", "recognition"}),
    "member": frozenset(
        {
            *("transfer_out", "transfer_temporary", "removal", "leaving", "exemption"),
            *("badge", "discipline_member"),
        }
    ),
}
OF_LETTERS = frozenset({"denunciation_party", "denunciation_state"})  # its author may have named the wrong one


@dataclass(frozen=True)
class Start:
    parent: Case | None = None
    about: Candidate | Member | Envelope | None = None

    @property
    def suited(self) -> frozenset[str] | None:
        """Keys of procedures; None for all."""
        if self.about is None:
            return None
        if isinstance(self.about, Envelope):
            return OF_LETTERS
        return SUITED["candidate" if isinstance(self.about, Candidate) else "member"]

    @property
    def first(self) -> dict[str, object]:
        """What stands in the form before anything is typed."""
        if self.about is None:
            return {"unit": self.parent.unit_id} if self.parent else {}
        if isinstance(self.about, Envelope):
            return {"unit": self.about.unit_id, "day": self.about.received_on}
        unit = self.about.unit_id if isinstance(self.about, Candidate) else self.about.cell_id
        return {"unit": unit, "subject": self.about.name}

    @property
    def name(self) -> str:
        """Of whom or what it is about; of a letter its alias."""
        return "" if self.about is None else str(getattr(self.about, "name", self.about))


def start_of(user: "User", asked: Mapping[str, str]) -> Start | None:
    """None where something is named that this person may not see."""
    kind = next((key for key in ("parent", "candidate", "member", "letter") if asked.get(key)), "")
    if not kind:
        return Start()
    key = asked[kind]
    if kind == "parent":
        parent = Case.objects.visible_to(user).filter(public_id=key).first()
        return Start(parent) if parent else None
    about = FINDERS[kind](user, key)
    return Start(about=about) if about else None


def found_candidate(user: "User", key: str) -> Candidate | None:
    return Candidate.objects.visible_to(user).named().filter(public_id=key).first()


def found_member(user: "User", key: str) -> Member | None:
    """Only while the register is open."""
    return Member.objects.visible_to(user).listed().filter(public_id=key).first() if basis_in_force() else None


def found_letter(user: "User", key: str) -> Envelope | None:
    return Envelope.objects.visible_to(user).filter(public_id=key).first()


def letters_without_a_case(user: "User") -> "QuerySet[Envelope]":
    taken = Case.objects.filter(letter__isnull=False).exclude(state=CaseState.ANNULLED).values("letter")
    return Envelope.objects.visible_to(user).exclude(pk__in=taken)


FINDERS: dict[str, Callable[["User", str], Candidate | Member | Envelope | None]] = {
    "candidate": found_candidate,
    "member": found_member,
    "letter": found_letter,
}
