"""The sheets of the organisation's workbook, with the headings under which offices write them."""

from nennep.imports.rules import Column, SheetKind

UNITS, GROUPS, POSTS = "units", "groups", "posts"

SHEETS = (
    SheetKind(
        UNITS,
        "Đơn vị",
        (
            Column("code", "Mã", ("Mã đơn vị", "Mã tổ chức", "Mã TCĐ", "Mã tổ chức đảng", "Ký hiệu", "Code")),
            Column(
                "name",
                "Tên đơn vị",
                (
                    "Đơn vị",
                    "Tên tổ chức",
                    "Tên tổ chức đảng",
                    "Tổ chức đảng",
                    "Tên đầy đủ",
                    "Tên chi bộ, đảng bộ",
                    "Tên",
                    "Unit name",
                ),
                required=True,
            ),
            Column("short_name", "Tên gọi ngắn", ("Tên ngắn", "Tên viết tắt", "Viết tắt", "Tên gọi tắt", "Short name")),
            Column("kind", "Loại", ("Loại hình", "Loại đơn vị", "Loại tổ chức", "Loại hình tổ chức", "Kind")),
            Column(
                "parent",
                "Trực thuộc",
                (
                    "Đơn vị cấp trên",
                    "Cấp trên",
                    "Cấp trên trực tiếp",
                    "Tổ chức đảng cấp trên",
                    "Mã cấp trên",
                    "Thuộc",
                    "Parent unit",
                ),
            ),
            Column("phone", "Điện thoại", ("Số điện thoại", "ĐT", "SĐT", "Điện thoại liên hệ", "Phone")),
            Column("email", "Thư điện tử", ("Email", "E-mail", "Địa chỉ thư điện tử", "Hộp thư")),
            Column(
                "contact_name", "Người đầu mối", ("Đầu mối", "Cán bộ đầu mối", "Người liên hệ", "Liên hệ", "Contact")
            ),
            Column(
                "member_count",
                "Đảng viên",
                ("Số đảng viên", "Tổng số đảng viên", "SL đảng viên", "Số ĐV", "Party members"),
            ),
            Column("valid_from", "Có từ ngày", ("Từ ngày", "Ngày thành lập", "Thành lập", "Since")),
        ),
    ),
    SheetKind(
        GROUPS,
        "Khối",
        (
            Column("name", "Tên khối", ("Khối", "Nhóm", "Tên nhóm", "Group name"), required=True),
            Column(
                "units",
                "Đơn vị",
                ("Các đơn vị", "Đơn vị trong khối", "Gồm các đơn vị", "Thành viên", "Unit"),
                required=True,
            ),
            Column("aliases", "Tên gọi khác", ("Cách gọi khác", "Tên khác", "Lời trong văn bản", "Other names")),
            Column("note", "Ghi chú", ("Note",)),
        ),
    ),
    SheetKind(
        POSTS,
        "Chức vụ",
        (
            Column("unit", "Đơn vị", ("Tên đơn vị", "Cơ quan", "Tổ chức đảng", "Nơi công tác", "Unit"), required=True),
            Column("title", "Chức vụ", ("Chức danh", "Chức vụ Đảng", "Post"), required=True),
            Column("holder", "Người giữ", ("Họ và tên", "Họ tên", "Đồng chí", "Holder")),
            Column("username", "Tên đăng nhập", ("Tài khoản", "Username")),
            Column("portfolios", "Lĩnh vực phụ trách", ("Lĩnh vực", "Phụ trách", "Phân công phụ trách", "Portfolios")),
            Column("may_sign", "Được ký giao việc", ("Được ký", "Ký giao việc", "May sign")),
            Column("authority", "Quyền hạn ký", ("Thẩm quyền ký", "Thể thức ký", "Signing authority")),
            Column("rank", "Thứ tự", ("Thứ tự trong danh sách", "Rank")),
            Column("starts", "Từ ngày", ("Giữ từ ngày", "Ngày bổ nhiệm", "From")),
        ),
    ),
)
HEADINGS = {(sheet.name, column.field): column.heading for sheet in SHEETS for column in sheet.columns}
YES = frozenset({"co", "x", "1", "v", "dung", "yes", "duoc"})
