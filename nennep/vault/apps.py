from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "nennep.vault"

    def ready(self) -> None:
        from nennep.vault import listening  # noqa: PLC0415 -- models are ready only now

        listening.connect()
