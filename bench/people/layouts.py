"""The columns of each source under its own headings; what is nobody's field is there too, as in life."""

import zlib
from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from bench.people.dice import Dice
from bench.people.records import tcvn3

FILLERS = {
    "given out": ("Cục Cảnh sát QLHC về TTXH", "Công an TP Hải Phòng", "Công an tỉnh Hải Dương", ""),
    "job": ("Hưu trí", "Giáo viên", "Công chức", "Làm ruộng", "Công nhân", "Bộ đội", "Buôn bán", ""),
    "post": ("", "", "", "", "", "Bí thư", "Phó Bí thư", "Chi ủy viên", "Đảng viên", "Đảng viên"),
    "office": ("", "", "", "", "Trưởng thôn", "Phó Chủ tịch", "Hiệu trưởng", "Chuyên viên"),
    "tongue": ("", "", "Tiếng Anh B", "Tiếng Anh A2", "Tiếng Nga C"),
    "machine": ("", "", "Tin học cơ bản", "Tin học B"),
    "badge": ("", "", "", "30 năm", "40 năm", "50 năm"),
    "health": ("Tốt", "Tốt", "Bình thường", ""),
    "state": ("Đang sinh hoạt", "Đang sinh hoạt", "Đang sinh hoạt", "Miễn sinh hoạt"),
    "note": ("", "", "", "", "", "", "", "Đi làm ăn xa", "miễn SH", "chuyển đến 2024", "đã bổ sung hồ sơ"),
    "superior": ("Đảng bộ xã", "Đảng bộ phường", "Đảng bộ cơ quan"),
    "alias": ("", "", "", "", "", "", "", "Ba", "Tư Hùng"),
}
COUNT = "count"
NATIONAL = (
    "STT=count|Họ và tên khai sinh=name|Tên gọi khác=alias|Giới tính=sex|Ngày sinh=dob|Dân tộc=ethnic|"
    "Tôn giáo=religion|Số định danh cá nhân=id12|Ngày cấp CCCD=day|Nơi cấp CCCD=given out|Số CMND cũ=id9|"
    "Số thẻ Đảng (12 số)=card12|Số thẻ theo QĐ 85=card|Ngày cấp thẻ=day|Nơi cấp thẻ=superior|"
    "Mã tổ chức đảng=unit_code|Tổ chức đảng đang sinh hoạt=cell|Tổ chức đảng cấp trên=superior|"
    "Nơi đăng ký khai sinh=hometown|Quê quán=hometown|Nơi ở hiện nay=residence|Số điện thoại=phone|"
    "Ngày vào Đảng=admission|Ngày vào Đảng chính thức=official|Người giới thiệu 1=other name|"
    "Người giới thiệu 2=other name|Nghề nghiệp hiện nay=job|Chức vụ Đảng=post|Chức vụ chính quyền=office|"
    "Giáo dục phổ thông=school|Chuyên môn nghiệp vụ=degree|Lý luận chính trị=politics|Ngoại ngữ=tongue|"
    "Tin học=machine|Huy hiệu Đảng=badge|Tình trạng sức khỏe=health|Ngày vào Đoàn=day|Thành phần gia đình=job|"
    "Trạng thái=state|Ghi chú=note"
)
OFFICE = (
    "STT=count|Họ và tên=name|Giới tính=sex|Ngày tháng\nnăm sinh=dob|Dân tộc=ethnic|Tôn giáo=religion|CMND/CCCD=id|"
    "Số thẻ ĐV=card|Ngày vào Đảng=admission|Ngày chính thức=official|Quê quán=hometown|Chỗ ở hiện nay=residence|"
    "SĐT=phone|Trình độ chuyên môn=degree|Trình độ LLCT=politics|Chi bộ=cell|Chức vụ=post|Ghi chú=note"
)
OLD = (
    "MADV=unit_code|HODEM=front|TEN=given|GIOITINH=sex|NGAYSINH=dob|DANTOC=ethnic|TONGIAO=religion|SOCMND=id9|"
    "SOTHE=card|NGAYVD=admission|NGAYCT=official|QUEQUAN=hometown|NOIO=residence|VANHOA=school|CHUYENMON=degree|"
    "TENCB=cell|GHICHU=note"
)
OLDER = (
    "Số TT=count|Họ và tên=name|Nữ=woman|Ngày sinh=dob|Số CMND=id9|Số thẻ đảng viên=card|Ngày kết nạp=admission|"
    "Ngày chính thức=official|Quê quán=hometown|Nơi cư trú=residence|Chi bộ=cell|Chức vụ=post"
)
TYPED = (
    "TT=count|Họ tên=name|Năm sinh=dob|Nam/Nữ=sex|Ngày vào Đảng=admission|Số CCCD=id|Số thẻ=card|Địa chỉ=residence|"
    "Điện thoại=phone|Chi bộ=cell|Ghi chú=note"
)
BY_SEX = TYPED.replace("Năm sinh=dob|Nam/Nữ=sex", "Năm sinh Nam=dob man|Năm sinh Nữ=dob woman")
LAYOUTS = {"A": NATIONAL, "B": OFFICE, "C": OLD, "V": OLDER, "D": TYPED}

_VNI_ALONE = {"ơ": "ô", "ư": "ö", "đ": "ñ", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "ì": "ì", "í": "í"}
_VNI_MARKED = {
    "a": dict(zip("áàảãạâấầẩẫậăắằẳẵặ", "ùøûõïâáàåãäêéèúüë", strict=True)),
    "e": dict(zip("éèẻẽẹêếềểễệ", "ùøûõïâáàåãä", strict=True)),
    "o": dict(zip("óòỏõọôốồổỗộ", "ùøûõïâáàåãä", strict=True)),
    "ô": dict(zip("ớờởỡợ", "ùøûõï", strict=True)),
    "u": dict(zip("úùủũụ", "ùøûõï", strict=True)),
    "ö": dict(zip("ứừửữự", "ùøûõï", strict=True)),
    "y": dict(zip("ýỳỷỹ", "ùøûõ", strict=True)),
}
VNI = _VNI_ALONE | {letter: base + mark for base, marks in _VNI_MARKED.items() for letter, mark in marks.items()}
VNI |= {letter.upper(): code.upper() for letter, code in VNI.items()}


@dataclass(frozen=True)
class Listing:
    headings: list[str]
    frame: pl.DataFrame  # a text column a heading, named c0, c1, …
    persons: pl.Series
    cells: pl.Series  # by which the rows are grouped


def listing(source: str, records: pl.DataFrame, flavour: int) -> Listing:
    layout = BY_SEX if source == "D" and flavour == 2 else LAYOUTS[source]
    pairs = [part.split("=") for part in layout.split("|")]
    dice = Dice(11, records["person"])
    columns = [_column(field, f"{field} {at}", records, dice).alias(f"c{at}") for at, (_, field) in enumerate(pairs)]
    frame, headings = pl.DataFrame(columns), [heading for heading, _ in pairs]
    return Listing(headings, frame, records["person"], records["cell"])


def vni(column: pl.Series) -> pl.Series:
    return column.str.replace_many(list(VNI), list(VNI.values()))


def encoded(lines: pl.DataFrame, source: str) -> pl.DataFrame:
    """As the old programs store text."""
    encode = {"C": tcvn3, "V": vni}.get(source)
    return (
        lines.with_columns(encode(lines[name]) for name in lines.columns if lines[name].dtype == pl.String)
        if encode
        else lines
    )


def _column(field: str, stream: str, records: pl.DataFrame, dice: Dice) -> pl.Series:
    if field in records.columns:
        return records[field].replace("", None)
    if field in FILLERS:
        return dice.pick(stream, pl.Series(FILLERS[field])).replace("", None)
    return MADE[field](records, dice, stream).cast(pl.String)


def _day(_: pl.DataFrame, dice: Dice, stream: str) -> pl.Series:
    days = (dice.below(stream, 12000) + 7000).cast(pl.Int32).cast(pl.Date).dt.to_string("%d/%m/%Y")
    return pl.select(pl.when(pl.lit(dice.chance(f"{stream} has", 0.6))).then(pl.lit(days))).to_series()


def _either(records: pl.DataFrame, _: Dice, __: str) -> pl.Series:
    return records.select(pl.coalesce("id12", "id9")).to_series()


def _of_sex(sex: str) -> Callable[[pl.DataFrame, Dice, str], pl.Series]:
    return lambda records, _, __: records.select(pl.when(pl.col("sex") == sex).then("dob")).to_series()


MADE: dict[str, Callable[[pl.DataFrame, Dice, str], pl.Series]] = {
    COUNT: lambda records, _, __: pl.Series(range(1, records.height + 1)),
    "day": _day,
    "id": _either,
    "other name": lambda records, _, stream: records["name"].gather(
        (pl.Series(range(records.height), dtype=pl.Int64) * 7919 + zlib.crc32(stream.encode())) % records.height
    ),
    "woman": lambda records, _, __: records.select(pl.when(pl.col("sex") == "Nữ").then(pl.lit("x"))).to_series(),
    "front": lambda records, _, __: records["name"].str.replace(r"\s+\S+\s*$", ""),
    "given": lambda records, _, __: records["name"].str.extract(r"(\S+)\s*$"),
    "dob man": _of_sex("Nam"),
    "dob woman": _of_sex("Nữ"),
}
