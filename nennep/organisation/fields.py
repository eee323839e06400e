"""Choosing units from the tree, in a list or by boxes, and persons; all work without a script."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth import get_user_model

from nennep.organisation.models import Unit
from nennep.web.forms import SeveralField

if TYPE_CHECKING:
    from nennep.accounts.models import User

    PersonField = forms.ModelChoiceField[User]
else:
    PersonField = forms.ModelChoiceField

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


class Persons(forms.models.ModelChoiceIterator):  # type: ignore[type-arg]
    """By their full names; two of one name are told apart by the name they sign in with."""

    def __iter__(self) -> Iterator[tuple[Any, str]]:
        people = list(self.queryset)
        names = Counter(person.full_name for person in people)
        if self.field.empty_label is not None:
            yield "", str(self.field.empty_label)
        for person in people:
            twin = names[person.full_name] > 1
            yield self.choice(person)[0], f"{person.full_name} ({person.username})" if twin else person.full_name


class PersonChoice(PersonField):
    """Everyone whose account is in use."""

    iterator = Persons

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=get_user_model().objects.none(), **options)


class PersonBoxes(forms.CheckboxSelectMultiple):
    template_name = "organisation/parts/unit_boxes.html"


class PersonsChoice(SeveralField):
    """Several of them, by boxes."""

    widget = PersonBoxes
    iterator = Persons

    def __init__(self, **options: Any) -> None:
        super().__init__(queryset=get_user_model().objects.none(), **options)
