"""What is chosen on the page of two records, what is typed to find the other one, and the limit of one person."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from nennep.members.actions.merging import Chosen
from nennep.members.fields import kept_fields
from nennep.members.models import Twins
from nennep.members.queries.merging import PLACES
from nennep.members.queries.sides import ONE, OTHER, other_of
from nennep.members.rules import MOST_LIMIT
from nennep.web.forms import DayField, LineField


class NoteForm(forms.Form):
    note = LineField(max_length=300, required=False)


class FindForm(forms.Form):
    words = LineField(
        label=_("Tên, số định danh hoặc số thẻ của hồ sơ kia"), max_length=120,
        help_text=_("Gõ không dấu cũng tìm được; số thì gõ đủ."),
    )  # fmt: skip


class LimitForm(forms.Form):
    pairs = forms.IntegerField(
        label=_("Một người được gộp cùng lúc nhiều nhất bao nhiêu cặp"), min_value=0, max_value=MOST_LIMIT,
        help_text=_("Nhiều hơn số này thì người thứ hai phải xác nhận."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "short"}),
    )  # fmt: skip
    since = DayField(label=_("Từ ngày"), help_text=_("Sớm nhất là ngày mai."))


def chosen_from(posted: QueryDict, pair: Twins) -> Chosen:
    """What is not chosen is kept as the remaining record has it."""
    keep = OTHER if posted.get("keep") == OTHER else ONE
    names = [*kept_fields(), *PLACES]
    taken = tuple(name for name in names if posted.get(f"take_{name}") == other_of(keep))
    seen = {side: version_of(posted.get(f"version_{side}", "")) for side in (ONE, OTHER)}
    both: dict[str, Any] = {ONE: pair.one, OTHER: pair.other}
    loser = other_of(keep)
    return Chosen(both[keep], both[loser], taken, (seen[keep], seen[loser]))


def version_of(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0
