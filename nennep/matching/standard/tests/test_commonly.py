"""The ways in columns say what the functions say."""

from datetime import date

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from nennep.matching.fields import Field
from nennep.matching.standard.places import Places
from nennep.matching.standard.table import _applied, makings, said_of

TODAY = date(2026, 11, 26)
FIGURES = st.text("0123456789", min_size=7, max_size=13)
DATES = st.one_of(
    st.dates(date(1890, 1, 1), date(2028, 1, 1)).map(lambda day: f"{day:%d/%m/%Y}"),
    st.tuples(st.integers(0, 32), st.integers(0, 14), st.integers(1800, 2100)).map(lambda at: "/".join(map(str, at))),
    st.dates(date(1890, 1, 1), date(2028, 1, 1)).map(str),
    st.tuples(st.sampled_from("./-"), st.dates(date(1920, 1, 1))).map(
        lambda at: f"{at[1]:%-d}{at[0]}{at[1]:%m}{at[0]}{at[1]:%Y}"
    ),
    st.integers(1890, 2030).map(str),
    st.integers(0, 60_000).map(str),
    st.tuples(st.sampled_from("./-"), st.integers(0, 33), st.integers(0, 13), st.integers(0, 99)).map(
        lambda at: f"{at[1]:02}{at[0]}{at[2]}{at[0]}{at[3]:02}"
    ),
    st.tuples(st.sampled_from("./-"), st.integers(0, 13), st.integers(1890, 2030)).map(
        lambda at: f"{at[1]:02}{at[0]}{at[2]}"
    ),
    st.tuples(st.integers(0, 33), st.integers(0, 13), st.integers(1890, 2030)).map(
        lambda at: f"ngày {at[0]} tháng {at[1]} năm {at[2]}"
    ),
)
PHONES = st.one_of(
    st.tuples(st.sampled_from(["03", "09", "02", "01", "9"]), FIGURES).map("".join),
    st.tuples(
        st.sampled_from(". -"), st.sampled_from(["0903", "0000", "0223"]), st.sampled_from(["000", "333", "123"])
    ).map(lambda at: f"{at[1]}{at[0]}{at[2]}{at[0]}{at[2]}"),
)


@settings(max_examples=60)
@given(
    st.sampled_from([Field.ID12, Field.ID9, Field.CARD, Field.CARD12, Field.PHONE]),
    st.lists(FIGURES | PHONES, max_size=30),
)
def test_numbers(field: Field, texts: list[str]) -> None:
    same_either_way(field, texts)


@settings(max_examples=150)
@given(st.sampled_from([Field.DOB, Field.ADMISSION, Field.OFFICIAL]), st.lists(DATES, max_size=30))
def test_dates(field: Field, texts: list[str]) -> None:
    same_either_way(field, texts)


WORDS = st.sampled_from(
    [
        "Nguyễn",
        "NGUYỄN",
        "nguyễn",
        "Văn",
        "văn",
        "Tôn",
        "Hoàng",
        "Phủ",
        "Anh",
        "Trung",
        "tá",
        "tức",
        "Nữ",
        "An",
        "Hoà",
        "x",
        "A.",
        "(bí",
        "danh)",
        "",
        "K'",
        "Không",
        "12",
        "Ông",
        "Ðức",
    ]
)


@settings(max_examples=100)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=11).map(" ".join), max_size=30))
def test_names(texts: list[str]) -> None:
    same_either_way(Field.NAME, texts)


def test_a_house_before_a_commune() -> None:
    heads = (
        "Số 5 ngõ 3, ",
        "Đường Lâm - ",
        "Bản Hồ, ",
        "Thôn Đông, ",
        "Tổ dân phố 7, ",
        "12/4 Trần Phú, ",
        "Khu 3 - ",
        "",
        "Xã cũ, ",
    )
    tails = (
        "Phường Hàng Kênh, Quận Lê Chân, Thành phố Hải Phòng",
        "An Hưng - An Dương - Hải Phòng",
        "Xã Thái Dương, Huyện Bình Giang, Tỉnh Hải Dương",
        "TT.Cát Bà, H.Cát Hải, TP.Hải Phòng",
        "Sơn Tây - Hà Nội",
        "Sa Pa - Lào Cai",
        "Yên Minh, Hà Giang",
        "Hải Phòng",
        "chưa rõ",
    )

    same_either_way(Field.RESIDENCE, [head + tail for head in heads for tail in tails])


def same_either_way(field: Field, texts: list[str]) -> None:
    made = next(made for made in makings(TODAY, Places.load()) if made.field is field)

    whole = _applied(pl.Series(texts, dtype=pl.String), made)

    for row, text in zip(whole.iter_rows(named=True), texts, strict=True):
        answer = made.function(text)
        told = {column: said_of(getattr(answer, name) or "") for column, name in made.columns.items()}
        told |= {f"{field}_rule": answer.rule, f"{field}_fault": answer.fault, f"{field}_text": text}
        assert {name: value or None for name, value in row.items()} == {
            name: value or None for name, value in told.items()
        }
