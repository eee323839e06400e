"""New members of the sample committee: two years of invented people on the road, and the year's target."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from nennep.accounts.models import User
from nennep.candidates.actions.allotting import Allotment, allot
from nennep.candidates.actions.keeping import Facts, add_candidate, stop
from nennep.candidates.actions.recording import Told
from nennep.candidates.rules import ORDER, Stage, add_months
from nennep.notices.models import Notice
from nennep.organisation.models import Unit
from nennep.organisation.rules import Role, UnitKind

SEED = 27
SURNAMES = ("Lương", "Quách", "Đinh", "Tạ", "Phùng", "Kiều", "Lại", "Giáp", "Bành", "Ông", "Tiêu", "Khúc")
MIDDLES = ("Thảo", "Gia", "Nhật", "Khánh", "Minh", "Hải", "Thanh", "Bảo", "Ngọc", "Quang")
GIVEN = ("Vy", "Bảo", "Nguyên", "Linh", "Đăng", "Trà", "Sơn", "Diệp", "Khôi", "Thư", "Lâm", "Uyên")
BEFORE_CEREMONY = (400, 290, 170, 95, 52, 19)  # days from each stage, as the sample's cells take them
ADMITTED, ON_THE_ROAD, LEFT = 52, 30, 7
TARGET = 36


@dataclass(frozen=True)
class Person:
    facts: Facts
    steps: list[Told]


def grow(root: Unit) -> None:
    organiser = User.objects.filter(grants__role=Role.ORGANISER).order_by("pk")[0]
    dice = random.Random(SEED)  # noqa: S311 -- a sample, the same one each time
    cells = list(Unit.objects.within([root.path]).filter(kind=UnitKind.CELL).order_by("path"))
    set_target(root, organiser)
    for person in people(cells, dice):
        add_candidate(person.facts, person.steps, by=organiser)
    for person in people_who_left(cells, dice):
        left = add_candidate(person.facts, person.steps, by=organiser)
        stop(left, "chuyển công tác về nơi khác", left.since + timedelta(days=30), by=organiser)
    Notice.objects.filter(kind="growth.allotted").delete()  # old news


def set_target(root: Unit, organiser: User) -> None:
    below = [unit for unit in Unit.objects.filter(parent=root).order_by("path") if unit.member_count]
    members = sum(unit.member_count for unit in below)
    shares = {unit.public_id: TARGET * unit.member_count // members for unit in below}
    year = timezone.localdate().year
    allot(Allotment(root, year, shares, TARGET, sets_own=True, reason="Nghị quyết năm của Đảng ủy"), by=organiser)


def people(cells: list[Unit], dice: random.Random) -> Iterator[Person]:
    today = timezone.localdate()
    for _n in range(ADMITTED):
        ceremony = today - timedelta(days=dice.randint(25, 690))
        steps = [*road_to(ceremony, dice), Told(Stage.ADMITTED, ceremony), *recognition(ceremony, today, dice)]
        yield Person(facts(cells, dice), steps)
    for n in range(ON_THE_ROAD):
        stage = n % len(BEFORE_CEREMONY)
        ceremony = today + timedelta(days=dice.randint(5, 5 + BEFORE_CEREMONY[stage] // 2))
        yield Person(facts(cells, dice), [told for told in road_to(ceremony, dice)[: stage + 1] if told.day < today])


def people_who_left(cells: list[Unit], dice: random.Random) -> Iterator[Person]:
    for _n in range(LEFT):
        ceremony = timezone.localdate() - timedelta(days=dice.randint(0, 100))
        yield Person(facts(cells, dice), road_to(ceremony, dice)[: dice.randint(1, 3)])


def road_to(ceremony: date, dice: random.Random) -> list[Told]:
    """Each stage before the ceremony, in order, some days sooner or later than usual."""
    days = [ceremony - timedelta(days=usual + dice.randint(-6, 6)) for usual in BEFORE_CEREMONY]
    return [Told(stage, day) for stage, day in zip(ORDER, days, strict=False)]


def recognition(ceremony: date, today: date, dice: random.Random) -> Iterator[Told]:
    """The cell speaks some weeks after the twelve months; of a few it has not spoken yet."""
    proposed = add_months(ceremony, 12) + timedelta(days=dice.randint(5, 50))
    if proposed + timedelta(days=20) < today:
        yield Told(Stage.PROPOSED, proposed)
        yield Told(Stage.OFFICIAL, proposed + timedelta(days=20))


def facts(cells: list[Unit], dice: random.Random) -> Facts:
    name = f"{dice.choice(SURNAMES)} {dice.choice(MIDDLES)} {dice.choice(GIVEN)}"
    year = timezone.localdate().year - dice.randint(21, 42)
    return Facts(dice.choice(cells), name, year, dice.choice(("male", "female")), dice.choice(("youth", "trade_union")))
