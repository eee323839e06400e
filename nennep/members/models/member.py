"""A person of the register, as known today."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nennep.lib.ordering import name_key
from nennep.lib.text import fold
from nennep.members.fields import kept_fields
from nennep.members.labels import SEXES, STANDINGS
from nennep.members.rules import LIVING, Standing
from nennep.members.sealing import mark, seal, unseal
from nennep.organisation.models import Grant, Unit
from nennep.organisation.rules import Act
from nennep.web.models import PublicModel

if TYPE_CHECKING:
    from nennep.accounts.models import User

MARKED = ("id12", "id9")
WHOLE_LIST = [
    *("listed", "sort_key", "id", "cell", "dob", "sex"),
    *("admission", "official", "education", "standing", "folded_name"),
]


class MemberQuerySet(models.QuerySet["Member"]):
    def visible_to(self, user: "User", act: Act = Act.SEE_MEMBERS) -> Self:
        """Members of cells within reach, those no longer on the list too. By their cells, as everywhere: SQLite then
        goes from the few cells to their members, joined it looks at every member."""
        if Grant.objects.reaches_all(user, act):
            return self
        return self.filter(cell__in=Unit.objects.visible_to(user, act).order_by().values("pk"))

    def listed(self) -> Self:
        """On the living list: neither gone nor merged into another. SQLite takes `listed IN (1)` to an index, not
        `listed` alone."""
        return self.filter(listed__in=[True])

    def named(self, words: str) -> Self:
        """Whose name holds the words, without accents."""
        return self.filter(folded_name__contains=fold(words))

    def numbered(self, number: str) -> Self:
        """Whose identity or card number this is, to the last digit."""
        marks = Q(id12_mark=mark("id12", number)) | Q(id9_mark=mark("id9", number))
        return self.filter(marks | Q(card12=number) | Q(card=number))


class Member(PublicModel):
    name = models.CharField(max_length=120)
    other_name = models.CharField(max_length=120, blank=True)
    folded_name = models.CharField(max_length=250, editable=False)
    sort_key = models.CharField(max_length=250, editable=False)  # by given name, as Vietnamese lists are
    sex = models.CharField(max_length=3, choices=SEXES, blank=True)
    dob = models.CharField(max_length=10, blank=True)  # ISO, cut to what is known: "1970", "1970-05"
    card = models.CharField(max_length=20, blank=True)
    card12 = models.CharField(max_length=12, blank=True)
    admission = models.CharField(max_length=10, blank=True)
    official = models.CharField(max_length=10, blank=True)
    education = models.CharField(max_length=200, blank=True)
    hometown = models.CharField(max_length=300, blank=True)
    sealed = models.JSONField(default=dict)  # field → token, see sealing
    id12_mark = models.CharField(max_length=24, blank=True)
    id9_mark = models.CharField(max_length=24, blank=True)
    cell = models.ForeignKey(Unit, models.PROTECT, related_name="members", verbose_name=_("nơi sinh hoạt"))
    standing = models.CharField(max_length=12, choices=STANDINGS)
    listed = models.BooleanField(default=True)  # standing is a living one, and not merged into another
    refused = models.BooleanField(default=True)  # a receiver would not take him as he is; the checks keep it
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    version = models.PositiveIntegerField(default=1)  # moves on with every change: who edits names the one he saw
    added_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[MemberQuerySet] = MemberQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["sort_key", "pk"]
        indexes = [
            models.Index(fields=WHOLE_LIST, name="member_list"),  # the list, and all that it is narrowed by
            models.Index(fields=["refused", "listed", "sort_key", "id"], name="member_refused"),  # who lacks something
            models.Index(
                fields=["cell", "listed", "sort_key", "id"], name="member_of_cell"
            ),  # a cell's, counts by cell
            models.Index(fields=["standing", "sort_key", "id"], name="member_by_standing"),  # the list, by standing
            models.Index(fields=["merged_into", "sort_key", "id"], name="member_in_order"),  # a past day, of many
            models.Index(fields=["listed", "admission"], name="member_by_admission"),  # coming badges
            models.Index(fields=["folded_name"], name="member_by_name"),  # who bears the very same name
            models.Index(fields=["id12_mark"], name="member_by_id12"),  # one number, one person
            models.Index(fields=["id9_mark"], name="member_by_id9"),
            models.Index(fields=["card12"], name="member_by_card12"),
            models.Index(fields=["card"], name="member_by_card"),
        ]

    def __str__(self) -> str:
        """Not the name: journal, jobs and logs call a member by this."""
        return self.public_id

    def value(self, key: str) -> str:
        """In clear: who calls has seen to it that it may be shown, or shows it to nobody."""
        if kept_fields()[key].sealed:
            return unseal(self.public_id, key, self.sealed.get(key, ""))
        return str(getattr(self, key))

    def values(self) -> dict[str, str]:
        """Every field in clear."""
        return {key: self.value(key) for key in kept_fields()}

    def put(self, key: str, text: str) -> None:
        """Not saved; what is derived from the field follows it."""
        if kept_fields()[key].sealed:
            self.sealed = {name: token for name, token in self.sealed.items() if name != key}
            if text:
                self.sealed[key] = seal(self.public_id, key, text)
        else:
            setattr(self, key, text)
        if key in MARKED:
            setattr(self, f"{key}_mark", mark(key, text))
        if key in ("name", "other_name"):
            self.folded_name = " · ".join(fold(each) for each in (self.name, self.other_name) if each)[:250]
            self.sort_key = name_key(self.name)

    def stand(self, standing: Standing) -> None:
        self.standing = standing
        self.listed = standing in LIVING and self.merged_into_id is None
