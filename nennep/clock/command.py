"""`nennep deadline START N working|calendar|months`: the date and its counting, with the shipped calendar."""

import json
import sys
from collections.abc import Sequence
from datetime import date

from nennep.clock.counting import Counted, count
from nennep.clock.limits import Limit, Unit, refused
from nennep.clock.wording import named
from nennep.lib.dates import parse_date
from nennep.lib.decided import still_open
from nennep.lib.errors import RuleBroken
from nennep.lib.usage import Parser
from nennep.lib.workdays import WorkCalendar, standard_calendar

NOT_COUNTED = 2  # exit status
FIRST_YEAR, LAST_YEAR = 2000, 2100  # of the shipped calendar
FEWEST_A_YEAR = {Unit.WORKING: 200, Unit.CALENDAR: 365, Unit.MONTHS: 12}


def main(argv: Sequence[str]) -> int:
    """Exit status 0, or 2 with one sentence on stderr when nothing can be counted."""
    asked = _parser().parse_args(list(argv))
    try:
        start, limit = parse_date(asked.start), Limit(_number(asked.n), Unit(asked.unit), asked.shift_off_days)
        counted = count(start, limit, _calendar(start, limit))
    except (RuleBroken, ValueError) as problem:
        print(problem, file=sys.stderr)
        return NOT_COUNTED
    words = [*counted.words(), *still_open(counted.start, counted.end)]
    print(_as_json(counted, words) if asked.json else "\n".join([named(counted.end), "", *words]))
    return 0


def _parser() -> Parser:
    parser = Parser(
        prog="nennep deadline",
        description="Tính một thời hạn và nói rõ cách tính, theo lịch có sẵn; ngày bắt đầu không tính.",
    )
    parser.add_argument("start", metavar="START", help="ngày bắt đầu: 25/06/2026 hoặc 2026-06-25")
    parser.add_argument("n", metavar="N", help="bao nhiêu ngày hay tháng")
    parser.add_argument("unit", choices=[unit.value for unit in Unit], help="ngày làm việc, ngày liền nhau, hay tháng")
    parser.add_argument(
        "--shift-off-days", action="store_true", help="hết hạn vào ngày nghỉ thì chuyển sang ngày làm việc kế tiếp"
    )
    parser.add_argument("--json", action="store_true", help="in kết quả cho máy đọc")
    return parser


def _number(written: str) -> int:
    if not (written.isascii() and written.isdecimal()):
        raise refused("“{written}” không phải một số nguyên dương. Hãy viết như 30.", written=written)
    return int(written)


def _calendar(start: date, limit: Limit) -> WorkCalendar:
    """The years that the counting can reach."""
    last = start.year + limit.n // FEWEST_A_YEAR[limit.unit] + 1
    if not FIRST_YEAR <= start.year <= last - 1 <= LAST_YEAR:
        raise refused("Lịch có sẵn chỉ gồm các năm {first}–{last}.", first=FIRST_YEAR, last=LAST_YEAR)
    return standard_calendar(start.year, last)


def _as_json(counted: Counted, words: list[str]) -> str:
    shown = {
        "start": counted.start.isoformat(),
        "n": counted.limit.n,
        "unit": counted.limit.unit.value,
        "shift_off_days": counted.limit.shift_off_days,
        "end": counted.end.isoformat(),
        "skipped": [{"day": day.isoformat(), "reason": reason} for day, reason in counted.skipped],
        "moved_from": counted.moved_from.isoformat() if counted.moved_from else None,
        "words": words,
    }
    return json.dumps(shown, ensure_ascii=False, indent=2)
