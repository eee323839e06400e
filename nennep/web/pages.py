"""A page of rows of any list."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

ROWS = 50


def page_of(request: HttpRequest, rows: "QuerySet[Any] | list[Any]", size: int = ROWS) -> Page:  # type: ignore[type-arg]
    """The page named by `?page=`; a number out of range gives the nearest page."""
    return Paginator(rows, size).get_page(request.GET.get("page"))


def query_without_page(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    return query.urlencode()
