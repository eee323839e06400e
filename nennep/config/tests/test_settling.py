"""What a server loads before it answers is loaded once, and no round of the garbage collector looks through it."""

import gc
from collections.abc import Iterator

import pytest
from django.template import engines

from nennep.config.settling import settle


@pytest.fixture
def rounds_as_before() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


@pytest.mark.usefixtures("rounds_as_before")
def test_every_page_is_read_before_the_first_request() -> None:
    settle()

    [loader] = engines["django"].engine.template_loaders  # type: ignore[attr-defined] # Django's own engine
    assert {"web/base.html", "web/500.html", "directives/review.html"} <= set(loader.get_template_cache)


@pytest.mark.usefixtures("rounds_as_before")
def test_nothing_that_was_loaded_is_possible_garbage() -> None:
    settle()

    assert not any(one is engines["django"] for one in gc.get_objects())
    assert gc.get_freeze_count() > 100_000
