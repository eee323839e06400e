"""Whether a procedure holds together: every sentence names the step and says what to do."""

from collections.abc import Iterable, Iterator, Mapping

from nennep.lib.words import say
from nennep.procedures.catalogue.loading import Problem
from nennep.procedures.catalogue.roads import circle_of, reached_from
from nennep.procedures.catalogue.shape import FIELDS, LIMIT_END, OPENED, Procedure, Result, Step, TimeLimit
from nennep.procedures.catalogue.templates import problems_with, templates

COUNTED = frozenset({"working_day", "calendar_day", "month", "year"})
SHARE, TIMES = frozenset({"share"}), frozenset({"count"})
Units = Mapping[str, str]  # of the known facts, by key


def problems_of(procedure: Procedure, file: str, units: Units) -> list[Problem]:
    found = [
        Problem(file, "", said)
        for said in (*_as_a_whole(procedure), *_ends(procedure, units), *_list(procedure, units))
    ]
    for step in procedure.steps:
        sentences = (
            *_results(step, procedure, units),
            *_limit(step, procedure, units),
            *_vote(step, units),
            *_roster(step, procedure),
            *_apart(step, procedure),
            *(said for paper in step.papers for said in problems_with(paper, procedure, templates())),
        )
        found += [Problem(file, step.key, said) for said in (*sentences, *_lists(step, units))]
    return found or [Problem(file, step, said) for step, said in _roads(procedure)]


def units_wanted(procedure: Procedure, key: str) -> Iterator[tuple[str, frozenset[str]]]:
    """What the procedure does with a figure, and in which units it can; a check only shows it."""
    for step in procedure.steps:
        place = say("bước “{step}”", step=step.name)
        if key in counted_in(step):
            yield place, COUNTED
        if step.vote and key in (step.vote.majority, step.vote.quorum):
            yield place, SHARE
        if any(key in (result.before, result.after) for result in step.results):
            yield place, TIMES
    if any(end.retention == key for end in procedure.ends):
        yield say("thời hạn giữ hồ sơ"), COUNTED


def counted_in(step: Step) -> set[str]:
    """The figures with which the clock of a step may count."""
    found = {step.limit.fact, step.limit.graver} if step.limit else set()
    return (found | {check.limit for check in step.checks}) - {""}


def _as_a_whole(procedure: Procedure) -> Iterator[str]:
    if procedure.field not in FIELDS:
        values = {"field": procedure.field, "known": ", ".join(FIELDS)}
        yield say("không có lĩnh vực “{field}”; các lĩnh vực dùng được: {known}.", **values)
    if procedure.valid_to and procedure.valid_to < procedure.valid_from:
        yield say("ngày hết hiệu lực đứng trước ngày có hiệu lực; hãy sửa valid_from hoặc valid_to.")
    for key in _twice(step.key for step in procedure.steps):
        yield say("có hai bước cùng khóa “{key}”; hãy đổi khóa của một bước.", key=key)
    for key in _twice(end.key for end in procedure.ends):
        yield say("có hai cách kết thúc cùng khóa “{key}”; hãy đổi khóa của một cách.", key=key)


def _roster(step: Step, procedure: Procedure) -> Iterator[str]:
    if step.whole_roster and procedure.roster is None:
        yield say("bước đòi cả danh sách phải xong (whole_roster), mà quy trình không có danh sách; hãy ghi roster.")


def _apart(step: Step, procedure: Procedure) -> Iterator[str]:
    for paper in step.papers:
        if paper.in_vault and not procedure.sealed:
            sentence = (
                "giấy tờ “{key}” để trong kho niêm phong (in_vault), mà quy trình không niêm phong; hãy bỏ in_vault."
            )
            yield say(sentence, key=paper.key)


def _list(procedure: Procedure, units: Units) -> Iterator[str]:
    if procedure.roster:
        yield from _known(procedure.roster.until, units, frozenset({"words"}))


def _ends(procedure: Procedure, units: Units) -> Iterator[str]:
    for end in procedure.ends:
        yield from _known(end.retention, units, COUNTED)


def _results(step: Step, procedure: Procedure, units: Units) -> Iterator[str]:
    for key in _twice(result.key for result in step.results):
        yield say("có hai kết quả cùng khóa “{key}”; hãy đổi khóa của một kết quả.", key=key)
    for result in step.results:
        yield from _leads(result, procedure)
        for fact in (result.before, result.after):
            yield from _known(fact, units, TIMES)
        if result.carried is not None and step.vote is None:
            sentence = "kết quả “{key}” tùy theo biểu quyết, mà bước không có biểu quyết; hãy ghi vote hoặc bỏ carried."
            yield say(sentence, key=result.key)


def _leads(result: Result, procedure: Procedure) -> Iterator[str]:
    if bool(result.next) == bool(result.end):
        yield say("kết quả “{key}” phải dẫn tới hoặc một bước (next), hoặc một cách kết thúc (end).", key=result.key)
    if result.next and result.next not in {step.key for step in procedure.steps}:
        sentence = "kết quả “{key}” dẫn tới bước “{next}”, mà không có bước ấy; hãy sửa next hoặc thêm bước."
        yield say(sentence, key=result.key, next=result.next)
    if result.end and result.end not in {end.key for end in procedure.ends}:
        sentence = "kết quả “{key}” dẫn tới cách kết thúc “{end}”, mà không có cách ấy; hãy sửa end hoặc thêm vào ends."
        yield say(sentence, key=result.key, end=result.end)


def _limit(step: Step, procedure: Procedure, units: Units) -> Iterator[str]:
    for fact in sorted(counted_in(step)):
        yield from _known(fact, units, COUNTED)
    if step.limit:
        yield from _start(step.limit, procedure)
    elif counted_in(step):
        yield say("câu kiểm tra có limit, mà bước không có thời hạn; hãy ghi limit cho bước.")


def _start(limit: TimeLimit, procedure: Procedure) -> Iterator[str]:
    if limit.start == OPENED:
        return
    keys = {each.key: each for each in procedure.steps}
    source = keys.get(limit.start.removesuffix(LIMIT_END))
    if source is None:
        sentence = "thời hạn tính từ “{start}”, mà không có việc ấy; hãy ghi khóa của một bước trước, hoặc “opened”."
        yield say(sentence, start=limit.start)
    elif limit.start.endswith(LIMIT_END) and not source.limit:
        yield say("thời hạn tính từ lúc hết hạn của bước “{key}”, mà bước ấy không có thời hạn.", key=source.key)


def _vote(step: Step, units: Units) -> Iterator[str]:
    if step.vote is None:
        return
    for fact in (step.vote.quorum, step.vote.majority):
        yield from _known(fact, units, SHARE)
    for carried in (True, False):
        if not any(result.carried in (carried, None) for result in step.results):
            word = say("được thông qua") if carried else say("không được thông qua")
            yield say("có biểu quyết nhưng không có kết quả cho trường hợp {case}; hãy ghi thêm.", case=word)


def _lists(step: Step, units: Units) -> Iterator[str]:
    for key in _twice(paper.key for paper in step.papers):
        yield say("có hai giấy tờ cùng khóa “{key}”; hãy đổi khóa của một giấy tờ.", key=key)
    for key in _twice(check.key for check in step.checks):
        yield say("có hai câu kiểm tra cùng khóa “{key}”; hãy đổi khóa của một câu.", key=key)
    for check in step.checks:
        yield from _known(check.fact, units, frozenset(units.values()))


def _roads(procedure: Procedure) -> Iterator[tuple[str, str]]:
    """Once every way leads somewhere: is each step reached, and does each lead to an end?"""
    first = procedure.first.key
    reached = reached_from(procedure, first) | {first}
    for step in procedure.steps:
        if step.key not in reached:
            yield step.key, say("không bước nào dẫn tới bước này; hãy nối một kết quả vào đây hoặc bỏ bước đi.")
        source = step.limit.start.removesuffix(LIMIT_END) if step.limit else OPENED
        if source != OPENED and step.key not in reached_from(procedure, source):
            sentence = "thời hạn tính từ bước “{start}”, mà bước ấy không đứng trước; hãy chọn một bước đứng trước."
            yield step.key, say(sentence, start=source)
        ways = {step.key} | reached_from(procedure, step.key)
        if not any(result.end for key in ways for result in procedure.step(key).results):
            yield step.key, say("từ bước này không có đường nào tới kết thúc; hãy ghi một kết quả có end.")
    used = {result.end for step in procedure.steps for result in step.results}
    for end in procedure.ends:
        if end.key not in used:
            yield "", say("không kết quả nào dẫn tới cách kết thúc “{key}”; hãy nối vào hoặc bỏ đi.", key=end.key)
    if circle := circle_of(procedure):
        sentence = "đi vòng {steps} mà không cần việc gì mới xảy ra; hãy ghi event cho kết quả quay lại."
        yield circle[0], say(sentence, steps=" → ".join(circle))


def _known(fact: str, units: Units, wanted: frozenset[str]) -> Iterator[str]:
    if not fact:
        return
    if fact not in units:
        yield say("không có mức theo quy định “{fact}”; hãy sửa khóa, hoặc thêm mức ấy vào dữ liệu.", fact=fact)
    elif units[fact] not in wanted:
        sentence = "mức “{fact}” có đơn vị “{unit}”, không dùng được ở đây (cần {wanted})."
        yield say(sentence, fact=fact, unit=units[fact], wanted=", ".join(sorted(wanted)))


def _twice(keys: Iterable[str]) -> list[str]:
    seen, again = set[str](), list[str]()
    for key in keys:
        if key in seen and key not in again:
            again.append(key)
        seen.add(key)
    return again
