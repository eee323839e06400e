"""A clean list of the workbench becomes a preview for the register."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.db import transaction

from nennep.imports.actions import Source, preview_rows
from nennep.imports.models import Preview
from nennep.members.importing.comparing import compare_with_register
from nennep.members.importing.importer import MemberImporter
from nennep.members.importing.rows import Start, rows_of_people
from nennep.members.models import Member
from nennep.organisation.permissions import must
from nennep.organisation.rules import Act
from nennep.workbench.models import ListRun
from nennep.workbench.queries import clean_people

if TYPE_CHECKING:
    from nennep.accounts.models import User


def preview_run(run: ListRun, start: Start, told: Callable[[str], None], *, by: "User") -> Preview:
    """Compared with the members whom the person keeps; outside of any transaction, for it takes its time."""
    must(by, Act.KEEP_MEMBERS, run.unit)
    MemberImporter().must(by)
    people = clean_people(run)
    kept = Member.objects.visible_to(by, Act.KEEP_MEMBERS).filter(merged_into=None).select_related("cell")
    found = compare_with_register(people, kept.iterator(chunk_size=2000), told)
    with transaction.atomic():
        rows = list(rows_of_people(people, found, start))
        return preview_rows(MemberImporter(), Source(run.name, run.public_id), rows, by=by)
