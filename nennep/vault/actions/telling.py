"""Who is told of what waits for a second person, and of what was decided; never of what a letter says."""

from django.urls import reverse
from django.utils.translation import gettext as _

from nennep.accounts.models import User
from nennep.notices.actions import notify
from nennep.organisation.models import Grant
from nennep.organisation.rules import Act, roles_that
from nennep.vault.models import Seat, VaultRequest
from nennep.vault.queries.requests import seconds_for
from nennep.vault.queries.trust import who_vouches
from nennep.vault.rules import Asked


def journal_readers() -> list[User]:
    grants = Grant.objects.living().filter(role__in=roles_that(Act.READ_JOURNAL)).select_related("user")
    return [grant.user for grant in grants]


def page_of(request: VaultRequest) -> str:
    return reverse("vault:decide", args=[request.public_id])


def tell_asked(request: VaultRequest) -> None:
    """Whoever may give the second word."""
    notify(
        seconds_for(request),
        "envelope.asked",
        lambda: _("Có đề nghị trong kho niêm phong chờ đồng chí quyết định với tư cách người thứ hai."),
        page_of(request),
    )


def tell_decided(request: VaultRequest) -> None:
    """The one who asked, the one whom it is about, and on whom a change of seats bears."""

    def answer() -> str:
        if request.agreed:
            return _("Đề nghị của đồng chí trong kho niêm phong đã được đồng ý.")
        return _("Đề nghị của đồng chí trong kho niêm phong không được đồng ý.")

    notify([request.asked_by], "envelope.decided", answer, page_of(request))
    if request.agreed and request.kind in (Asked.ADD, Asked.SEAT):
        notify([request.person], "envelope.given", lambda: given(request), "/letters/")
    if request.agreed and request.seat:
        notify(on_whom_seats_bear(request), "envelope.seated", lambda: seated(request), "/letters/")


def given(request: VaultRequest) -> str:
    if request.kind == Asked.ADD:
        return _("Đồng chí được giao một đơn tố cáo được niêm phong.")
    seat = request.get_seat_display().lower()
    return _("Đồng chí được cử làm %(seat)s. Nếu chưa có khóa, hãy lập khóa của mình.") % {"seat": seat}


def on_whom_seats_bear(request: VaultRequest) -> list[User]:
    """Whoever sits in the vault, and who reads the journal: no two people change its seats in silence."""
    seats = Seat.objects.filter(ended_at=None).exclude(user=request.person).select_related("user")
    return [*(seat.user for seat in seats), *journal_readers()]


def seated(request: VaultRequest) -> str:
    two = request.decided_by.full_name if request.decided_by else ""
    told = {"who": request.person.full_name, "seat": request.get_seat_display().lower(), "two": two}
    told["one"] = request.asked_by.full_name
    if request.kind == Asked.SEAT:
        return _("%(who)s được cử làm %(seat)s: %(one)s đề nghị, %(two)s đồng ý.") % told
    return _("%(who)s thôi làm %(seat)s: %(one)s đề nghị, %(two)s đồng ý.") % told


def tell_key_made(person: User) -> None:
    """Who may vouch for it; until somebody does, nothing is sealed to the key: another may sit behind it."""

    def sentence() -> str:
        said = {"who": person.full_name}
        return _("%(who)s vừa lập khóa mới. Hãy gặp trực tiếp, đối chiếu dấu của khóa rồi xác nhận.") % said

    notify(who_vouches(person), "envelope.key_made_anew", sentence, reverse("vault:vouch", args=[person.public_id]))
    notify(journal_readers(), "envelope.key_made_anew", sentence, "/letters/")


def tell_strange(people: list[User]) -> None:
    def sentence() -> str:
        return _("Kho niêm phong có chỗ không khớp nhật ký: dữ liệu bị sửa ngoài chương trình. Hãy xem nhật ký.")

    notify([*people, *journal_readers()], "envelope.strange", sentence, "/letters/")
