"""After every migration the shipped procedures are brought in; when the calendar changes, by hand or with a new
program, cases are counted again; who is erased elsewhere is no longer named here; who turns out too near to a letter
leaves its case."""

from typing import Any

from django.apps import AppConfig
from django.apps import apps as todays
from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model
from django.db.models.signals import post_migrate

from nennep.accounts.models import User
from nennep.candidates.events import candidate_erased
from nennep.candidates.models import Candidate
from nennep.facts.events import calendar_changed, fact_changed
from nennep.facts.models import Fact
from nennep.facts.uses import lend, lend_effects, lend_needs
from nennep.journal import hidden as journal
from nennep.members.events import person_erased
from nennep.members.models import Member
from nennep.procedures.actions.figures import tell_of_figure
from nennep.procedures.actions.forgetting import forget_name
from nennep.procedures.actions.membership import end_concerned
from nennep.procedures.actions.recounting import count_again
from nennep.procedures.actions.shipping import load_shipped
from nennep.procedures.models import Case, CaseEvent, CaseStep, ProcedureVersion, Recount
from nennep.procedures.queries.uses import effects_of_figure, needs_of_fact, uses_of_fact
from nennep.vault.events import accused_added
from nennep.vault.models import Envelope
from nennep.vault.queries.conflict import names_near


def begin(room: AppConfig) -> None:
    post_migrate.connect(bring_shipped, sender=room, dispatch_uid="procedures.bring_shipped")
    lend(uses_of_fact)
    lend_needs(needs_of_fact)
    lend_effects(effects_of_figure)
    fact_changed.connect(figure_moved, dispatch_uid="procedures.tell_of_figure")
    calendar_changed.connect(calendar_moved, dispatch_uid="procedures.count_again")
    candidate_erased.connect(forget_candidate, dispatch_uid="procedures.forget_candidate")
    person_erased.connect(forget_member, dispatch_uid="procedures.forget_member")
    journal.lend(cases_near)
    accused_added.connect(end_members_near, dispatch_uid="procedures.end_members_near")


def forget_candidate(candidate: Candidate, **_said: Any) -> None:
    forget_name(Case.objects.filter(candidate=candidate))


def forget_member(whole: list[Member], **_said: Any) -> None:
    forget_name(Case.objects.filter(member__in=whole))


def cases_near(reader: User) -> list[str]:
    """As the journal names them: the cases of letters to which the reader is too near."""
    found = Case.objects.filter(letter__in=names_near(reader)).values_list("public_id", flat=True)
    return [f"case:{name}" for name in found]


def end_members_near(envelope: Envelope, by: User, **_said: Any) -> None:
    end_concerned(Case.objects.filter(letter=envelope), by=by)


def calendar_moved(sentence: str, by: User, **_said: Any) -> None:
    count_again(sentence, by=by)


def figure_moved(fact: Fact, by: User | None, **_said: Any) -> None:
    if by:  # what comes with the program comes before its tables: the list of cases says it
        tell_of_figure(fact)


def bring_shipped(apps: Any = todays, using: str = DEFAULT_DB_ALIAS, **_said: Any) -> None:
    """Not into tables of another day; a flush tells of no state of the tables, so that they are those of today."""
    if using != DEFAULT_DB_ALIAS:  # the vault has its own database, and none of this in it
        return
    if all(is_of_today(apps, each) for each in (ProcedureVersion, Case, CaseStep, CaseEvent, Recount)):
        load_shipped()
        count_again("Ngày nghỉ đi kèm phần mềm thay đổi theo bản mới.", by=None)


def is_of_today(apps: Any, kind: type[Model]) -> bool:
    try:
        table = apps.get_model("procedures", kind.__name__)
    except LookupError:
        return False
    return {field.attname for field in table._meta.concrete_fields} == {
        field.attname for field in kind._meta.concrete_fields
    }
