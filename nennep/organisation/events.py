"""What other rooms may want to say before a unit ends."""

from django.dispatch import Signal

from nennep.organisation.models import Unit

# Sent with `unit`; a receiver answers with one sentence, or "": “Đơn vị còn 9 việc chưa xong.”
unit_about_to_end = Signal()


def warnings_before_end(unit: Unit) -> list[str]:
    """Shown beside the form that ends the unit; none of them forbids it."""
    return [str(said) for _, said in unit_about_to_end.send(sender=Unit, unit=unit) if said]
