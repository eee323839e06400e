"""What cells have said, as the list and the page show it; sealed values masked but for who decides."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from nennep.members.fields import kept_fields, masked
from nennep.members.labels import SUGGESTION_STATES
from nennep.members.models import Suggestion
from nennep.members.queries.person import shown_value
from nennep.members.rules import SuggestionState
from nennep.members.sealing import unseal

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from nennep.accounts.models import User

ALL = "all"
STATES = [*SUGGESTION_STATES, (ALL, _("Tất cả"))]
HEADINGS = (_("Đảng viên"), _("Nơi sinh hoạt"), _("Báo gì"), _("Ghi thêm"), _("Người báo"), _("Lúc"), _("Tình trạng"))


@dataclass(frozen=True)
class Line:
    key: str
    label: str
    now: str
    said: str


@dataclass(frozen=True)
class Row:
    one: Suggestion
    what: str  # the fields that it speaks of


def suggestions_found(user: "User", state: str) -> "QuerySet[Suggestion]":
    """Waiting ones first to come first, unless others are asked for."""
    found = Suggestion.objects.visible_to(user).select_related("member__cell", "by")
    if state == ALL:
        return found.order_by("-at", "-pk")
    return found.filter(state=state if state in tuple(SuggestionState) else SuggestionState.WAITING).order_by(
        "at", "pk"
    )


def shown(suggestions: list[Suggestion]) -> list[Row]:
    return [Row(one, ", ".join(kept_fields()[key].label for key in one.values)) for one in suggestions]


def lines_of(one: Suggestion, *, clear: bool) -> list[Line]:
    whose = one.member.public_id
    lines = []
    for key, said in one.values.items():
        field = kept_fields()[key]
        text = unseal(whose, key, said) if field.sealed else said
        now = one.member.value(key)
        hidden = field.sealed and not clear
        both = (masked(field, now), masked(field, text)) if hidden else (now, text)
        lines.append(Line(key, field.label, *(shown_value(field, each) for each in both)))
    return lines


def sheet_rows(found: "QuerySet[Suggestion]") -> Iterator[list[object]]:
    for one in found.iterator(chunk_size=500):
        told = "; ".join(f"{line.label}: {line.now or '–'} → {line.said or '–'}" for line in lines_of(one, clear=False))
        yield [
            *(one.member.name, one.member.cell.name, told, one.note, one.by.full_name, one.at),
            one.get_state_display(),
        ]
