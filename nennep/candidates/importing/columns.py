"""The sheet of candidates, with the headings under which offices write it."""

from nennep.candidates.rules import Stage
from nennep.imports.rules import Column, SheetKind

CANDIDATES = "candidates"
DAYS: dict[str, Stage] = {f"{stage}_on": stage for stage in Stage}

SHEET = SheetKind(
    CANDIDATES,
    "Phát triển đảng viên",
    (
        Column("name", "Họ và tên", ("Họ tên", "Tên quần chúng", "Quần chúng ưu tú", "Full name"), required=True),
        Column("birth_year", "Năm sinh", ("Ngày sinh", "Ngày tháng năm sinh", "Sinh năm", "Year of birth")),
        Column("sex", "Giới tính", ("Nam, nữ", "Giới", "Sex")),
        Column("unit", "Đơn vị", ("Chi bộ", "Tên đơn vị", "Chi bộ, đơn vị", "Tổ chức đảng", "Unit"), required=True),
        Column("parent", "Trực thuộc", ("Đảng bộ", "Cấp trên", "Cấp trên trực tiếp", "Parent unit")),
        Column("origin", "Nguồn giới thiệu", ("Nguồn", "Tổ chức giới thiệu", "Đoàn thể giới thiệu", "Origin")),
        Column("outstanding_on", "Ngày giới thiệu", ("Ngày công nhận quần chúng ưu tú", "Giới thiệu quần chúng ưu tú")),
        Column(
            "taught_on",
            "Ngày giấy chứng nhận",
            (
                "Giấy chứng nhận bồi dưỡng nhận thức về Đảng",
                "Ngày cấp giấy chứng nhận",
                "Học lớp nhận thức về Đảng",
                "Ngày cấp GCN",
            ),
        ),
        Column("applied_on", "Ngày nộp đơn", ("Ngày đơn xin vào Đảng", "Nộp đơn, lý lịch", "Ngày nộp hồ sơ")),
        Column("verified_on", "Ngày thẩm tra xong", ("Thẩm tra lý lịch", "Ngày thẩm tra lý lịch")),
        Column("resolved_on", "Ngày nghị quyết đề nghị", ("Nghị quyết chi bộ", "Ngày nghị quyết chi bộ")),
        Column("decided_on", "Ngày quyết định kết nạp", ("Quyết định kết nạp", "Ngày QĐ kết nạp")),
        Column("admitted_on", "Ngày kết nạp", ("Ngày lễ kết nạp", "Lễ kết nạp", "Ngày vào Đảng")),
        Column("proposed_on", "Ngày đề nghị công nhận", ("Chi bộ đề nghị công nhận chính thức",)),
        Column("official_on", "Ngày chính thức", ("Ngày công nhận chính thức", "Công nhận chính thức")),
        Column("note", "Ghi chú", ("Note",)),
    ),
)
