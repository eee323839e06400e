"""The office's words for what the form checker looks at."""

from django.utils.translation import gettext_lazy as _

from nennep.writing.checking.model import Code

CODES = [
    (Code.PAPER, _("khổ giấy")),
    (Code.MARGINS, _("lề trang")),
    (Code.FONT, _("phông chữ")),
    (Code.SIZE, _("cỡ chữ")),
    (Code.WEIGHT, _("chữ đậm, nghiêng, gạch chân")),
    (Code.CASE, _("chữ hoa, chữ thường")),
    (Code.ALIGNMENT, _("căn dòng")),
    (Code.INDENT, _("lùi đầu dòng")),
    (Code.SPACING, _("khoảng cách dòng, đoạn")),
    (Code.TITLE_BLOCK, _("tiêu đề, quốc hiệu")),
    (Code.ISSUER_BLOCK, _("cơ quan ban hành")),
    (Code.NUMBER, _("số văn bản")),
    (Code.SYMBOL, _("ký hiệu")),
    (Code.PLACE_DATE, _("địa danh, ngày tháng")),
    (Code.TYPE_NAME, _("tên loại")),
    (Code.ABSTRACT, _("trích yếu")),
    (Code.GROUNDS, _("căn cứ ban hành")),
    (Code.NUMBERING, _("đánh số mục, điểm")),
    (Code.SIGNATURE, _("phần ký")),
    (Code.RECIPIENTS, _("nơi nhận")),
    (Code.END_MARK, _("dấu kết thúc")),
    (Code.PAGE_NUMBER, _("số trang")),
    (Code.SECRECY_URGENCY, _("độ mật, độ khẩn")),
    (Code.OTHER, _("điều khác")),
]
