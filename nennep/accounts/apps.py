from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "nennep.accounts"

    def ready(self) -> None:
        import_module("nennep.accounts.listening").connect()  # reads the models, which exist only now
        import_module("nennep.accounts.importing").begin()
