"""Who hears of a task: the contacts of the units that owe it, the persons who owe it themselves, and who gave it."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from nennep.accounts.models import User
from nennep.directives.labels import VERBS
from nennep.directives.models import Assignment, Task
from nennep.directives.rules import Verb
from nennep.notices.actions import notify
from nennep.organisation.models import Grant, Unit
from nennep.organisation.rules import Role


def contacts_of(units: Iterable[Unit]) -> dict[int, list[User]]:
    """The contacts of each unit, by the unit's key."""
    found: dict[int, list[User]] = defaultdict(list)
    grants = Grant.objects.living().filter(role=Role.CONTACT, unit__in=list(units), user__is_active=True)
    for grant in grants.select_related("user"):
        found[grant.unit_id].append(grant.user)
    return found


def tell(task: Task, kind: str, sentence: Callable[[], str]) -> None:
    """Say one sentence about a task to everyone who owes an answer to it."""
    standing = list(task.assignments.filter(annulled_at=None).select_related("unit", "person"))
    contacts = contacts_of([a.unit for a in standing if a.unit])
    people = [person for each in contacts.values() for person in each] + [a.person for a in standing if a.person]
    notify(people, kind, sentence, reverse("directives:task", args=[task.public_id]))


def page_of(assignment: Assignment) -> str:
    return reverse("directives:answer", args=[assignment.public_id])


def owners_of(assignment: Assignment) -> list[User]:
    """Who speaks for it: the person who owes it, or the contacts of the unit."""
    if assignment.person:
        return [assignment.person]
    return contacts_of([assignment.unit])[assignment.unit.pk] if assignment.unit else []


def givers_of(assignment: Assignment) -> list[User]:
    """Who follows it: who gave the task; of a part, the contacts of the unit that cut it."""
    task = assignment.task
    if assignment.whole and assignment.whole.unit:
        return contacts_of([assignment.whole.unit])[assignment.whole.unit.pk]
    return [person for person in {task.reviewed_by, task.issued_by} if person]


def tell_giver(assignment: Assignment, verb: Verb) -> None:
    said = {"who": assignment.label, "text": assignment.task.text[:160]}
    notify(
        givers_of(assignment),
        f"answer.{verb}",
        lambda: f"{said_of(verb)}: {said['who']} – “{said['text']}”",
        page_of(assignment),
    )


def tell_owner(assignment: Assignment, verb: Verb, words: str) -> None:
    said = {"text": assignment.task.text[:160], "words": words.strip()[:200]}

    def sentence() -> str:
        short = _("%(verb)s: “%(text)s”") % {"verb": said_of(verb), "text": said["text"]}
        return f"{short} – {said['words']}" if said["words"] else short

    notify(owners_of(assignment), f"answer.{verb}", sentence, page_of(assignment))


def said_of(verb: Verb) -> str:
    return str(dict(VERBS)[verb])


def tell_allotted(assignment: Assignment) -> None:
    share = "–" if assignment.allotted is None else f"{assignment.allotted.normalize():f}".replace(".", ",")
    said = {"text": assignment.task.text[:160], "share": share, "unit": assignment.task.target_unit}
    sentence = _l("Chỉ tiêu của đơn vị trong việc “%(text)s”: %(share)s %(unit)s")
    notify(owners_of(assignment), "answer.allotted", lambda: str(sentence) % said, page_of(assignment))
