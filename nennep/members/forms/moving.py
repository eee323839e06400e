"""What is typed about a move, a standing, a post."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nennep.members.actions.moving import Dated
from nennep.members.labels import STANDINGS
from nennep.members.models import Member
from nennep.members.rules import MOVES, Standing
from nennep.organisation.fields import UnitChoice
from nennep.organisation.models import Unit
from nennep.web.forms import DayField, LineField


class DatedForm(forms.Form):
    day = DayField(label=_("Từ ngày"))
    paper = LineField(label=_("Văn bản"), max_length=200, required=False, help_text=_("Số quyết định, giấy giới thiệu"))

    @property
    def when(self) -> Dated:
        return Dated(self.cleaned_data["day"], self.cleaned_data["paper"])


class MoveForm(DatedForm):
    cell = UnitChoice(label=_("Nơi sinh hoạt mới"), queryset=Unit.objects.none())
    temporary = forms.BooleanField(label=_("Sinh hoạt tạm thời"), required=False)
    field_order = ["cell", "day", "paper", "temporary"]

    def __init__(self, *args: Any, units: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["cell"].queryset = units  # type: ignore[attr-defined]


class StandingForm(DatedForm):
    standing = forms.ChoiceField(label=_("Tư cách mới"))
    field_order = ["standing", "day", "paper"]

    def __init__(self, *args: Any, member: Member, **named: Any) -> None:
        super().__init__(*args, **named)
        allowed = MOVES[Standing(member.standing)]
        self.fields["standing"].choices = [  # type: ignore[attr-defined]
            (key, word) for key, word in STANDINGS if key in allowed
        ]


class MemberPostForm(DatedForm):
    title = LineField(label=_("Chức vụ"), max_length=150)
    unit = UnitChoice(label=_("Tổ chức"), queryset=Unit.objects.none(), required=False)
    field_order = ["title", "unit", "day", "paper"]

    def __init__(self, *args: Any, units: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class EndForm(forms.Form):
    day = DayField(label=_("Đến hết ngày"))


class NewMemberForm(forms.Form):
    """Beside the values: where and as what."""

    cell = UnitChoice(label=_("Nơi sinh hoạt"), queryset=Unit.objects.none(), empty_label=None)
    standing = forms.ChoiceField(
        label=_("Tư cách"), choices=[(key, word) for key, word in STANDINGS[:3]], initial=Standing.OFFICIAL
    )
    since = DayField(label=_("Sinh hoạt ở đây từ ngày"), required=False)

    def __init__(self, *args: Any, units: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["cell"].queryset = units  # type: ignore[attr-defined]
