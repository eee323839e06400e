"""The vault of the sample committee: five people with keys, three letters, what waits for a second person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from nennep.accounts.models import User
from nennep.organisation.models import Unit
from nennep.sealing.phrases import in_fours, new_code, print_of
from nennep.vault.actions.breaking import ask_to_break
from nennep.vault.actions.door import open_door
from nennep.vault.actions.holding import Asking, ask, decide
from nennep.vault.actions.keys import lock_up, make_key, opener_of, unlock_key, vouch_for
from nennep.vault.actions.laying import Against, SentFile, SentLetter, take_from_outside, take_letter
from nennep.vault.actions.writing import answer_author, author_with, write_again
from nennep.vault.models import Envelope, HolderKey
from nennep.vault.queries.trust import to_vouch_for
from nennep.vault.rules import Asked, LetterKind, Seated

RECEIVERS, CUSTODIANS = ("hientq", "yencth"), ("khoattm", "truongbk", "tinhntt")
KEEPERS = ("khoattm", "truongbk", "hientq")  # of these two stand behind each seat
ABOUT_A_CELL = (
    "Tôi là Trịnh Thị Ngát, đảng viên sinh hoạt tại chi bộ. Từ đầu năm chi bộ thu quỹ hằng tháng nhưng không công "
    "khai thu, chi trong họp chi bộ; hỏi thì được trả lời là để cuối năm. Đề nghị kiểm tra."
)
WITH_A_FILE = (
    "Kính gửi Ủy ban Kiểm tra. Tôi là Vi Văn Chất. Trong đợt mua bàn ghế cho phòng họp, giá ghi trên hóa đơn cao hơn "
    "giá tôi hỏi ở cửa hàng. Tôi gửi kèm bảng giá để đối chiếu."
)
FROM_OUTSIDE = (
    "Tôi là Hà Thị Sim, ở gần trụ sở. Xe công của cơ quan thường đỗ trước nhà riêng vào ngày nghỉ. Tôi đề nghị xem "
    "lại việc dùng xe và giữ kín tên tôi."
)
PRICES = "Bàn họp 1,2 m: 2.150.000 đồng\nGhế tựa: 480.000 đồng\n(giá hỏi ngày 5, do Vi Văn Chất chép)\n"


@dataclass(frozen=True)
class Papers:
    """What is told once: the five words of each key, the digits of the letter from outside."""

    phrases: dict[str, str]
    code: str


def seal_letters(root: Unit) -> Papers:
    people = {user.username: user for user in User.objects.filter(username__in={*RECEIVERS, *CUSTODIANS, "manlt"})}
    clerk = User.objects.get(username="suongdtt")
    for seat, names in ((Seated.RECEIVER, RECEIVERS), (Seated.CUSTODIAN, CUSTODIANS)):
        for name in names:
            give_seat(seat, people[name], [people[each] for each in KEEPERS if each != name])
    phrases = {name: make_key(by=people[name]) for name in (*RECEIVERS, *CUSTODIANS)}
    vouch_for_all(people[RECEIVERS[0]], phrases[RECEIVERS[0]])
    cell = Unit.objects.within([root.path]).get(code="TCT.TC")
    first = take_letter(letter("Trịnh Thị Ngát", ABOUT_A_CELL, 20, against=[Against(unit=cell)]), by=clerk)
    prices = SentFile("bang-gia-Vi-Van-Chat.txt", "txt", [PRICES.encode()])
    second = take_letter(letter("Vi Văn Chất", WITH_A_FILE, 12, files=[prices]), by=people["hientq"])
    code = write_from_outside(people)
    leave_waiting(first, second, people)
    return Papers(phrases, in_fours(code))


def give_seat(seat: Seated, person: User, two: list[User]) -> None:
    request = ask(Asking(Asked.SEAT, person, "theo phân công của Ban Thường vụ", seat=seat), by=two[0])
    decide(request, agreed=True, by=two[1])


def vouch_for_all(who: User, phrase: str) -> None:
    """The first receiver has met the others and compared the prints."""
    opener = opener_of(who, unlock_key(phrase, "demo", by=who), "demo")
    assert opener
    for person in to_vouch_for(who):
        vouch_for(person, print_of(bytes(HolderKey.objects.get(whose=person.public_id).public)), by=opener)
    lock_up(by=who)


def letter(name: str, text: str, days: int, **more: list[SentFile] | list[Against]) -> SentLetter:
    identity = {"name": name, "number": "", "phone": "", "address": ""}
    return SentLetter(LetterKind.PARTY, timezone.localdate() - timedelta(days=days), identity, text, **more)  # type: ignore[arg-type]


def write_from_outside(people: Mapping[str, User]) -> str:
    """Its author has come back once and found an answer."""
    door = open_door("Quyết định số 12-QĐ/ĐU (mẫu)", by=people["khoattm"])
    code = new_code()
    envelope = take_from_outside(letter("Hà Thị Sim", FROM_OUTSIDE, 3), door, code)
    answer_author(envelope, "Đã nhận. Đề nghị cho biết những ngày nào, biển số xe nếu nhớ.", by=people["hientq"])
    write_again(author_with(code), "Các ngày thứ bảy trong tháng trước; tôi không nhớ biển số.")
    return code


def leave_waiting(first: Envelope, second: Envelope, people: Mapping[str, User]) -> None:
    ask(Asking(Asked.ADD, people["manlt"], "giúp xác minh tại chi bộ", first), by=people["hientq"])
    ask_to_break(second, people["truongbk"], "hai đồng chí được giao cùng đi học dài ngày", by=people["khoattm"])
