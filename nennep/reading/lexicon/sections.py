"""What a section is about, by the words of its title.

Words are folded (small letters, no accents). The first row whose words stand in the title decides, so the order matters:
"Kết quả thực hiện nhiệm vụ" tells results although it names tasks.
"""

from nennep.reading.model import Role

# (words, role, whether they must begin the title)
TITLES: tuple[tuple[str, Role, bool], ...] = (
    # "III. TỔ CHỨC THỰC HIỆN"
    ("to chuc thuc hien", Role.ORGANISATION, True),
    ("to chuc va thuc hien", Role.ORGANISATION, True),
    ("trien khai thuc hien", Role.ORGANISATION, True),
    ("to chuc trien khai", Role.ORGANISATION, True),
    ("to chuc lanh dao, chi dao", Role.ORGANISATION, True),
    ("phan cong to chuc thuc hien", Role.ORGANISATION, False),
    ("phan cong thuc hien", Role.ORGANISATION, False),
    ("phan cong nhiem vu", Role.ORGANISATION, False),
    ("phan cong trach nhiem", Role.ORGANISATION, False),
    ("trach nhiem to chuc thuc hien", Role.ORGANISATION, False),
    ("trach nhiem thi hanh", Role.ORGANISATION, False),
    ("che do bao cao", Role.ORGANISATION, False),
    ("che do thong tin", Role.ORGANISATION, False),
    # Rules that lay ground and order nothing
    ("dieu khoan thi hanh", Role.OTHER, True),
    ("hieu luc thi hanh", Role.OTHER, False),
    ("giai thich tu ngu", Role.OTHER, False),
    ("pham vi dieu chinh", Role.OTHER, False),
    ("doi tuong ap dung", Role.OTHER, False),
    ("pham vi, doi tuong", Role.OTHER, False),
    ("doi tuong, pham vi", Role.OTHER, False),
    ("doi tuong", Role.OTHER, True),  # "1. Đối tượng rà soát"
    ("nguyen tac", Role.OTHER, True),
    ("quyen han", Role.OTHER, True),
    ("quyen cua", Role.OTHER, True),
    # "I. MỤC ĐÍCH, YÊU CẦU", "I. QUAN ĐIỂM CHỈ ĐẠO", "CĂN CỨ PHÁP LÝ"
    ("muc dich", Role.OTHER, True),
    ("yeu cau", Role.OTHER, True),
    ("quan diem", Role.OTHER, True),
    ("can cu", Role.OTHER, True),
    ("co so phap ly", Role.OTHER, True),
    ("co so chinh tri", Role.OTHER, True),
    ("su can thiet", Role.OTHER, True),
    ("muc tieu tong quat", Role.OTHER, True),
    ("muc tieu chung", Role.OTHER, True),
    ("du bao", Role.OTHER, True),
    ("phuong cham", Role.OTHER, True),
    ("tu tuong chi dao", Role.OTHER, True),
    ("thanh phan", Role.OTHER, True),
    ("y kien thao luan", Role.OTHER, True),
    ("dien bien", Role.OTHER, True),
    # "2. Khắc phục hạn chế, khuyết điểm" is work to do
    ("khac phuc", Role.TASKS, True),
    ("thao go", Role.TASKS, True),
    # "I. KẾT QUẢ …", "II. HẠN CHẾ, KHUYẾT ĐIỂM", "Nguyên nhân"
    ("ket qua", Role.RESULTS, True),
    ("danh gia", Role.RESULTS, True),
    ("tinh hinh", Role.RESULTS, True),
    ("dac diem tinh hinh", Role.RESULTS, True),
    ("thuc trang", Role.RESULTS, True),
    ("boi canh", Role.RESULTS, True),
    ("uu diem", Role.RESULTS, True),
    ("nhung ket qua", Role.RESULTS, True),
    ("mot so ket qua", Role.RESULTS, True),
    ("ve ket qua", Role.RESULTS, True),
    ("ve tinh hinh", Role.RESULTS, True),
    ("ve danh gia", Role.RESULTS, True),
    ("kiem diem", Role.RESULTS, True),
    ("han che", Role.RESULTS, False),
    ("khuyet diem", Role.RESULTS, False),
    ("ton tai", Role.RESULTS, True),
    ("kho khan", Role.RESULTS, True),
    ("nguyen nhan", Role.RESULTS, True),
    ("bai hoc kinh nghiem", Role.RESULTS, False),
    ("kinh nghiem", Role.RESULTS, True),
    ("nhan xet", Role.RESULTS, True),
    # "II. NHIỆM VỤ TRỌNG TÂM", "CHỈ TIÊU", "Trách nhiệm của …"
    ("nhiem vu", Role.TASKS, False),
    ("giai phap", Role.TASKS, False),
    ("phuong huong", Role.TASKS, False),
    ("chi tieu", Role.TASKS, False),
    ("trach nhiem", Role.TASKS, False),
    ("noi dung", Role.TASKS, True),
    ("cong viec", Role.TASKS, False),
    ("phan cong", Role.TASKS, False),
    ("chuong trinh cong tac", Role.TASKS, False),
    ("ket luan", Role.TASKS, True),
    ("muc tieu", Role.TASKS, True),
    ("ket qua thuc hien", Role.RESULTS, False),
    ("kien nghi", Role.OTHER, True),
    ("de xuat", Role.OTHER, True),
)
# Titles of the sections in which a document names its own shortcomings.
SHORTCOMINGS = ("han che", "khuyet diem", "ton tai", "yeu kem", "kho khan, vuong mac", "kho khan", "bat cap")
CAUSES = ("nguyen nhan", "bai hoc", "kinh nghiem")
# A duty section of a rule document: "Điều 5. Trách nhiệm của Văn phòng Đảng ủy"
DUTIES = ("trach nhiem", "nhiem vu", "che do bao cao", "che do thong tin", "to chuc thuc hien", "nghia vu")
# Sections in which only numbers to reach are tasks: "II. MỤC TIÊU", "2. Mục tiêu đến năm 2030"
AIMS = ("muc tieu", "cac muc tieu", "mot so muc tieu")
