from django.apps import AppConfig
from django.utils.translation import gettext

from nennep.lib.words import lend


class WebConfig(AppConfig):
    name = "nennep.web"

    def ready(self) -> None:
        lend(gettext)
