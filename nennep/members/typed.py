"""A value as somebody typed it, as the register keeps it: by the same functions that clean whole lists."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from nennep.lib.words import say
from nennep.matching.fields import Field
from nennep.matching.standard.cleaning import MISSING
from nennep.matching.standard.dates import standard_date
from nennep.matching.standard.names import standard_name
from nennep.matching.standard.numbers import standard_card, standard_ids, standard_phone
from nennep.matching.standard.places import Places
from nennep.matching.standard.sex import standard_sex
from nennep.matching.standard.words import standard_education, standard_ethnic, standard_religion
from nennep.members.fields import kept_fields

FORMS = {
    "day": "Viết ngày dạng 25/06/1970, 06/1970 hoặc 1970.",
    "id12": "Số định danh cá nhân có 12 chữ số.",
    "id9": "Số chứng minh nhân dân có 9 chữ số.",
    "card12": "Số thẻ đảng viên có 12 chữ số.",
    "card": "Số thẻ theo Quyết định 85 có dạng 12.345678.",
    "phone": "Số điện thoại có 10 hoặc 11 chữ số.",
    "sex": "Giới tính là nam hoặc nữ.",
    "name": "Tên chỉ gồm chữ.",
}


@dataclass(frozen=True)
class Typed:
    value: str
    fault: str = ""  # a sentence; the value is then as typed


def read_value(key: str, text: str, today: date) -> Typed:
    """Blank is blank: the value is taken away."""
    text = text.strip()
    if not text:
        return Typed("")
    value, fault = _standard(key, text, today)
    if fault == MISSING:
        return Typed("")
    if value is None or fault:
        form = say(FORMS.get("name" if key in ("name", "other_name") else kept_fields()[key].kind, ""))
        return Typed(text, say("“{text}” không dùng được. {form}", text=text, form=form))
    if len(value) > kept_fields()[key].longest:
        return Typed(text, say("Dài quá {most} chữ.", most=kept_fields()[key].longest))
    return Typed(value)


def read_values(texts: Mapping[str, str], today: date) -> tuple[dict[str, str], dict[str, str]]:
    """Field → value, and field → what is wrong with it."""
    read = {key: read_value(key, text, today) for key, text in texts.items()}
    return {key: one.value for key, one in read.items()}, {key: one.fault for key, one in read.items() if one.fault}


def _standard(key: str, text: str, today: date) -> tuple[str | None, str]:
    kind = kept_fields()[key].kind
    if key in ("name", "other_name"):
        name = standard_name(text)
        return name.name, name.fault
    if kind == "day":
        day = standard_date(text, Field(key), today)
        return day.value, day.fault
    if kind in ("id12", "id9"):
        numbers = standard_ids(text)
        return getattr(numbers, kind), numbers.fault
    if kind in ("card12", "card"):
        cards = standard_card(text)
        return getattr(cards, kind), cards.fault
    if kind == "place":
        place = Places.load().standard_place(text)
        return place.text, ""
    plain = {
        "sex": standard_sex,
        "phone": standard_phone,
        "ethnic": standard_ethnic,
        "religion": standard_religion,
        "education": standard_education,
    }[key]
    answer = plain(text)
    return answer.value, answer.fault
