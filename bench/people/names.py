"""Name words with their weights, by sex and by the time of birth; two countries, so that nothing is tuned to one."""

from dataclasses import dataclass
from functools import cache

import polars as pl

from bench.people.dice import spread, zipf

_FAMILIES = (
    "Nguyễn 38.4 Trần 11 Lê 9.5 Phạm 7.1 Hoàng 4.2 Vũ 3.9 Bùi 2.3 Đỗ 2.2 Đặng 2.1 Phan 1.9 Ngô 1.5 Dương 1.2 Đào 1.2 "
    "Đoàn 1.1 Lương .8 Trịnh .8 Đinh .8 Hà .7 Mai .6 Cao .6 Lưu .5 Phùng .5 Tạ .5 Tô .4 Lâm .4 Chu .4 Vương .4 Hồ .4 "
    "Khúc .3 Quách .3 Tống .3 Thái .3 Nghiêm .3 Kiều .2 Lại .2 Bạch .2 Doãn .2 Văn .2 Trương .9 Võ .4 Huỳnh .3 Lý .4 "
    "Cù .1 Hứa .1 Mạc .2 Nhữ .1 Ninh .1 Phí .1 Tăng .2 Thân .1 Tiêu .1 Triệu .1 Từ .1 Ứng .05 Vi .1 Viên .05 Yên .03 "
    "Âu .03 Giáp .1 Đàm .2 Đồng .3 Đồn .02 Đậu .05 Lục .05 Mã .05 Nông .1 Quản .03 Sái .03 Thiều .05 Trà .02 Uông .05 "
    "Vòng .02 Ông .02"
)
_SOUTHERN = (
    "Nguyễn 31 Trần 12.1 Lê 8 Phạm 5.4 Huỳnh 6.1 Võ 4.9 Phan 4.4 Trương 2.9 Đặng 2.7 Bùi 2.2 Đỗ 1.9 Hồ 2.6 Ngô 1.7 "
    "Dương 1.6 Lý 1.3 Lâm 1.4 Mai 1 Đinh .9 Hà .7 Cao .8 Tô .6 Châu .7 Tăng .5 Đoàn .9 Thái .6 Trịnh .5 Vũ .9 Hoàng .8 "
    "Kiều .3 La .3 Lưu .5 Quách .3 Thạch .6 Kim .3 Sơn .3 Diệp .3 Tôn .2 Từ .3 Văn .2 Ung .1 Ông .1 Đàm .2 Giang .2"
)
_MEN = (
    "Hùng Dũng Cường Tuấn Sơn Hải Thắng Hiếu Long Nam Minh Hưng Trung Thành Đức Quang Hòa Bình Tùng Toàn Dương Kiên "
    "Hà Mạnh Huy Anh Chiến Thanh Việt Tiến Khánh Phong Phúc Quân Tú Lâm Thịnh Vinh Đạt Công Quyết Thủy Giang Hoàng "
    "Duy Hoan Hiển Khải Khoa Lợi Luân Lực Nghĩa Ngọc Nhân Nhật Phương Quốc Quý Quyền Sáng Tâm Tân Thái Thiện Thuận "
    "Tài Thọ Thông Thức Tín Tình Tính Trí Triều Trọng Trường Tuyên Văn Vũ Vượng Xuân Yên Ân Bách Bảo Bằng Cảnh Chính "
    "Chung Điệp Định Đông Hậu Hiệp Hiệu Học Hoạt Khang Khoát Kỳ Liêm Linh Lương Nghị Nghiêm Nhã Ninh Oanh Phú Sỹ Thao "
    "Thìn Thơ Thưởng Tiệp Tỉnh Trác Tráng Ước Viễn Vĩnh Bốn Năm Tý Sửu Dần Mão Ngọ Mùi Thân Dậu Tuất Hợi Biên Đăng"
)
_WOMEN = (
    "Hương Hoa Lan Hà Hằng Hạnh Thủy Thảo Hiền Mai Nga Huyền Trang Linh Ngọc Phương Yến Anh Thu Dung Vân Oanh Loan "
    "Hường Nhung Tâm Thúy Tuyết Xuân Bình Thanh Liên Quỳnh Chi Giang Ngân Nguyệt Nhàn Hòa Thương Tươi Vui Phượng Lý "
    "Ly My Minh Mơ Nụ Na Nhi Thơm Thoa Thêu Thắm Thơ Thuận Tình Tuyến Uyên Vinh Vy Xoan Duyên Diệp Diệu Đào Điệp "
    "Cúc Bích Ánh Bé Bưởi Chiên Chinh Chuyên Dịu Gấm Hảo Hậu Hồng Huế Huệ Khánh Khuyên Kim Lành Lệ Len Liễu Luyến Lụa "
    "Mận Mến Miền Mùi Năm Nết Nguyên Nhân Nhã Nhạn Ninh Nương Phin Quế Quyên Sen Sim Tám Thái Thành Thìn Thục Thư Tỵ "
    "Tính Toan Trâm Trinh Tú Vượng Yên Đông Đoan Út Chín Bảy"
)
_MIDDLES_MEN = (
    "Đức Minh Quang Xuân Hữu Ngọc Đình Quốc Thanh Anh Công Duy Mạnh Trung Tiến Hồng Bá Trọng Thế Huy Hoàng Tuấn Khắc "
    "Viết Đăng Như Gia Trường Việt Hải Thành Nhật Sỹ Bảo Thái Phúc Phú Vĩnh Kim Danh Chí Nguyên Tất Cao Doãn Khánh"
)
_MIDDLES_WOMEN = (
    "Thanh Thu Ngọc Phương Minh Hồng Kim Thùy Bích Hải Mai Khánh Lan Hoài Mỹ Quỳnh Tuyết Như Diệu Cẩm Ánh Vân Hà Xuân "
    "Thúy Kiều Linh Thảo Hương Diễm Việt Bảo Tú Tường Huyền Trà Nguyệt Yến Ái Lệ"
)


@dataclass(frozen=True)
class Names:
    families: pl.Series
    given: dict[str, pl.Series]  # "nam", "nữ"
    middles: dict[str, pl.Series]
    plain_middle: dict[str, tuple[float, float, float]]  # share of Văn or Thị: born before 1965, before 1985, later
    two_middles: tuple[float, float, float]
    no_middle: float


def _weights(told: str) -> dict[str, float]:
    words = told.split()
    return dict(zip(words[::2], map(float, words[1::2]), strict=True))


@cache
def names(flavour: int) -> Names:
    if flavour == 1:
        return Names(
            spread(_weights(_FAMILIES)),
            {"nam": spread(zipf(_MEN.split(), 0.95)), "nữ": spread(zipf(_WOMEN.split(), 0.95))},
            {"nam": spread(zipf(_MIDDLES_MEN.split(), 0.8)), "nữ": spread(zipf(_MIDDLES_WOMEN.split(), 0.8))},
            {"nam": (0.62, 0.5, 0.24), "nữ": (0.86, 0.72, 0.4)},
            (0.1, 0.2, 0.3),
            0.012,
        )
    return Names(
        spread(_weights(_SOUTHERN)),
        {"nam": spread(zipf(_MEN.split()[::-1], 0.6)), "nữ": spread(zipf(_WOMEN.split()[::-1], 0.6))},
        {"nam": spread(zipf(_MIDDLES_MEN.split(), 0.5)), "nữ": spread(zipf(_MIDDLES_WOMEN.split(), 0.5))},
        {"nam": (0.75, 0.6, 0.1), "nữ": (0.93, 0.8, 0.25)},
        (0.04, 0.15, 0.4),
        0.03,
    )
