"""The key by which push services know this installation, derived from its secret key: it comes back with a backup."""

import base64

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, derive_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of the curve P-256 (FIPS 186-4)


def push_key() -> EllipticCurvePrivateKey:
    """48 bytes taken modulo the order of the curve: every key is as likely as any other (FIPS 186-4, B.4.1)."""
    derived = HKDF(SHA256(), length=48, salt=None, info=b"nennep push 1").derive(settings.SECRET_KEY.encode())
    return derive_private_key(1 + int.from_bytes(derived, "big") % (ORDER - 1), SECP256R1())


def public_push_key() -> str:
    """As a browser takes it when it subscribes."""
    point = push_key().public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(point).rstrip(b"=").decode()
