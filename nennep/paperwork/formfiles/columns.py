"""The columns of a form: the same in Excel, in Word and on paper, and the headings by which a file is known again."""

from nennep.imports.rules import Column, SheetKind

ANSWERS = "answers"
ROW, TASK, OWN = "row", "task", 10  # field of the hidden id; of the task; empty rows for what a unit did unasked
STATE, PERCENT, FIGURE, SAID, DAY, PROOF, UNTIL, REASON = (
    "state", "percent", "figure", "said", "day", "proof", "until", "reason",
)  # fmt: skip
ANSWER_FIELDS = (STATE, PERCENT, FIGURE, SAID, DAY, PROOF, UNTIL, REASON)
OWN_FIELDS = (STATE, SAID, DAY, PROOF)  # of a row added by hand

HEADINGS = {
    ROW: "Mã dòng",
    TASK: "Việc phải làm",
    STATE: "Trạng thái",
    PERCENT: "%",
    FIGURE: "Con số",
    SAID: "Kết quả – khó khăn",
    DAY: "Ngày xong",
    PROOF: "Số văn bản minh chứng",
    UNTIL: "Gia hạn đến",
    REASON: "Lý do",
}
SHEET = SheetKind(
    ANSWERS,
    "Trả lời",
    tuple(Column(name, heading, required=name in (ROW, TASK, STATE)) for name, heading in HEADINGS.items()),
)
TITLE = "MẪU TRẢ LỜI NHIỆM VỤ ĐƯỢC GIAO"
OWN_TITLE = "VIỆC KHÁC ĐƠN VỊ ĐÃ LÀM (ghi thêm, nếu có; Văn phòng xem rồi mới đưa vào)"
HOW = (
    "Chỉ điền các cột “Trạng thái” đến “Lý do”; dòng nào không có gì mới thì để trống. Ngày viết như 25/06/2026, "
    "số viết như 1.250 hoặc 97,5. Vướng khách quan thì ghi lý do. Lưu tệp rồi gửi lại ở trang “Việc của đơn vị” "
    "hoặc gửi kèm thư cho Văn phòng."
)
