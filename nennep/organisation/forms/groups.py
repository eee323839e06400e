"""What people type about groups."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nennep.organisation.actions.groups import GroupFacts, aliases_of
from nennep.organisation.fields import UnitsChoice
from nennep.organisation.models import Group, Unit
from nennep.web.forms import LineField


class GroupForm(forms.Form):
    name = LineField(
        label=_("Tên khối"), max_length=300, help_text=_("Viết như văn bản chỉ đạo thường gọi, không cần chữ “Các”.")
    )
    note = LineField(label=_("Ghi chú"), max_length=300, required=False)
    aliases = forms.CharField(
        label=_("Tên gọi khác"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Mỗi dòng một tên, như trong các văn bản đã gặp."),
    )
    units = UnitsChoice(label=_("Đơn vị trong khối"), queryset=Unit.objects.none(), required=False)

    def __init__(self, data: Any, *, units: Any, group: Group | None = None) -> None:
        initial = {}
        if group:
            initial = {
                "name": group.name,
                "note": group.note,
                "aliases": "\n".join(aliases_of(group)),
                "units": list(group.units.values_list("pk", flat=True)),
            }
        super().__init__(data, initial=initial)
        self.fields["units"].queryset = units  # type: ignore[attr-defined]

    @property
    def group_facts(self) -> GroupFacts:
        kept = self.cleaned_data
        aliases = [line.strip() for line in kept["aliases"].splitlines() if line.strip()]
        return GroupFacts(kept["name"], kept["note"], list(kept["units"]), aliases)
