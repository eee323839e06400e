"""Parse and validate what people type about reports; nothing else."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nennep.directives.models import Directive
from nennep.lib.errors import RuleBroken
from nennep.lib.periods import Period, read_period
from nennep.lib.text import capitalised, nfc
from nennep.lib.words import say
from nennep.organisation.models import Post
from nennep.reports.actions.opening import Asked
from nennep.reports.actions.stepping import Words
from nennep.reports.queries.periods import coming_periods, directives_for, directives_in_force
from nennep.reports.rules import REPORT_MOVES, Step
from nennep.reports.wording.shapes import COMMITTEE, UNIT, shapes
from nennep.web.forms import DayField, SeveralField

MOST_OFFERED = 12  # directives that one may tick


class OpenForm(forms.Form):
    period = forms.ChoiceField(label=_("Kỳ"))
    due = DayField(label=_("Hạn đơn vị gửi"))
    own_due = DayField(label=_("Hạn báo cáo chung"), required=False)
    form = forms.ChoiceField(label=_("Mẫu báo cáo của đơn vị"), initial=UNIT)
    directives = SeveralField(
        Directive.objects.none(),
        label=_("Theo các mục của văn bản"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Báo cáo chung theo đúng đề mục của văn bản được chọn."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        today = timezone.localdate()
        chosen = read_period(self["period"].value() or self.initial["period"])
        self.fields["period"].choices = [(p.key, capitalised(p.said)) for p in coming_periods(today)]  # type: ignore[attr-defined]
        rows = [(key, say(shape.name)) for key, shape in shapes().items() if key != COMMITTEE]
        self.fields["form"].choices = rows  # type: ignore[attr-defined]
        offered = [d.pk for d in directives_in_force(chosen)[:MOST_OFFERED]]
        field = self.fields["directives"]
        field.queryset = Directive.objects.filter(pk__in=offered).defer("text", "folded")  # type: ignore[attr-defined]
        if not self.is_bound:
            self.initial["directives"] = [d.pk for d in directives_for(chosen)]

    def clean_period(self) -> Period:
        return read_period(self.cleaned_data["period"])

    def asked(self) -> Asked:
        data = self.cleaned_data
        return Asked(data["period"], data["due"], data["own_due"], list(data["directives"]), data["form"])


def signer(post: Post) -> str:
    return f"{post.holder.full_name}, {post.title}" if post.holder else str(post)


class StepForm(forms.Form):
    step = forms.ChoiceField(choices=[(step, step) for step in Step])
    version = forms.IntegerField()
    words = forms.CharField(label=_("Lý do"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    post = forms.ModelChoiceField(Post.objects.none(), label=_("Người ký"), required=False)
    day = DayField(label=_("Ngày ký"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        signing = Post.objects.living().filter(may_sign=True).select_related("unit", "holder")
        self.fields["post"].queryset = signing  # type: ignore[attr-defined]
        self.fields["post"].label_from_instance = signer  # type: ignore[attr-defined]

    @property
    def which(self) -> Step:
        return Step(self.cleaned_data["step"])

    def said(self) -> Words:
        data = self.cleaned_data
        if REPORT_MOVES[self.which].needs_words and not data["words"].strip():
            raise RuleBroken(_("Hãy ghi lý do."))
        return Words(nfc(data["words"]), data["post"], data["day"])


class TextForm(forms.Form):
    text = forms.CharField(label=_("Đoạn văn"), widget=forms.Textarea(attrs={"rows": 4, "class": "text"}))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean_text(self) -> str:
        return nfc(self.cleaned_data["text"])
