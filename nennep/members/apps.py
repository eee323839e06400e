from importlib import import_module

from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "nennep.members"

    def ready(self) -> None:
        import_module("nennep.members.listfiles.making").begin()  # reads the models, which exist only now
