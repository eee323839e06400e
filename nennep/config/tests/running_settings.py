"""The product's settings and one slow kind of work."""

from nennep.config.settings import *  # noqa: F403
from nennep.config.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "nennep.config.tests.slowly"]
