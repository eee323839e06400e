from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    name = "nennep.procedures"

    def ready(self) -> None:
        from nennep.procedures import listening  # noqa: PLC0415 -- models are ready only now

        listening.begin(self)
