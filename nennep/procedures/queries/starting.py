"""What is known of a case before it is opened: the case above it, the candidate or the member whom it is about."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nennep.candidates.models import Candidate
from nennep.members.models import Member
from nennep.members.permissions import basis_in_force
from nennep.procedures.models import Case

if TYPE_CHECKING:
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


@dataclass(frozen=True)
class Start:
    parent: Case | None = None
    about: Candidate | Member | None = None

    @property
    def suited(self) -> frozenset[str] | None:
        """Keys of procedures; None for all."""
        if self.about is None:
            return None
        return SUITED["candidate" if isinstance(self.about, Candidate) else "member"]

    @property
    def first(self) -> dict[str, object]:
        """What stands in the form before anything is typed."""
        if self.about is None:
            return {"unit": self.parent.unit_id} if self.parent else {}
        unit = self.about.unit_id if isinstance(self.about, Candidate) else self.about.cell_id
        return {"unit": unit, "subject": self.about.name}


def start_of(user: "User", asked: Mapping[str, str]) -> Start | None:
    """None where something is named that this person may not see."""
    kind = next((key for key in ("parent", "candidate", "member") if asked.get(key)), "")
    if not kind:
        return Start()
    key = asked[kind]
    if kind == "parent":
        parent = Case.objects.visible_to(user).filter(public_id=key).first()
        return Start(parent) if parent else None
    about = found_candidate(user, key) if kind == "candidate" else found_member(user, key)
    return Start(about=about) if about else None


def found_candidate(user: "User", key: str) -> Candidate | None:
    return Candidate.objects.visible_to(user).named().filter(public_id=key).first()


def found_member(user: "User", key: str) -> Member | None:
    """Only while the register is open."""
    return Member.objects.visible_to(user).listed().filter(public_id=key).first() if basis_in_force() else None
