"""People and papers that several tests of the register begin from; a test that needs others makes its own."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pytest_django import Settings

from nennep.accounts.tests.make import make_user
from nennep.members.models import Campaign, CampaignCell, Member
from nennep.members.tests.campaigning import make_campaign
from nennep.members.tests.make import make_basis, make_member
from nennep.organisation.models import Unit
from nennep.organisation.rules import Role
from nennep.organisation.tests.make import make_grant

if TYPE_CHECKING:
    from nennep.accounts.models import User
    from tests.cast import Cast


@pytest.fixture
def private_folder(settings: Settings, tmp_path: Path) -> Path:
    """Where the files of hand-overs lie."""
    settings.HANDOVERS_ROOT = tmp_path / "handovers"
    return tmp_path / "handovers"


@pytest.fixture
def own_data(settings: Settings, tmp_path: Path) -> Path:
    """A data folder that no other test works in."""
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, data=type(settings.ENVIRONMENT.data)(tmp_path))
    return tmp_path


@pytest.fixture
def lan(cast: "Cast") -> Member:
    """Of a cell that has its code."""
    make_basis(cast.organiser)
    Unit.objects.filter(pk=cast.tree.cell.pk).update(code="31.001.002.000.001")
    return make_member(cast.tree.cell, cast.organiser, hometown="Phường Lê Chân, Thành phố Hải Phòng")


@pytest.fixture
def other(cast: "Cast", lan: Member) -> Member:
    """Of another branch of the tree."""
    return make_member(
        cast.tree.school, cast.organiser, name="Vũ Quang Nhẫn", id12="031068004455", card12="031099988877"
    )


@pytest.fixture
def branch_keeper(cast: "Cast") -> "User":
    keeper = make_user("to-chuc-nhanh", "Tô Hiến Chương")
    make_grant(keeper, Role.ORGANISER, cast.tree.board, subtree=True)
    return keeper


@pytest.fixture
def tam(cast: "Cast") -> Member:
    """Of the contact's unit: a number that says another year."""
    make_basis(cast.organiser)
    make_member(cast.tree.cell, cast.organiser, name="Lê Thị Sáu", admission="")
    return make_member(cast.tree.board, cast.organiser, name="Trần Văn Tám", sex="nam", id12="031068008888", card12="")


@pytest.fixture
def campaign(cast: "Cast", tam: Member) -> Campaign:
    return make_campaign(cast.tree.root, cast.organiser)


@pytest.fixture
def part(campaign: Campaign, cast: "Cast") -> CampaignCell:
    return campaign.parts.select_related("cell", "campaign__unit").get(cell=cast.tree.board)
