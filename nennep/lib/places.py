"""Names of places that are names of persons."""

# Of communes and wards: such a name never stands without its level ("Phường Ngô Quyền").
PERSONS = (
    "An Dương Vương", "Bà Triệu", "Cao Bá Quát", "Chu Văn An", "Đinh Tiên Hoàng", "Đoàn Thị Điểm", "Hai Bà Trưng",
    "Hoàng Diệu", "Hoàng Hoa Thám", "Hoàng Văn Thụ", "Hồ Chí Minh", "Hùng Vương", "Huỳnh Thúc Kháng", "Kim Đồng",
    "Lê Chân", "Lê Đại Hành", "Lê Hồng Phong", "Lê Hữu Trác", "Lê Ích Mộc", "Lê Lai", "Lê Lợi", "Lê Quý Đôn",
    "Lê Thanh Nghị", "Lê Thánh Tông", "Lê Văn Tám", "Lương Khánh Thiện", "Lương Thế Vinh", "Lý Nam Đế", "Lý Thái Tổ",
    "Lý Thường Kiệt", "Mạc Đĩnh Chi", "Minh Khai", "Ngô Quyền", "Nguyễn Bỉnh Khiêm", "Nguyễn Du", "Nguyễn Đại Năng",
    "Nguyễn Huệ", "Nguyễn Lương Bằng", "Nguyễn Thái Học", "Nguyễn Thị Minh Khai", "Nguyễn Trãi", "Nguyễn Tri Phương",
    "Nguyễn Văn Cừ", "Nguyễn Văn Linh", "Phạm Ngũ Lão", "Phạm Sư Mạnh", "Phan Bội Châu", "Phan Chu Trinh",
    "Phan Đình Phùng", "Quang Trung", "Tô Hiệu", "Trần Hưng Đạo", "Trần Liễu", "Trần Nguyên Hãn", "Trần Nhân Tông",
    "Trần Phú", "Trần Quang Khải", "Trần Quốc Toản", "Trưng Vương", "Võ Thị Sáu", "Võ Văn Kiệt", "Yết Kiêu",
)  # fmt: skip
