"""A case is opened, and comes to its steps."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.candidates.models import Candidate
from nennep.facts.queries import fact
from nennep.journal.actions import record
from nennep.lib.dates import format_date
from nennep.lib.errors import RuleBroken
from nennep.lib.text import fold, one_line
from nennep.members.models import Member
from nennep.organisation.models import Unit
from nennep.procedures.actions.clock import Begins, settle, start_clock
from nennep.procedures.catalogue.shape import Procedure
from nennep.procedures.models import Case, CaseMember, CaseStep
from nennep.procedures.permissions import must_be_member, must_open
from nennep.procedures.queries.standing import start_of_limit, version_on
from nennep.procedures.rules import CaseState
from nennep.vault.models import Envelope
from nennep.vault.permissions import must_hold

LONGEST_NAME = 120


@dataclass(frozen=True)
class Opening:
    """`day`: of what the procedure says a case begins with."""

    procedure: str
    unit: Unit
    subject: str
    day: date
    parent: Case | None = None
    about: Candidate | Member | Envelope | None = None  # known to the office already


@transaction.atomic
def open_case(opening: Opening, *, by: User) -> Case:
    """Who opens it is its first member; the version in force today stays with it, whenever it began."""
    version = version_on(opening.procedure, timezone.localdate())
    if version is None:
        raise RuleBroken(_("Chưa có bản nào của quy trình này có hiệu lực."))
    must_open(by, version.told.field, opening.unit)
    check_in_force(version.told)
    subject = one_line(opening.subject)[:LONGEST_NAME]
    if not subject:
        raise RuleBroken(_("Hãy ghi hồ sơ này của ai, về việc gì."))
    if opening.day > timezone.localdate():
        raise RuleBroken(_("Ngày bắt đầu hồ sơ chưa đến."))
    if opening.parent:
        check_parent(opening.parent, by)
    if isinstance(opening.about, Envelope):
        check_letter(opening.about, version.told, by)
    case = Case.objects.create(
        version=version,
        parent=opening.parent,
        unit=opening.unit,
        subject=subject,
        folded=fold(subject)[:LONGEST_NAME],
        opened_on=opening.day,
        opened_by=by,
        candidate=opening.about if isinstance(opening.about, Candidate) else None,
        member=opening.about if isinstance(opening.about, Member) else None,
        letter=opening.about if isinstance(opening.about, Envelope) else None,
        at=version.told.first.key,
    )
    CaseMember.objects.create(case=case, user=by, added_by=by)
    begin_step(case, case.at, opening.day, by)
    record(by, "case.opened", case, version=version.number, unit=opening.unit.label, day=opening.day.isoformat())
    return case


def check_in_force(told: Procedure) -> None:
    if told.valid_to and not told.opens_on(timezone.localdate()):
        values = {"day": format_date(told.valid_to)}
        raise RuleBroken(_("Quy trình này hết hiệu lực sau ngày %(day)s, không mở hồ sơ mới được.") % values)


def check_parent(parent: Case, by: User) -> None:
    must_be_member(by, parent)
    if parent.state != CaseState.OPEN:
        raise RuleBroken(_("Hồ sơ chính đã kết thúc, không mở hồ sơ nhánh được."))


def check_letter(letter: Envelope, told: Procedure, by: User) -> None:
    """Only one of its holders ties a letter to a case, and to one case alone."""
    must_hold(by, letter)
    if not told.sealed:
        raise RuleBroken(_("Quy trình này không dành cho đơn niêm phong."))
    if Case.objects.filter(letter=letter).exclude(state=CaseState.ANNULLED).exists():
        raise RuleBroken(_("Đơn này đã có hồ sơ giải quyết."))


def begin_step(case: Case, key: str, day: date, by: User) -> CaseStep:
    """The step and its clock, with the figure in force on the day from which it runs."""
    step = CaseStep.objects.create(case=case, key=key, begun_on=day)
    case.at = key
    limit = step.told.limit
    start = start_of_limit(case, limit.start) if limit and limit.fact else None
    if limit and start:
        start_clock(step, fact(limit.fact, start), Begins(start, by))
    settle(case, step)
    return step
