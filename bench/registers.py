"""The register of a city: its members poured into the cells, with flaws, pairs and history; and its pages.

At size 1: 243,544 members (`bench/people`), one change each, a flaw for every eighth, 1,000 pairs to look at, 2,000
words of cells; every cell has its code, and a campaign asks for what is wrong.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from bench.people.persons import persons
from bench.pouring import Row, count_on, moment, pour
from nennep.accounts.models import User
from nennep.lib.ordering import name_key
from nennep.lib.text import fold
from nennep.members.actions.ahead import count_units_ahead
from nennep.members.actions.campaigning import CampaignFacts, start_campaign
from nennep.members.actions.checking import mark_refused
from nennep.members.actions.counting import count_cells
from nennep.members.fields import kept_fields
from nennep.members.models import (
    Basis,
    Campaign,
    CampaignCell,
    Change,
    Flaw,
    Member,
    Membership,
    Stay,
    Suggestion,
    Twins,
)
from nennep.members.sealing import mark, seal
from nennep.organisation.models import Grant, Unit
from nennep.organisation.rules import Role, UnitKind

if TYPE_CHECKING:
    from bench.pages import Visit

MEMBERS, SEED, FLAWED, PAIRS, WORDS = 243_544, 7, 8, 1_000, 2_000
START, END = date(2025, 1, 1), date(2035, 12, 31)
MEMBER = (
    *("id", "name", "folded_name", "sort_key", "sex", "dob", "card12", "admission", "official", "education"),
    *("sealed", "id12_mark", "cell", "standing", "listed"),
)
FLAWS = (("cccd_birth", "id12", "error"), ("missing", "card12", "warning"), ("missing", "id12", "error"))
FLAW = ("member", "cell", "rule", "field", "severity", "message", "kind", "file", "found_at")
CELL, OFFICIAL = MEMBER.index("cell"), MEMBER.index("official")
SEALED = ("id12", "phone", "ethnic", "religion")


@dataclass(frozen=True)
class Register:
    organiser: User  # of the whole
    branch: User  # organiser of one committee directly below
    committee: Unit
    member: Member
    campaign: Campaign
    part: CampaignCell  # of the campaign, with the most members to ask about


@transaction.atomic  # each row would wait for the disk otherwise
def fill(root: Unit, size: float) -> Register:
    organiser, branch = (User.objects.create(username=name, full_name=name, password="!") for name in ("tc", "cs"))
    committee = Unit.objects.filter(parent=root, kind=UnitKind.COMMITTEE).order_by("path")[0]
    for person, unit in ((organiser, root), (branch, committee)):
        Grant.objects.create(user=person, role=Role.ORGANISER, unit=unit, subtree=True, starts=START, ends=END)
    basis = Basis.objects.create(
        paper="Quyết định số 12-QĐ/ĐU", issuer="Ban Thường vụ", issued_on=START, purpose="Quản lý đảng viên",
        keeper="Trưởng ban Tổ chức", fields=list(kept_fields()), recorded_by=organiser,
    )  # fmt: skip
    cells = coded(list(Unit.objects.filter(kind=UnitKind.CELL).order_by("path")))
    people = list(rows(max(len(cells), round(MEMBERS * size)), cells))
    pour(Member, MEMBER, people)
    pour_past(people, organiser.pk)
    pour_work(people, organiser.pk, size)
    count_on(Member)
    mark_refused(Member.objects.all(), basis)
    count_cells(cells)
    count_units_ahead()
    asked = CampaignFacts("Đợt tháng 11", root, timezone.localdate(), END, tuple({rule for rule, *_others in FLAWS}))
    campaign = start_campaign(asked, by=organiser)
    part = campaign.parts.order_by("-at_start", "pk")[0]
    return Register(organiser, branch, committee, Member.objects.order_by("pk")[0], campaign, part)


def coded(cells: list[Unit]) -> list[int]:
    """Each with a code as the national database gives them: without one no member of it could be handed over."""
    for n, cell in enumerate(cells):
        cell.code = f"31.001.001.{n // 999:03}.{n % 999 + 1:03}"
    Unit.objects.bulk_update(cells, ["code"], batch_size=500)
    return [cell.pk for cell in cells]


def rows(count: int, cells: Sequence[int]) -> Iterator[Row]:
    """Sealed as the register seals them, to the public id that the pouring gives."""
    table = persons(count, SEED, 1)
    for n, one in enumerate(table.iter_rows(named=True), 1):
        name = " ".join(filter(None, (one["family"], one["middle"], one["given"])))
        sealed = {key: seal(f"{n:012}", key, one[key]) for key in SEALED}
        days = (one["dob"].isoformat(), one["admission"].isoformat(), one["official"].isoformat())
        yield (
            *(n, name, fold(name), name_key(name), one["sex"], days[0], one["card12"], *days[1:], one["degree"]),
            *(json.dumps(sealed), mark("id12", one["id12"]), cells[n * len(cells) // (count + 1)], "official", 1),
        )


def pour_past(people: Sequence[Row], by: int) -> None:
    """Where each of them has been since the official day, and the list by which they came."""
    said = json.dumps({"name": ["", "…"]})
    at = moment(START)
    pour(Stay, ("member", "cell", "starts"), ((one[0], one[CELL], one[OFFICIAL]) for one in people))
    pour(Membership, ("member", "standing", "starts"), ((one[0], "official", one[OFFICIAL]) for one in people))
    changes = ((one[0], by, "import", "danh-sach.xlsx · dòng 12", said, 1, at) for one in people)
    pour(Change, ("member", "by", "kind", "source", "values", "made", "at"), changes)


def pour_work(people: Sequence[Row], by: int, size: float) -> None:
    at = moment(START)
    flaws = (
        (one[0], one[CELL], *FLAWS[n % len(FLAWS)], "Chưa đúng.", "import", "danh-sach.xlsx", at)
        for n, one in enumerate(people[::FLAWED])
    )
    pour(Flaw, FLAW, flaws)
    pairs = ((n, n + 1, "c_look", 5.0 + n % 90 / 10, "[]", at) for n in range(1, 2 * max(1, round(PAIRS * size)), 2))
    pour(Twins, ("one", "other", "found", "weight", "why", "found_at"), pairs)
    words = ((n, json.dumps({"education": "Đại học"}), by, at) for n in range(1, max(2, round(WORDS * size))))
    pour(Suggestion, ("member", "values", "by", "at"), words)


def visits(register: Register) -> "list[Visit]":
    whole, branch, unit = register.organiser, register.branch, register.committee.public_id
    top = register.campaign.unit.public_id
    return [
        ("members", whole, "/members/"),
        ("members, page 300", whole, "/members/?page=300"),
        ("members, words", whole, "/members/?q=thi+lan"),
        ("members, few found", whole, "/members/?q=nguyen+quang+khoi"),
        ("members of a committee", whole, f"/members/?unit={unit}"),
        ("members born 1960–1969, women", whole, "/members/?born_from=1960&born_to=1969&sex=nữ"),
        ("members of an age", whole, "/members/?by=age&band=31-40"),
        ("members of an age, last page", whole, "/members/?by=age&band=31-40&page=99999"),
        ("members of an age in a committee", whole, f"/members/?by=age&band=31-40&unit={unit}"),
        ("members who lack something", whole, "/members/?lacks=anything"),
        ("members who lack something, last page", whole, "/members/?lacks=anything&page=99999"),
        ("members without an education", whole, "/members/?by=education&band=unknown"),
        ("members, last page", whole, "/members/?page=99999"),
        ("members, who keeps a branch", branch, "/members/"),
        ("members of a committee on a past day", whole, f"/members/day/?unit={unit}&on=30/06/2015"),
        ("members on a past day", whole, f"/members/day/?unit={top}&on=30/06/2015"),
        ("a member", whole, f"/members/{register.member.public_id}/"),
        ("words of cells", whole, "/members/suggestions/"),
        ("quality of the register", whole, "/members/quality/"),
        ("quality of a committee", branch, f"/members/quality/?unit={unit}"),
        ("flaws", whole, "/members/quality/flaws/"),
        ("flaws of a rule", whole, "/members/quality/flaws/?rule=cccd_birth"),
        ("where the mistakes came from", whole, "/members/quality/sources/"),
        ("a campaign", whole, f"/members/campaigns/{register.campaign.public_id}/"),
        ("what a campaign asks of a cell", whole, f"/members/campaigns/cells/{register.part.public_id}/"),
        ("pairs that may be one", whole, "/members/twins/"),
        ("pairs, who keeps a branch", branch, "/members/twins/"),
        ("statistics", whole, "/members/statistics/"),
        ("statistics of a committee", branch, "/members/statistics/"),
        ("statistics by education", whole, "/members/statistics/?by=education"),
        ("hand-overs", whole, "/members/handovers/"),
        ("what a hand-over would hold", whole, f"/members/handovers/new/check/?kind=national&unit={top}"),
    ]
