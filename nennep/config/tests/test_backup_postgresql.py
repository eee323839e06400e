"""The same round trip on a PostgreSQL of its own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from nennep.config.tests.conftest import FOUND, SET_UP
from nennep.config.tests.site import Site
from tests.with_postgresql import cluster


def here() -> bool:
    return bool(list(Path("/usr/lib/postgresql").glob("*/bin/initdb")) or shutil.which("initdb"))


pytestmark = [pytest.mark.slow, pytest.mark.skipif(not here(), reason="no PostgreSQL on this machine")]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with cluster() as address:
        yield set_up(Site(tmp_path / "data", {"NENNEP_DATABASE": address}))


def set_up(site: Site) -> Site:
    assert site.call("migrate", "--verbosity", "0")[0] == 0
    status, output = site.call("shell", "--command", SET_UP)
    assert status == 0, output
    return site


def test_a_site_comes_back_whole_and_a_flipped_byte_does_not(site: Site, tmp_path: Path) -> None:
    status, output = site.call("backup", str(tmp_path / "out"))
    assert status == 0, output
    [archive] = (tmp_path / "out").glob("*.tar")

    status, output = site.call("restore", str(archive), "--into", str(tmp_path / "new"))
    assert "--yes" in output, "tables are there"
    status, output = site.call("restore", str(archive), "--into", str(tmp_path / "new"), "--yes")

    assert status == 0, output
    restored = Site(tmp_path / "new", site.environment)
    assert "23 dòng" in restored.call("journal", "verify")[1]  # 20 persons, 3 files
    assert "Tốt: 3 tệp" in restored.call("files", "check")[1]
    content = bytearray(archive.read_bytes())
    content[len(content) // 2] ^= 1
    archive.write_bytes(content)
    assert restored.call("restore", str(archive), "--into", str(tmp_path / "third"), "--yes")[0] != 0


def test_a_drill_brings_it_back_beside_the_running_site(tmp_path: Path) -> None:
    with cluster(durable=True) as address:
        site = set_up(Site(tmp_path / "data", {"NENNEP_DATABASE": address}))
        assert site.call("shell", "--no-imports", "--command", FOUND)[0] == 0
        assert site.call("backup")[0] == 0

        status, output = site.call("drill")

        assert status == 0, output
        assert output.count(" đạt ") == 6
        [archive] = (site.data / "backups").glob("*.tar")
        archive.write_bytes(archive.read_bytes()[:-1])
        assert site.call("drill")[0] != 0


def test_a_server_that_may_lose_writes_is_refused(site: Site) -> None:
    status, output = site.call("serve")

    assert status != 0
    assert "fsync = off" in output  # as the cluster of the tests runs
