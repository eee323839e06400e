"""Who can be told to do something: first words of the names of bodies and of persons in office."""


def _phrases(words: str) -> frozenset[str]:
    return frozenset(phrase.strip() for phrase in words.replace("\n", ",").split(",") if phrase.strip())


# "Văn phòng Đảng ủy", "các chi bộ trực thuộc", "đồng chí Phó Bí thư Thường trực"
HEADS = _phrases("""
ban, văn phòng, đảng ủy, đảng uỷ, thành ủy, tỉnh ủy, huyện ủy, quận ủy, chi ủy, cấp ủy, chi bộ, đảng bộ, chi,
ủy ban, uỷ ban, ubnd, hđnd, ubkt, ubmttq, ub mttq, hội đồng, mặt trận, mttq, đoàn, hội, liên đoàn, công đoàn,
sở, phòng, trung tâm, trường, công an, quân sự, bộ chỉ huy, bộ đội, đồn, tòa án, toà án, viện, thanh tra,
cơ quan, đơn vị, tổ chức đảng, tổ chức cơ sở đảng, tổ chức chính trị, tổ chức đoàn, tổ chức, tổ chức hội,
địa phương, phường, xã, đặc khu, đồng chí, đ/c, thủ trưởng, người đứng đầu, bí thư, phó bí thư, chủ tịch,
phó chủ tịch, chánh văn phòng, phó chánh văn phòng, trưởng ban, phó trưởng ban, trưởng phòng, giám đốc,
phó giám đốc, ủy viên, uỷ viên, đảng ủy viên, cấp ủy viên, thành viên, đảng viên, cán bộ, công chức,
tổ công tác, tổ giúp việc, tổ dân phố, tổ biên tập, tổ soạn thảo, tổ, khu dân cư, tiểu ban, đội, báo, đài,
bảo hiểm xã hội, thuế, chi cục, kho bạc, ngân hàng, doanh nghiệp, hợp tác xã, ngành, lực lượng, thường trực,
ban thường vụ, ban chấp hành, bộ phận, chủ nhiệm, phó chủ nhiệm, trưởng các, lãnh đạo, tập thể, cá nhân,
hiệu trưởng, trưởng, cụm, khối, thôn, bản, ấp, buôn, làng, trạm, bệnh viện, học viện, nhà trường, nhà văn hóa,
tổ chức thành viên, ban chỉ đạo, ban chỉ huy, ban quản lý, ban tổ chức, ban tuyên giáo, ban cán sự, đảng đoàn,
hđtđ, văn thư, kế toán, chuyên viên, ban xây dựng đảng, các ban, chính quyền, cục, bộ, chính phủ, bộ chính trị,
ban bí thư, quân ủy, hội viên, đoàn viên, cơ sở đảng, tòa soạn, nhà xuất bản, thư viện, bảo tàng, ban công tác,
ban chủ nhiệm, ông, bà, cổng thông tin, chi đoàn, chi hội, đoàn thể, các chi, quận, huyện, tỉnh, thành phố,
trụ sở, vp, btv, bch, btg, btgdv, btc, ubkt đảng ủy, chủ đầu tư, tổ trưởng, đội trưởng, trưởng đoàn,
trưởng khu, công ty, tổng công ty, tập đoàn, quỹ, điện lực, vụ, tổng cục, bưu điện, hạt kiểm lâm, hội sở, nhà máy, xí nghiệp,
chủ rừng, chủ cơ sở, chủ phương tiện, cơ sở đoàn, cơ sở hội, liên đội, tỉnh đoàn, thành đoàn, huyện đoàn, hộ kinh doanh,
viettel, vnpt, mobifone, viễn thông, agribank, evn, petrolimex, fpt,
thường vụ, chỉ huy, chính ủy, chính trị viên, điện lực, khoa, cơ quan thường trực, ban giám đốc, ban giám hiệu, quý cơ quan, quý đơn vị
""")
# What begins like a body and is none: "ban hành", "hội nghị", "phòng, chống", "báo cáo", "tổ chức thực hiện"
NOT_BODIES = _phrases("""
ban hành, ban đầu, hội nghị, hội thi, hội thảo, hội trại, hội diễn, hội đàm, hội nhập, hội chợ, hội họp,
hội trường, hội ý, phòng chống, phòng ngừa, phòng cháy, phòng dịch, phòng trừ, phòng thủ, báo cáo, báo chí và,
báo động, đoàn kết, đội ngũ, tổ chức thực hiện, tổ chức tốt, tổ chức triển khai, chi trả, chi tiêu, chi tiết,
chi phí, chi thường xuyên, chi ngân sách, xã hội, trường hợp, bộ máy, bộ luật, bộ tiêu chí, bộ tài liệu,
bộ thủ tục, bộ câu hỏi, cơ sở dữ liệu, cơ sở vật chất, cơ sở pháp lý, thuế suất, lãnh đạo thực hiện,
lãnh đạo triển khai, lãnh đạo tổ chức, lãnh đạo hoàn thành, lãnh đạo công tác, lãnh đạo các, lãnh đạo, chỉ đạo,
bộ phận không nhỏ, thành phố hải phòng là, tỉnh hình, quân sự địa phương, quân sự quốc phòng, trưởng thành,
ngành nghề, khối lượng, khối đại đoàn kết, cụm từ, tập thể hóa, trạm dừng, thanh tra việc, ông bà, bà con,
đội hình, tổ chức bộ máy, phòng chống, đoàn kiểm tra đã, chi lương, cán bộ hóa, lực lượng sản xuất, bản đồ,
bản tin, bản chất, bản sắc, bản kiểm điểm, bản tự kiểm điểm, bản cam kết, bản sao, bản lĩnh, bản ghi nhớ,
lãnh đạo toàn diện, báo giá, quỹ đất, quỹ nhà, quỹ thời gian, quỹ lương, vụ việc, vụ án, vụ đông, vụ mùa, vụ xuân, vụ hè, vụ chiêm, vụ thu, vụ cháy,
vụ tai nạn, vụ phạm pháp, vụ vi phạm, vụ kiện, khoa học, khoa bảng, chỉ huy động, đài tưởng niệm, đơn vị tính, đơn vị bầu cử, đồng chí hóa, bảo hiểm xã hội tự nguyện, tỉnh táo
""")
# Before a body: "các chi bộ", "mỗi đảng viên", "toàn thể cán bộ"
DETERMINERS = _phrases(
    "các, những, mỗi, từng, toàn thể, tất cả, tất cả các, một số, mọi, các đồng chí, cho, từng đồng chí, riêng, toàn"
)
# What orders: "Giao Văn phòng Đảng ủy …", "đề nghị các chi bộ …"
ORDERS = _phrases("""
giao, giao cho, giao trách nhiệm cho, giao nhiệm vụ cho, đề nghị, kính đề nghị, yêu cầu, phân công,
phân công cho, ủy quyền cho, ủy quyền, thống nhất giao, đồng ý giao, nhất trí giao, tiếp tục giao,
trước mắt giao, cơ bản thống nhất giao, thống nhất đề nghị, đề nghị cấp ủy, thống nhất phân công,
thống nhất yêu cầu, chỉ định, đồng thời giao, đồng thời đề nghị, đồng thời yêu cầu, nhất trí phân công,
trân trọng đề nghị, giao cụ thể
""")
# Words of a sentence that tells and does not order, between a body and its verb: "Các chi bộ đã tổ chức …"
TELLING = frozenset({"đã", "chưa", "vẫn", "còn", "đang", "từng", "luôn", "cũng"})
