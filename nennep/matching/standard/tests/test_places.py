import tomllib
from importlib.resources import files
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nennep.lib.text import without_accents
from nennep.matching.standard.places import SLIP, TODAY, Places

PLACES = Places.load()
PIECES = st.lists(
    st.sampled_from(
        (
            "xã",
            "phường",
            "quận",
            "huyện",
            "TP",
            "tỉnh",
            "An",
            "Dương",
            "Hải",
            "Phòng",
            "Hà",
            "Nội",
            "-",
            ",",
            "1",
            "Huế",
        )
    )
)
OLD = st.sampled_from(
    (
        ("Xã Bắc Sơn", "huyện An Dương", "thành phố Hải Phòng"),
        ("phường Hàng Kênh", "quận Lê Chân", "Hải Phòng"),
        ("Xã Đào Xá", "huyện Phú Bình", "tỉnh Thái Nguyên"),
        ("Xã Phạm Trấn", "huyện Gia Lộc", "tỉnh Hải Dương"),
        ("Phường Nguyên Bình", "thị xã Nghi Sơn", "tỉnh Thanh Hóa"),
    )
)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("Xã Bắc Sơn, huyện An Dương, Hải Phòng", "Phường An Dương, Thành phố Hải Phòng"),
        ("P. Hàng Kênh, Q. Lê Chân, TP HP", "Phường Lê Chân, Thành phố Hải Phòng"),
        ("Bắc Sơn - An Dương - Hải Phòng", "Phường An Dương, Thành phố Hải Phòng"),
        ("bac son an duong hai phong", "Phường An Dương, Thành phố Hải Phòng"),
        ("x. Kiến Quốc, h. Kiến Thụy, t.p Hải Phòng", "Xã Nghi Dương, Thành phố Hải Phòng"),
        ("Số 12 Lê Lợi, phường Máy Chai, quận Ngô Quyền, Hải Phòng", "Phường Ngô Quyền, Thành phố Hải Phòng"),
        ("Thôn Đoài, Tam Cường, Vĩnh Bảo, Hải Phòng", "Xã Vĩnh Am, Thành phố Hải Phòng"),
        ("Xã Hồng Phong huyện An Dương thành phố Hải Phòng", "Phường An Phong, Thành phố Hải Phòng"),
        ("Xã Dương Liễu, Hoài Đức, Hà Tây", "Xã Dương Hòa, Thành phố Hà Nội"),
        ("Phường Quang Trung, TP Hải Dương, tỉnh Hải Dương", "Phường Hải Dương, Thành phố Hải Phòng"),
        ("Phường Lê Chân, quận Lê Chân, Hải Phòng", "Phường Lê Chân, Thành phố Hải Phòng"),
        ("phường Lê Chân, TP Hải Phòng, Việt Nam", "Phường Lê Chân, Thành phố Hải Phòng"),
        ("P1, Q3, TPHCM", "Phường Bàn Cờ, Thành phố Hồ Chí Minh"),
        ("Phường 01, Quận 03, TP.HCM", "Phường Bàn Cờ, Thành phố Hồ Chí Minh"),
        ("Phường Tây Lộc, TP Huế, Thừa Thiên - Huế", "Phường Phú Xuân, Thành phố Huế"),
        ("Xã Cẩm Giang, Cẩm Giàng, Hải Dương", "Xã Cẩm Giang, Thành phố Hải Phòng"),
        ("Huyện đảo Bạch Long Vĩ, Hải Phòng", "Đặc khu Bạch Long Vĩ, Thành phố Hải Phòng"),
        ("Xã Hòa Nghĩa, Kiến Thụy, Hải Phòng", "Phường Dương Kinh, Thành phố Hải Phòng"),
        ("Đông Hải I, Hải An, Hải Phòng", "Phường Đông Hải, Thành phố Hải Phòng"),
        ("Xã Hồng Phong, huyện An Hải, Hải Phòng", "Phường An Phong, Thành phố Hải Phòng"),
        ("Xã Hồng Phong, huyện An Dương", "Phường An Phong, Thành phố Hải Phòng"),
        ("Phường Xuân Hương - Đà Lạt, Tỉnh Lâm Đồng", "Phường Xuân Hương - Đà Lạt, Tỉnh Lâm Đồng"),
    ],
)
def test_a_place_of_any_year_becomes_todays(written: str, text: str) -> None:
    place = PLACES.standard_place(written)

    assert place.text == text
    assert place.commune_code is not None
    assert f"{place.commune}, {place.province}" == text
    assert bool(place.rule) == (written != text)


def test_one_slip_in_a_communes_name_is_forgiven_and_named() -> None:
    place = PLACES.standard_place("Xã Bắc Sơ, huyện An Dương, Hải Phòng")

    assert place.commune == "Phường An Dương"
    assert SLIP in place.rule
    assert TODAY in place.rule


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Xã Thái Sơn, huyện An Lão, Hải Phòng", {"Xã An Khánh", "Xã An Lão"}),  # divided
        ("An Dương, Hải Phòng", {"Phường An Dương"}),  # the district of old or the ward of today
    ],
)
def test_what_may_be_several_keeps_its_candidates(written: str, names: set[str]) -> None:
    place = PLACES.standard_place(written)

    assert place.commune is None
    assert {candidate.name for candidate in place.candidates} == names
    assert (place.text, place.province) == (written, "Thành phố Hải Phòng")


@pytest.mark.parametrize(
    ("written", "province"),
    [
        ("Hải Dương", "Thành phố Hải Phòng"), ("HP", "Thành phố Hải Phòng"),
        ("Huyện An Dương, Hải Phòng", "Thành phố Hải Phòng"),
        ("TP Hải Dương, Hải Dương", "Thành phố Hải Phòng"), ("Hà Nam Ninh", "Tỉnh Ninh Bình"), ("Hải Hưng", None),
        ("Phường Quang Trung", None),
        ("17 mallee street", None), ("Số nhà 5 ngõ 10 đường Trần Phú", None), ("Trung Quốc", None),
    ],
)  # fmt: skip
def test_no_more_is_said_than_the_province(written: str, province: str | None) -> None:
    place = PLACES.standard_place(written)

    assert (place.text, place.commune, place.province, place.fault) == (written, None, province, "")


def test_every_unit_of_today_is_its_own_standard() -> None:
    known = PLACES._known

    for unit in known.communes.values():
        written = f"{unit.name}, {known.of_today[unit.province].name}"
        place = PLACES.standard_place(written)
        assert (place.text, place.commune_code, place.rule) == (written, unit.code, "")


@given(OLD, st.sampled_from((", ", " - ", "; ", " ")), st.sampled_from((str, str.upper, str.lower, without_accents)))
def test_signs_capitals_and_accents_change_nothing(old: tuple[str, str, str], sign: str, typed: object) -> None:
    assert callable(typed)
    place = PLACES.standard_place(typed(sign.join(old)))

    assert place.commune_code == PLACES.standard_place(", ".join(old)).commune_code is not None


@given(st.text() | PIECES.map(" ".join))
def test_a_standard_place_is_its_own_standard(text: str) -> None:
    place = PLACES.standard_place(text)

    if place.text is not None:
        again = PLACES.standard_place(place.text)
        assert (again.text, again.commune_code, again.rule) == (place.text, place.commune_code, "")


def test_every_district_of_old_is_in_the_tables() -> None:
    more = tomllib.loads((files("nennep.matching.standard") / "provinces.toml").read_text("utf-8"))

    for province, districts in more["districts"].items():
        for keys in districts.values():
            assert all(PLACES._known.in_district.get((province, key)) for key in keys), keys
    for keys in (*more["short"].values(), *more["former"].values()):
        assert all(key in PLACES._known.merged_into for key in keys), keys


def test_the_tables_are_read_once() -> None:
    assert Places.load() is PLACES
    began = perf_counter()
    Places.load()
    assert perf_counter() - began < 0.01
