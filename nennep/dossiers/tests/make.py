"""Invented dossiers on a disk."""

from pathlib import Path

UNIT, OTHER_UNIT = "31.012.045.000.003", "31.012.045.000.004"
AN, BINH = "031085000001_NguyenVanAn", "031185000002_TranThiBinh"


def pdf(words: str, *, locked: bool = False) -> bytes:
    body = f"%PDF-1.4\n1 0 obj\n({words})\nendobj\n"
    trailer = "<</Size 1/Encrypt 3 0 R>>" if locked else "<</Size 1>>"
    return f"{body}xref\n0 1\n0000000000 65535 f \ntrailer\n{trailer}\nstartxref\n{len(body)}\n%%EOF\n".encode()


def put(root: Path, path: str, content: bytes | None = None) -> Path:
    """A sound PDF of its own, unless another content is given."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(pdf(path) if content is None else content)
    return file


def sound(root: Path) -> Path:
    for person in (f"{UNIT}/{AN}", f"{OTHER_UNIT}/{BINH}"):
        for name in ("01.Ly lich.pdf", "07.Quyet dinh.1.pdf", "07.Quyet dinh.2.pdf", "104.Don thu.pdf"):
            put(root, f"{person}/{name}")
    return root


def held(root: Path) -> dict[str, bytes]:
    """Every path below the folder with its bytes; folders with none."""
    return {str(path.relative_to(root)): path.read_bytes() if path.is_file() else b"" for path in root.rglob("*")}
