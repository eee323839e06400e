import pytest

from nennep.vault.tests.make import Vault, make_vault
from tests.cast import Cast


@pytest.fixture
def vault(cast: Cast) -> Vault:
    return make_vault(cast)
