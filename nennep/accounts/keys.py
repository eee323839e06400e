"""Keys derived from the secret key of the installation, one for each use."""

import base64

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def factor_key() -> bytes:
    derived = HKDF(SHA256(), length=32, salt=None, info=b"nennep factors 1").derive(settings.SECRET_KEY.encode())
    return base64.urlsafe_b64encode(derived)
