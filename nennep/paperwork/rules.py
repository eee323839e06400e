"""What may stand in the answer cells of a form, and which words of the unit follow from it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from nennep.directives.rules import Verb, figure_of
from nennep.lib.dates import parse_date
from nennep.lib.ids import ALPHABET
from nennep.lib.text import fold, nfc
from nennep.lib.words import say

CODE = 6  # first characters of an assignment's id: what a clerk keys from paper
MOST_PROOFS = 10
LONGEST_PROOF = 300

_CODE = re.compile(rf"[{ALPHABET}]{{{CODE},12}}")
_WRITTEN = re.compile(r"[+-]?(\d+|\d{1,3}(\.\d{3})+)(,\d+)?", re.ASCII)  # 1.250,5
_CELL = re.compile(r"[+-]?\d+\.\d+", re.ASCII)  # a number that a sheet kept as a number
_PERCENT = re.compile(r"(\d{1,3})(?:[.,]0+)?\s*%?", re.ASCII)
_SHARE = re.compile(r"0?[.,]\d+", re.ASCII)  # 60 % as a sheet keeps it: 0.6


class Claim(StrEnum):
    """What a unit says of where it stands."""

    DOING = "doing"
    DONE = "done"
    LATER = "later"
    STUCK = "stuck"


CLAIMS = {  # the words of the form, always Vietnamese: it goes from hand to hand
    Claim.DOING: "Đang thực hiện",
    Claim.DONE: "Đã hoàn thành",
    Claim.LATER: "Xin gia hạn",
    Claim.STUCK: "Vướng khách quan",
}
SPELLINGS = {
    Claim.DOING: ("dang lam", "dang trien khai", "dang thuc hien"),
    Claim.DONE: ("hoan thanh", "xong", "da xong", "da hoan thanh"),
    Claim.LATER: ("gia han", "xin gia han"),
    Claim.STUCK: ("vuong", "vuong khach quan", "khach quan"),
}


@dataclass(frozen=True)
class Heard:
    """One row as the unit filled it in; `faults` are sentences about cells that cannot be read."""

    claim: Claim | None = None
    percent: int | None = None
    figure: Decimal | None = None
    text: str = ""
    day: date | None = None
    proofs: tuple[str, ...] = ()
    until: date | None = None
    reason: str = ""
    faults: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return self == Heard()

    @property
    def has_result(self) -> bool:
        """Something is said of the work itself, not only of its date."""
        return self.percent is not None or self.figure is not None or bool(self.text or self.proofs)

    @property
    def why(self) -> str:
        return self.reason or self.text

    @property
    def verbs(self) -> list[Verb]:
        """The words that follow from the row, in their order."""
        if self.claim == Claim.DONE:
            return [Verb.REPORT]
        asked = [Verb.ASK_EXTENSION] if self.claim == Claim.LATER or self.until else []
        stated = [Verb.STATE_CAUSE] if self.claim == Claim.STUCK else []
        told = self.claim == Claim.DOING or (self.has_result and not (self.is_only_why and (asked or stated)))
        return [*([Verb.PROGRESS] if told else []), *asked, *stated]

    @property
    def is_only_why(self) -> bool:
        """The words are the reason for what is asked, there being no other."""
        return not self.reason and self.percent is None and self.figure is None and not self.proofs


@dataclass
class Reading:
    """Cells read one by one; what cannot be read is remembered, not raised."""

    values: Mapping[str, str]
    faults: list[str] = field(default_factory=list)

    def text(self, name: str) -> str:
        return nfc(self.values.get(name, "")).strip()

    def day(self, name: str) -> date | None:
        text = self.text(name)
        try:
            return parse_date(text) if text else None
        except ValueError as error:
            self.faults.append(str(error))
            return None

    def claim(self) -> Claim | None:
        text = self.text("state")
        plain = " ".join(fold(text).split())
        for claim, spellings in SPELLINGS.items():
            if plain in spellings:
                return claim
        if text:
            known = ", ".join(CLAIMS.values())
            self.faults.append(
                say("Không hiểu trạng thái “{text}”. Hãy ghi một trong: {known}.", text=text, known=known)
            )
        return None

    def percent(self) -> int | None:
        text = self.text("percent")
        if not text:
            return None
        if _SHARE.fullmatch(text) and (share := Decimal(text.replace(",", ".")) * 100) == int(share):
            return int(share)
        found = _PERCENT.fullmatch(text)
        if found and int(found[1]) <= 100:
            return int(found[1])
        self.faults.append(say("Tỷ lệ “{text}” không đọc được. Hãy ghi số nguyên từ 0 đến 100.", text=text))
        return None

    def figure(self) -> Decimal | None:
        text = self.text("figure").replace(" ", "").replace("\u00a0", "")
        if not text:
            return None
        if _WRITTEN.fullmatch(text):
            figure = figure_of(Decimal(text.replace(".", "").replace(",", ".")))
        else:
            figure = figure_of(Decimal(text)) if _CELL.fullmatch(text) else None
        if figure is None:
            self.faults.append(say("Con số “{text}” không đọc được. Hãy viết như 1.250 hoặc 97,5.", text=text))
        return figure

    def proofs(self) -> tuple[str, ...]:
        lines = self.text("proof").replace("\n", ";").split(";")
        named = tuple(line.strip()[:LONGEST_PROOF] for line in lines if line.strip())
        if len(named) > MOST_PROOFS:
            self.faults.append(say("Một dòng ghi nhiều nhất {n} minh chứng.", n=MOST_PROOFS))
        return named[:MOST_PROOFS]


def read_row(values: Mapping[str, str]) -> Heard:
    """The answer cells of one row; an untouched row is `Heard()`."""
    cells = Reading(values)
    heard = Heard(
        claim=cells.claim(),
        percent=cells.percent(),
        figure=cells.figure(),
        text=cells.text("said"),
        day=cells.day("day"),
        proofs=cells.proofs(),
        until=cells.day("until"),
        reason=cells.text("reason"),
    )
    faults = tuple(cells.faults) or tuple(faults_of(heard))
    return Heard(**vars(heard) | {"faults": faults})


def faults_of(heard: Heard) -> list[str]:
    """What the cells say against each other."""
    faults = []
    if heard.claim == Claim.DONE and heard.until:
        faults.append(say("Đã ghi hoàn thành thì không xin gia hạn. Hãy bỏ một trong hai."))
    if heard.claim == Claim.LATER and not heard.until:
        faults.append(say("Xin gia hạn thì phải ghi ngày ở cột “Gia hạn đến”."))
    if Verb.ASK_EXTENSION in heard.verbs and not heard.why:
        faults.append(say("Xin gia hạn thì phải ghi lý do."))
    if heard.claim == Claim.STUCK and not heard.why:
        faults.append(say("Vướng khách quan thì phải ghi lý do."))
    if not heard.verbs and not heard.is_empty:
        faults.append(say("Có ngày hoặc lý do nhưng thiếu trạng thái và kết quả. Hãy chọn trạng thái."))
    return faults


def code_of(public_id: str) -> str:
    """As it is printed: k7pm2x."""
    return public_id[:CODE]


def read_code(typed: str) -> str:
    """A code or a whole id as a person types it; empty when it can be none."""
    plain = re.sub(r"[\s.\-]", "", typed).lower()
    return plain if _CODE.fullmatch(plain) else ""
