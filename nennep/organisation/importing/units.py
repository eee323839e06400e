"""Judging the rows of units. An empty cell leaves what is there; a unit is never moved by a file."""

from dataclasses import dataclass, field

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from nennep.imports.rules import Judged, Row, Verdict
from nennep.lib.dates import parse_date
from nennep.lib.text import fold
from nennep.organisation.importing.columns import HEADINGS, UNITS
from nennep.organisation.importing.known import Known, likeness_key
from nennep.organisation.labels import KINDS
from nennep.organisation.models import Unit
from nennep.organisation.naming import likeness
from nennep.organisation.rules import UnitKind

ALIKE = 0.85
LENGTHS = {"name": 250, "short_name": 120, "code": 30, "phone": 60, "email": 254, "contact_name": 120}
COMPARED = ("code", "name", "short_name", "kind", "phone", "email", "contact_name", "member_count")
# Words for kinds as offices write them, and the beginnings of names from which a kind is guessed; folded.
KIND_WORDS = {
    UnitKind.COMMITTEE: ("dang uy", "dang bo", "dang bo co so", "dang uy co so", "dang bo bo phan"),
    UnitKind.CELL: ("chi bo", "chi bo co so", "chi bo truc thuoc"),
    UnitKind.INSPECTION: ("uy ban kiem tra", "ubkt"),
    UnitKind.BOARD: ("ban", "ban dang"),
    UnitKind.OFFICE: ("van phong",),
    UnitKind.MASS: ("doan the", "to chuc chinh tri xa hoi", "doan", "hoi", "cong doan", "mat tran"),
    UnitKind.AGENCY: ("co quan", "don vi", "so", "trung tam", "truong"),
}


@dataclass
class UnitJudge:
    known: Known
    seen: dict[str, int] = field(default_factory=dict)  # what it is → the row that said so first

    def judge(self, row: Row) -> Judged:
        wrong = mistakes(row)
        if wrong:
            return Judged(row, Verdict.WRONG, tuple(wrong))
        found = self.known.candidates(row)
        same = (
            f"unit:{found[0].pk}" if found else f"new:{fold(row.values['name'])}:{fold(row.values.get('parent', ''))}"
        )
        if self.seen.setdefault(same, row.number) != row.number:
            return Judged(row, Verdict.DOUBTFUL, (_("Trùng với dòng %(row)s.") % {"row": self.seen[same]},))
        if len(found) > 1:
            return Judged(
                row,
                Verdict.DOUBTFUL,
                (_("Có %(n)s đơn vị cùng tên. Hãy ghi mã, hoặc đơn vị cấp trên.") % {"n": len(found)},),
            )
        return self.existing(row, found[0]) if found else self.new(row)

    def existing(self, row: Row, unit: Unit) -> Judged:
        if not unit.stands_on(timezone.localdate()):
            return Judged(
                row,
                Verdict.DOUBTFUL,
                (_("%(unit)s đã kết thúc hoạt động.") % {"unit": unit.name},),
                thing=unit.public_id,
            )
        above = row.values.get("parent", "")
        if above and unit.parent not in self.known.units_called(above):
            now = unit.parent.name if unit.parent else _("không đơn vị nào")
            said = _("Đang trực thuộc %(now)s. Muốn chuyển, dùng “Chuyển sang cấp trên khác” ở trang của đơn vị.") % {
                "now": now
            }
            return Judged(row, Verdict.DOUBTFUL, (said,), thing=unit.public_id)
        changes = changes_of(row, unit)
        verdict = Verdict.CHANGED if changes else Verdict.SAME
        return Judged(
            row, verdict, changes={HEADINGS[UNITS, name]: pair for name, pair in changes.items()}, thing=unit.public_id
        )

    def new(self, row: Row) -> Judged:
        above = row.values.get("parent", "")
        if above and not self.known.expects(above):
            living = [unit for unit in self.known.units_called(above) if unit.stands_on(timezone.localdate())]
            if len(living) != 1:
                said = (
                    _("Có %(n)s đơn vị cấp trên tên “%(name)s”.") % {"n": len(living), "name": above}
                    if living
                    else _("Không thấy đơn vị cấp trên “%(name)s”.") % {"name": above}
                )
                return Judged(row, Verdict.WRONG, (said,))
        if self.in_circle(row):
            return Judged(row, Verdict.WRONG, (_("Các dòng chỉ cấp trên của nhau thành vòng tròn."),))
        if alike := self.alike(row):
            said = _(
                "Gần giống “%(name)s” đang có. Nếu là một, hãy ghi đúng tên hoặc mã; nếu khác, hãy ghi mã riêng."
            ) % {"name": alike.name}
            return Judged(row, Verdict.DOUBTFUL, (said,))
        return Judged(row, Verdict.NEW)

    def in_circle(self, row: Row) -> bool:
        passed: set[int] = set()
        while row.values.get("parent") and (above := self.known.new_units.get(fold(row.values["parent"]))):
            if row.number in passed:
                return True
            passed.add(row.number)
            row = above[0]
        return False

    def alike(self, row: Row) -> Unit | None:
        if row.values.get("code"):
            return None
        name = fold(row.values["name"])
        near = self.known.likes.get(likeness_key(name), [])
        return next((unit for other, unit in near if other != name and likeness(name, other) >= ALIKE), None)


def mistakes(row: Row) -> list[str]:
    said = row.values
    found = [] if said.get("name") else [_("Thiếu tên đơn vị.")]
    found += [
        _("%(column)s dài quá %(most)s chữ.") % {"column": HEADINGS[UNITS, name], "most": most}
        for name, most in LENGTHS.items()
        if len(said.get(name, "")) > most
    ]
    if said.get("kind") and not kind_of(said["kind"]):
        found.append(
            _("Không hiểu loại “%(words)s”. Các loại: %(kinds)s.")
            % {"words": said["kind"], "kinds": ", ".join(str(word) for _, word in KINDS)}
        )
    if said.get("member_count") and whole_number(said["member_count"]) is None:
        found.append(_("Số đảng viên “%(words)s” không phải là số.") % {"words": said["member_count"]})
    try:
        if said.get("email"):
            validate_email(said["email"])
        if said.get("valid_from"):
            parse_date(said["valid_from"])
    except ValidationError:
        found.append(_("Thư điện tử “%(words)s” không đúng dạng.") % {"words": said["email"]})
    except ValueError as error:
        found.append(str(error))
    return found


def changes_of(row: Row, unit: Unit) -> dict[str, tuple[str, str]]:
    """Field → before, after, for the cells that say something else."""
    changes = {}
    for name in COMPARED:
        said = row.values.get(name, "")
        before, after = shown(name, getattr(unit, name)), shown(name, read(name, said)) if said else ""
        if said and before != after:
            changes[name] = (before, after)
    return changes


def read(name: str, said: str) -> str | int:
    if name == "kind":
        return kind_of(said) or ""
    return (whole_number(said) or 0) if name == "member_count" else said


def shown(name: str, value: str | int) -> str:
    return next((str(word) for kind, word in KINDS if name == "kind" and kind == value), str(value))


def kind_of(words: str) -> UnitKind | None:
    """The office's own word in any of its languages, or one of those met elsewhere."""
    plain = fold(words.replace("–", " ").replace("-", " "))
    for language, _name in settings.LANGUAGES:
        with override(language):
            for kind, word in KINDS:
                if plain in (fold(str(word).replace("–", " ")), kind):
                    return UnitKind(kind)
    return next((kind for kind, known in KIND_WORDS.items() if plain in known), None)


def guessed_kind(name: str) -> UnitKind:
    plain = f"{fold(name)} "
    return next(
        (kind for kind, known in KIND_WORDS.items() if plain.startswith(tuple(f"{word} " for word in known))),
        UnitKind.AGENCY,
    )


def whole_number(text: str) -> int | None:
    digits = text.replace(".", "").replace(" ", "").replace("\u00a0", "")
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 8 else None
