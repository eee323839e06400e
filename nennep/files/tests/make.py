"""Builders of kept files."""

from django.core.files.uploadedfile import SimpleUploadedFile

from nennep.files.actions import store
from nennep.files.models import Version


def make_version(text: str = "Điều 1. Nội dung.", name: str = "ket-luan.txt") -> Version:
    return store(SimpleUploadedFile(name, text.encode()), name, by=None)
