"""How the office follows its tasks: changed by who issues for it, on record."""

from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.directives.models import FollowRules
from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.organisation.models import Office
from nennep.organisation.permissions import must
from nennep.organisation.rules import Act

FARTHEST = 90  # days before a date


@dataclass(frozen=True)
class NewRules:
    """As `FollowRules` keeps them."""

    silent_after: int
    remind_before: str
    remind_every: int
    escalate_after: int
    entry_urgent: int
    entry_ordinary: int
    entry_many: int
    many_from: int
    late_entry_fails: bool
    standing_period: str


@transaction.atomic
def set_follow_rules(new: NewRules, *, by: User) -> FollowRules:
    root = Office.objects.select_related("root").get().root
    must(by, Act.ISSUE, root)
    rules = FollowRules.objects.select_for_update().filter(unit=root).first() or FollowRules(unit=root)
    before = {name: getattr(rules, name) for name in asdict(new)}
    for name, value in asdict(new).items():
        setattr(rules, name, value)
    if any(each > FARTHEST for each in rules.days_before):
        raise RuleBroken(_("Chỉ nhắc trước hạn nhiều nhất %(n)s ngày.") % {"n": FARTHEST})
    rules.remind_before = ", ".join(str(each) for each in rules.days_before)
    rules.save()
    changed = {k: [before[k], getattr(rules, k)] for k in before if before[k] != getattr(rules, k)}
    record(by, "follow_rules.changed", root, changes=changed)
    return rules
