"""Nothing that runs by itself, nothing that reaches out, no DTD (checks E2 and E3)."""

from pathlib import Path

import pytest

from nennep.lib.errors import BadFile
from nennep.lib.guard import Kind, inspect
from nennep.lib.tests.make_active import active

SAMPLES = list(active())


@pytest.mark.parametrize(("name", "code", "content"), SAMPLES, ids=[name for name, _, _ in SAMPLES])
def test_it_is_refused_with_a_reason(name: str, code: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "given.docx"
    path.write_bytes(content)

    with pytest.raises(BadFile) as refused:
        inspect(path, set(Kind))

    assert refused.value.code == code
    assert str(refused.value).endswith(".")


def test_the_corpus_has_sixty_files() -> None:
    assert len({name for name, _, _ in SAMPLES}) >= 60
