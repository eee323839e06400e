"""Telling people: a notice on the desk, and a letter to those who have an address."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from nennep.notices.models import Letter, Notice

if TYPE_CHECKING:
    from nennep.accounts.models import User


def notify(people: Iterable["User"], kind: str, text: str, url: str) -> list[Notice]:
    """One notice to each person, once, in the transaction of the change it tells of."""
    each = list({person.pk: person for person in people if person.is_active}.values())
    notices = Notice.objects.bulk_create([Notice(to=person, kind=kind, text=text[:500], url=url) for person in each])
    Letter.objects.bulk_create(
        [Letter(to=person, address=person.email, subject=text[:200], body=text) for person in each if person.email]
    )
    return notices
