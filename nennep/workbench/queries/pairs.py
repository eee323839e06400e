"""Pairs of a result, and what people have said of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nennep.workbench.child.merging import FIELDS as COMPARED
from nennep.workbench.child.merging import says_more, shown
from nennep.workbench.labels import FIELDS
from nennep.workbench.models import ListRun, PairDecision
from nennep.workbench.queries.tables import Row
from nennep.workbench.rules import Said

ASKED = (pl.col("decision") == "review") | pl.col("decided").is_not_null()  # of the machine, or of people before
WAITING, DECIDED, SURE = "waiting", "decided", "sure"  # lists of pairs
HEADINGS = (
    gettext_lazy("Tệp A"), gettext_lazy("Dòng A"), gettext_lazy("Họ và tên A"), gettext_lazy("Ngày sinh A"),
    gettext_lazy("Số định danh A"), gettext_lazy("Chi bộ A"),
    gettext_lazy("Tệp B"), gettext_lazy("Dòng B"), gettext_lazy("Họ và tên B"), gettext_lazy("Ngày sinh B"),
    gettext_lazy("Số định danh B"), gettext_lazy("Chi bộ B"),
    gettext_lazy("Vì sao"), gettext_lazy("Điểm"), gettext_lazy("Máy nghĩ"), gettext_lazy("Người xem nói"),
)  # fmt: skip
IN_SHEET = ("source", "row", "name", "dob", "id12", "cell")


@dataclass(frozen=True)
class Comparison:
    """One field of both records."""

    label: str
    a: str
    b: str
    differs: bool
    word: str  # "khác", "B đủ hơn" …


class Pairs:
    """Every pair of a run that somebody should see, sorted into lists; the rows themselves are read by page."""

    def __init__(self, run: ListRun) -> None:
        self.run = run
        self.holding = PairDecision.objects.holding()

    @cached_property
    def thin(self) -> pl.DataFrame:
        """Of the pairs that somebody should see or has seen: `n`, `key`, `decision`, `decided`, and what was `said`.

        `times`: records that say the same are one pair.
        """
        seen = ASKED | pl.col("key").is_in(list(self.holding))
        told = self.scan().filter(seen).select("n", "key", "decision", "decided").collect()
        keys = told.group_by("key", maintain_order=True).agg(pl.col("n", "decision", "decided").first(), times=pl.len())
        said = pl.DataFrame(
            {"key": list(self.holding), "said": [each.said for each in self.holding.values()]},
            schema={"key": pl.String, "said": pl.String},
        )
        return keys.join(said, on="key", how="left", maintain_order="left")

    def scan(self) -> pl.LazyFrame:
        return pl.scan_parquet(self.run.result_folder / "pairs.parquet").with_row_index("n")

    def places(self, which: str) -> list[int]:
        """Numbers of the pairs of a list; those put off come last."""
        if which == SURE:
            return self.sure
        final = pl.col("said").is_in([Said.SAME.value, Said.DIFFERENT.value]).fill_null(False)
        found = self.thin.filter(final if which == DECIDED else ~final)
        return found.sort(pl.col("said").is_not_null(), maintain_order=True)["n"].to_list()

    @cached_property
    def sure(self) -> list[int]:
        """What the machine decided, and nobody spoke of."""
        keys = self.scan().filter(~ASKED).select("n", "key").collect()
        left = keys.filter(~pl.col("key").is_in(self.thin["key"].implode()))
        return left.unique("key", keep="first", maintain_order=True)["n"].to_list()

    @cached_property
    def waiting(self) -> list[int]:
        return self.places(WAITING)

    @cached_property
    def stale(self) -> int:
        """Pairs of which the clean list does not yet know what was said, or taken back."""
        final = pl.when(pl.col("said") != Said.LATER.value).then("said")
        return int(self.thin.select((final.fill_null("") != pl.col("decided").fill_null("")).sum()).item())

    def rows(self, places: Sequence[int]) -> list[Row]:
        """In the order asked for, with who said what."""
        found = self.scan().filter(pl.col("n").is_in(list(places))).collect().rows(named=True)
        by_place = {row["n"]: row for row in found}
        times = dict(self.thin.filter(pl.col("n").is_in(list(places))).select("n", "times").iter_rows())
        more = ({"word": self.holding.get(by_place[n]["key"]), "alike": times.get(n, 1) - 1} for n in places)
        return [{**by_place[n], **each} for n, each in zip(places, more, strict=True)]

    def of_key(self, key: str) -> Row | None:
        found = self.thin.filter(pl.col("key") == key)["n"].to_list()
        found = found or self.scan().filter(pl.col("key") == key).select("n").head(1).collect()["n"].to_list()
        return self.rows(found[:1])[0] if found else None

    def after(self, n: int) -> int | None:
        """The next pair that waits, behind this one; from the top again when there is none."""
        waiting = [place for place in self.waiting if place != n]
        if n not in self.waiting:
            return next((place for place in waiting if place > n), waiting[0] if waiting else None)
        at = self.waiting.index(n)
        return self.waiting[(at + 1) % len(self.waiting)] if waiting else None

    def before(self, n: int) -> int | None:
        return next((place for place in sorted(self.waiting, reverse=True) if place < n), None)

    @property
    def decided_count(self) -> int:
        return len(self.places(DECIDED))

    def key_at(self, n: int | None) -> str:
        return str(self.thin.filter(pl.col("n") == n)["key"][0]) if n is not None else ""


class PairList(Sequence[Row]):
    """A list of pairs for the pager."""

    def __init__(self, pairs: Pairs, which: str) -> None:
        self.pairs, self.places = pairs, pairs.places(which)

    def __len__(self) -> int:
        return len(self.places)

    def __getitem__(self, place: Any) -> Any:
        return self.pairs.rows(self.places[place])


def comparisons(row: Row) -> list[Comparison]:
    """Field by field; what neither record says is left out."""
    return [
        compared(name, row[f"{name}_a"], row[f"{name}_b"]) for name in COMPARED if row[f"{name}_a"] or row[f"{name}_b"]
    ]


def compared(name: str, a: str | None, b: str | None) -> Comparison:
    told = (shown(name, a) if a else "", shown(name, b) if b else "")
    if not a or not b:
        return Comparison(str(FIELDS[name]), *told, False, _("một bên không ghi"))
    if a == b:
        return Comparison(str(FIELDS[name]), *told, False, _("giống"))
    if says_more(name, a, b) or says_more(name, b, a):
        return Comparison(str(FIELDS[name]), *told, False, _("một bên ghi đủ hơn"))
    return Comparison(str(FIELDS[name]), *told, True, _("khác"))


def reasons(row: Row) -> list[str]:
    return (row["why"] or "").split("; ") if row["why"] else []


def sheet_rows(rows: Sequence[Row]) -> Iterator[list[object]]:
    for row in rows:
        sides = [row[f"{name}_{side}"] for side in "ab" for name in IN_SHEET]
        word = row["word"]
        yield [
            *sides,
            row["why"],
            row["weight"],
            MACHINE.get(row["decision"], ""),
            word.get_said_display() if word else "",
        ]


MACHINE = {
    "same": gettext_lazy("cùng một người"),
    "review": gettext_lazy("cần xem"),
    "different": gettext_lazy("hai người khác nhau"),
}
