"""A page of rows of any list."""

from collections.abc import Hashable
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from nennep.web.memory import until_an_act

ROWS = 50
DEEP = 1_000  # rows before a page from which on they are skipped in the index, without being read
MOST_COUNTED = 1_000  # rows of a search; who finds more adds a word


class Pages(Paginator):  # type: ignore[type-arg]
    more = False  # whether there are rows past those counted

    def _get_page(self, rows: Any, *where: Any) -> Page:  # type: ignore[type-arg]
        if isinstance(rows, QuerySet) and rows.query.low_mark >= DEEP:
            every: Any = self.object_list
            rows = every.filter(pk__in=rows.values("pk"))
        return super()._get_page(rows, *where)  # type: ignore[misc,no-any-return]


class KeptPages(Pages):
    """Pages of a list over very many rows: how many there are is counted once until somebody acts."""

    kept_as: Hashable = None

    @cached_property
    def count(self) -> int:
        return until_an_act(self.kept_as, self.counted)

    def counted(self) -> int:
        rows: Any = self.object_list
        return int(rows.count())


class FirstPages(KeptPages):
    """Pages of a search: past its first thousand rows nothing is counted, so that no search reads the whole table."""

    @cached_property
    def count(self) -> int:
        found = until_an_act(self.kept_as, self.counted)
        self.more = found > MOST_COUNTED
        return min(found, MOST_COUNTED)

    def counted(self) -> int:
        found: Any = self.object_list
        return int(found.order_by().values("pk")[: MOST_COUNTED + 1].count())


class KeysFirst(KeptPages):
    """The keys of a page first, which one index tells that holds all that narrows the list; then those rows alone.
    Past the middle they are read from the end."""

    by_key: Any = None  # all rows there are, as the page shows them: whatever narrows the list has chosen the keys

    def _get_page(self, rows: Any, *where: Any) -> Page:  # type: ignore[type-arg]
        return super()._get_page(self.of_keys(self.keys_of(rows.query.low_mark, rows.query.high_mark)), *where)

    def keys_of(self, low: int, high: int) -> list[int]:
        keys: Any = self.object_list.values_list("pk", flat=True)  # type: ignore[attr-defined]
        if low <= self.count // 2:
            return list(keys[low:high])
        return list(keys.reverse()[self.count - high : self.count - low])

    def of_keys(self, keys: list[int]) -> Any:
        every: Any = self.object_list if self.by_key is None else self.by_key
        return every.filter(pk__in=keys)


class FoundKeys(KeysFirst):
    """Of a search, too, nothing is counted past the first thousand: their keys are asked for once until an act."""

    @cached_property
    def keys(self) -> list[int]:
        every: Any = self.object_list
        asked = every.values_list("pk", flat=True)[: MOST_COUNTED + 1]
        return until_an_act(self.kept_as, lambda: list(asked))

    @cached_property
    def count(self) -> int:
        self.more = len(self.keys) > MOST_COUNTED
        return min(len(self.keys), MOST_COUNTED)

    def _get_page(self, rows: Any, *where: Any) -> Page:  # type: ignore[type-arg]
        some = self.keys[rows.query.low_mark : rows.query.high_mark]
        return Pages._get_page(self, self.of_keys(some), *where)


def page_of(
    request: HttpRequest, rows: "QuerySet[Any] | list[Any]", size: int = ROWS, kind: type[Pages] = Pages
) -> Page:  # type: ignore[type-arg]
    """The page named by `?page=`; a number out of range gives the nearest page."""
    pages = kind(rows, size)
    if isinstance(pages, KeptPages):
        pages.kept_as = (request.user.pk, request.path, query_without_page(request))
    return pages.get_page(request.GET.get("page"))


def query_without_page(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()
