"""What who keeps the vault types: who is to sit, the second word, a letter to be broken open."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from nennep.organisation.fields import PersonChoice
from nennep.vault.actions.holding import Asking
from nennep.vault.queries.breaking import people_with_a_key
from nennep.vault.rules import Asked, Seated
from nennep.web.forms import LineField

if TYPE_CHECKING:
    from nennep.accounts.models import User

CHANGES = {
    "seat-receiver": (Asked.SEAT, Seated.RECEIVER, _("Cử người nhận đơn")),
    "unseat-receiver": (Asked.UNSEAT, Seated.RECEIVER, _("Thôi cử người nhận đơn")),
    "seat-custodian": (Asked.SEAT, Seated.CUSTODIAN, _("Cử người giữ mảnh khóa")),
    "unseat-custodian": (Asked.UNSEAT, Seated.CUSTODIAN, _("Thôi cử người giữ mảnh khóa")),
}


class SeatForm(forms.Form):
    change = forms.ChoiceField(
        label=_("Việc"), widget=forms.RadioSelect, choices=[(key, word) for key, (_k, _s, word) in CHANGES.items()]
    )
    person = PersonChoice(label=_("Người"), empty_label=_("Chọn người"))
    reason = LineField(label=_("Lý do"), max_length=300)

    def __init__(self, data: Any, first: dict[str, str]) -> None:
        people = get_user_model().objects.filter(is_active=True).order_by("full_name", "pk")
        named = people.filter(public_id=first.get("person", "")).first()
        super().__init__(data, initial={"change": first.get("change", "seat-receiver"), "person": named})
        self.fields["person"].queryset = people  # type: ignore[attr-defined]

    @property
    def asking(self) -> Asking:
        kind, seat, _word = CHANGES[self.cleaned_data["change"]]
        return Asking(kind, self.cleaned_data["person"], self.cleaned_data["reason"], seat=seat)


class BreakForm(forms.Form):
    """The alias stands on the case; a handler needs a key first."""

    alias = LineField(label=_("Bí danh của đơn"), max_length=4, help_text=_("Bốn chữ và số, ví dụ A7F3; ghi ở hồ sơ."))
    handler = PersonChoice(label=_("Mở cho"), empty_label=_("Chọn người đã có khóa"))
    reason = LineField(
        label=_("Lý do"),
        max_length=300,
        help_text=_("Ghi vào nhật ký: không ghi tên người viết đơn, không ghi nội dung đơn."),
    )

    def __init__(self, data: Any, *, by: "User") -> None:
        super().__init__(data)
        self.fields["alias"].widget.attrs |= {"class": "short", "autocomplete": "off"}
        self.fields["handler"].queryset = people_with_a_key().exclude(pk=by.pk)  # type: ignore[attr-defined]
