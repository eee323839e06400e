"""Typed text leaves in sheets as text: never a formula, and it comes back letter by letter (SECURITY-BAR E4).

Turns red when a sheet writes cells past `web.sheets.cell`, and when a new way to begin a formula is not looked for.
"""

import io
import re
import zipfile
from datetime import date

import pytest
from django.core.paginator import Page
from django.test import Client
from django.urls import resolve
from django.utils import timezone
from openpyxl import load_workbook

from nennep.accounts.models import FactorReset, User
from nennep.candidates.models import Candidate
from nennep.directives.models import Assignment, Directive, Task
from nennep.facts.models import Fact
from nennep.imports.models import Preview
from nennep.jobs.models import Job
from nennep.members.models import ApiKey, Campaign, Change, Flaw, Handover, Member, Merging, Suggestion
from nennep.notices.models import Letter, Notice
from nennep.organisation.absences import Absence
from nennep.organisation.models import Group, Phrase, Portfolio, Post, Unit
from nennep.paperwork.models import Proposal, ReturnedForm
from nennep.procedures.models import Case, RosterLine
from nennep.reports.models import ReportAnnex
from nennep.web.memory import forget
from nennep.workbench.models import ListRun
from tests.doors import KNOWN, TABLE, address_of, allowed, body_of, opener_of
from tests.world import World

PAYLOADS = (
    "=1+1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x.invalid","x")', "+1", "-1+1", "@SUM(1)", "\t=1", "\r=1", "\n=1",
    " =1", "\u00a0=1", "\ufeff=1", "\u200b=1", "＝1", "＋1", "－1", "＠x", "\u200e=1", "'=1", "=", "-",
    "%0A=1", "|calc",
)  # fmt: skip
LEAVING = [name for name in TABLE if name.endswith(("_sheet", ":sheet")) and not name.endswith("preview_sheet")]
SHEETS = [name for name in LEAVING if allowed(name, "get")]  # the rest is on record, so a form takes it out
SHEETS_OF_LISTS = {
    *LEAVING,
    "organisation:preview_sheet",
    "paperwork:preview_sheet",
    "candidates:preview_sheet",
    "members:preview_sheet",
    "members:list_preview_sheet",
}
ON_ONE_PAGE = {
    "accounts:resets",
    "candidates:board",
    "directives:directive",
    "directives:unit_list",
    "facts:calendar",
    "organisation:units",
}
IN_NO_FILE = {"vault:letters", "vault:office"}  # who holds which letter is not carried out of the house
NOT_TYPED = [
    "facts:calendar_sheet",
    "journal:sheet",
    "reports:reports_sheet",
    "procedures:statistics_sheet",
]  # days of the law; what was done
SEEN_BY = {  # one's own alone
    "organisation:absences_sheet": "neighbour",
    "procedures:cases_sheet": "organiser",
    "procedures:recount_sheet": "organiser",
}
pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def tell_everybody(text: str) -> None:
    Notice.objects.bulk_create(Notice(to=user, kind="task.issued", text=text, url="/") for user in User.objects.all())


def spoil(world: World, text: str) -> None:
    """Every field that a person types."""
    short = {"name": text, "short_name": text, "phone": text, "contact_name": text, "code": text[:30]}
    Unit.objects.filter(pk=world.unit.pk).update(**short)
    User.objects.filter(pk=world.user.pk).update(full_name=text, phone=text, email=text, username=text)
    names = ("number", "symbol", "type", "abstract", "issuer", "superior", "position", "signer", "place")
    Directive.objects.filter(pk__in=[world.issued.pk, world.directive.pk]).update(**dict.fromkeys(names, text))
    typed = ("text", "product", "proof", "target_unit", "supervisor", "lead_words")
    Task.objects.filter(pk=world.issued_task.pk).update(**dict.fromkeys(typed, text))
    world.issued_task.clause.__class__.objects.update(path=text)  # type: ignore[union-attr]
    Assignment.objects.update(heard_on=date(2020, 1, 1))  # so that the sheet of silent units holds one
    Group.objects.filter(pk=world.group.pk).update(name=text, note=text)
    Phrase.objects.filter(pk=world.phrase.pk).update(words=text, taught_in=text)
    Fact.objects.filter(pk=world.fact.pk).update(start_event=text, document=text, article=text, source=text)
    Post.objects.filter(pk=world.post.pk).update(title=text, authority=text)
    world.cast.member.grants.update(reason=text)
    Absence.objects.filter(pk=world.absence.pk).update(reason=text)
    Portfolio.objects.filter(pk=world.portfolio.pk).update(name=text)
    previews = (world.preview, world.list_preview, world.member_preview)
    Preview.objects.filter(pk__in=[each.pk for each in previews]).update(file_name=text)
    Candidate.objects.filter(pk=world.candidate.pk).update(name=text, note=text)
    ApiKey.objects.update(name=text, why=text)
    Handover.objects.update(to=text, why=text, paper=text)
    Member.objects.filter(pk__in=[world.member.pk, world.own_member.pk]).update(name=text, education=text)
    paired = [world.twins.one_id, *world.merging.merges.values_list("winner", flat=True)]
    Member.objects.filter(pk__in=paired).update(name=text)
    Merging.objects.update(why=text)
    Campaign.objects.update(name=text)
    Flaw.objects.update(message=text, file=text)
    Change.objects.update(source=text, why=text)
    Suggestion.objects.update(note=text)
    Job.objects.filter(pk=world.job.pk).update(title=text)
    ReturnedForm.objects.filter(pk=world.came.pk).update(file_name=text)
    Proposal.objects.filter(pk=world.proposal.pk).update(text=text)
    ListRun.objects.filter(pk=world.matched.pk).update(name=text)
    tell_everybody(text)
    Letter.objects.update(address=text, error=text)
    FactorReset.objects.filter(pk=world.reset.pk).update(reason=text)
    ReportAnnex.objects.filter(report=world.report).update(rows=[[text], ["1", text, text, "", text]])
    spoil_cases(text)


def spoil_cases(text: str) -> None:
    """And what was counted before is forgotten: nobody acted."""
    Case.objects.update(subject=text)
    RosterLine.objects.update(words=text)
    thirty_years = f"{timezone.localdate().year - 29}-01-01"  # on the next New Year's day
    Member.objects.filter(name=text).update(admission=thirty_years)
    forget()


def sheets_of(world: World, browsers: dict[str, Client]) -> dict[str, bytes]:
    found = {}
    for name in SHEETS:
        listed = TABLE[name]["get"]
        persona = SEEN_BY.get(name) or (listed[0] if isinstance(listed, list) else "clerk")
        found[name] = body_of(browsers[persona].get(address_of(name, world)))
    return found


@pytest.mark.parametrize("payload", PAYLOADS, ids=ascii)
def test_nothing_typed_becomes_a_formula(payload: str, standing_world: World, browsers: dict[str, Client]) -> None:
    spoil(standing_world, payload)

    met = 0
    for name, content in sheets_of(standing_world, browsers).items():
        book = load_workbook(io.BytesIO(content))
        assert book.active
        for row in book.active.iter_rows():
            for cell in row:
                assert cell.data_type != "f", f"{name} {cell.coordinate}"
                if cell.data_type == "s" and str(cell.value).startswith(("=", "+", "@", "\t", "\r", "＝", "＋", "＠")):
                    assert cell.quotePrefix, f"{name} {cell.coordinate}: {cell.value!r}"
                met += comes_back(cell.value, payload)
        assert b"<f>" not in b"".join(parts_of(content))
    assert met > 10


def comes_back(value: object, payload: str) -> bool:
    """The text as it was typed; XML takes a carriage return for a line end."""
    return isinstance(value, str) and value.replace("\r", "\n") == payload.replace("\r", "\n")


def test_every_sheet_holds_what_people_typed(standing_world: World, browsers: dict[str, Client]) -> None:
    spoil(standing_world, "chữ gõ vào")

    empty = []
    for name, content in sheets_of(standing_world, browsers).items():
        book = load_workbook(io.BytesIO(content))
        assert book.active
        typed = any(
            "chữ gõ vào" in str(cell).lower() for row in book.active.iter_rows(values_only=True) for cell in row
        )
        empty += [] if typed else [name]

    assert empty == NOT_TYPED


def test_every_list_leads_to_its_sheet(standing_world: World, browsers: dict[str, Client]) -> None:
    """A page that turns leaves, and the few lists that stand on one: “Tải Excel” is beside them."""
    tell_everybody("Có việc mới.")
    lists, without = 0, []
    for name in KNOWN:
        if not allowed(name, "get") or name == "account_logout":
            continue
        page = browsers[opener_of(name)].get(address_of(name, standing_world))
        if name in ON_ONE_PAGE or (page.context and isinstance(page.context.get("page"), Page)):
            lists += 1
            sheets = [
                link for link in re.findall(r'(?:href|action)="([^"?]+)', page.content.decode()) if is_sheet(link)
            ]
            without += [] if sheets or name in IN_NO_FILE else [name]

    assert without == []
    assert lists > 12


def is_sheet(link: str) -> bool:
    return link.startswith("/") and not link.startswith("/static/") and resolve(link).view_name in SHEETS_OF_LISTS


def parts_of(content: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return [package.read(name) for name in package.namelist()]
