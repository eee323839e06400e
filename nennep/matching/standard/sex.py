"""Sex: `nam` or `nữ`."""

from nennep.lib.text import fold
from nennep.matching.model import Standard
from nennep.matching.standard.cleaning import MALFORMED, MISSING, says_nothing

MAN, WOMAN = "nam", "nữ"
LETTERS = "viết chữ thường"
MEANT = "ghi theo nam, nữ"
MARKED = "ghi theo cột có dấu"

_MEN = frozenset(("nam", "trai", "ong", "m", "male", "man", "mr", "nam gioi", "gioi tinh nam", "con trai"))
_WOMEN = frozenset(
    ("nu", "gai", "ba", "co", "f", "female", "woman", "mrs", "ms", "nu gioi", "phu nu", "gioi tinh nu", "con gai")
)
_MARKS = frozenset(("x", "xx", "v", "1", "co", "*", "+", "✓", "✔", "√", "true", "r", "ü", "þ"))

_NO_MARKS = frozenset(("", "0", "o", "false", "khong", "k"))


def standard_sex(text: str, heading: str = "") -> Standard:
    """Under a heading that names one sex ("Nữ") a mark says it, and a blank the other; figures alone are ambiguous."""
    said = fold(text).strip(" .,;:'\"()/-")
    headed = _headed(heading)
    if headed and (said in _MARKS or text.strip() in _MARKS):
        return Standard(headed, MARKED)
    if headed and said in _NO_MARKS:
        return Standard(WOMAN if headed == MAN else MAN, MARKED)
    sex = MAN if said in _MEN else WOMAN if said in _WOMEN else None
    if sex is None:
        return Standard(None, fault=MISSING if says_nothing(text) and said not in ("0", "x") else MALFORMED)
    if text == sex:
        return Standard(sex)
    return Standard(sex, LETTERS if text.lower() == sex else MEANT)


def names_one_sex(heading: str) -> bool:
    return _headed(heading) is not None


def is_mark(text: str) -> bool:
    said = fold(text).strip(" .,;:'\"()/-")
    return said in _MARKS or said in _NO_MARKS or text.strip() in _MARKS


def _headed(heading: str) -> str | None:
    words = set(fold(heading).replace("/", " ").split())
    if ("nam" in words) == ("nu" in words):
        return None
    return MAN if "nam" in words else WOMAN
