"""A clean list of the workbench becomes a preview for the register."""

from typing import TYPE_CHECKING

from nennep.imports.actions import Source
from nennep.imports.models import Preview
from nennep.imports.piecewise import make_in_pieces
from nennep.jobs.models import Job
from nennep.members.comparing import Told
from nennep.members.importing.comparing import compare_with_register
from nennep.members.importing.importer import MemberImporter
from nennep.members.importing.rows import Start, rows_of_people
from nennep.organisation.permissions import must
from nennep.organisation.rules import Act
from nennep.workbench.queries import clean_people

if TYPE_CHECKING:
    from nennep.accounts.models import User


def preview_run(start: Start, job: Job, told: Told, *, by: "User") -> Preview:
    """Compared with the members whom the person keeps; outside of any transaction, for it takes its time."""
    must(by, Act.KEEP_MEMBERS, start.run.unit)
    MemberImporter().must(by)
    people = clean_people(start.run)
    found = compare_with_register(people, job, told, by=by)
    source = Source(start.run.name, start.run.public_id)
    return make_in_pieces(MemberImporter(), source, rows_of_people(people, found, start), by=by)
