"""What is loaded once and stays is taken out of the garbage collector's rounds.

A page of 85 tasks makes enough objects to start a full round, which would look through every loaded module and every
template that was read: 25 ms of a page of 60 that a round meets, and more with each page that was ever opened.
"""

import gc
from pathlib import Path

from django.apps import apps
from django.template.loader import get_template
from django.urls import reverse

ROUNDS = (5_000, 3, 20)  # a page makes thousands of objects and drops most by itself; more often, a round finds little


def settle() -> None:
    """Load all addresses with their views and all pages now, and count nothing loaded so far as possible garbage."""
    reverse("desk:desk")
    for app in apps.get_app_configs():
        if app.name.startswith("nennep."):
            load_pages(Path(app.path) / "templates")
    gc.collect()
    gc.freeze()
    gc.set_threshold(*ROUNDS)


def load_pages(folder: Path) -> None:
    for file in folder.rglob("*.html"):
        get_template(str(file.relative_to(folder)))
