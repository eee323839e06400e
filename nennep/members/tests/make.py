"""Builders of the register: opened on an invented paper, with invented people."""

from datetime import date
from typing import TYPE_CHECKING

from nennep.members.actions.basis import BasisFacts, open_register
from nennep.members.actions.people import Newcomer, add_member
from nennep.members.fields import kept_fields
from nennep.members.models import Basis, Member
from nennep.members.rules import Standing
from nennep.organisation.models import Unit

if TYPE_CHECKING:
    from nennep.accounts.models import User

LAN = {
    "name": "Đặng Thị Mai Lan",
    "sex": "nữ",
    "dob": "1970-05-12",
    "id12": "031170004821",
    "card12": "031012345678",
    "admission": "1995-02-03",
    "official": "1996-02-03",
    "phone": "0912345678",
    "ethnic": "Kinh",
    "residence": "Phường Lê Chân, Hải Phòng",
}


def make_basis(by: "User", *without: str) -> Basis:
    fields = tuple(key for key in kept_fields() if key not in without)
    facts = BasisFacts(
        paper="Quyết định số 12-QĐ/ĐU",
        issuer="Ban Thường vụ Đảng ủy",
        issued_on=date(2026, 3, 2),
        purpose="Quản lý đảng viên của Đảng bộ",
        keeper="Trưởng ban Tổ chức",
        fields=fields,
    )
    return open_register(facts, by=by)


def make_member(cell: Unit, by: "User", standing: Standing = Standing.OFFICIAL, **values: str) -> Member:
    """Lan, unless told otherwise; the register must be open."""
    return add_member(Newcomer(LAN | values, cell, standing), by=by)
