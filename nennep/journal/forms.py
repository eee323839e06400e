"""What the auditor looks for."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nennep.journal.queries import Sought
from nennep.web.forms import DayField


class SoughtForm(forms.Form):
    who = forms.CharField(label=_("Người làm"), max_length=120, required=False)
    action = forms.ChoiceField(label=_("Việc đã làm"), required=False)
    thing = forms.CharField(label=_("Đối tượng"), max_length=120, required=False)
    since = DayField(label=_("Từ ngày"), required=False)
    until = DayField(label=_("Đến hết ngày"), required=False)

    def __init__(self, data: Any, actions: list[tuple[str, str]]) -> None:
        super().__init__(data)
        self.fields["action"].choices = [("", _("Tất cả")), *actions]  # type: ignore[attr-defined]

    @property
    def sought(self) -> Sought:
        """What was asked; a field that cannot be read asks for nothing."""
        self.is_valid()
        data = self.cleaned_data
        until = data.get("until")
        return Sought(
            who=data.get("who", ""),
            action=data.get("action", ""),
            thing=data.get("thing", ""),
            since=midnight(data.get("since")),
            before=midnight(until + timedelta(days=1)) if until else None,
        )


def midnight(day: Any) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time())) if day else None
