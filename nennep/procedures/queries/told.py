"""What a case says in the places of a template; empty where nobody knows it yet."""

from nennep.lib.dates import format_date
from nennep.procedures.catalogue.templates import BLANK
from nennep.procedures.models import CasePaper, CaseStep
from nennep.procedures.queries.case import View
from nennep.procedures.queries.standing import clock_of_events


def said(view: View, place: str) -> str:
    """The words for a place in braces."""
    kind, _dot, rest = place.partition(".")
    if kind == "of":
        return paper_said(view, *rest.split("."))
    if kind == "day":
        step = done(view, rest)
        return format_date(step.done_on) if step and step.done_on else ""
    if kind == "limit":
        return limit_said(view, rest)
    return plainly(view).get(place, "") or voted(view).get(place, "")


def plainly(view: View) -> dict[str, str]:
    case, due = view.case, view.clock.legal.day if view.clock else None
    return {
        "subject": case.subject,
        "unit": case.unit.name,
        "procedure": view.procedure.name,
        "step": view.told.name,
        "decision": view.told.decision,
        "opened": format_date(case.opened_on),
        "due": format_date(due) if due else "",
    }


def voted(view: View) -> dict[str, str]:
    if (vote := view.vote) is None or view.told.vote is None:
        return {}
    among = vote.present if view.told.vote.present else vote.eligible
    return {
        "agreed": str(vote.agreed),
        "present": str(vote.present),
        "eligible": str(vote.eligible),
        "share": f"{100 * vote.agreed / among:.1f}".replace(".", ",") if among else "",
        "vote_day": format_date(vote.day),
    }


def done(view: View, key: str) -> CaseStep | None:
    """The last pass through the step, done or not."""
    return next((step for step in reversed(view.steps) if step.key == key), None)


def paper_said(view: View, key: str, paper: str) -> str:
    found = [one for step in view.steps if step.key == key for one in step.papers.all() if one.key == paper]
    kept: list[CasePaper | None] = [one for one in found if one.annulled_at is None]
    last = kept[-1] if kept else None
    number, day = (last.number, format_date(last.day)) if last else ("", "")
    return f"số {number or BLANK}, ngày {day or BLANK}"


def limit_said(view: View, key: str) -> str:
    step = done(view, key)
    clock = clock_of_events(list(step.events.all())) if step else None
    return format_date(clock.legal.day) if clock and clock.legal.day else ""
