"""Settings of the tests: quick hashes, files in a folder of their own, SQLite unless NENNEP_DATABASE says otherwise."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("NENNEP_DATA", str(Path(tempfile.gettempdir()) / f"nennep-test-{os.getuid()}"))

from nennep.config.settings import *  # noqa: F403

DATABASES["vault"]["TEST"] = {"MIGRATE": False}  # noqa: F405
VAULT_COST = (1, 8, 1)
FROM_OUTSIDE = dict.fromkeys(("forms", "letters", "codes"), (10_000, 10_000))
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
LOGGING = {"version": 1, "disable_existing_loggers": False}
