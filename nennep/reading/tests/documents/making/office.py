"""Other forms of a Word file: .pdf, .odt and .doc through LibreOffice, scans through pdftoppm and Pillow."""

import random
import shutil
import subprocess
import tempfile
from pathlib import Path

from PIL import Image, ImageChops


def convert(word: Path, kind: str, to: Path) -> None:
    with tempfile.TemporaryDirectory() as home:
        profile = f"-env:UserInstallation={Path(home).as_uri()}/profile"
        filters = {"doc": "doc:MS Word 97"}
        subprocess.run(
            ["soffice", profile, "--headless", "--convert-to", filters.get(kind, kind), "--outdir", home, str(word)],
            check=True,
            capture_output=True,
            timeout=180,
        )
        shutil.move(Path(home) / f"{word.stem}.{kind}", to)


def scan(pdf: Path, to: Path, *, dpi: int = 200) -> None:
    """Black and white as an office scanner makes it: a little crooked, a little dirty."""
    with tempfile.TemporaryDirectory() as home:
        subprocess.run(
            ["pdftoppm", "-r", str(dpi), "-gray", "-png", str(pdf), f"{home}/page"], check=True, capture_output=True
        )
        pages = [
            worn(Image.open(file).convert("L"), seed) for seed, file in enumerate(sorted(Path(home).glob("page*.png")))
        ]
    if to.suffix == ".png":
        pages[0].save(to, dpi=(dpi, dpi), optimize=True)
    else:
        pages[0].save(to, resolution=dpi, save_all=True, append_images=pages[1:])


def worn(page: Image.Image, seed: int) -> Image.Image:
    chance = random.Random(seed)
    turned = page.rotate(chance.uniform(-0.5, 0.5), Image.Resampling.BICUBIC, fillcolor=255)
    specks = Image.new("L", turned.size, 255)
    for _ in range(250):
        at = (chance.randrange(turned.width), chance.randrange(turned.height))
        specks.putpixel(at, chance.randrange(0, 120))
    return ImageChops.darker(turned, specks).point(lambda grey: 255 if grey > 165 else 0).convert("1")
