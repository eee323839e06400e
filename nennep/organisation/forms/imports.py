"""The workbook that somebody hands in."""

from django import forms
from django.utils.translation import gettext_lazy as _


class WorkbookForm(forms.Form):
    file = forms.FileField(
        label=_("Tệp Excel"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.ods"}),
        help_text=_("Các trang tính “Đơn vị”, “Khối”, “Chức vụ”, “Người dùng”; thiếu trang nào cũng được."),
    )
