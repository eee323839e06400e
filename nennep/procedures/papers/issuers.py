"""Who issues a paper of a case, as far as the tree tells; the rest is left to be written."""

from dataclasses import dataclass
from datetime import date

from nennep.organisation.models import Office, Unit
from nennep.organisation.rules import SEGMENT, UnitKind
from nennep.procedures.catalogue.templates import BLANK
from nennep.writing.content import Signature
from nennep.writing.layout import Style, layout_for


@dataclass(frozen=True)
class Issuer:
    superior: str
    name: str
    symbol: str
    archive: str
    authority: str
    position: str

    @property
    def signature(self) -> Signature:
        return Signature(self.authority, self.position, BLANK)


def issuer_of(kind: str, unit: Unit, day: date) -> Issuer:
    office = Office.objects.get()
    if kind == "agency":
        return of_agency(unit, day)
    if kind == "inspection":
        archive, body = "Lưu Cơ quan Ủy ban Kiểm tra", "T/M ỦY BAN KIỂM TRA"
        return Issuer(office.name, "Ủy ban Kiểm tra", "UBKT", archive, body, "CHỦ NHIỆM")
    chain = chain_of(unit)
    above = [each for each in chain if each.kind == UnitKind.COMMITTEE]
    if kind == "cell":
        name = unit.name if unit.kind == UnitKind.CELL else f"Chi bộ {BLANK}"
        over = next((each for each in above if each != unit), None)
        superior = as_body(over.name, "Đảng bộ") if over else ""
        return Issuer(superior, name, "CB", "Lưu chi bộ", "T/M CHI BỘ", "BÍ THƯ")
    if kind == "standing" or not above or above[0].pk == office.root_id:
        body = "T/M BAN THƯỜNG VỤ" if kind == "standing" else "T/M ĐẢNG ỦY"
        return Issuer(office.superior, office.name, office.symbol or BLANK, "Lưu Văn phòng", body, "BÍ THƯ")
    superior = as_body(above[1].name, "Đảng bộ") if len(above) > 1 else office.superior
    return Issuer(superior, as_body(above[0].name, "Đảng ủy"), "ĐU", "Lưu Văn phòng", "T/M ĐẢNG ỦY", "BÍ THƯ")


def of_agency(unit: Unit, day: date) -> Issuer:
    """A State document is that of an agency; for cases of another unit its name is to be written."""
    name = unit.name if unit.kind == UnitKind.AGENCY else f"Cơ quan {BLANK}"
    symbols = layout_for(Style.STATE, day).issuer_symbols(name)
    return Issuer("", name, symbols[0] if symbols else BLANK, "Lưu: VT", "", "THỦ TRƯỞNG CƠ QUAN")


def chain_of(unit: Unit) -> list[Unit]:
    """The unit and those above it, the nearest first."""
    step = SEGMENT + 1
    paths = [unit.path[:end] for end in range(step, len(unit.path) + 1, step)]
    return list(Unit.objects.filter(path__in=paths).order_by("-path"))


def above(unit: Unit) -> str:
    """The committee to which the unit reports; empty where the tree knows none."""
    over = next((each for each in chain_of(unit) if each.kind == UnitKind.COMMITTEE and each.pk != unit.pk), None)
    return as_body(over.name, "Đảng ủy") if over else ""


def as_body(name: str, body: str) -> str:
    """A “đảng bộ” issues as its “đảng ủy”, and stands above its units as the “đảng bộ”."""
    other = {"Đảng bộ": "Đảng ủy", "Đảng ủy": "Đảng bộ"}[body]
    return f"{body}{name.removeprefix(other)}" if name.startswith(f"{other} ") else name
