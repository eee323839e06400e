"""Choosing units from the tree, in a list or by boxes; both work without a script."""

from typing import Any

from django import forms

from nennep.organisation.models import Unit
from nennep.web.forms import SeveralField

DEEPEST_INDENT = 6
STEP = "\u2003"  # an em space: the only indent that an option keeps


class UnitSelect(forms.Select):
    """Django renders each option by a template of its own; with thousands of units that takes a second."""

    template_name = "organisation/parts/unit_select.html"


class UnitChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """The tree as a list; deeper units stand further in."""

    widget = UnitSelect

    def label_from_instance(self, obj: Any) -> str:
        return f"{STEP * (obj.depth - 1)}{obj.name}"


class UnitBoxes(forms.CheckboxSelectMultiple):
    template_name = "organisation/parts/unit_boxes.html"

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(*args, **kwargs)
        unit: Unit = option["value"].instance
        option["indent"] = min(unit.depth - 1, DEEPEST_INDENT)
        return option


class UnitsChoice(SeveralField):
    widget = UnitBoxes

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)
