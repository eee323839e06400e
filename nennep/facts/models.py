"""Dated data about the law and the calendar."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from nennep.web.models import PublicModel


class DayKind(models.TextChoices):
    HOLIDAY = "holiday", _("nghỉ lễ")
    OFF = "off", _("nghỉ")  # swapped by yearly decision, or the office's own
    WORKED = "worked", _("làm bù")


class CalendarDay(PublicModel):
    """A day that differs from the ordinary week and from the library's public holidays; annulled, never deleted."""

    day = models.DateField(_("ngày"))
    kind = models.CharField(_("loại"), max_length=10, choices=DayKind.choices)
    name = models.CharField(_("tên"), max_length=120)
    source = models.CharField(_("căn cứ"), max_length=200)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    annulled_at = models.DateTimeField(null=True)
    annulled_why = models.CharField(max_length=300, blank=True)

    objects: ClassVar[models.Manager["CalendarDay"]] = models.Manager()

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint("day", condition=models.Q(annulled_at=None), name="one_meaning_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} {self.name}"


class FactField(models.TextChoices):
    MEMBERS = "members", _("Kết nạp, công nhận đảng viên")
    TRANSFER = "transfer", _("Chuyển sinh hoạt đảng")
    REMOVAL = "removal", _("Xóa tên, ra khỏi Đảng, miễn sinh hoạt")
    BADGES = "badges", _("Huy hiệu Đảng")
    FEES = "fees", _("Đảng phí")
    MEETINGS = "meetings", _("Sinh hoạt chi bộ")
    COMPLAINTS = "complaints", _("Khiếu nại")
    DENUNCIATIONS = "denunciations", _("Tố cáo")
    RECEPTION = "reception", _("Tiếp công dân, kiến nghị, phản ánh")
    INSPECTION = "inspection", _("Kiểm tra, giám sát")
    DISCIPLINE = "discipline", _("Kỷ luật đảng")
    ASSETS = "assets", _("Kê khai tài sản, thu nhập")
    VOTERS = "voters", _("Kiến nghị cử tri")
    CADRES = "cadres", _("Quy hoạch, bổ nhiệm cán bộ")
    EVALUATION = "evaluation", _("Đánh giá, xếp loại")
    RECORDS = "records", _("Văn thư, lưu trữ, bí mật nhà nước")
    DATA = "data", _("Bảo vệ dữ liệu cá nhân")


class FactUnit(models.TextChoices):
    WORKING_DAY = "working_day", _("ngày làm việc")
    CALENDAR_DAY = "calendar_day", _("ngày (kể cả ngày nghỉ)")
    MONTH = "month", pgettext_lazy("đơn vị tính", "tháng")
    YEAR = "year", pgettext_lazy("đơn vị tính", "năm")
    HOUR = "hour", pgettext_lazy("đơn vị tính", "giờ")
    MINUTE = "minute", pgettext_lazy("đơn vị tính", "phút")
    PERCENT = "percent", "%"
    SHARE = "share", _("phần của tổng số")
    COUNT = "count", _("số đếm")
    MONEY = "money", pgettext_lazy("đơn vị tính", "đồng")
    BASE_PAY = "base_pay", _("lần mức lương cơ sở")
    WORDS = "words", _("bằng lời")


class Confidence(models.TextChoices):
    HIGH = "high", _("chắc")
    MEDIUM = "medium", _("khá chắc")
    LOW = "low", _("chưa kiểm")


class FactState(models.TextChoices):
    STANDING = "standing", _("đang dùng hoặc đã dùng")
    PROPOSED = "proposed", _("đề nghị sửa, chờ người thứ hai")
    OFFERED = "offered", _("bản mới của phần mềm, chờ cơ quan xem")
    REFUSED = "refused", _("không nhận")


class Fact(PublicModel):
    """One version of a statutory figure: shipped with its source, confirmed or corrected by the office, never deleted.

    A version that takes another's place ends it the day before its own first day and is named in its `replaced_by`.
    """

    key = models.CharField(max_length=80)
    field = models.CharField(_("lĩnh vực"), max_length=20, choices=FactField.choices)
    version = models.PositiveSmallIntegerField()
    name = models.CharField(_("tên"), max_length=200)
    value = models.CharField(_("mức"), max_length=200, blank=True)  # empty: a question to the office
    unit = models.CharField(_("đơn vị tính"), max_length=20, choices=FactUnit.choices)
    shift_off_days = models.BooleanField(default=False)
    start_event = models.CharField(max_length=200, blank=True)
    extension_value = models.CharField(max_length=20, blank=True)
    extension_unit = models.CharField(max_length=20, choices=FactUnit.choices, blank=True)
    extension_times = models.PositiveSmallIntegerField(null=True)
    extension_ground = models.CharField(max_length=200, blank=True)
    document = models.CharField(_("văn bản"), max_length=200)
    article = models.CharField(max_length=100, blank=True)
    effective_from = models.DateField(null=True)
    effective_to = models.DateField(null=True)
    replaced_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    source = models.CharField(max_length=500, blank=True)
    note = models.CharField(max_length=500, blank=True)
    question = models.CharField(max_length=300, blank=True)
    confidence = models.CharField(max_length=10, choices=Confidence.choices)
    state = models.CharField(max_length=10, choices=FactState.choices, default=FactState.STANDING)
    stamp = models.CharField(max_length=64, blank=True)  # of the shipped row; empty: the office's own version
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
    reason = models.CharField(max_length=300, blank=True)  # of a correction, or of a refusal
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager["Fact"]] = models.Manager()

    class Meta:
        ordering = ["field", "name", "version"]
        constraints = [
            models.UniqueConstraint("key", "version", name="one_version_of_a_fact"),
            models.UniqueConstraint(
                "key",
                condition=models.Q(state=FactState.STANDING, replaced_by=None),
                name="one_fact_stands",
            ),
            models.UniqueConstraint(
                "key", condition=models.Q(state=FactState.PROPOSED), name="one_correction_of_a_fact_waits"
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_by=None)
                | models.Q(proposed_by=None)
                | ~models.Q(confirmed_by=models.F("proposed_by")),
                name="a_second_person_confirms_a_fact",
            ),
        ]
        indexes = [models.Index("field", "name", name="facts_by_field")]  # the list of one field

    def __str__(self) -> str:
        return self.name

    @property
    def is_shipped(self) -> bool:
        return bool(self.stamp)

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None
