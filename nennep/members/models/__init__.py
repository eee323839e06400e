"""Persons of the register, what was true of them on which day, and where every value came from."""

from nennep.members.models.basis import Basis as Basis
from nennep.members.models.change import Change as Change
from nennep.members.models.change import Suggestion as Suggestion
from nennep.members.models.member import Member as Member
from nennep.members.models.merge import Merge as Merge
from nennep.members.models.merge import MergeLimit as MergeLimit
from nennep.members.models.merge import Merging as Merging
from nennep.members.models.spans import MemberPost as MemberPost
from nennep.members.models.spans import Membership as Membership
from nennep.members.models.spans import Stay as Stay
from nennep.members.models.twins import Twins as Twins
