"""Settings of a server that will be robbed: what it writes for a moment only stays where it lay, and is found.

With PLANTED it has three faults that the robbery must find: a file spilled, an address logged, a cookie set.
"""

import logging
import os
import tempfile
from collections.abc import Callable
from functools import partial
from typing import Any

lasting: Any = partial(tempfile.NamedTemporaryFile, delete=False)
tempfile.NamedTemporaryFile = lasting  # before Django takes it

from nennep.config import settings as real  # noqa: E402
from nennep.config.settings_test import *  # noqa: E402, F403
from nennep.config.settings_test import MIDDLEWARE  # noqa: E402

LOGGING = real.LOGGING
HERE = "nennep.vault.tests.robbed_settings"
UNSPILLED = "nennep.vault.middleware.UnspilledMiddleware"


def logged(answer: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def told(request: Any) -> Any:
        logging.getLogger("nennep").info("asked from %s", request.META["REMOTE_ADDR"])
        return answer(request)

    return told


def marked(answer: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def told(request: Any) -> Any:
        response = answer(request)
        response.set_cookie("seen", "1")
        return response

    return told


if os.environ.get("PLANTED"):
    MIDDLEWARE = [f"{HERE}.logged", f"{HERE}.marked", *(name for name in MIDDLEWARE if name != UNSPILLED)]
