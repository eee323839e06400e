"""What is shipped, not what the tests run on: asked of the real settings in another process."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ASKED = """
import django; django.setup()
from django.conf import settings
from django.contrib.auth.hashers import check_password, get_hasher, make_password
made = make_password("một mật khẩu đủ dài")
print(made.split("$")[1], get_hasher("default").algorithm, check_password("một mật khẩu đủ dài", made), settings.DEBUG)
"""


@pytest.mark.parametrize("url", ["http://localhost:8000", "https://nennep.noibo"])
def test_passwords_are_kept_as_argon2id(url: str, tmp_path: Path) -> None:
    shipped = {"DJANGO_SETTINGS_MODULE": "nennep.config.settings", "NENNEP_DATA": str(tmp_path), "NENNEP_URL": url}

    done = subprocess.run(
        [sys.executable, "-c", ASKED], env=os.environ | shipped, capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == ["argon2id", "argon2", "True", "False"]
