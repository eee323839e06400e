"""Django's rules of passwords whose sentences have no Vietnamese translation there."""

from django.contrib.auth.password_validation import MinimumLengthValidator, UserAttributeSimilarityValidator
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    def get_error_message(self) -> str:
        return _("Mật khẩu ngắn quá: cần ít nhất %(n)s ký tự.") % {"n": self.min_length}

    def get_help_text(self) -> str:
        return self.get_error_message()


class UnlikeThePerson(UserAttributeSimilarityValidator):
    def get_error_message(self) -> str:
        return _("Mật khẩu giống tên, tên đăng nhập hoặc thư điện tử quá.")
