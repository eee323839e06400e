"""Steps of 512 bytes, so that the length of a name or a letter tells nothing."""

from nennep.sealing.errors import Broken

STEP = 512
LENGTH = 4  # bytes that tell how much is meant


def pad(data: bytes) -> bytes:
    told = len(data).to_bytes(LENGTH, "big") + data
    return told + bytes(-len(told) % STEP)


def unpad(padded: bytes) -> bytes:
    size = int.from_bytes(padded[:LENGTH], "big")
    if len(padded) % STEP or LENGTH + size > len(padded) or any(padded[LENGTH + size :]):
        raise Broken
    return padded[LENGTH : LENGTH + size]
