"""What a procedure says: steps with who does them, time limits, papers, checks, votes, and where each result leads.

Figures are never written here: `fact` names a row of `nennep/facts/data`; where nobody knows the figure, that row is
empty and holds the question to the office.
"""

from dataclasses import dataclass
from datetime import date

OPENED = "opened"  # the day with which a case begins
LIMIT_END = ".limit"  # after a step's key: the day on which that step's time limit ends
FIELDS = (  # of work, as the facts call them; lists are grouped by them
    *("members", "transfer", "removal", "badges", "complaints", "denunciations", "reception"),
    *("inspection", "discipline", "assets", "voters", "cadres"),
)


@dataclass(frozen=True)
class Paper:
    key: str
    name: str
    form: str = ""  # Mẫu 6-KNĐ
    template: str = ""  # a key of `papers/*.toml`, for what the office writes itself
    required: bool = True
    in_vault: bool = False  # tells who denounces: it lies apart with the letter, and no file of it here


@dataclass(frozen=True)
class Check:
    """A question whose answer must be yes; `fact` is the figure it speaks of.

    `limit`: a yes makes the step count with this figure in place of its own.
    """

    key: str
    question: str
    fact: str = ""
    limit: str = ""
    exempt: bool = False  # “not needed here” is an answer too, with its reason


@dataclass(frozen=True)
class Roster:
    """A list within a case, each line of which has to be done: who must declare, what a year's programme plans."""

    name: str
    done: str  # what is said of a line that is done
    until: str = ""  # the figure that says the day of the year, 31/12, for lines that name none
    cases: tuple[str, ...] = ()  # procedures of which a line may open a case, below this one


@dataclass(frozen=True)
class Vote:
    """`majority` is a share of all who may vote, or of those present where `present` says so."""

    voters: str
    majority: str
    quorum: str
    present: bool = False


@dataclass(frozen=True)
class TimeLimit:
    """Runs from the day a step was done, from the end of a step's limit (`key.limit`), or from the case's own day.

    `graver`: the same limit for graver matters, which may be extended otherwise; who extends it says which it is.
    """

    start: str
    fact: str
    graver: str = ""
    wait: bool = False  # nothing can be done before it has run out: a time of probation


@dataclass(frozen=True)
class Result:
    """Where a step leads: to the next one, or to an end of the case."""

    key: str
    name: str
    next: str = ""
    end: str = ""
    event: str = ""  # what must have happened for a way back
    carried: bool | None = None  # only where the vote was carried, or was not
    before: str = ""  # only before the step was done so many times (a fact)
    after: str = ""  # only from so many times on
    free: bool = False  # papers and checks need not be complete: the case is given up, or goes back


@dataclass(frozen=True)
class Step:
    key: str
    name: str
    role: str
    results: tuple[Result, ...]
    guide: str = ""
    decision: str = ""  # what is decided, and by whom
    limit: TimeLimit | None = None
    vote: Vote | None = None
    papers: tuple[Paper, ...] = ()
    checks: tuple[Check, ...] = ()
    whole_roster: bool = False  # every line of the case's list has to be done

    @property
    def facts(self) -> set[str]:
        """The figures that it speaks of, by key."""
        found = {self.limit.fact, self.limit.graver} if self.limit else set()
        found |= {self.vote.majority, self.vote.quorum} if self.vote else set()
        found |= {key for check in self.checks for key in (check.fact, check.limit)}
        return (found | {key for result in self.results for key in (result.before, result.after)}) - {""}


@dataclass(frozen=True)
class End:
    """A kind of result, and how long its papers are kept."""

    key: str
    name: str
    retention: str


@dataclass(frozen=True)
class Procedure:
    """One version; `valid_to` stays empty while it is in force."""

    key: str
    name: str
    field: str  # one of FIELDS
    subject: str  # whom or what a case is about
    opens: str  # what happens on the day with which a case begins
    valid_from: date
    basis: tuple[str, ...]
    steps: tuple[Step, ...]
    ends: tuple[End, ...]
    valid_to: date | None = None
    roster: Roster | None = None
    sealed: bool = False  # who sent the letter stays apart from the case: denunciations

    def step(self, key: str) -> Step:
        return next(step for step in self.steps if step.key == key)

    def keeps_apart(self, paper: Paper) -> bool:
        """Versions from before `in_vault` say it in the name of the paper."""
        return self.sealed and (paper.in_vault or "niêm phong" in paper.name)

    def end(self, key: str) -> End:
        return next(end for end in self.ends if end.key == key)

    def opens_on(self, day: date) -> bool:
        """May a case begin to run through it on that day?"""
        return self.valid_to is None or day <= self.valid_to

    @property
    def first(self) -> Step:
        return self.steps[0]

    @property
    def facts(self) -> set[str]:
        """The figures that it speaks of, by key."""
        of_list = {self.roster.until} - {""} if self.roster else set()
        return of_list | {end.retention for end in self.ends}.union(*(step.facts for step in self.steps))
