"""The table of choices: a row for each topic, a column for each way."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nennep.notices.labels import TOPICS
from nennep.notices.rules import Topic, Way

RHYTHMS = [("", _("Ngay")), ("1", _("Gộp mỗi ngày"))]
WAYS = ("on_page", "by_mail", "by_push")


class PreferencesForm(forms.Form):
    def __init__(self, data: Any, ways: dict[Topic, Way]) -> None:
        super().__init__(data)
        for topic, _word in TOPICS:
            for way in WAYS:
                name = f"{topic}-{way}"
                self.fields[name] = forms.BooleanField(required=False, initial=getattr(ways[topic], way))
            initial = "1" if ways[topic].daily else ""
            self.fields[f"{topic}-daily"] = forms.ChoiceField(choices=RHYTHMS, required=False, initial=initial)

    @property
    def rows(self) -> list[tuple[str, list[Any]]]:
        names = (*WAYS, "daily")
        return [(str(word), [self[f"{topic}-{name}"] for name in names]) for topic, word in TOPICS]

    @property
    def ways(self) -> dict[Topic, Way]:
        data = self.cleaned_data
        chosen = {}
        for topic, _word in TOPICS:
            on_page, by_mail, by_push = (bool(data[f"{topic}-{way}"]) for way in WAYS)
            chosen[topic] = Way(on_page, by_mail, by_push, bool(data[f"{topic}-daily"]))
        return chosen


class OfferForm(forms.Form):
    endpoint = forms.CharField(max_length=500)
    p256dh = forms.RegexField(r"^[A-Za-z0-9_=-]{80,120}$")
    auth = forms.RegexField(r"^[A-Za-z0-9_=-]{16,40}$")
