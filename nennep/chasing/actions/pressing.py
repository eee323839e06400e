"""A person presses whole units: on record for each answer, one notice to each contact."""

from collections import defaultdict
from collections.abc import Sequence

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nennep.accounts.models import User
from nennep.chasing.actions.digests import shortened
from nennep.chasing.queries.following import people_in
from nennep.chasing.queries.silent import answers_owed
from nennep.directives.actions.chasing import Asking, note_many
from nennep.directives.models import Assignment
from nennep.directives.rules import Verb
from nennep.journal.actions import record
from nennep.lib.errors import RuleBroken
from nennep.notices.actions import Line, News, tell_each
from nennep.organisation.models import Unit
from nennep.organisation.permissions import must
from nennep.organisation.rules import Act, Role

MOST_UNITS, MOST_WORDS = 500, 1000


@transaction.atomic
def press_units(units: Sequence[str], words: str = "", *, by: User) -> list[tuple[Unit, int]]:
    """Press the units of these public ids for all that is late or silent; which were pressed, for how many answers."""
    must(by, Act.ISSUE)
    if len(units) > MOST_UNITS:
        raise RuleBroken(_("Mỗi lần đôn đốc nhiều nhất %(n)s đơn vị.") % {"n": MOST_UNITS})
    owed: dict[Unit, list[Assignment]] = defaultdict(list)
    for answer in answers_owed(by, units, Act.ISSUE):
        assert answer.unit
        owed[answer.unit].append(answer)
    if not owed:
        raise RuleBroken(_("Không có việc nào của đơn vị đã chọn cần đôn đốc."))
    said = words.strip()[:MOST_WORDS]
    note_many([a.pk for each in owed.values() for a in each], Asking(Verb.REMIND, timezone.localdate(), said), by=by)
    for unit, answers in owed.items():
        record(by, "unit.pressed", unit, tasks=len(answers))
    tell_contacts(owed, said)
    return [(unit, len(answers)) for unit, answers in owed.items()]


def tell_contacts(owed: dict[Unit, list[Assignment]], words: str) -> None:
    """Who speaks for two of the units still hears once."""
    contacts = people_in((Role.CONTACT,))
    shares: dict[User, list[Assignment]] = defaultdict(list)
    for unit, answers in owed.items():
        for person in contacts.get(unit.pk, ()):
            shares[person] += answers
    tell_each(pressed_news(person, answers, words) for person, answers in shares.items())


def pressed_news(person: User, answers: list[Assignment], words: str) -> News:
    def sentence() -> str:
        n = len(answers)
        said = ngettext("Văn phòng đôn đốc %(n)s việc", "Văn phòng đôn đốc %(n)s việc", n) % {"n": n}
        return f"{said}: {words}" if words else said

    return News(person, "answer.remind", sentence, lines=lambda: [line_of(answer) for answer in answers])


def line_of(answer: Assignment) -> Line:
    due = _("hạn %(day)s") % {"day": f"{answer.due:%d/%m/%Y}"} if answer.due else _("chưa ghi hạn")
    return f"{shortened(answer.task.text)} – {due}", reverse("directives:answer", args=[answer.public_id])
