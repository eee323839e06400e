import pytest
from django.test import Client

from nennep.vault.actions.door import open_door
from nennep.vault.budgets import Hour, hours
from nennep.vault.tests.make import FROM, Vault, make_vault
from tests.cast import Cast


@pytest.fixture
def vault(cast: Cast) -> Vault:
    return make_vault(cast)


@pytest.fixture
def open_page(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    """The public page takes letters, and nobody has been there in this hour."""
    monkeypatch.setattr(hours, "_hour", Hour(-1))
    open_door("Quyết định số 12-QĐ/UBKT", by=vault.inspector.user)


@pytest.fixture
def author() -> Client:
    return Client(REMOTE_ADDR=FROM, raise_request_exception=False)
