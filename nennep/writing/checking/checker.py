"""Every rule asked of one document; faults of one code that follow each other become one finding."""

from collections.abc import Callable, Iterable, Iterator

from nennep.writing.checking.anatomy import Anatomy, dissect
from nennep.writing.checking.model import Code, Fault, Finding, Report, Severity
from nennep.writing.checking.rules import (
    addressing,
    blocks,
    components,
    dates,
    ends,
    headings,
    letters,
    naming,
    number,
    numbering,
    numbers_of_pages,
    pages,
    positions,
    sending,
    setting,
    signing,
    stamps,
    text,
)
from nennep.writing.checking.wordfile import WordFile, open_word

RULES: tuple[Callable[[Anatomy], Iterator[Fault]], ...] = tuple(
    module.check
    for module in (
        *(pages, letters, blocks, number, dates, naming, components, stamps),
        *(text, headings, setting, ends, numbering, signing, positions, sending, addressing, numbers_of_pages),
    )
)
LONGEST = 120  # letters of the text that a finding shows
ROUNDS = 3  # a mended fault may bring another to light
ORDER = {code: place for place, code in enumerate(Code)}


def check(content: bytes) -> Report:
    return report_on(dissect(open_word(content)))


def mend(content: bytes) -> bytes:
    """The file with every fault mended that can be mended safely."""
    file = open_word(content)
    for _ in range(ROUNDS):
        mends = [fault.mend for fault in faults(dissect(file)) if fault.mend]
        if not mends:
            break
        for each in mends:
            each()
        file = reopened(file)
    return file.written()


def reopened(file: WordFile) -> WordFile:
    return open_word(file.written())


def faults(anatomy: Anatomy) -> Iterator[Fault]:
    for rule in RULES:
        yield from rule(anatomy)


def report_on(anatomy: Anatomy) -> Report:
    blank = {para.index for para in anatomy.paras if not para.plain}
    found = grouped(faults(anatomy), blank)
    texts = {para.index: f"{para.label} {para.plain}".strip() for para in anatomy.paras if not para.boxed}
    return Report(
        anatomy.style, anatomy.kind, anatomy.issuer or None, tuple(found),
        tuple(texts.get(place, "") for place in range(len(texts))),
    )  # fmt: skip


def grouped(found: Iterable[Fault], blank: set[int]) -> list[Finding]:
    """In the order of the page; empty paragraphs do not break a run."""
    ordered = sorted(found, key=lambda f: (ORDER[f.code], -1 if f.paragraph is None else f.paragraph))
    groups: list[list[Fault]] = []
    for fault in ordered:
        if groups and _follows(groups[-1][-1], fault, blank):
            groups[-1].append(fault)
        else:
            groups.append([fault])
    findings = [_finding(group) for group in groups]
    return sorted(findings, key=lambda f: -1 if f.paragraph is None else f.paragraph)


def _follows(before: Fault, fault: Fault, blank: set[int]) -> bool:
    """At one place, or one below the other and of one kind."""
    if before.code is not fault.code:
        return False
    if before.paragraph is None or fault.paragraph is None or before.paragraph == fault.paragraph:
        return before.paragraph == fault.paragraph
    alike = before.message == fault.message or before.expected == fault.expected
    return (
        alike
        and before.severity is fault.severity
        and all(place in blank for place in range(before.paragraph + 1, fault.paragraph))
    )


def _finding(group: list[Fault]) -> Finding:
    errors = [fault for fault in group if fault.severity is Severity.ERROR]
    first = (errors or group)[0]
    messages = list(dict.fromkeys(fault.message for fault in [*errors, *group]))
    more = len({fault.paragraph for fault in group}) - 1
    message = messages[0] if len(messages) == 1 else " ".join(messages[:3])
    if more:
        message = f"{message.rstrip('.')} (và {more} đoạn liền sau)."
    text = group[0].text
    return Finding(
        first.code, first.severity, group[0].paragraph, text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…",
        message, first.expected, first.found, first.source.sentence if first.source else "",
        all(fault.mend is not None for fault in group),
    )  # fmt: skip
