import hashlib
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from pytest_django import Settings

from nennep.files.actions import store, store_version
from nennep.files.models import Blob, Version
from nennep.files.queries import path_of_version, response_of
from nennep.files.tests.make import make_version
from nennep.journal.models import Entry
from nennep.lib.errors import BadFile
from nennep.lib.guard import Kind
from tests.cast import Cast

TEXT = "Kết luận số 12-KL/ĐU"


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.FILES_ROOT = tmp_path / "files"


def upload(text: str = TEXT) -> SimpleUploadedFile:
    return SimpleUploadedFile("kết luận.txt", text.encode())


def test_a_file_is_kept_under_its_hash(cast: Cast) -> None:
    version = store(upload(), "kết luận.txt", by=cast.clerk)

    digest = hashlib.sha256(TEXT.encode()).hexdigest()
    path = path_of_version(version)
    assert path.parts[-3:] == (digest[:2], digest[2:4], digest)
    assert path.read_text() == TEXT
    assert path.stat().st_mode & 0o077 == 0


def test_keeping_a_file_is_journalled(cast: Cast) -> None:
    version = store(upload(), "kết luận.txt", by=cast.clerk)

    entry = Entry.objects.get(action="file.stored")
    assert entry.actor == cast.clerk.public_id
    assert entry.object == f"document:{version.document.public_id}"


def test_the_same_bytes_lie_on_the_disk_once(cast: Cast) -> None:
    store(upload(), "một.txt", by=cast.clerk)
    store(upload(), "hai.txt", by=cast.secretary)

    assert (Blob.objects.count(), Version.objects.count()) == (1, 2)


def test_a_new_version_follows_the_last(cast: Cast) -> None:
    first = store(upload(), "một.txt", by=cast.clerk)

    second = store_version(first.document, upload("sửa"), "một.txt", by=cast.clerk)

    assert [v.n for v in first.document.versions.all()] == [2, 1]
    assert second.document == first.document


def test_a_file_over_the_limit_is_refused_and_leaves_nothing(cast: Cast, settings: Settings) -> None:
    settings.MAX_FILE_BYTES = 10

    with pytest.raises(BadFile) as refused:
        store(upload(), "to.txt", by=cast.clerk)

    assert refused.value.code == "too_large"
    assert not [path for path in Path(settings.FILES_ROOT).rglob("*") if path.is_file()]


def test_a_file_of_another_kind_is_refused_and_leaves_nothing(cast: Cast, settings: Settings) -> None:
    with pytest.raises(BadFile):
        store(upload(), "kết luận.pdf", [Kind.PDF], by=cast.clerk)

    assert not Blob.objects.exists()
    assert not [path for path in Path(settings.FILES_ROOT).rglob("*") if path.is_file()]


def test_a_file_leaves_as_a_download_that_nothing_can_run(cast: Cast) -> None:
    response = response_of(make_version(TEXT, "Kết luận quý II.txt"))

    assert b"".join(response) == TEXT.encode()
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''K%E1%BA%BFt")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]


def test_the_check_names_a_file_that_changed(cast: Cast) -> None:
    version = make_version()
    call_command("files", "check")

    path_of_version(version).write_text("khác")

    with pytest.raises(CommandError, match="1 tệp hỏng"):
        call_command("files", "check")
