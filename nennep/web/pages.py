"""A page of rows of any list."""

from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

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


class FirstPages(Pages):
    """Pages of a search: past its first thousand rows nothing is counted, so that no search reads the whole table."""

    @cached_property
    def count(self) -> int:
        found: Any = self.object_list
        counted: int = found.order_by().values("pk")[: MOST_COUNTED + 1].count()
        self.more = counted > MOST_COUNTED
        return min(counted, MOST_COUNTED)


class KeysFirst(Pages):
    """The keys of a page first, which one index tells that holds all that narrows the list; then those rows alone.
    Past the middle they are read from the end."""

    def _get_page(self, rows: Any, *where: Any) -> Page:  # type: ignore[type-arg]
        return super()._get_page(self.of_keys(self.keys_of(rows.query.low_mark, rows.query.high_mark)), *where)

    def keys_of(self, low: int, high: int) -> list[int]:
        keys: Any = self.object_list.values_list("pk", flat=True)  # type: ignore[attr-defined]
        if low <= self.count // 2:
            return list(keys[low:high])
        return list(keys.reverse()[self.count - high : self.count - low])

    def of_keys(self, keys: list[int]) -> Any:
        every: Any = self.object_list
        return every.filter(pk__in=keys)


class FoundKeys(KeysFirst):
    """Of a search, too, nothing is counted past the first thousand: their keys are asked for once."""

    @cached_property
    def keys(self) -> list[int]:
        every: Any = self.object_list
        return list(every.values_list("pk", flat=True)[: MOST_COUNTED + 1])

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
    return kind(rows, size).get_page(request.GET.get("page"))


def query_without_page(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()
