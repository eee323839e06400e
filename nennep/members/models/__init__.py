"""Persons of the register, what was true of them on which day, and where every value came from."""

from nennep.members.models.apikey import ApiKey as ApiKey
from nennep.members.models.basis import Basis as Basis
from nennep.members.models.campaign import Campaign as Campaign
from nennep.members.models.campaign import CampaignCell as CampaignCell
from nennep.members.models.campaign import CampaignFlaw as CampaignFlaw
from nennep.members.models.change import Change as Change
from nennep.members.models.change import Suggestion as Suggestion
from nennep.members.models.flaw import CellQuality as CellQuality
from nennep.members.models.flaw import Flaw as Flaw
from nennep.members.models.handover import Handover as Handover
from nennep.members.models.handover import HandoverKind as HandoverKind
from nennep.members.models.layout import OwnLayout as OwnLayout
from nennep.members.models.lists import ListBack as ListBack
from nennep.members.models.lists import ListOut as ListOut
from nennep.members.models.member import Member as Member
from nennep.members.models.merge import Merge as Merge
from nennep.members.models.merge import MergeLimit as MergeLimit
from nennep.members.models.merge import Merging as Merging
from nennep.members.models.spans import MemberPost as MemberPost
from nennep.members.models.spans import Membership as Membership
from nennep.members.models.spans import Stay as Stay
from nennep.members.models.twins import Twins as Twins
from nennep.members.models.unitcount import UnitCount as UnitCount
