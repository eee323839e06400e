"""What is typed of a hand-over: what leaves, to whom, for what."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nennep.members.actions.handing import Order
from nennep.members.models import Handover, HandoverKind
from nennep.organisation.fields import UnitChoice
from nennep.organisation.models import Unit
from nennep.web.forms import LineField

OF_A_UNIT = (HandoverKind.NATIONAL, HandoverKind.STATISTICS, HandoverKind.CONTACTS)
FORMS = {HandoverKind.CONTACTS: "vcf"}  # the others are workbooks, statistics a table in Word too


class WhatForm(forms.Form):
    """The first step: of which unit what; or changes since which hand-over."""

    kind = forms.ChoiceField(
        label=_("Bàn giao gì"), choices=[(kind.value, kind.label) for kind in OF_A_UNIT], widget=forms.RadioSelect
    )
    unit = UnitChoice(
        label=_("Của đơn vị"), queryset=Unit.objects.none(), empty_label=None, to_field_name="public_id",
        help_text=_("Gồm cả cấp dưới. Đơn vị không có ở đây: mở Thống kê, chọn đơn vị, bấm Bàn giao."),
    )  # fmt: skip

    def __init__(self, *args: Any, units: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """The second step, beside what would leave."""

    to = LineField(label=_("Nơi nhận"), max_length=200, help_text=_("Cơ quan, người nhận, ví dụ: Ban Tổ chức Thành ủy"))
    why = LineField(label=_("Mục đích"), max_length=500)
    paper = LineField(
        label=_("Văn bản yêu cầu"), max_length=200, required=False, help_text=_("Số, ký hiệu, ngày của văn bản")
    )
    only_good = forms.BooleanField(
        label=_("Để lại những người còn thiếu hoặc còn lỗi"), required=False,
        help_text=_("Họ vào tệp thay đổi lần sau, khi đã đủ."),
    )  # fmt: skip
    form = forms.ChoiceField(
        label=_("Dạng tệp"), choices=[("xlsx", _("Excel")), ("docx", _("Word, trình ký được"))], initial="xlsx"
    )

    def __init__(self, *args: Any, kind: HandoverKind, since: Handover | None = None, **named: Any) -> None:
        super().__init__(*args, **named)
        self.kind, self.since = kind, since
        if kind not in (HandoverKind.NATIONAL, HandoverKind.CHANGES):
            del self.fields["only_good"]
        if kind != HandoverKind.STATISTICS:
            del self.fields["form"]
        if since is not None:
            del self.fields["to"]

    def order(self, unit: Unit) -> Order:
        typed = self.cleaned_data
        return Order(
            kind=self.kind,
            unit=unit,
            to=self.since.to if self.since else typed["to"],
            why=typed["why"],
            paper=typed["paper"],
            form=typed.get("form") or FORMS.get(self.kind, "xlsx"),
            only_good=typed.get("only_good", False),
            since=self.since,
        )
