"""What is loaded once and stays is taken out of the garbage collector's rounds.

A page of 85 tasks makes enough objects to start a full round, which would look through every loaded module each time:
about 80 ms of 140 (`docs/benchmarks.md`, the review page).
"""

import gc

from django.urls import reverse


def settle() -> None:
    """Load all addresses with their views now, and count nothing loaded so far as possible garbage."""
    reverse("desk:desk")
    gc.collect()
    gc.freeze()
