"""What a person wants to be told, and how."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.notices.labels import TOPICS
from nennep.notices.models import Preference
from nennep.notices.rules import Topic, Way

if TYPE_CHECKING:
    from nennep.accounts.models import User

MUST_HEAR = (Topic.WORK, Topic.DATES)  # what one owes reaches one in some way


@transaction.atomic
def choose_ways(chosen: Mapping[Topic, Way], *, by: "User") -> None:
    for topic, way in chosen.items():
        if topic in MUST_HEAR and not (way.on_page or (way.by_mail and by.email)):
            raise RuleBroken(
                _("“%(topic)s” phải còn ít nhất một cách nhận: trên trang hoặc qua thư.")
                % {"topic": dict(TOPICS)[topic]}
            )
        Preference.objects.update_or_create(user=by, topic=topic, defaults=vars(way))
    record(by, "user.news_chosen", by)
