from django.apps import AppConfig


class DirectivesConfig(AppConfig):
    name = "nennep.directives"

    def ready(self) -> None:
        from nennep.directives import listening  # noqa: PLC0415 -- models are ready only now

        listening.begin()
