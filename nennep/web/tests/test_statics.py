"""The static files as they are served in earnest: hashed names, and modules that find each other under them."""

import re
from pathlib import Path

from django.core.management import call_command
from pytest_django import Settings


def test_a_module_imports_another_by_its_hashed_name(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": "nennep.web.statics.Statics"}}

    call_command("collectstatic", interactive=False, verbosity=0)

    review = next(tmp_path.glob("directives/review.*.js")).read_text("utf-8")
    imported = re.search(r'from "(?:\./)?(receivers\.[0-9a-f]{12}\.js)"', review.replace("'", '"'))
    assert imported
    assert (tmp_path / "directives" / imported[1]).exists()
