"""Each Monday: who keeps the list hears of time limits, who allots the target hears when the forecast falls short.

No news bears a name: it may leave by mail.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nennep.accounts.models import User
from nennep.candidates.labels import HEEDS
from nennep.candidates.models import Candidate
from nennep.candidates.queries.board import Board, board_of, scope_of
from nennep.candidates.queries.figures import limits
from nennep.candidates.queries.limits import heed_conditions
from nennep.candidates.rules import Heed, Stage
from nennep.lib.dates import format_date
from nennep.notices.actions import News, tell_each
from nennep.organisation.models import Grant
from nennep.organisation.rules import Act, roles_that

FIRST_WEEK = 7  # days of a month


@transaction.atomic
def warn_growth(today: date) -> int:
    """How many pieces of news that made."""
    keepers, allotting = holders(Act.KEEP_CANDIDATES), holders(Act.ALLOT_GROWTH)
    years = (today.year, today.year + 1)
    limited = [limits_of(person, today) for person in keepers]
    lacking = [lack_of(person, year, today) for person in allotting for year in years]
    return len(tell_each(one for one in (*limited, *lacking) if one))


def holders(act: Act) -> list[User]:
    held = Grant.objects.living().filter(role__in=roles_that(act), user__is_active=True)
    return list(User.objects.filter(pk__in=held.values("user")).order_by("pk"))


def limits_of(person: User, today: date) -> News | None:
    """One piece of news for all the time limits within the person's reach; None without any."""
    conditions = heed_conditions(today)
    found = Candidate.objects.visible_to(person).named().order_by()
    counts = found.aggregate(**{heed.value: Count("pk", filter=which) for heed, which in conditions.items()})
    heeded = [(heed, counts[heed.value]) for heed in Heed if counts[heed.value]]
    if not heeded:
        return None
    return News(person, "growth.limits", lambda: limits_said(heeded), "/candidates/?heed=any")


def limits_said(heeded: Sequence[tuple[Heed, int]]) -> str:
    words = dict(HEEDS)
    each = "; ".join(f"{str(words[heed])[:1].lower()}{str(words[heed])[1:]}: {n}" for heed, n in heeded)
    return _("Công tác phát triển đảng viên cần lưu ý: %(each)s.") % {"each": each}


@dataclass(frozen=True)
class Lack:
    board: Board
    chance: date  # the last day for somebody new


def lack_of(person: User, year: int, today: date) -> News | None:
    """When the forecast is below the target: weekly in the month before nobody new can make it, then once a month."""
    board = board_of(person, scope_of(person, ""), year, today)
    lack = Lack(board, board.chances[Stage.OUTSTANDING])
    if not board.total.gap or not is_told(lack.chance, year, today):
        return None
    return News(person, "growth.lacking", lambda: lack_said(lack, today), f"/growth/?year={year}")


def is_told(chance: date, year: int, today: date) -> bool:
    begins = chance - timedelta(days=limits(today).target_warning)
    if today < begins or today.year > year:
        return False
    return today <= chance or today.day <= FIRST_WEEK


def lack_said(lack: Lack, today: date) -> str:
    total = lack.board.total
    said = {"year": lack.board.year, "forecast": total.forecast, "target": total.target, "gap": total.gap}
    lacking = (
        ngettext(
            "Năm %(year)s dự báo kết nạp %(forecast)s trên chỉ tiêu %(target)s, thiếu %(gap)s.",
            "Năm %(year)s dự báo kết nạp %(forecast)s trên chỉ tiêu %(target)s, thiếu %(gap)s.",
            total.gap,
        )
        % said
    )
    if today > lack.chance:
        return lacking
    day = format_date(lack.chance)
    return f"{lacking} {_('Người được giới thiệu sau ngày %(day)s khó kịp kết nạp trong năm.') % {'day': day}}"
