"""The sample committee's register: opened on an invented paper, with invented people, some of them ill recorded."""

import random
from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from nennep.accounts.models import User
from nennep.members.actions.basis import BasisFacts, open_register
from nennep.members.actions.importing import Arrival, write_arrivals
from nennep.members.fields import kept_fields
from nennep.members.rules import Standing, first_standing
from nennep.organisation.models import Unit
from nennep.organisation.rules import Role, UnitKind

SEED = 19
SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Vũ", "Đặng", "Bùi", "Đỗ", "Hoàng", "Ngô", "Đoàn", "Mạc")
MEN = (("Văn", "Quang", "Đức", "Hữu", "Minh"), ("Hải", "Hùng", "Dũng", "Thắng", "Sơn", "Khải", "Phong", "Tuấn"))
WOMEN = (("Thị", "Ngọc", "Thu", "Hồng", "Bích"), ("Lan", "Hương", "Thơm", "Ngân", "Yến", "Hạnh", "Thảo", "Dung"))
EDUCATIONS = ("12/12", "Trung cấp", "Đại học", "Đại học", "Thạc sĩ")
WARDS = ("Phường Lê Chân, Hải Phòng", "Phường Hồng Bàng, Hải Phòng", "Xã An Dương, Hải Phòng")
IN_A_CELL = 8
SOURCE = "Danh sách chi bộ {cell}, nhập lần đầu"


def keep_register(root: Unit) -> None:
    organiser = User.objects.filter(grants__role=Role.ORGANISER).order_by("pk")[0]
    today = timezone.localdate()
    open_register(
        BasisFacts(
            paper="Quyết định số 12-QĐ/ĐU",
            issuer=f"Ban Thường vụ {root.name}",
            issued_on=today.replace(month=1, day=15),
            purpose="Quản lý đảng viên của Đảng bộ, đối chiếu trước khi cập nhật cơ sở dữ liệu đảng viên.",
            keeper="Trưởng ban Tổ chức",
            fields=tuple(kept_fields()),
        ),
        by=organiser,
    )
    dice = random.Random(SEED)  # noqa: S311 -- a sample, the same one each time
    cells = list(Unit.objects.within([root.path]).filter(kind=UnitKind.CELL).order_by("path"))
    write_arrivals(list(people(cells, today, dice)), None, by=organiser)


def people(cells: list[Unit], today: date, dice: random.Random) -> Iterator[Arrival]:
    for cell in cells:
        for _n in range(dice.randint(IN_A_CELL // 2, IN_A_CELL)):
            values = person(today, dice)
            standing = first_standing(values.get("official", ""), values["admission"], today)
            if standing is Standing.OFFICIAL and dice.random() < 0.06:
                standing = Standing.EXEMPT
            yield Arrival(values, cell, standing, SOURCE.format(cell=cell.label)[:300])


def person(today: date, dice: random.Random) -> dict[str, str]:
    woman = dice.random() < 0.45
    middles, givens = WOMEN if woman else MEN
    born = date(today.year - dice.randint(24, 78), dice.randint(1, 12), dice.randint(1, 28))
    joined = date(
        born.year + dice.randint(20, min(40, today.year - born.year)), dice.randint(1, 10), dice.randint(1, 28)
    )
    century = (0 if born.year < 2000 else 2) + woman
    values = {
        "name": f"{dice.choice(SURNAMES)} {dice.choice(middles)} {dice.choice(givens)}",
        "sex": "nữ" if woman else "nam",
        "dob": born.isoformat(),
        "id12": f"031{century}{born.year % 100:02}{dice.randrange(10**6):06}",
        "card12": f"0310{dice.randrange(10**8):08}",
        "admission": joined.isoformat(),
        "official": joined.replace(year=joined.year + 1).isoformat(),
        "phone": f"09{dice.randrange(10**8):08}",
        "ethnic": "Kinh",
        "religion": "Không",
        "education": dice.choice(EDUCATIONS),
        "residence": dice.choice(WARDS),
    }
    if joined.year >= today.year:
        values |= {"admission": joined.replace(year=today.year).isoformat(), "official": ""}
    return spoiled(values, dice)


def spoiled(values: dict[str, str], dice: random.Random) -> dict[str, str]:
    """Every fifth or so, as lists are: a year alone, no number, a number that contradicts, an early official day."""
    kind = dice.randrange(24)
    if kind == 0:
        values["dob"] = values["dob"][:4]
    elif kind == 1:
        values["id12"] = ""
    elif kind == 2:
        values["id12"] = values["id12"][:3] + str((int(values["id12"][3]) + 1) % 4) + values["id12"][4:]
    elif kind == 3 and values["official"]:
        values["official"] = values["admission"]
    elif kind == 4:
        values["phone"] = values["card12"] = ""
    return values
