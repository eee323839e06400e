import os
from collections.abc import Callable
from pathlib import Path

import pytest

from nennep.config.tests.site import Site

SET_UP = """
from django.db import transaction
from nennep.accounts.tests.make import make_user
from nennep.files.tests.make import make_version
from nennep.journal.actions import record
for n in range(3):
    make_version(f"Văn bản thứ {n}", f"van-ban-{n}.txt")
with transaction.atomic():
    for n in range(20):
        record(None, "thing.done", make_user(f"nguoi-{n}"))
"""
FOUND = """
from nennep.organisation.models import Office
from nennep.organisation.tests.make import make_unit
Office.objects.create(name="Đảng ủy mẫu", root=make_unit("Đảng ủy mẫu"))
"""


@pytest.fixture(scope="session")
def kept_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A small SQLite site, made once; tests copy it."""
    if os.environ.get("NENNEP_DATABASE"):
        pytest.skip("the copies are of SQLite")
    site = Site(tmp_path_factory.mktemp("site") / "data")
    assert site.call("migrate", "--verbosity", "0")[0] == 0
    status, output = site.call("shell", "--command", SET_UP)
    assert status == 0, output
    return site


@pytest.fixture
def site(kept_site: Site, tmp_path: Path) -> Site:
    return kept_site.copy(tmp_path / "data")


@pytest.fixture
def shell(site: Site) -> Callable[[str], str]:
    def run(code: str) -> str:
        status, output = site.call("shell", "--no-imports", "--command", code)
        assert status == 0, output
        return output.strip()

    return run
