"""Long work that makes hundreds of thousands of rows without cycles, in which the collector would search in vain."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """A quarter of the time of a city's report; all of it is freed at once when its last name goes."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
