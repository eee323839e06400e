"""The file whose form is asked about."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CheckForm(forms.Form):
    file = forms.FileField(
        label=_("Tệp Word (.docx)"),
        error_messages={
            "empty": _("Tệp này rỗng, không có chữ nào bên trong."),
            "required": _("Hãy chọn tệp .docx cần soát."),
        },
    )
