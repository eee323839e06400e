"""Whether the public page stands open, and whether it ever did."""

from nennep.vault.models import Door


def open_door_now() -> Door | None:
    return Door.objects.filter(is_open=True).first()


def was_ever_open() -> bool:
    """Who got a receipt may come back when nothing new is taken any more."""
    return Door.objects.exists()
