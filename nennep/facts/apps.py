from django.apps import AppConfig


class FactsConfig(AppConfig):
    name = "nennep.facts"

    def ready(self) -> None:
        from nennep.facts import listening  # noqa: PLC0415 -- models are ready only now

        listening.begin(self)
