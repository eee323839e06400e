"""Every reason for which a file is turned away, with its one sentence: what is wrong, and what to do."""

from nennep.lib.errors import BadFile

SENTENCES = {
    "empty": "Tệp rỗng, không có nội dung nào. Hãy mở tệp gốc, lưu lại rồi gửi lại.",
    "too_large": "Tệp lớn hơn mức cho phép ({limit} MB). Hãy tách tệp hoặc giảm dung lượng ảnh rồi gửi lại.",
    "wrong_type": "Nội dung tệp là {found}, không phải loại được nhận. Hãy gửi {wanted}.",
    "unknown_type": "Không nhận ra loại tệp này. Hãy gửi {wanted}.",
    "encrypted": "Tệp có đặt mật khẩu hoặc bị khóa quyền. Hãy gỡ mật khẩu, lưu lại rồi gửi lại.",
    "damaged": "Tệp bị hỏng hoặc không đầy đủ nên không mở được. "
    "Hãy mở bằng phần mềm đã tạo ra tệp, lưu lại rồi gửi lại.",
    "bomb": "Tệp nén bất thường: khi mở ra sẽ phình to quá mức an toàn. Tệp không được nhận; hãy hỏi lại nơi gửi.",
    "unsafe_archive": "Cấu trúc bên trong tệp không bình thường ({what}). Hãy mở tệp gốc, lưu lại rồi gửi lại.",
    "nested_archive": "Bên trong tệp có chứa tệp nén khác. Hãy lấy tệp cần gửi ra rồi gửi riêng.",
    "doctype": "Tệp chứa khai báo XML không an toàn (DOCTYPE/ENTITY). "
    "Hãy mở bằng Word hoặc LibreOffice, lưu lại rồi gửi lại.",
    "external": "Tệp có liên kết lấy dữ liệu từ bên ngoài ({what}). "
    "Hãy bỏ liên kết đó, dán thẳng nội dung vào tệp, lưu lại rồi gửi lại.",
    "active": "Tệp có chứa mã hoặc đối tượng có thể tự chạy ({what}). Hãy bỏ phần này, lưu lại rồi gửi lại.",
    "pixels": "Ảnh có kích thước quá lớn ({width} × {height} điểm ảnh). Hãy quét lại ở độ phân giải 200–300 dpi.",
    "too_deep": "Cấu trúc bên trong tệp lồng nhau quá sâu nên không an toàn để mở. Hãy in thành PDF mới rồi gửi lại.",
    "too_heavy": "Tệp quá nặng để đọc an toàn trong giới hạn bộ nhớ và thời gian. "
    "Hãy tách tệp thành nhiều phần rồi gửi lại.",
    "no_text": "Không tìm thấy chữ nào trong tệp. Hãy kiểm tra lại tệp, hoặc quét lại rõ hơn rồi gửi lại.",
    "only_pictures": "Tệp Word này chỉ có ảnh, không có chữ. "
    "Hãy gửi ảnh đó (.png, .jpg) hoặc bản quét PDF để máy nhận dạng chữ.",
    "no_ocr": "Máy chủ chưa cài phần nhận dạng chữ tiếng Việt nên chưa đọc được bản quét. "
    "Đề nghị quản trị viên cài {what}.",
    "no_office": "Máy chủ chưa cài LibreOffice nên chưa đọc được tệp {found}. "
    "Hãy lưu thành .docx rồi gửi lại, hoặc đề nghị quản trị viên cài {what}.",
    "no_office_pdf": "Máy chủ chưa cài LibreOffice nên chưa tạo được tệp PDF. "
    "Hãy tải tệp .docx về và in từ Word, hoặc đề nghị quản trị viên cài {what}.",
}


def refusal(code: str, **details: object) -> BadFile:
    return BadFile(code, SENTENCES[code], **details)
