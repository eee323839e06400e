"""The people of a site that is served for real, with keys and an open page for letters: run as a program.

`python -m nennep.vault.tests.life_served`, with NENNEP_DATA.
"""

import django
from django.core.management import call_command

django.setup()

from nennep.accounts.tests.make import PASSWORD  # noqa: E402 -- after the set-up
from nennep.vault.actions.door import open_door  # noqa: E402
from nennep.vault.tests.make import make_vault  # noqa: E402
from tests.cast import gather_cast, plant_tree  # noqa: E402


def people() -> None:
    vault = make_vault(gather_cast(plant_tree()))
    vault.clerk.set_password(PASSWORD)
    vault.clerk.save()
    open_door("Quyết định số 12-QĐ/UBKT", by=vault.inspector.user)


if __name__ == "__main__":
    call_command("migrate", "vault", database="vault", interactive=False, verbosity=0)
    people()
