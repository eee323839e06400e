from django.apps import AppConfig


class CandidatesConfig(AppConfig):
    name = "nennep.candidates"

    def ready(self) -> None:
        from nennep.candidates.queries.figures import needs_of_fact  # noqa: PLC0415 – models are there from now on
        from nennep.facts.uses import lend_needs  # noqa: PLC0415

        lend_needs(needs_of_fact)
