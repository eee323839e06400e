"""Identity numbers, cards and telephones: their figures, as many as there must be."""

from dataclasses import dataclass

from nennep.matching.model import Standard


@dataclass(frozen=True, slots=True)
class Ids:
    """A cell of "CMND/CCCD" may hold either number or both."""

    id12: str | None = None
    id9: str | None = None
    rule: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Cards:
    """`card` by QĐ 85 is written `30.012345`."""

    card: str | None = None
    card12: str | None = None
    rule: str = ""
    fault: str = ""


def standard_ids(text: str) -> Ids:
    raise NotImplementedError


def check_id12(id12: str, sex: str | None, dob: str | None) -> list[str]:
    """Where the number contradicts sex or birth date (ISO, cut or not): "cccd_birth", "cccd_sex"."""
    raise NotImplementedError


def loose_number(text: str) -> str:
    """What linking compares even where the number is malformed: figures and capitals in ASCII, "" without any."""
    raise NotImplementedError


def standard_card(text: str) -> Cards:
    raise NotImplementedError


def standard_phone(text: str) -> Standard:
    raise NotImplementedError
