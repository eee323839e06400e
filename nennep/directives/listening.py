"""What the rooms below tell us: the calendar changed; a unit is about to end."""

from typing import Any

from django.utils.translation import ngettext

from nennep.accounts.models import User
from nennep.directives.actions.amending import recount
from nennep.directives.models import Assignment
from nennep.facts.events import calendar_changed
from nennep.organisation.events import unit_about_to_end
from nennep.organisation.models import Unit


def begin() -> None:
    calendar_changed.connect(count_again, dispatch_uid="directives.count_again")
    unit_about_to_end.connect(what_it_owes, dispatch_uid="directives.what_it_owes")


def count_again(by: User, **_said: Any) -> None:
    recount(by=by)


def what_it_owes(unit: Unit, **_said: Any) -> str:
    """A sentence for whoever ends the unit, or nothing."""
    owed = Assignment.objects.standing().filter(unit=unit, task__state="issued").count()
    said = ngettext("%(unit)s còn %(n)s việc chưa xong.", "%(unit)s còn %(n)s việc chưa xong.", owed)
    return said % {"unit": unit.label, "n": owed} if owed else ""
