"""What people hand in and key in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nennep.organisation.models import Post
from nennep.paperwork.rules import CLAIMS, Heard, read_row


class FilledForm(forms.Form):
    file = forms.FileField(
        label=_("Mẫu đã điền"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.ods,.docx,.odt"}),
        help_text=_("Tệp Excel, Word hoặc LibreOffice đã tải ở trang này rồi điền."),
    )


class KeyingForm(forms.Form):
    """One row of a paper form; the cells are read by the rules of every other form."""

    code = forms.CharField(
        label=_("Mã"), max_length=20, widget=forms.TextInput(attrs={"class": "short", "autocomplete": "off"})
    )
    state = forms.ChoiceField(
        label=_("Trạng thái"), required=False, choices=[("", "–"), *((words, words) for words in CLAIMS.values())]
    )
    percent = forms.CharField(label="%", required=False, max_length=8)
    figure = forms.CharField(label=_("Con số"), required=False, max_length=40)
    said = forms.CharField(label=_("Kết quả – khó khăn"), required=False, max_length=10_000)
    day = forms.CharField(label=_("Ngày xong"), required=False, max_length=20)
    proof = forms.CharField(label=_("Số văn bản"), required=False, max_length=1000)
    until = forms.CharField(label=_("Gia hạn đến"), required=False, max_length=20)
    reason = forms.CharField(label=_("Lý do"), required=False, max_length=1000)
    keyed_for = forms.CharField(label=_("Theo phiếu của"), required=False, max_length=200)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("percent", "figure", "day", "until"):
            self.fields[name].widget.attrs |= {"class": "short", "autocomplete": "off"}

    def heard(self) -> Heard:
        return read_row({name: str(value) for name, value in self.cleaned_data.items()})


class PostField(forms.ModelChoiceField[Post]):
    def label_from_instance(self, obj: Post) -> str:
        return f"{obj.holder} – {obj.title}"


class TakingForm(forms.Form):
    """A proposal becomes a task."""

    text = forms.CharField(label=_("Nội dung việc"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    post = PostField(
        label=_("Người ký giao việc"), queryset=Post.objects.none(), to_field_name="public_id", empty_label=None
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["post"]
        assert isinstance(field, PostField)
        field.queryset = (
            Post.objects.living().filter(may_sign=True).select_related("unit", "holder").exclude(holder=None)
        )
