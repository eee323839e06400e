"""The fields of work by which a report is ordered: titled clauses of the directives it follows, then all others."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from nennep.directives.models import Clause, Directive
from nennep.lib.text import capitalised, sentence_case
from nennep.reports.wording.model import Job
from nennep.reports.wording.whole import Heading

OTHERS, ADDED = "others", "added"
MOST_DIRECTIVES = 20  # that have a heading of their own beside those followed


@dataclass
class Outline:
    headings: list[Heading] = field(default_factory=list)
    sections: dict[int, str] = field(default_factory=dict)  # clause -> key of the heading under which it is reported
    rest: dict[int, str] = field(default_factory=dict)  # directive -> the same, for its clauses without one
    others: dict[int, None] = field(default_factory=dict)  # directives that are not followed, as they come

    def section_of(self, directive: int | None, clause: int | None) -> str:
        if directive is None:
            return ADDED
        if clause in self.sections:
            return self.sections[clause]
        if directive in self.rest:
            return self.rest[directive]
        self.others[directive] = None
        return f"d{directive}"

    def with_others(self, used: Iterable[str]) -> list[Heading]:
        """All headings, those of other directives last: each its own while they are few, else one for all."""
        kept = set(used)
        made = list(self.headings)
        if self.others:
            made.append(Heading(OTHERS, 1, "Nhiệm vụ theo các văn bản khác"))
        if len(self.others) <= MOST_DIRECTIVES:
            known = Directive.objects.only("type", "number", "symbol").in_bulk(list(self.others))
            made += [Heading(f"d{key}", 2, f"Theo {known[key]}") for key in self.others]
        if ADDED in kept:
            made.append(Heading(ADDED, 1, "Nhiệm vụ giao thêm"))
        return made

    def folded(self, section: str) -> str:
        """Where a section is reported once other directives are too many for headings of their own."""
        own = section.startswith("d") and section[1:].isdigit()
        return OTHERS if own and len(self.others) > MOST_DIRECTIVES else section

    def refolded(self, jobs: list[Job]) -> list[Job]:
        """Those that were read before other directives turned out too many."""
        sections = map(self.folded, (job.section for job in jobs))
        return [
            job if job.section == section else replace(job, section=section)
            for job, section in zip(jobs, sections, strict=True)
        ]


def outline_of(directives: Iterable[Directive]) -> Outline:
    followed = list(directives)
    made = Outline()
    clauses: dict[int, list[Clause]] = {directive.pk: [] for directive in followed}
    for clause in Clause.objects.filter(directive__in=followed).order_by("directive", "n"):
        clauses[clause.directive_id].append(clause)
    for directive in followed:
        add_directive(made, directive, [c for c in clauses[directive.pk] if c.role != "results"])
    return made


def add_directive(made: Outline, directive: Directive, clauses: list[Clause]) -> None:
    titled = {clause.path: clause for clause in clauses if clause.title and clause.path}
    parents = {parent_of(path, titled) for path in titled}
    dropped = {path for path in titled if not parent_of(path, titled) and path in parents}  # “II. NHIỆM VỤ …”
    for path, clause in titled.items():
        if path not in dropped:
            above = sum(path.startswith(f"{other}.") for other in titled if other not in dropped)
            title = capitalised(sentence_case(clause.title.strip().rstrip(".:")))
            made.headings.append(Heading(f"{directive.pk}:{path}"[:150], above + 1, title))
    left = False
    for clause in clauses:
        path = clause.path if clause.path in titled else parent_of(clause.path, titled)
        if path and path not in dropped:
            made.sections[clause.pk] = f"{directive.pk}:{path}"[:150]
        else:
            left = True
    made.rest[directive.pk] = f"{directive.pk}:rest"
    if left:
        made.headings.append(Heading(f"{directive.pk}:rest", 1, "Nhiệm vụ khác"))


def parent_of(path: str, titled: dict[str, Clause]) -> str:
    """The nearest clause above that has a title; “” where none has."""
    above = [other for other in titled if path.startswith(f"{other}.")]
    return max(above, key=len, default="")
