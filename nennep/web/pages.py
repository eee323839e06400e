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


def page_of(
    request: HttpRequest, rows: "QuerySet[Any] | list[Any]", size: int = ROWS, kind: type[Pages] = Pages
) -> Page:  # type: ignore[type-arg]
    """The page named by `?page=`; a number out of range gives the nearest page."""
    return kind(rows, size).get_page(request.GET.get("page"))


def query_without_page(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()
