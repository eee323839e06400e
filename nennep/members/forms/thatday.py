"""On which day."""

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nennep.web.forms import DayField


class ThatDayForm(forms.Form):
    on = DayField(label=gettext_lazy("Vào ngày"))

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Ngày này chưa tới, chưa có danh sách."))
        return day
