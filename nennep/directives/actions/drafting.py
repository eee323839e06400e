"""What a person has typed of an answer and not sent: kept for that person alone, no word on record."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.directives.actions.answering import MOST_WORDS, Target, take
from nennep.directives.models import Draft
from nennep.directives.rules import Side
from nennep.lib.errors import RuleBroken


@transaction.atomic
def keep_draft(target: Target, values: Mapping[str, str], *, by: User) -> Draft:
    """As it was typed, right or wrong; it takes the place of what was kept before."""
    assignment = take(target, Side.UNIT, by=by)
    if any(len(value) > MOST_WORDS for value in values.values()):
        raise RuleBroken(_("Báo cáo dài quá %(most)s chữ. Hãy đính kèm tệp.") % {"most": MOST_WORDS})
    kept = {"values": dict(values)}
    return Draft.objects.update_or_create(assignment=assignment, by=by, defaults=kept)[0]


def drop_draft(target: Target, *, by: User) -> None:
    """When it was sent, or is not wanted any more."""
    Draft.objects.filter(assignment__public_id=target.public_id, by=by).delete()
